//! The triples that tenures and participations are about, which they reify in RDF 1.2: who holds which post,
//! who chaired which meeting.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use oxigraph::model::vocab::rdf;

use super::describe::shortcut;
use crate::graph::KnowledgeGraph;

/// Triple terms by the addresses of what reifies them.
#[derive(Default)]
pub(super) struct Reified {
    triples: BTreeMap<String, String>,
}

impl Reified {
    pub(super) fn of(graph: &KnowledgeGraph) -> Self {
        let triples = graph.statements().iter().filter_map(|statement| {
            let path = statement.path.as_ref()?;
            let [subject, object] = [statement.subject, statement.object].map(|id| graph.iri(id));
            let predicate = shortcut(statement.predicate);
            Some((graph.address(path), format!("<<( <{subject}> {predicate} <{object}> )>>")))
        });
        Self { triples: triples.collect() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.triples.is_empty()
    }

    /// Appends the line of an address that reifies a triple.
    pub(super) fn push_of(&self, address: &str, line: &mut String) {
        if let Some(triple) = self.triples.get(address) {
            // Writing into memory does not fail.
            let _ = writeln!(line, "<{address}> {} {triple} .", rdf_reifies());
        }
    }

    /// Writes all, by address, in what Turtle and N-Triples have in common.
    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let mut line = String::new();
        for address in self.triples.keys() {
            line.clear();
            self.push_of(address, &mut line);
            out.write_all(line.as_bytes())?;
        }
        out.flush()
    }
}

/// `rdf:reifies`, which is new in RDF 1.2.
fn rdf_reifies() -> String {
    format!("<{}reifies>", rdf::TYPE.as_str().trim_end_matches("type"))
}
