//! The properties of ninjs (<https://iptc.org/std/ninjs/>): those of 1.x by the schema of 1.6, those of
//! 2.x and 3.x by the examples and the validation suites of the IPTC, which need not show them all. Data
//! only; how they are judged is `check`'s business.

/// A property that a line of versions never had.
pub(super) const NEVER: u8 = u8::MAX;

/// What may stand in a property.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// A string.
    Text,
    /// One of these strings, each with the first version of 1.x, 2.x and 3.x that has it.
    OneOf(&'static [(&'static str, [u8; 3])]),
    /// A whole number between these, both included.
    Whole(i64, i64),
    /// A date or a moment, cut short or not.
    TruncatedDate,
    /// An object with these properties among others.
    Object(&'static [Property]),
    /// A list of such objects.
    Objects(&'static [Property]),
    /// An object of objects, as 1.x has them, or a list of objects.
    Group,
    /// Items: an object of them, as 1.x has them, or a list in which each has a name.
    Items,
}

/// A property.
#[derive(Clone, Copy, Debug)]
pub(super) struct Property {
    /// Its name, in lower case.
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// The first version of 1.x, 2.x and 3.x that has it: the number behind the point, or [`NEVER`].
    pub(super) first: [u8; 3],
    /// Whether it must be there.
    pub(super) required: bool,
    /// Whether the name is only how it begins: `body_`.
    pub(super) prefix: bool,
}

/// Of every version.
const ALL: [u8; 3] = [0, 0, 0];
/// Of 1.x alone, from its beginning.
const ONE: [u8; 3] = [0, NEVER, NEVER];
/// Of 2.x and 3.x, from their beginnings.
const LATE: [u8; 3] = [NEVER, 0, 0];
/// Of 3.x alone.
const THREE: [u8; 3] = [NEVER, NEVER, 0];

const fn new(name: &'static str, kind: Kind, first: [u8; 3]) -> Property {
    Property {
        name,
        kind,
        first,
        required: false,
        prefix: false,
    }
}

const fn required(name: &'static str, kind: Kind) -> Property {
    Property {
        required: true,
        ..new(name, kind, ALL)
    }
}

const fn prefix(name: &'static str, first: [u8; 3]) -> Property {
    Property {
        prefix: true,
        ..new(name, Kind::Text, first)
    }
}

/// The properties of an item.
#[rustfmt::skip]
pub(super) const ITEM: &[Property] = &[
    required("uri", Kind::Text),
    new("standard", Kind::Object(STANDARD), ALL),
    new("$standard", Kind::Object(STANDARD), ALL),
    new("type", Kind::OneOf(TYPES), ALL),
    new("representationtype", Kind::OneOf(&[("complete", ALL), ("incomplete", ALL), ("full", LATE), ("partial", LATE)]), ALL),
    new("pubstatus", Kind::OneOf(&[("usable", ALL), ("withheld", ALL), ("canceled", ALL)]), ALL),
    new("urgency", Kind::Whole(1, 9), ALL),
    new("mimetype", Kind::Text, ALL),
    new("contenttype", Kind::Text, LATE),
    new("profile", Kind::Text, ALL),
    new("version", Kind::Text, ALL),
    new("name", Kind::Text, LATE),
    new("rel", Kind::Text, LATE),
    new("versioncreated", Kind::Text, ALL),
    new("firstcreated", Kind::Text, [2, 0, 0]),
    new("contentcreated", Kind::Text, [4, 1, 0]),
    new("embargoed", Kind::Text, ALL),
    new("expires", Kind::Text, [4, 1, 0]),
    new("copyrightholder", Kind::Text, ALL),
    new("copyrightnotice", Kind::Text, ALL),
    new("usageterms", Kind::Text, ALL),
    new("rightsinfo", Kind::Object(RIGHTS), [4, 0, 0]),
    new("ednote", Kind::Text, [2, 0, 0]),
    new("language", Kind::Text, ALL),
    new("slugline", Kind::Text, LATE),
    new("located", Kind::Text, ALL),
    new("title", Kind::Text, [2, 0, 0]),
    new("headline", Kind::Text, ONE),
    new("byline", Kind::Text, ONE),
    new("by", Kind::Text, LATE),
    prefix("headline_", [3, NEVER, NEVER]),
    prefix("description_", ONE),
    prefix("body_", ONE),
    new("headlines", Kind::Objects(TEXTS), LATE),
    new("descriptions", Kind::Objects(TEXTS), LATE),
    new("bodies", Kind::Objects(TEXTS), LATE),
    new("person", Kind::Objects(CONCEPT), ONE),
    new("organisation", Kind::Objects(CONCEPT), ONE),
    new("place", Kind::Objects(PLACE), ONE),
    new("subject", Kind::Objects(CONCEPT), ONE),
    new("event", Kind::Objects(CONCEPT), ONE),
    new("object", Kind::Objects(CONCEPT), ONE),
    new("genre", Kind::Objects(CONCEPT), [3, NEVER, NEVER]),
    new("infosource", Kind::Objects(CONCEPT), [2, NEVER, NEVER]),
    new("trustindicator", Kind::Objects(CONCEPT), [3, NEVER, NEVER]),
    new("people", Kind::Objects(CONCEPT), LATE),
    new("organisations", Kind::Objects(CONCEPT), LATE),
    new("places", Kind::Objects(PLACE), LATE),
    new("subjects", Kind::Objects(CONCEPT), LATE),
    new("events", Kind::Group, LATE),
    new("objects", Kind::Objects(CONCEPT), LATE),
    new("genres", Kind::Objects(CONCEPT), LATE),
    new("infosources", Kind::Objects(CONCEPT), LATE),
    new("trustindicators", Kind::Objects(CONCEPT), LATE),
    new("altids", Kind::Group, [3, 0, 0]),
    new("renditions", Kind::Group, ALL),
    new("associations", Kind::Items, ALL),
    new("advices", Kind::Objects(ADVICE), ALL),
    new("digitalsourcetype", Kind::Object(CONCEPT), [6, 2, 1]),
    new("eventdetails", Kind::Object(EVENT), THREE),
    new("plannedcoverage", Kind::Objects(COVERAGE), THREE),
];

#[rustfmt::skip]
const TYPES: &[(&str, [u8; 3])] = &[
    ("text", ALL), ("audio", ALL), ("video", ALL), ("picture", ALL), ("graphic", ALL), ("composite", ALL),
    ("component", [2, 0, 0]), ("event", LATE), ("planning", LATE),
];

const STANDARD: &[Property] = &[
    new("name", Kind::Text, ALL),
    new("version", Kind::Text, ALL),
    new("schema", Kind::Text, ALL),
];

const RIGHTS: &[Property] = &[
    new("langid", Kind::Text, ALL),
    new("linkedrights", Kind::Text, ALL),
    new("encodedrights", Kind::Text, ALL),
];

/// A text with its role, of 2.x and 3.x.
const TEXTS: &[Property] = &[
    new("role", Kind::Text, ALL),
    new("contenttype", Kind::Text, ALL),
    required("value", Kind::Text),
];

/// A person, a place, a subject: what has a name and a code.
const CONCEPT: &[Property] = &[
    new("name", Kind::Text, ALL),
    new("rel", Kind::Text, ALL),
    new("scheme", Kind::Text, ALL),
    new("code", Kind::Text, ALL),
    new("uri", Kind::Text, ALL),
    new("literal", Kind::Text, ALL),
    new("creator", Kind::Text, ALL),
    new("relevance", Kind::Whole(0, 100), ALL),
    new("confidence", Kind::Whole(0, 100), ALL),
];

const PLACE: &[Property] = &[
    new("name", Kind::Text, ALL),
    new("rel", Kind::Text, ALL),
    new("scheme", Kind::Text, ALL),
    new("code", Kind::Text, ALL),
    new("uri", Kind::Text, ALL),
    new("literal", Kind::Text, ALL),
    new("geojson", Kind::Object(GEOJSON), ALL),
];

/// The kinds of RFC 7946.
#[rustfmt::skip]
const GEOJSON: &[Property] = &[required("type", Kind::OneOf(&[
    ("Point", ALL), ("MultiPoint", ALL), ("LineString", ALL), ("MultiLineString", ALL), ("Polygon", ALL),
    ("MultiPolygon", ALL), ("GeometryCollection", ALL), ("Feature", ALL), ("FeatureCollection", ALL),
]))];

const ADVICE: &[Property] = &[
    new("role", Kind::Text, ALL),
    new("importance", Kind::Object(CODE), ALL),
    new("lifetime", Kind::Object(CODE), ALL),
    new("environments", Kind::Objects(CODE), ALL),
];

const CODE: &[Property] = &[required("code", Kind::Text), new("scheme", Kind::Text, ALL)];

const EVENT: &[Property] = &[new("dates", Kind::Object(DATES), ALL)];

const DATES: &[Property] = &[
    new("startdate", Kind::TruncatedDate, ALL),
    new("expectedstartdate", Kind::TruncatedDate, ALL),
    new("enddate", Kind::TruncatedDate, ALL),
    new("expectedenddate", Kind::TruncatedDate, ALL),
];

const COVERAGE: &[Property] = &[
    new("uri", Kind::Text, ALL),
    new("urgency", Kind::Whole(1, 9), ALL),
    new("dates", Kind::Object(DATES), ALL),
];
