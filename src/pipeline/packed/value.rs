//! Values as bytes: numbers in little-endian order, lists and texts behind their lengths, fields one after
//! another.

use std::borrow::Cow;

use crate::facts::{
    Candidate, Citation, DocumentFacts, Evidence, Indicator, Meeting, MeetingKind, Organization,
    Participation, ParticipationRole, Person, Tenure, TenureStatus, Unit, UnitLevel,
};

/// A value that can be written as bytes and read again.
pub(super) trait Value: Sized {
    fn pack(&self, out: &mut Vec<u8>);

    /// Takes the value off the beginning of `bytes`; nothing where it is not there.
    fn unpack(bytes: &mut &[u8]) -> Option<Self>;
}

impl Value for u32 {
    fn pack(&self, out: &mut Vec<u8>) {
        out.extend(self.to_le_bytes());
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        Some(Self::from_le_bytes(*bytes.split_off(..4)?.first_chunk()?))
    }
}

/// Places in a document, and lengths, all of which are below four thousand million.
impl Value for usize {
    fn pack(&self, out: &mut Vec<u8>) {
        (*self as u32).pack(out);
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        Some(u32::unpack(bytes)? as usize)
    }
}

impl Value for f64 {
    fn pack(&self, out: &mut Vec<u8>) {
        out.extend(self.to_le_bytes());
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        Some(Self::from_le_bytes(*bytes.split_off(..8)?.first_chunk()?))
    }
}

fn pack_text(text: &str, out: &mut Vec<u8>) {
    text.len().pack(out);
    out.extend(text.as_bytes());
}

impl Value for String {
    fn pack(&self, out: &mut Vec<u8>) {
        pack_text(self, out);
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        let length = usize::unpack(bytes)?;
        Some(str::from_utf8(bytes.split_off(..length)?).ok()?.to_owned())
    }
}

impl Value for Cow<'static, str> {
    fn pack(&self, out: &mut Vec<u8>) {
        pack_text(self, out);
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        String::unpack(bytes).map(Cow::Owned)
    }
}

impl<T: Value> Value for Option<T> {
    fn pack(&self, out: &mut Vec<u8>) {
        out.push(u8::from(self.is_some()));
        if let Some(value) = self {
            value.pack(out);
        }
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        match bytes.split_off_first()? {
            0 => Some(None),
            _ => T::unpack(bytes).map(Some),
        }
    }
}

impl<T: Value> Value for Vec<T> {
    fn pack(&self, out: &mut Vec<u8>) {
        self.len().pack(out);
        for value in self {
            value.pack(out);
        }
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        let length = usize::unpack(bytes)?;
        // No more than there can be, whatever the bytes say.
        let mut list = Self::with_capacity(length.min(bytes.len()));
        for _ in 0..length {
            list.push(T::unpack(bytes)?);
        }
        Some(list)
    }
}

/// Structs as all of their fields in order.
macro_rules! structs {
    ($($name:ident { $($field:ident),* })*) => { $(
        impl Value for $name {
            fn pack(&self, out: &mut Vec<u8>) {
                let Self { $($field),* } = self;
                $($field.pack(out);)*
            }

            fn unpack(bytes: &mut &[u8]) -> Option<Self> {
                Some(Self { $($field: Value::unpack(bytes)?),* })
            }
        }
    )* };
}

structs! {
    DocumentFacts {
        doc, url, published, title, author, crawled, media_type, source_sha256, sha256, people, units,
        organizations, tenures, meetings, participations, citations, indicators
    }
    Evidence { start, end, quote, rule }
    Candidate { id, name, score }
    Person { name, evidence, confidence }
    Unit { name, level, province, id, evidence, confidence, candidates }
    Organization { name, kind, unit, parent, evidence, confidence, candidates }
    Tenure { person, title, organization, status, term, from, until, evidence, confidence }
    Meeting {
        id, kind, label, body, ordinal, convocation, date, place, evidence, confidence
    }
    Participation { person, meeting, role, evidence, confidence }
    Citation { kind, number, issuer, date, evidence }
    Indicator { name, value, of, unit, period, place, evidence }
}

/// Enums as the places of their variants.
macro_rules! enums {
    ($($name:ident { $($variant:ident),* })*) => { $(
        impl Value for $name {
            fn pack(&self, out: &mut Vec<u8>) {
                let place = match self {
                    $(Self::$variant => Self::$variant as u8),*
                };
                out.push(place);
            }

            fn unpack(bytes: &mut &[u8]) -> Option<Self> {
                let place = *bytes.split_off_first()?;
                [$(Self::$variant),*].into_iter().find(|variant| *variant as u8 == place)
            }
        }
    )* };
}

enums! {
    UnitLevel { Province, District, Commune }
    TenureStatus { Current, Former, Elected, Appointed, Ended }
    MeetingKind {
        Conference, WorkingSession, Congress, CouncilSession, Ceremony, Visit, Other
    }
    ParticipationRole { Chair, Speaker, Attendee }
}
