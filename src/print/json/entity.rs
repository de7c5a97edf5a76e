//! The people, organizations and places of a story as JSON, and where its text names them.

use serde::Serialize;

use crate::article::{Entity, EntityKind, Mention, TextPart};

#[derive(Serialize)]
pub(super) struct EntityObject<'a> {
    kind: EntityKind,
    name: &'a str,
    /// Whether the source gives it.
    given: bool,
    mentions: Vec<MentionObject>,
    /// Few entities have any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    demonyms: Vec<MentionObject>,
}

impl<'a> EntityObject<'a> {
    pub(super) fn new(entity: &'a Entity) -> EntityObject<'a> {
        EntityObject {
            kind: entity.kind,
            name: &entity.name,
            given: entity.given,
            mentions: entity.mentions.iter().map(MentionObject::new).collect(),
            demonyms: entity.demonyms.iter().map(MentionObject::new).collect(),
        }
    }
}

#[derive(Serialize)]
struct MentionObject {
    field: &'static str,
    /// Which of the captions it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    ordinal: Option<u32>,
    range: [u32; 2],
}

impl MentionObject {
    fn new(mention: &Mention) -> MentionObject {
        let (field, ordinal) = match mention.part {
            TextPart::Headline => ("headline", None),
            TextPart::Body => ("body", None),
            TextPart::Caption(ordinal) => ("caption", Some(ordinal)),
        };
        MentionObject {
            field,
            ordinal,
            range: [mention.start, mention.end],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mention_tells_the_text_and_the_bytes() {
        let at = |part, start, end| Mention { part, start, end };
        let mut libya = Entity::given(EntityKind::Place, "Libya".into());
        libya.given = false;
        libya.mentions = vec![at(TextPart::Headline, 0, 5), at(TextPart::Caption(1), 3, 8)];
        libya.demonyms = vec![at(TextPart::Body, 10, 16)];
        assert_eq!(
            serde_json::to_string(&EntityObject::new(&libya)).unwrap(),
            concat!(
                r#"{"kind":"place","name":"Libya","given":false,"mentions":[{"field":"headline","range":[0,5]},"#,
                r#"{"field":"caption","ordinal":1,"range":[3,8]}],"demonyms":[{"field":"body","range":[10,16]}]}"#
            )
        );
    }
}
