//! A formula's text as it reads from another cell: how the cells that share one formula get theirs.

use super::Dialect;
use super::reference::Corner;
use super::token::{Lexeme, Token, tokens};

/// The text of a formula (Excel's dialect) moved by some rows and columns: relative references move; absolute ones,
/// texts, names and sheets stay. `None` if the text cannot be read, or a reference would leave the sheet.
pub fn shift(text: &str, rows: i64, columns: i64) -> Option<String> {
    let tokens = tokens(text, Dialect::Excel)?;
    let mut shifted = String::new();
    let mut copied = 0;
    let mut at = 0;
    while at < tokens.len() {
        let length = reference_at(&tokens, at);
        for lexeme in tokens.get(at..at + length)?.iter().step_by(2) {
            let corner = written(&lexeme.token).and_then(Corner::read)?;
            shifted.push_str(text.get(copied..lexeme.start)?);
            shifted.push_str(&corner.moved(rows, columns)?.written());
            copied = lexeme.end;
        }
        at += if length > 0 { length } else { skipped(&tokens, at) };
    }
    shifted.push_str(text.get(copied..)?);
    Some(shifted)
}

fn written<'a>(token: &Token<'a>) -> Option<&'a str> {
    match token {
        Token::Word(word) | Token::Number(word) => Some(word),
        _ => None,
    }
}

/// How many tokens from here are a reference: 1 (a cell), 3 (two columns or rows and their colon), 0 (none).
fn reference_at(tokens: &[Lexeme], at: usize) -> usize {
    let corner = |at: usize| tokens.get(at).and_then(|l| written(&l.token)).and_then(Corner::read);
    let plain = |at: usize| !followed(tokens, at, &["(", "!"]) && !is_bracket(tokens, at + 1);
    let Some(first) = corner(at).filter(|_| plain(at)) else { return 0 };
    if sheets_at(tokens, at) {
        return 0;
    }
    if first.cell().is_some() {
        return 1;
    }
    let second = corner(at + 2).filter(|_| followed(tokens, at, &[":"]) && plain(at + 2));
    match second {
        Some(second) if second.row.is_some() == first.row.is_some() && second.cell().is_none() => 3,
        _ => 0,
    }
}

/// Whether a span of sheets begins here: `Foglio1:Foglio3!`. After a `!` it is a cell instead.
fn sheets_at(tokens: &[Lexeme], at: usize) -> bool {
    let after_sheet = at.checked_sub(1).and_then(|before| tokens.get(before));
    let qualified = after_sheet.is_some_and(|l| l.token == Token::Sign("!"));
    !qualified && followed(tokens, at, &[":"]) && followed(tokens, at + 2, &["!"])
}

fn skipped(tokens: &[Lexeme], at: usize) -> usize {
    if sheets_at(tokens, at) { 3 } else { 1 }
}

fn followed(tokens: &[Lexeme], at: usize, signs: &[&str]) -> bool {
    let sign = |l: &Lexeme| matches!(l.token, Token::Sign(sign) if signs.contains(&sign));
    tokens.get(at + 1).is_some_and(sign)
}

fn is_bracket(tokens: &[Lexeme], at: usize) -> bool {
    tokens.get(at).is_some_and(|l| matches!(l.token, Token::Bracket(_)) && !l.spaced)
}

#[cfg(test)]
mod tests {
    use super::shift;

    #[test]
    fn relative_references_move_and_nothing_else_does() {
        let table = [
            ("A1+$A1+A$1+$A$1", "B3+$A3+B$1+$A$1"),
            ("SUM(A1:B2)*LOG10(C3)", "SUM(B3:C4)*LOG10(D5)"),
            ("SUM(A:B,$C:C,1:2,$3:3)", "SUM(B:C,$C:D,3:4,$3:5)"),
            ("\"A1\"&'A1 B2'!A1&Foglio1!A1", "\"A1\"&'A1 B2'!B3&Foglio1!B3"),
            ("SUM(Q1:Q4!A1)+Tabella1[A1]+[1]Foglio1!A1", "SUM(Q1:Q4!B3)+Tabella1[A1]+[1]Foglio1!B3"),
            ("Foglio1!A1:Foglio1!B2", "Foglio1!B3:Foglio1!C4"),
            ("IF(a1>0, Aliquota ,1.5e3)", "IF(B3>0, Aliquota ,1.5e3)"),
        ];
        for (text, expected) in table {
            assert_eq!(shift(text, 2, 1).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn moving_there_and_back_changes_nothing() {
        let text = "IF(SUM($A1:B$2,C:C,3:3)>'Q 1'!D4,Tab[[#This Row],[A1]]&\"E5\",LOG10(F6)%)";
        for (rows, columns) in [(0, 0), (1, 0), (0, 7), (1000, 300)] {
            let there = shift(text, rows, columns).unwrap();
            assert_eq!(shift(&there, -rows, -columns).as_deref(), Some(text));
        }
    }

    #[test]
    fn a_reference_never_leaves_the_sheet() {
        assert_eq!(shift("A1+B2", -1, 0), None);
        assert_eq!(shift("XFD1", 0, 1), None);
        assert_eq!(shift("$A$1", -5, -5).as_deref(), Some("$A$1"));
        assert_eq!(shift("\"aperto", 1, 1), None);
    }
}
