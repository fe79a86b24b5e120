//! The ontology as a page for readers: `cargo run --example ontology_page > ontology/README.md`.
//!
//! Made of `ontology/chutri.ttl` and `ontology/shapes.ttl`; a test sees that the page is up to date.

#![allow(clippy::non_ascii_literal, clippy::print_stdout, reason = "a program that prints a page")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use chutri::triples::{CT, Constraint, ONTOLOGY, PREFIXES, Rule, shapes};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Term;

const HEAD: &str = "# Bản thể học chutri · The chutri ontology

Who chaired which meeting, who held which office when, and which sentence says so. Made of [`chutri.ttl`](chutri.ttl) and
[`shapes.ttl`](shapes.ttl) by `cargo run --example ontology_page > ontology/README.md`; the tables of words beside them are
[`lexicon`](lexicon), [`gazetteer`](gazetteer) and [`rules.csv`](rules.csv), the named questions [`questions`](questions).

Things of a class are also of the classes that it *is*; what it is *like* is for readers. `chutri check` asks whether
a graph keeps to the numbers and values below.
";
/// Terms of SKOS and the rest by which ours are aligned, and how the page puts it.
const ALIGNED: [(&str, &str); 8] = [
    ("rdfs:subClassOf", "is"),
    ("rdfs:subPropertyOf", "is"),
    ("owl:inverseOf", "inverse of"),
    ("skos:exactMatch", "same as"),
    ("skos:closeMatch", "like"),
    ("skos:broadMatch", "narrower than"),
    ("skos:relatedMatch", "compare"),
    ("skos:inScheme", "of"),
];

/// What is said of each term: predicates and objects, with prefixes.
struct Ontology(BTreeMap<String, Vec<(String, Term)>>);

fn main() {
    print!("{}", page());
}

/// The page in Markdown.
pub fn page() -> String {
    let ontology = Ontology::read();
    let mut page = HEAD.to_owned();
    page.push_str("\n| prefix | namespace |\n|---|---|\n");
    for (prefix, namespace) in PREFIXES {
        let _ = writeln!(page, "| `{prefix}:` | {namespace} |");
    }
    let constraints = shapes().unwrap_or_default();
    page.push_str("\n## Lớp · Classes\n");
    for class in ontology.of("owl:Class").filter(|class| !ontology.is_kind_of_body(class)) {
        let _ = write!(
            page,
            "\n### `{class}`: {}\n\n{}\n",
            ontology.label(class),
            ontology.about(class, "  \n")
        );
        page.push_str(&properties(class, &constraints));
    }
    let kinds = ontology.of("owl:Class").filter(|class| ontology.is_kind_of_body(class));
    page.push_str(&ontology.table("Loại tổ chức · Kinds of bodies", kinds));
    let links = ontology.of("owl:ObjectProperty");
    page.push_str(&ontology.table("Liên kết · Links between things", links));
    let values = ontology.of("owl:DatatypeProperty");
    page.push_str(&ontology.table("Giá trị · Values of things", values));
    for scheme in ontology.of("skos:ConceptScheme") {
        let concepts = ontology
            .of("skos:Concept")
            .filter(|concept| ontology.says(concept, "skos:inScheme", scheme));
        let title = format!("{} (`{scheme}`)", ontology.label(scheme));
        page.push_str(&ontology.table(&title, concepts));
    }
    page.push_str(
        &ontology.table("Hàm trong SPARQL · Functions in SPARQL", ontology.of("sd:Function")),
    );
    page
}

impl Ontology {
    fn read() -> Self {
        let mut said: BTreeMap<String, Vec<(String, Term)>> = BTreeMap::new();
        for quad in
            RdfParser::from_format(RdfFormat::Turtle).for_slice(ONTOLOGY.as_bytes()).flatten()
        {
            let subject = short(&quad.subject.to_string());
            said.entry(subject)
                .or_default()
                .push((short(&quad.predicate.to_string()), quad.object));
        }
        Self(said)
    }

    /// Terms of a class, by name.
    fn of(&self, class: &str) -> impl Iterator<Item = &str> {
        let class = class.to_owned();
        self.0.keys().map(String::as_str).filter(move |term| self.says(term, "rdf:type", &class))
    }

    fn says(&self, term: &str, predicate: &str, object: &str) -> bool {
        self.objects(term, predicate).any(|said| said == object)
    }

    fn objects(&self, term: &str, predicate: &str) -> impl Iterator<Item = String> {
        let said = self.0[term].iter().filter(move |(p, _)| p == predicate);
        said.map(|(_, object)| short(&object.to_string()))
    }

    fn is_kind_of_body(&self, class: &str) -> bool {
        self.says(class, "rdfs:subClassOf", "ct:Organization")
    }

    /// What it is called, or what it is: in Vietnamese, and in English.
    fn told(&self, term: &str, predicates: &[&str], between: &str) -> String {
        let said =
            self.0[term].iter().filter(|(predicate, _)| predicates.contains(&predicate.as_str()));
        let in_language = |language: &str| {
            said.clone().find_map(|(_, object)| match object {
                Term::Literal(text) if text.language() == Some(language) => {
                    Some(text.value().to_owned())
                }
                _ => None,
            })
        };
        ["vi", "en"].into_iter().filter_map(in_language).collect::<Vec<_>>().join(between)
    }

    fn label(&self, term: &str) -> String {
        self.told(term, &["rdfs:label", "skos:prefLabel"], " · ")
    }

    /// What it means, and what it is aligned to.
    fn about(&self, term: &str, between: &str) -> String {
        let mut lines = vec![self.told(term, &["rdfs:comment"], between)];
        let aligned: Vec<String> = ALIGNED
            .iter()
            .filter_map(|(predicate, words)| {
                let others: BTreeSet<String> =
                    self.objects(term, predicate).map(|o| format!("`{o}`")).collect();
                let others: Vec<String> = others.into_iter().collect();
                (!others.is_empty() && *words != "of")
                    .then(|| format!("*{words}* {}", others.join(", ")))
            })
            .collect();
        if !aligned.is_empty() {
            lines.push(aligned.join("; "));
        }
        lines.join(between)
    }

    fn table<'t>(&self, title: &str, terms: impl Iterator<Item = &'t str>) -> String {
        let mut table = format!("\n## {title}\n\n| | | |\n|---|---|---|\n");
        for term in terms {
            let _ = writeln!(
                table,
                "| `{term}` | {} | {} |",
                self.label(term),
                self.about(term, "<br>")
            );
        }
        table
    }
}

/// The properties of the things of a class: how many values each has, and which.
fn properties(class: &str, constraints: &[Constraint]) -> String {
    let mut rules: BTreeMap<String, Vec<&Rule>> = BTreeMap::new();
    for constraint in constraints {
        if let Some(path) = constraint
            .path
            .as_ref()
            .filter(|_| short(&constraint.target).contains(&format!(" {class} ")))
        {
            rules.entry(short(path)).or_default().push(&constraint.rule);
        }
    }
    let mut table = "\n| property | number | value |\n|---|---|---|\n".to_owned();
    for (path, rules) in rules {
        let least = if rules.contains(&&Rule::AtLeastOne) { "1" } else { "0" };
        let most = if rules.contains(&&Rule::AtMostOne) { "1" } else { "n" };
        let number = if least == most { least.to_owned() } else { format!("{least}–{most}") };
        let values: BTreeSet<String> = rules.iter().filter_map(|rule| value(rule)).collect();
        let values: Vec<String> = values.into_iter().collect();
        let _ = writeln!(table, "| `{path}` | {number} | {} |", values.join(", "));
    }
    table
}

fn value(rule: &Rule) -> Option<String> {
    let code = |text: &str| format!("`{}`", short(text));
    Some(match rule {
        Rule::AtLeastOne | Rule::AtMostOne => return None,
        Rule::Datatype(term) | Rule::Class(term) => code(term),
        Rule::Iri => "an address".to_owned(),
        Rule::In(terms) => terms.iter().map(|term| code(term)).collect::<Vec<_>>().join(" or "),
        Rule::Has(term) => format!("one is {}", code(term)),
        Rule::AtLeast(least) => format!("≥ {}", code(least)),
        Rule::AtMost(most) => format!("≤ {}", code(most)),
        Rule::Pattern(pattern) => format!("matches {}", code(pattern)),
        Rule::Languages(languages) => format!("in {}", languages.join(" or ")),
        Rule::Before(other) => format!("before {}", code(other)),
        Rule::NotAfter(other) => format!("not after {}", code(other)),
    })
}

/// A term or path with prefixes for its addresses, and figures without their datatype.
fn short(text: &str) -> String {
    let own = [
        ("ct", CT),
        ("opengov", "http://www.w3.org/ns/opengov#"),
        ("person", "http://www.w3.org/ns/person#"),
        ("sd", "http://www.w3.org/ns/sparql-service-description#"),
    ];
    let mut text = text.to_owned();
    for (prefix, namespace) in PREFIXES.into_iter().chain(own) {
        let namespace = format!("<{namespace}");
        let mut parts = text.split(&namespace);
        let mut shortened = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (local, rest) = part.split_once('>').unwrap_or((part, ""));
            let _ = write!(shortened, "{prefix}:{local}{rest}");
        }
        text = shortened;
    }
    let figure = text.strip_prefix('"').and_then(|rest| rest.split_once("\"^^xsd:"));
    figure.map_or(text.clone(), |(figure, _)| figure.to_owned())
}
