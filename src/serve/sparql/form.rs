//! The forms of answers: which there are, and which of them a client gets.

use std::io::Write;

use oxigraph::io::{JsonLdProfileSet, RdfFormat};

use crate::serve::accept::{Accept, CSV, JSON};
use crate::triples::{Answer, AnswerFormat, QueryError};

/// A form that an answer is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::serve) enum Form {
    /// Of rows, and of yes and no.
    Rows(AnswerFormat),
    /// Of triples.
    Rdf(RdfFormat),
}

const JSON_LD: RdfFormat = RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() };

/// Forms of rows with all their media types, the first of which is sent, and the word for each.
const ROWS: [(AnswerFormat, &str, &[&str]); 4] = [
    (AnswerFormat::Json, "json", &["application/sparql-results+json", JSON]),
    (AnswerFormat::Xml, "xml", &["application/sparql-results+xml", "application/xml", "text/xml"]),
    (AnswerFormat::Csv, "csv", &[CSV]),
    (AnswerFormat::Tsv, "tsv", &["text/tab-separated-values; charset=utf-8"]),
];

/// Forms of triples, likewise.
const RDF: [(RdfFormat, &str, &[&str]); 6] = [
    (
        RdfFormat::Turtle,
        "ttl",
        &["text/turtle; charset=utf-8", "application/turtle", "application/x-turtle"],
    ),
    (RdfFormat::NTriples, "nt", &["application/n-triples", "text/plain"]),
    (RdfFormat::RdfXml, "rdf", &["application/rdf+xml", "application/xml", "text/xml"]),
    (JSON_LD, "jsonld", &["application/ld+json", JSON]),
    (RdfFormat::NQuads, "nq", &["application/n-quads"]),
    (RdfFormat::TriG, "trig", &["application/trig"]),
];

/// The media types that triples are sent as.
pub(in crate::serve) const RDF_MEDIA: [&str; 6] =
    [RDF[0].2[0], RDF[1].2[0], RDF[2].2[0], RDF[3].2[0], RDF[4].2[0], RDF[5].2[0]];

/// Which forms a request takes.
#[derive(Clone, Debug)]
pub(super) enum Forms {
    /// Those that its head says.
    Accepted(Accept),
    /// That which a parameter names.
    Named(String),
}

impl Forms {
    /// The form of an answer: the one wanted most, or where none is, the usual one.
    pub(super) fn of(&self, answer: &Answer) -> Result<Form, QueryError> {
        let is_rdf = matches!(answer, Answer::Triples(_));
        match self {
            Self::Accepted(accept) if is_rdf => Ok(Form::Rdf(rdf_form(accept).unwrap_or(RDF[0].0))),
            Self::Accepted(accept) => Ok(Form::Rows(accepted(accept, &ROWS).unwrap_or(ROWS[0].0))),
            Self::Named(name) if is_rdf => Ok(Form::Rdf(named(name, &RDF).unwrap_or(RDF[0].0))),
            Self::Named(name) => named(name, &ROWS).map(Form::Rows).ok_or(QueryError::NoTriples),
        }
    }
}

/// The form of triples that is wanted most, where one is.
pub(in crate::serve) fn rdf_form(accept: &Accept) -> Option<RdfFormat> {
    accepted(accept, &RDF)
}

/// The form of triples of a word or media type.
pub(in crate::serve) fn named_rdf(name: &str) -> Option<RdfFormat> {
    named(name, &RDF)
}

fn accepted<T: Copy>(accept: &Accept, forms: &[(T, &str, &[&str])]) -> Option<T> {
    let offered =
        forms.iter().flat_map(|(form, _, media)| media.iter().map(move |media| (*form, *media)));
    // What is the first name of a form goes before what others are called, too.
    let (mut offered, others): (Vec<_>, Vec<_>) =
        offered.partition(|(_, media)| forms.iter().any(|form| form.2[0] == *media));
    offered.extend(others);
    let media: Vec<&str> = offered.iter().map(|(_, media)| *media).collect();
    accept.best(&media).map(|at| offered[at].0)
}

fn named<T: Copy>(name: &str, forms: &[(T, &str, &[&str])]) -> Option<T> {
    let named = |(_, word, media): &&(T, &str, &[&str])| {
        *word == name || media.iter().any(|media| media.split(';').next() == Some(name))
    };
    forms.iter().find(named).map(|(form, _, _)| *form)
}

impl Form {
    /// The media type that it is sent as.
    pub(in crate::serve) fn media(self) -> &'static str {
        match self {
            Self::Rows(format) => {
                ROWS.iter().find(|form| form.0 == format).map_or(JSON, |form| form.2[0])
            }
            Self::Rdf(format) => {
                RDF.iter().find(|form| form.0 == format).map_or(RDF[0].2[0], |form| form.2[0])
            }
        }
    }

    /// Writes an answer.
    pub(in crate::serve) fn write(self, answer: Answer, out: impl Write) -> Result<(), QueryError> {
        match self {
            Self::Rows(format) => answer.write(format, out),
            Self::Rdf(format) => answer.write_rdf(format, out),
        }
    }
}
