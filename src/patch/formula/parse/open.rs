//! References and names as OpenFormula writes them.

use super::{Expr, Parser, Seen};
use crate::patch::formula::reference::{Open, between, open};
use crate::patch::formula::token::Token;

impl Parser<'_, '_, '_> {
    /// A value or a reference.
    pub(super) fn open_operand(&mut self) -> Option<Expr> {
        match self.peek()?.clone() {
            Token::Bracket(inside) => {
                self.at += 1;
                let reference = open(inside)?;
                self.open_cells(reference)
            }
            Token::Word(word) if !self.is_sign(1, "(") => {
                self.at += 1;
                self.open_name(word)
            }
            _ => self.plain_operand(),
        }
    }

    fn open_cells(&mut self, reference: Open) -> Option<Expr> {
        let Open::Cells(sheet, last, one, other) = reference else { return Some(Expr::Unknown) };
        let first_sheet = match sheet {
            Some(name) => self.catalog.sheet(&name),
            None => Some(self.seen.sheet),
        };
        let last_sheet = match last {
            Some(name) => self.catalog.sheet(&name),
            None => first_sheet,
        };
        let (Some(first_sheet), Some(last_sheet)) = (first_sheet, last_sheet) else {
            return Some(Expr::Unknown);
        };
        if self.seen.in_name && !(one.is_fixed() && other.is_fixed()) {
            // from which cell a relative name is seen is not known here
            return None;
        }
        let range = between(one, other)?;
        Some(self.area(first_sheet, last_sheet, range))
    }

    fn open_name(&mut self, word: &str) -> Option<Expr> {
        let name = self.catalog.name(word, self.seen.sheet)?;
        match name.text.strip_prefix("of:").map(|rest| rest.strip_prefix('=').unwrap_or(rest)) {
            Some(text) => self.named(text),
            None if open(&name.text).is_none() => self.named(&name.text),
            None => {
                let outside = Seen { in_name: true, ..self.seen };
                let inside = std::mem::replace(&mut self.seen, outside);
                let cells = self.open_cells(open(&name.text)?);
                self.seen = inside;
                cells
            }
        }
    }
}
