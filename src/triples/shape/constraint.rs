//! One constraint of a shape, as a question and in words.

/// A constraint on the things of one target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constraint {
    /// What `?this` is: a pattern of SPARQL.
    pub target: String,
    /// The path of the property as SPARQL writes it; none where the thing itself is constrained.
    pub path: Option<String>,
    /// What shall hold.
    pub rule: Rule,
}

/// What shall hold. Terms are as SPARQL writes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// There is a value.
    AtLeastOne,
    /// There is no second value.
    AtMostOne,
    /// Values are literals of this datatype, and well-formed.
    Datatype(String),
    /// Values are of this class.
    Class(String),
    /// Values, or the things themselves, have addresses.
    Iri,
    /// Values are among these.
    In(Vec<String>),
    /// One value is this.
    Has(String),
    /// Values are not below this.
    AtLeast(String),
    /// Values are not above this.
    AtMost(String),
    /// Texts match this regular expression.
    Pattern(String),
    /// Texts are in one of these languages.
    Languages(Vec<String>),
    /// Values come before those of this property.
    Before(String),
    /// Values do not come after those of this property.
    NotAfter(String),
}

const LANG_STRING: &str = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>";
const XSD: &str = "<http://www.w3.org/2001/XMLSchema#";

impl Rule {
    /// Local name of the parameter in SHACL.
    pub fn name(&self) -> &'static str {
        match self {
            Self::AtLeastOne => "minCount",
            Self::AtMostOne => "maxCount",
            Self::Datatype(_) => "datatype",
            Self::Class(_) => "class",
            Self::Iri => "nodeKind",
            Self::In(_) => "in",
            Self::Has(_) => "hasValue",
            Self::AtLeast(_) => "minInclusive",
            Self::AtMost(_) => "maxInclusive",
            Self::Pattern(_) => "pattern",
            Self::Languages(_) => "languageIn",
            Self::Before(_) => "lessThan",
            Self::NotAfter(_) => "lessThanOrEquals",
        }
    }

    /// Conditions under which `?value` breaks the rule; a value that cannot be compared breaks it.
    fn broken(&self, path: &str) -> String {
        let unless = |condition: &str| format!("FILTER(!COALESCE({condition}, false))");
        match self {
            Self::AtLeastOne | Self::Has(_) => String::new(),
            Self::AtMostOne => format!("?this {path} ?other FILTER(!sameTerm(?value, ?other))"),
            Self::Datatype(datatype) => unless(&well_formed(datatype)),
            Self::Class(class) => format!("FILTER NOT EXISTS {{ ?value a {class} }}"),
            Self::Iri => unless("isIRI(?value)"),
            Self::In(terms) => {
                let same = terms.iter().map(|term| format!("sameTerm(?value, {term})"));
                unless(&same.collect::<Vec<_>>().join(" || "))
            }
            Self::AtLeast(least) => unless(&format!("?value >= {least}")),
            Self::AtMost(most) => unless(&format!("?value <= {most}")),
            Self::Pattern(pattern) => unless(&format!("REGEX(STR(?value), {pattern})")),
            Self::Languages(languages) => {
                let of = |language: &String| format!("LANGMATCHES(LANG(?value), {language})");
                unless(&languages.iter().map(of).collect::<Vec<_>>().join(" || "))
            }
            Self::Before(other) => format!("?this {other} ?other {}", unless("?value < ?other")),
            Self::NotAfter(other) => format!("?this {other} ?other {}", unless("?value <= ?other")),
        }
    }
}

/// That `?value` is a literal of a datatype, which it can be read as.
fn well_formed(datatype: &str) -> String {
    let same = format!("DATATYPE(?value) = {datatype}");
    let readable = ["date", "integer", "decimal", "boolean"];
    match datatype.strip_prefix(XSD).map(|name| name.trim_end_matches('>')) {
        Some(name) if readable.contains(&name) => {
            format!("{same} && STRLEN(STR({datatype}(STR(?value)))) > 0")
        }
        _ if datatype == LANG_STRING => "LANG(?value) != \"\"".to_owned(),
        _ => same,
    }
}

impl Constraint {
    /// SPARQL whose rows are things that break the constraint, each with the value that does.
    pub fn question(&self) -> String {
        let target = &self.target;
        let Some(path) = &self.path else {
            let broken = self.rule.broken("");
            return format!(
                "SELECT DISTINCT ?this ?value {{ {target} BIND(?this AS ?value) {broken} }}"
            );
        };
        let body = match &self.rule {
            Rule::AtLeastOne => format!("FILTER NOT EXISTS {{ ?this {path} ?any }}"),
            Rule::Has(value) => format!("FILTER NOT EXISTS {{ ?this {path} {value} }}"),
            Rule::AtMostOne => {
                let broken = self.rule.broken(path);
                return format!(
                    "SELECT DISTINCT ?this ?none {{ {target} ?this {path} ?value . {broken} }}"
                );
            }
            rule => format!("?this {path} ?value . {}", rule.broken(path)),
        };
        format!("SELECT DISTINCT ?this ?value {{ {target} {body} }}")
    }

    /// What breaks it, in words.
    pub fn problem(&self) -> String {
        let path = self.path.as_deref().unwrap_or("the thing");
        match &self.rule {
            Rule::AtLeastOne => format!("it has no {path}"),
            Rule::AtMostOne => format!("it has more than one {path}"),
            Rule::Datatype(datatype) => format!("{path} is no well-formed {datatype}"),
            Rule::Class(class) => format!("{path} is no {class}"),
            Rule::Iri => format!("{path} has no address"),
            Rule::In(terms) => format!("{path} is none of {}", terms.join(", ")),
            Rule::Has(value) => format!("{path} is nowhere {value}"),
            Rule::AtLeast(least) => format!("{path} is less than {least}"),
            Rule::AtMost(most) => format!("{path} is more than {most}"),
            Rule::Pattern(pattern) => format!("{path} does not match {pattern}"),
            Rule::Languages(languages) => format!("{path} is not in {}", languages.join(" or ")),
            Rule::Before(other) => format!("{path} does not come before {other}"),
            Rule::NotAfter(other) => format!("{path} comes after {other}"),
        }
    }
}
