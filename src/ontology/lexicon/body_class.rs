//! Classes of bodies: what the table of bodies may name, and a graph knows.

use super::cells::{FromCell, cells};

cells! {
    /// What a body is, by its kind.
    BodyClass {
        /// Advisory body.
        AdvisoryBody = "advisory-body",
        /// Agency.
        Agency = "agency",
        /// Administrative committee.
        Committee = "committee",
        /// Company.
        Company = "company",
        /// Elected council.
        Council = "council",
        /// Court or procuracy.
        Court = "court",
        /// Delegation.
        Delegation = "delegation",
        /// Executive committee.
        ExecutiveCommittee = "executive-committee",
        /// Fatherland Front.
        Front = "front",
        /// Hospital or health station.
        Hospital = "hospital",
        /// Institute.
        Institute = "institute",
        /// Mass organization.
        MassOrganization = "mass-organization",
        /// Media.
        Media = "media",
        /// Military body.
        Military = "military",
        /// Ministry.
        Ministry = "ministry",
        /// Organization.
        Organization = "organization",
        /// Party committee.
        PartyCommittee = "party-committee",
        /// Party organization.
        PartyOrganization = "party-organization",
        /// Police.
        Police = "police",
        /// School.
        School = "school",
        /// Standing committee.
        StandingCommittee = "standing-committee",
    }
}
