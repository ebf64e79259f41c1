//! From the text of a formula to what it computes and the cells it reads. Nothing is computed here.

use super::catalog::{Catalog, Structured, structured};
use super::reference::{Area, Open, between, open};
use super::token::{Lexeme, Token, tokens};
use super::{Dialect, Table};
use crate::place::{CellRange, CellRef};
use rust_decimal::Decimal;

mod excel;
mod traits;

/// How deep a formula may be nested; Excel's limit is 64 functions.
const DEPTH: usize = 250;

/// How many names a formula may unfold, those inside names included.
const NAMES: usize = 1000;

/// A formula, or a part of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// A number.
    Number(Decimal),
    /// A text.
    Text(String),
    /// A logical value.
    Bool(bool),
    /// An error value.
    Error(String),
    /// An argument left out.
    Missing,
    /// Cells.
    Area(Area),
    /// Operators of the same strength, from left to right.
    Chain(Box<Expr>, Vec<(Operator, Expr)>),
    /// The opposite.
    Negative(Box<Expr>),
    /// A hundredth.
    Percent(Box<Expr>),
    /// What stands between parentheses.
    Group(Box<Expr>),
    /// A function, in capitals and without prefixes, and its arguments.
    Call(String, Vec<Expr>),
    /// Something whose value cannot be told.
    Unknown,
}

/// An operator between two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `^`
    Power,
    /// `&`
    Join,
    /// `=`
    Equal,
    /// `<>`
    Different,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// A formula that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// What it computes.
    pub expr: Expr,
    /// The cells it reads.
    pub reads: Vec<Area>,
    /// Whether it may read any other cell as well.
    pub anything: bool,
    /// Whether its result changes by itself, with the clock or by chance.
    pub volatile: bool,
}

/// Reads a formula standing in a cell of a sheet. One that cannot be read may read anything.
pub fn parse(text: &str, catalog: &Catalog, sheet: usize, cell: CellRef) -> Parsed {
    let mut reads = Reads::default();
    let expr = body(text, catalog.dialect).and_then(|body| {
        let place = Seen { sheet, cell, from: CellRef::new(0, 0), in_name: false };
        Parser::whole(body, catalog, place, 0, &mut reads)
    });
    let anything = reads.anything || expr.is_none();
    Parsed { expr: expr.unwrap_or(Expr::Unknown), reads: reads.areas, anything, volatile: reads.volatile }
}

/// The formula without what announces it; other languages than the two known ones cannot be read.
fn body(text: &str, dialect: Dialect) -> Option<&str> {
    match dialect {
        Dialect::Excel => Some(text.strip_prefix('=').unwrap_or(text)),
        Dialect::OpenFormula => text.strip_prefix("of:=").or_else(|| text.strip_prefix("of:")),
    }
}

/// The cells found while reading.
#[derive(Default)]
struct Reads {
    areas: Vec<Area>,
    anything: bool,
    volatile: bool,
    names: usize,
}

/// From where a formula is seen: its cell, and how far its relative references are moved (those of names are written
/// as from A1).
#[derive(Clone, Copy)]
struct Seen {
    sheet: usize,
    cell: CellRef,
    from: CellRef,
    in_name: bool,
}

struct Parser<'p, 't, 'a> {
    tokens: Vec<Lexeme<'t>>,
    at: usize,
    depth: usize,
    seen: Seen,
    catalog: &'p Catalog<'a>,
    reads: &'p mut Reads,
}

impl<'p, 't, 'a> Parser<'p, 't, 'a> {
    /// Reads a whole text.
    fn whole(
        text: &'t str,
        catalog: &'p Catalog<'a>,
        seen: Seen,
        depth: usize,
        reads: &'p mut Reads,
    ) -> Option<Expr> {
        let tokens = tokens(text, catalog.dialect)?;
        let mut parser = Parser { tokens, at: 0, depth, seen, catalog, reads };
        let expr = parser.binary(0)?;
        (parser.at == parser.tokens.len()).then_some(expr)
    }

    fn peek(&self) -> Option<&Token<'t>> {
        self.token(0)
    }

    fn token(&self, ahead: usize) -> Option<&Token<'t>> {
        self.tokens.get(self.at + ahead).map(|lexeme| &lexeme.token)
    }

    fn is_sign(&self, ahead: usize, sign: &str) -> bool {
        matches!(self.token(ahead), Some(Token::Sign(found)) if *found == sign)
    }

    fn take(&mut self, sign: &str) -> bool {
        let found = self.is_sign(0, sign);
        self.at += usize::from(found);
        found
    }

    /// Operators of this strength or more: comparisons (0), `&` (1), sums (2), products (3), powers (4).
    fn binary(&mut self, strength: usize) -> Option<Expr> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        let mut left = self.unary()?;
        let mut chain: Option<(usize, Vec<(Operator, Expr)>)> = None;
        while let Some((operator, own)) = self.operator().filter(|(_, own)| *own >= strength) {
            self.at += 1;
            let right = self.binary(own + 1)?;
            match &mut chain {
                Some((level, links)) if *level == own => links.push((operator, right)),
                _ => {
                    left = chained(left, chain.take());
                    chain = Some((own, vec![(operator, right)]));
                }
            }
        }
        self.depth -= 1;
        Some(chained(left, chain))
    }

    fn operator(&self) -> Option<(Operator, usize)> {
        let Token::Sign(sign) = self.peek()? else { return None };
        Some(match *sign {
            "=" => (Operator::Equal, 0),
            "<>" => (Operator::Different, 0),
            "<" => (Operator::Less, 0),
            "<=" => (Operator::LessOrEqual, 0),
            ">" => (Operator::Greater, 0),
            ">=" => (Operator::GreaterOrEqual, 0),
            "&" => (Operator::Join, 1),
            "+" => (Operator::Add, 2),
            "-" => (Operator::Subtract, 2),
            "*" => (Operator::Multiply, 3),
            "/" => (Operator::Divide, 3),
            "^" => (Operator::Power, 4),
            _ => return None,
        })
    }

    /// Signs before a value, which bind more than powers (`-2^2` is 4), and `%` after it.
    fn unary(&mut self) -> Option<Expr> {
        let mut signs = Vec::new();
        while let Some(Token::Sign(sign @ ("+" | "-" | "@"))) = self.peek() {
            signs.push(*sign);
            self.at += 1;
        }
        let mut value = self.postfix()?;
        if signs.len() > DEPTH {
            return None;
        }
        for sign in signs.iter().rev() {
            value = match (*sign, value) {
                ("-", value) => Expr::Negative(Box::new(value)),
                ("@", Expr::Area(area)) if area.single().is_none() => Expr::Unknown,
                ("+", value @ Expr::Area(_)) => Expr::Group(Box::new(value)),
                (_, value) => value,
            };
        }
        Some(value)
    }

    fn postfix(&mut self) -> Option<Expr> {
        let mut value = self.operand()?;
        let mut marks = 0;
        loop {
            if self.take("%") {
                value = Expr::Percent(Box::new(value));
            } else if self.take("#") {
                value = Expr::Unknown;
            } else if self.take(":") {
                // the end of the range is known only once computed
                self.reads.anything = true;
                self.operand()?;
                value = Expr::Unknown;
            } else if self.intersected() {
                self.operand()?;
                value = Expr::Unknown;
            } else {
                return Some(value);
            }
            marks += 1;
            if marks > DEPTH {
                return None;
            }
        }
    }

    /// Whether the intersection of two references is asked for: a space, or `!` in OpenFormula. Unions (`~`) alike.
    fn intersected(&mut self) -> bool {
        if self.catalog.dialect == Dialect::OpenFormula {
            return self.take("!") || self.take("~");
        }
        let Some(next) = self.tokens.get(self.at) else { return false };
        let begins = matches!(next.token, Token::Word(_) | Token::Quoted(_) | Token::Bracket(_) | Token::Sign("("));
        next.spaced && begins
    }

    fn operand(&mut self) -> Option<Expr> {
        match self.catalog.dialect {
            Dialect::Excel => self.excel_operand(),
            Dialect::OpenFormula => self.open_operand(),
        }
    }

    fn open_operand(&mut self) -> Option<Expr> {
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
        let (Some(first_sheet), Some(last_sheet)) = (first_sheet, last_sheet) else { return Some(Expr::Unknown) };
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
            None => {
                let outside = Seen { in_name: true, ..self.seen };
                let inside = std::mem::replace(&mut self.seen, outside);
                let cells = self.open_cells(open(&name.text)?);
                self.seen = inside;
                cells
            }
        }
    }

    /// What a name stands for.
    fn named(&mut self, text: &str) -> Option<Expr> {
        let seen = Seen { from: self.seen.cell, in_name: true, ..self.seen };
        self.depth += 1;
        self.reads.names += 1;
        if self.depth > DEPTH || self.reads.names > NAMES {
            return None;
        }
        let expr = Parser::whole(text, self.catalog, seen, self.depth, self.reads)?;
        self.depth -= 1;
        Some(Expr::Group(Box::new(expr)))
    }

    /// Operands alike in both dialects.
    fn plain_operand(&mut self) -> Option<Expr> {
        let token = self.peek()?.clone();
        self.at += 1;
        match token {
            Token::Number(written) => Some(number(written)),
            Token::Text(text) => Some(Expr::Text(text)),
            Token::Error(error) => Some(Expr::Error(error.to_ascii_uppercase())),
            Token::Word(word) if self.take("(") => self.call(word),
            Token::Sign("(") => self.group(),
            Token::Sign("{") => {
                while !self.take("}") {
                    self.peek()?;
                    self.at += 1;
                }
                Some(Expr::Unknown)
            }
            _ => None,
        }
    }

    fn group(&mut self) -> Option<Expr> {
        let mut expr = Expr::Group(Box::new(self.binary(0)?));
        while self.take(",") {
            self.binary(0)?;
            expr = Expr::Unknown;
        }
        self.take(")").then_some(expr)
    }

    fn call(&mut self, written: &str) -> Option<Expr> {
        let name = traits::function_name(written);
        let before = self.reads.areas.len();
        let mut arguments = Vec::new();
        let separator = if self.catalog.dialect == Dialect::Excel { "," } else { ";" };
        if !self.take(")") {
            loop {
                let left_out = self.is_sign(0, separator) || self.is_sign(0, ")");
                arguments.push(if left_out { Expr::Missing } else { self.binary(0)? });
                if self.take(")") {
                    break;
                }
                if !self.take(separator) {
                    return None;
                }
            }
        }
        if traits::looks_at_addresses(&name) && arguments.iter().all(|a| matches!(a, Expr::Area(_))) {
            self.reads.areas.truncate(before);
        }
        self.reads.anything |= traits::reads_anything(&name);
        self.reads.volatile |= traits::is_volatile(&name);
        match traits::stretched(&name, &arguments) {
            traits::Stretch::None => {}
            traits::Stretch::Area(area) => self.reads.areas.push(area),
            traits::Stretch::Anywhere => self.reads.anything = true,
        }
        Some(Expr::Call(name, arguments))
    }

    fn area(&mut self, first_sheet: usize, last_sheet: usize, range: CellRange) -> Expr {
        let area = Area {
            first_sheet: first_sheet.min(last_sheet),
            last_sheet: first_sheet.max(last_sheet),
            range,
        };
        self.reads.areas.push(area);
        Expr::Area(area)
    }

    fn table_cells(&mut self, table: &Table, inside: &str) -> Expr {
        match structured(table, inside, self.seen.sheet, self.seen.cell) {
            Structured::Cells(area) => self.area(area.first_sheet, area.last_sheet, area.range),
            Structured::Somewhere(area) => {
                self.area(area.first_sheet, area.last_sheet, area.range);
                Expr::Unknown
            }
        }
    }
}

fn chained(left: Expr, chain: Option<(usize, Vec<(Operator, Expr)>)>) -> Expr {
    match chain {
        Some((_, links)) => Expr::Chain(Box::new(left), links),
        None => left,
    }
}

/// A number as written; one with more digits than programs keep has no certain value.
fn number(written: &str) -> Expr {
    let read = if written.contains(['e', 'E']) {
        Decimal::from_scientific(written).ok()
    } else {
        Decimal::from_str_exact(written).ok()
    };
    match read.map(|value| value.normalize()) {
        Some(value) if value.mantissa().unsigned_abs() < 1_000_000_000_000_000 => Expr::Number(value),
        _ => Expr::Unknown,
    }
}
