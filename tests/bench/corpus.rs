//! A corpus for measuring: the example articles again and again, of other people, places, days and figures.

use chutri::document::Document;
use chutri::facts::Extractor;
use chutri::ontology::Ontology;
use chutri::ontology::gazetteer::{UnitIdx, UnitKind};
use fastrand::Rng;

/// A piece of an article.
enum Piece<'t> {
    Text(&'t str),
    /// Number of a name of the article.
    Name(usize),
    /// Digits of a figure, a day or a year.
    Digits(&'t str),
}

/// What stands in the place of a name.
enum Name<'o> {
    /// Of as many syllables as the person's.
    Person(usize),
    /// A unit of the same kind, by its bare name.
    Unit(&'o [&'static str]),
}

/// Documents of at least `bytes` bytes of text, no two alike.
pub(crate) fn varied(ontology: &Ontology, articles: &[Document], bytes: usize) -> Vec<Document> {
    let kinds = names_by_kind(ontology);
    let extractor = Extractor::new(ontology);
    let facts: Vec<_> = articles.iter().map(|article| extractor.extract(article)).collect();
    let people: Vec<&str> =
        facts.iter().flat_map(|f| &f.people).map(|person| person.name.as_str()).collect();
    let mut templates = Vec::new();
    for (article, facts) in articles.iter().zip(&facts) {
        let mut names: Vec<(&str, Name<'_>)> = Vec::new();
        for person in &facts.people {
            names.push((&person.name, Name::Person(person.name.split(' ').count())));
        }
        for unit in facts.units.iter().filter_map(|unit| unit.id.as_deref()) {
            let version = ontology.gazetteer.unit(ontology.gazetteer.find(unit).unwrap());
            names.push((version.name, Name::Unit(&kinds[version.kind as usize])));
        }
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        templates.push((article, pieces(&article.text, &names), names));
    }
    let mut rng = Rng::with_seed(2020);
    let (mut documents, mut total) = (Vec::new(), 0);
    while total < bytes {
        for (article, pieces, names) in &templates {
            let names: Vec<String> =
                names.iter().map(|(_, name)| another(name, &people, &mut rng)).collect();
            let text = write(pieces, &names, &mut rng);
            total += text.len();
            let id = format!("{}-{}", article.id, documents.len());
            documents.push(Document { id, text, ..Document::clone(article) });
        }
    }
    documents
}

fn names_by_kind(ontology: &Ontology) -> Vec<Vec<&'static str>> {
    let units = || ontology.gazetteer.units().map(|(_, unit): (UnitIdx, _)| unit);
    let of = |kind| units().filter(move |u| u.kind == kind && u.name.len() > 3).map(|u| u.name);
    UnitKind::ALL.into_iter().map(|kind| of(kind).collect()).collect()
}

/// Cuts a text at its names, the longest first, and its digits.
fn pieces<'t>(text: &'t str, names: &[(&str, Name<'_>)]) -> Vec<Piece<'t>> {
    let mut pieces = Vec::new();
    let (mut at, mut start) = (0, 0);
    while at < text.len() {
        let rest = &text[at..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let name = names.iter().position(|(name, _)| rest.starts_with(name));
        let (piece, length) = match name {
            Some(name) => (Piece::Name(name), names[name].0.len()),
            None if digits > 0 => (Piece::Digits(&rest[..digits]), digits),
            None => {
                at += rest.chars().next().map_or(1, char::len_utf8);
                continue;
            }
        };
        pieces.extend([Piece::Text(&text[start..at]), piece]);
        at += length;
        start = at;
    }
    pieces.push(Piece::Text(&text[start..]));
    pieces
}

/// Another name: a person's of syllables that people of the articles bear at the same place.
fn another(name: &Name<'_>, people: &[&str], rng: &mut Rng) -> String {
    match *name {
        Name::Unit(names) => names[rng.usize(..names.len())].to_owned(),
        Name::Person(syllables) => {
            let syllable = |at: usize| {
                let mut words = people[rng.usize(..people.len())].split(' ');
                match at {
                    0 => words.next(),
                    at if at + 1 == syllables => words.next_back(),
                    _ => words.nth(1),
                }
            };
            (0..syllables).filter_map(syllable).collect::<Vec<_>>().join(" ")
        }
    }
}

/// Days and months stay possible, years near; longer figures are any.
fn write(pieces: &[Piece<'_>], names: &[String], rng: &mut Rng) -> String {
    let mut text = String::new();
    for piece in pieces {
        match *piece {
            Piece::Text(words) => text.push_str(words),
            Piece::Name(name) => text.push_str(&names[name]),
            Piece::Digits(digits) => match digits.len() {
                1 => text.push_str(&rng.u32(1..10).to_string()),
                2 => text.push_str(&rng.u32(10..13).to_string()),
                4 => text.push_str(digits),
                _ => digits.bytes().for_each(|_| text.push(rng.digit(10))),
            },
        }
    }
    text
}
