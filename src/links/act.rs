//! Documents of Party and State: one where kind, number and issuer agree.

use super::body::Bodies;
use super::date::PartialDate;
use super::draft::{Draft, Drafts};
use super::key::{digest, name_key, slug};
use super::model::Detail;
use super::unit::Reach;
use crate::facts::{Citation, DocumentFacts};

/// Documents of Party and State that all documents cite.
#[derive(Debug, Default)]
pub(super) struct Acts {
    pub drafts: Drafts,
    /// For each document, the act of each of its [`DocumentFacts::citations`]; none without a number.
    pub of: Vec<Vec<Option<u32>>>,
}

impl Acts {
    pub(super) fn link(documents: &[&DocumentFacts], bodies: &Bodies) -> Self {
        let mut acts = Self::default();
        for (document, facts) in documents.iter().enumerate() {
            let of = facts.citations.iter().map(|c| acts.add(facts, document, c, bodies)).collect();
            acts.of.push(of);
        }
        acts
    }

    fn add(
        &mut self,
        facts: &DocumentFacts,
        document: usize,
        citation: &Citation,
        bodies: &Bodies,
    ) -> Option<u32> {
        let number = citation.number.as_deref()?;
        let issuer = citation.issuer.as_deref().and_then(|name| bodies.named(document, name));
        let issuer = issuer.filter(|&body| bodies.known[body as usize].reach == Reach::All);
        let known = format!("{}|{}", name_key(&citation.kind), number.to_lowercase());
        let words = format!("act/{}/{}", slug(&citation.kind), slug(number));
        // A number with the sign of its issuer is nobody else's.
        let (key, path) = match issuer {
            _ if number.contains('/') => (known, words),
            Some(body) => {
                let draft = &bodies.drafts[body];
                let path = format!("{words}.{}", draft.path.trim_start_matches("org/"));
                (format!("{known}|{}", bodies.drafts.key(body)), path)
            }
            None => {
                let key = format!("{known}|d|{}", facts.doc);
                let path = format!("{words}.{}", digest(&[&key], 4));
                (key, path)
            }
        };
        let day = citation.date.as_deref().and_then(PartialDate::parse);
        let act = self.drafts.number(&key, || {
            let (kind, number) = (citation.kind.clone(), Some(number.to_owned()));
            Draft::new(path, Detail::Act { kind, number, date: None })
        });
        let draft = &mut self.drafts[act];
        draft.called(&format!("{} {number}", citation.kind));
        if let Detail::Act { date, .. } = &mut draft.detail {
            *date = [*date, day].into_iter().flatten().min_by_key(|d| (d.precision(), *d));
        }
        Some(act)
    }
}
