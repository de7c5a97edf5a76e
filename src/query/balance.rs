//! The parentheses of a query: each has its fellow and something in it.

use super::error::{SyntaxError, SyntaxErrorKind};
use super::lexer::{Lexeme, Token};

/// Whether something that can count more stands right before a boost.
fn is_boosted(last: Option<&Lexeme>, boost: &Lexeme) -> bool {
    last.is_some_and(|last| {
        last.span.end == boost.span.start
            && matches!(
                last.token,
                Token::Word | Token::Fuzzy(..) | Token::Phrase(_) | Token::Close
            )
    })
}

/// Takes away empty parentheses with the sign before them; behind a function they are an error. Parentheses
/// without their fellow go like white space where the query is plain text, and are errors where it uses
/// operators or fields.
pub(super) fn balance(lexemes: Vec<Lexeme>) -> Result<Vec<Lexeme>, SyntaxError> {
    let strict = lexemes.iter().any(|lexeme| lexeme.token.is_syntax());
    let mut opened = Vec::new();
    let mut lonely = vec![false; lexemes.len()];
    for (index, lexeme) in lexemes.iter().enumerate() {
        match lexeme.token {
            Token::Open => opened.push(index),
            Token::Close if opened.pop().is_none() => lonely[index] = true,
            _ => {}
        }
    }
    for index in opened {
        lonely[index] = true;
    }
    let mut balanced: Vec<Lexeme> = Vec::with_capacity(lexemes.len());
    for (lexeme, lonely) in lexemes.into_iter().zip(lonely) {
        if lonely && strict {
            let opens = lexeme.token == Token::Open;
            let kind = if opens {
                SyntaxErrorKind::NeverClosed
            } else {
                SyntaxErrorKind::NeverOpened
            };
            return Err(kind.at(lexeme.span));
        }
        let empty =
            lexeme.token == Token::Close && balanced.last().is_some_and(|last| last.token == Token::Open);
        if matches!(lexeme.token, Token::Boost(_)) && !is_boosted(balanced.last(), &lexeme) {
            continue;
        }
        if empty && !lonely {
            balanced.pop();
            if let Some(Lexeme {
                token: Token::Function(function),
                span,
            }) = balanced.last()
            {
                return Err(SyntaxErrorKind::EmptyCall(function.to_string()).at(span.start..lexeme.span.end));
            }
        } else if !lonely {
            balanced.push(lexeme);
            continue;
        }
        if balanced.last().is_some_and(|last| last.token.is_sign()) {
            balanced.pop();
        }
    }
    Ok(balanced)
}
