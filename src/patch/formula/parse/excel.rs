//! References as Excel writes them: sheets before `!`, cells, whole rows and columns, tables, names.

use super::{Expr, Parser};
use crate::patch::formula::reference::{Corner, between};
use crate::patch::formula::token::Token;

/// What stands before a `!`.
enum Prefix {
    /// These sheets, by position.
    Sheets(usize, usize),
    /// The workbook itself: `[0]!`.
    Workbook,
    /// Another workbook.
    Elsewhere,
    /// A sheet that is not there.
    Missing,
}

impl Parser<'_, '_, '_> {
    /// A value or a reference.
    pub(super) fn excel_operand(&mut self) -> Option<Expr> {
        match self.peek()?.clone() {
            Token::Quoted(sheet) if self.is_sign(1, "!") => {
                self.at += 2;
                let prefix = self.sheets(&sheet);
                self.after_prefix(prefix)
            }
            Token::Bracket(inside) => self.bracketed(inside),
            Token::Word(word) => self.word(word),
            Token::Number(written) => {
                let rows = Corner::read(written).filter(|_| self.is_sign(1, ":"));
                match rows {
                    Some(corner) => self.cells(corner, self.seen.sheet, self.seen.sheet),
                    None => self.plain_operand(),
                }
            }
            _ => self.plain_operand(),
        }
    }

    /// `[1]Foglio!A1`, `[0]!Nome`, or a column of the table around.
    fn bracketed(&mut self, inside: &str) -> Option<Expr> {
        self.at += 1;
        let named = matches!(self.peek(), Some(Token::Word(_) | Token::Quoted(_))) && self.is_sign(1, "!");
        if named || self.is_sign(0, "!") {
            self.at += if named { 2 } else { 1 };
            let prefix = if inside == "0" && !named { Prefix::Workbook } else { Prefix::Elsewhere };
            return self.after_prefix(prefix);
        }
        // an external span of sheets: [1]Foglio1:Foglio2!A1
        if self.is_sign(1, ":") && self.is_sign(3, "!") {
            self.at += 4;
            return self.after_prefix(Prefix::Elsewhere);
        }
        let table = self.catalog.table_around(self.seen.sheet, self.seen.cell)?;
        Some(self.table_cells(table, inside))
    }

    fn word(&mut self, word: &str) -> Option<Expr> {
        let next_is_word = matches!(self.token(2), Some(Token::Word(_)));
        if self.is_sign(1, "!") {
            self.at += 2;
            let prefix = self.sheets(word);
            return self.after_prefix(prefix);
        }
        if let Some(Token::Word(last)) = self.token(2).cloned()
            && self.is_sign(1, ":")
            && self.is_sign(3, "!")
            && next_is_word
        {
            self.at += 4;
            let prefix = self.sheets(&format!("{word}:{last}"));
            return self.after_prefix(prefix);
        }
        if self.is_sign(1, "(") {
            return self.plain_operand();
        }
        if let (Some(Token::Bracket(inside)), Some(table)) = (self.token(1).cloned(), self.catalog.table(word)) {
            self.at += 2;
            return Some(self.table_cells(table, inside));
        }
        if let Some(corner) = self.corner_here() {
            return self.cells(corner, self.seen.sheet, self.seen.sheet);
        }
        self.at += 1;
        match word.to_ascii_uppercase().as_str() {
            "TRUE" => Some(Expr::Bool(true)),
            "FALSE" => Some(Expr::Bool(false)),
            _ => self.name(word, self.seen.sheet),
        }
    }

    /// A corner of a reference, if one begins here: a cell, or the first of two whole columns or rows.
    fn corner_here(&self) -> Option<Corner> {
        let (Token::Word(written) | Token::Number(written)) = self.peek()? else { return None };
        let corner = Corner::read(written)?;
        (corner.cell().is_some() || self.is_sign(1, ":")).then_some(corner)
    }

    /// The sheets named before a `!`: one, two (`Q1:Q4`), or of another workbook (`[1]Q1`).
    fn sheets(&self, written: &str) -> Prefix {
        if let Some(at) = self.catalog.sheet(written) {
            return Prefix::Sheets(at, at);
        }
        if written.contains(']') {
            return Prefix::Elsewhere;
        }
        let span = written.split_once(':');
        match span.map(|(first, last)| (self.catalog.sheet(first), self.catalog.sheet(last))) {
            Some((Some(first), Some(last))) => Prefix::Sheets(first, last),
            _ => Prefix::Missing,
        }
    }

    fn after_prefix(&mut self, prefix: Prefix) -> Option<Expr> {
        if let Some(Token::Error(error)) = self.peek() {
            let error = Expr::Error(error.to_ascii_uppercase());
            self.at += 1;
            return Some(error);
        }
        match prefix {
            Prefix::Sheets(first, last) => match (self.corner_here(), self.peek()?.clone()) {
                (Some(corner), _) => self.cells(corner, first, last),
                (None, Token::Word(name)) => {
                    self.at += 1;
                    self.name(name, first)
                }
                _ => None,
            },
            Prefix::Workbook => {
                let Token::Word(name) = self.peek()?.clone() else { return None };
                match self.is_sign(1, "(") {
                    true => self.plain_operand(),
                    false => {
                        self.at += 1;
                        self.name(name, self.seen.sheet)
                    }
                }
            }
            Prefix::Elsewhere | Prefix::Missing => self.unreachable_cells(),
        }
    }

    /// Cells that are not in this workbook: nothing here changes them.
    fn unreachable_cells(&mut self) -> Option<Expr> {
        self.at += 1;
        if self.take("(") {
            return self.call("").map(|_| Expr::Unknown);
        }
        if self.take(":") {
            if matches!(self.peek(), Some(Token::Word(_) | Token::Quoted(_))) && self.is_sign(1, "!") {
                self.at += 2;
            }
            self.at += 1;
        }
        Some(Expr::Unknown)
    }

    /// Cells from this corner to the next, if a `:` follows.
    fn cells(&mut self, corner: Corner, first_sheet: usize, last_sheet: usize) -> Option<Expr> {
        let (rows, columns) = (i64::from(self.seen.from.row), i64::from(self.seen.from.column));
        self.at += 1;
        let one = corner.moved(rows, columns)?;
        let mut other = one;
        if self.is_sign(0, ":") {
            match self.end_corner() {
                Some((corner, length)) => {
                    self.at += length;
                    other = corner.moved(rows, columns)?;
                }
                None if one.cell().is_some() => {}
                None => return None,
            }
        }
        let range = between(one, other)?;
        Some(self.area(first_sheet, last_sheet, range))
    }

    /// The second corner of a reference, and how many tokens it takes with its colon; it may repeat the sheet.
    fn end_corner(&self) -> Option<(Corner, usize)> {
        let at = match (self.token(1)?, self.is_sign(2, "!")) {
            (Token::Word(_) | Token::Quoted(_), true) => 3,
            _ => 1,
        };
        let (Token::Word(written) | Token::Number(written)) = self.token(at)? else { return None };
        let corner = Corner::read(written).filter(|_| !self.is_sign(at + 1, "("))?;
        Some((corner, at + 1))
    }

    /// A defined name, or a table. A name that is not there reads nothing: Excel shows `#NAME?`.
    fn name(&mut self, word: &str, sheet: usize) -> Option<Expr> {
        if let Some(name) = self.catalog.name(word, sheet) {
            return self.named(name.text.strip_prefix('=').unwrap_or(&name.text));
        }
        match self.catalog.table(word) {
            Some(table) => Some(self.table_cells(table, "")),
            None => Some(Expr::Unknown),
        }
    }
}
