//! Terms of the ontology and of the standards that it aligns to.

use oxigraph::model::NamedNodeRef;

/// Namespace of our own terms.
pub const CT: &str = "https://w3id.org/chutri/ns#";

/// Prefixes that queries may use without declaring them, and that Turtle is written with. `id:` is the
/// base of a graph's addresses.
pub const PREFIXES: [(&str, &str); 15] = [
    ("ct", CT),
    ("cv", "http://data.europa.eu/m8g/"),
    ("dct", "http://purl.org/dc/terms/"),
    ("eli", "http://data.europa.eu/eli/ontology#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("void", "http://rdfs.org/ns/void#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

macro_rules! terms {
    ($($module:ident $base:literal { $($name:ident = $local:literal),* $(,)? })*) => {
        $(
            #[allow(unreachable_pub)]
            pub(super) mod $module {
                use super::NamedNodeRef;
                $(
                    pub const $name: NamedNodeRef<'static> =
                        NamedNodeRef::new_unchecked(concat!($base, $local));
                )*
            }
        )*
    };
}

terms! {
    ct "https://w3id.org/chutri/ns#" {
        AFTER = "after",
        AGAINST = "against",
        ATTENDED = "attended",
        ATTESTED_FROM = "attestedFrom",
        ATTESTED_UNTIL = "attestedUntil",
        BEFORE = "before",
        CANDIDATE = "candidate",
        CANDIDATE_OF = "candidateOf",
        CHAIRED = "chaired",
        CHANGE_KIND = "changeKind",
        CITES = "cites",
        CONFIDENCE = "confidence",
        CONTINUED_AS = "continuedAs",
        CONTRADICTION_KIND = "contradictionKind",
        CONTRADICTS = "contradicts",
        CONVOCATION = "convocation",
        COPY_OF = "copyOf",
        DECREE = "decree",
        DOCUMENTS = "documents",
        EARLIEST = "earliest",
        END_EARLIEST = "endEarliest",
        END_LATEST = "endLatest",
        IN_CAPACITY = "inCapacity",
        ISSUED_BY = "issuedBy",
        JOINTLY = "jointly",
        JURISDICTION = "jurisdiction",
        LATEST = "latest",
        LEFT = "left",
        LEFT_QUOTE = "leftQuote",
        LEVEL = "level",
        MEETING = "meeting",
        MEETING_KIND = "meetingKind",
        NUMBER = "number",
        ORDINAL = "ordinal",
        OUT_OF = "outOf",
        OVER_BY = "overBy",
        PERIOD = "period",
        PLACE = "place",
        POST = "post",
        PROVINCE = "province",
        RANK = "rank",
        READING = "reading",
        RIGHT = "right",
        RIGHT_QUOTE = "rightQuote",
        RULE = "rule",
        SCORE = "score",
        SEATS = "seats",
        SHA256 = "sha256",
        SHARES = "shares",
        SORT_KEY = "sortKey",
        SPOKE_AT = "spokeAt",
        START_EARLIEST = "startEarliest",
        START_LATEST = "startLatest",
        STATUS = "status",
        TERM = "term",
        TERM_FROM = "termFrom",
        TERM_UNTIL = "termUntil",
        TITLE = "title",
        VALUE = "value",
    }
    cv "http://data.europa.eu/m8g/" {
        HAS_PARTICIPANT = "hasParticipant",
        HAS_PARTICIPATION = "hasParticipation",
        ROLE = "role",
    }
    dct "http://purl.org/dc/terms/" {
        IDENTIFIER = "identifier",
        IS_REPLACED_BY = "isReplacedBy",
        IS_VERSION_OF = "isVersionOf",
        TITLE = "title",
        TYPE = "type",
    }
    foaf "http://xmlns.com/foaf/0.1/" {
        FAMILY_NAME = "familyName",
        GIVEN_NAME = "givenName",
        NAME = "name",
    }
    oa "http://www.w3.org/ns/oa#" {
        END = "end",
        EXACT = "exact",
        START = "start",
    }
    org "http://www.w3.org/ns/org#" {
        HAS_MEMBERSHIP = "hasMembership",
        HOLDS = "holds",
        MEMBER = "member",
        ORGANIZATION = "organization",
        POST_IN = "postIn",
        ROLE_OF = "role",
        SUB_ORGANIZATION_OF = "subOrganizationOf",
    }
    prov "http://www.w3.org/ns/prov#" {
        WAS_DERIVED_FROM = "wasDerivedFrom",
        WAS_QUOTED_FROM = "wasQuotedFrom",
    }
    schema "https://schema.org/" {
        CONTAINED_IN_PLACE = "containedInPlace",
        DATE_PUBLISHED = "datePublished",
        LOCATION = "location",
        MENTIONS = "mentions",
        ORGANIZER = "organizer",
        START_DATE = "startDate",
        UNIT_TEXT = "unitText",
        URL = "url",
        VALID_FROM = "validFrom",
        VALID_UNTIL = "validUntil",
    }
    skos "http://www.w3.org/2004/02/skos/core#" {
        ALT_LABEL = "altLabel",
        HIDDEN_LABEL = "hiddenLabel",
        NOTATION = "notation",
        PREF_LABEL = "prefLabel",
    }
    void "http://rdfs.org/ns/void#" {
        CLASS = "class",
        CLASSES = "classes",
        CLASS_PARTITION = "classPartition",
        DATASET = "Dataset",
        ENTITIES = "entities",
        PROPERTIES = "properties",
        PROPERTY = "property",
        PROPERTY_PARTITION = "propertyPartition",
        TRIPLES = "triples",
        URI_SPACE = "uriSpace",
        VOCABULARY = "vocabulary",
    }
}
