//! The names that ProQuest makes of several: `TI,AB(...)` for fields of which any will do, and
//! `PUB.EXACT(...)` for a whole value. Other systems have no such names.

use super::Syntax;
use super::lexer::Lexer;
use super::token::Token;
use crate::field::{Field, GROUPS, Kind};
use crate::query::error::SyntaxError;

const EACH: &str = "write each of them by itself: TI(oil) or AU(oil); TI,AB and PER,ORG,LOC can be read";
const NO_SUCH_FIELD: &str = "the stories have no such field; search for the words themselves";
const EXACT: [&str; 2] = [".exact", ".x"];

impl Lexer<'_> {
    /// A field of such a name, before a parenthesis.
    pub(super) fn composed_field(&mut self, typed: &str, behind: Option<char>) -> Result<bool, SyntaxError> {
        if self.dialect.syntax != Syntax::ProQuest || behind != Some('(') || !typed.contains([',', '.']) {
            return Ok(false);
        }
        let end = self.at + typed.len();
        let lower = typed.to_ascii_lowercase();
        let whole = EXACT.iter().find_map(|ending| lower.strip_suffix(ending));
        let what = || format!("`{}(`", typed.to_uppercase());
        let names: Vec<&str> = whole.unwrap_or(&lower).split(',').collect();
        if let Some(instead) = names
            .iter()
            .find_map(|name| self.dialect.refusal(&format!("{name}(")))
        {
            return Err(self.refused(what(), instead, end));
        }
        let fields: Vec<&[Field]> = names.iter().filter_map(|name| self.dialect.field(name)).collect();
        if fields.len() < names.len() {
            // Names that are none are words, as in `f.x(y)`.
            let is_name = !fields.is_empty() || lower.ends_with(EXACT[0]);
            return if is_name {
                Err(self.refused(what(), NO_SUCH_FIELD, end))
            } else {
                Ok(false)
            };
        }
        let Some(fields) = together(&fields.concat()) else {
            return Err(self.refused(what(), EACH, end));
        };
        if whole.is_some() {
            self.note(
                format!("`{typed}` is read as words that the field has: it may have others too"),
                end,
            );
        }
        self.push(Token::Field(fields), end);
        Ok(true)
    }
}

/// The field or the group of fields that some fields of words are, in any order.
fn together(fields: &[Field]) -> Option<&'static [Field]> {
    let groups = GROUPS.iter().map(|group| group.fields);
    let alone = fields
        .first()
        .map(|field| std::slice::from_ref(&field.info().field));
    let same = |known: &&[Field]| {
        fields.iter().all(|field| known.contains(field)) && known.iter().all(|field| fields.contains(field))
    };
    let is_words = |known: &&[Field]| {
        known
            .iter()
            .all(|field| matches!(field.kind(), Kind::Text | Kind::Name))
    };
    alone.into_iter().chain(groups).filter(is_words).find(same)
}
