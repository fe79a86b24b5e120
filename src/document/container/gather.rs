//! The documents of the members of an archive, one member open at a time.

use super::super::ReadError;
use super::super::format::Records;
use super::super::source::Origin;
use std::io::BufRead;

/// A member: what it is called, and its bytes.
pub(super) type Member = Result<(Origin, Box<dyn BufRead + Send>), ReadError>;

/// The documents of all members, in their order.
pub(super) fn gather(members: impl Iterator<Item = Member> + Send + 'static) -> Records {
    let documents = members.flat_map(|member| {
        let records = member.and_then(|(origin, bytes)| super::open(origin, bytes));
        records.unwrap_or_else(|error| Box::new(std::iter::once(Err(error))))
    });
    Box::new(documents)
}
