//! Functions with their arguments, and what else is written alike in both dialects.

use super::{Expr, Parser, traits};
use crate::patch::formula::Dialect;
use crate::patch::formula::token::Token;
use rust_decimal::Decimal;

impl Parser<'_, '_, '_> {
    /// Operands alike in both dialects.
    pub(super) fn plain_operand(&mut self) -> Option<Expr> {
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

    /// A function, from its first argument on.
    pub(super) fn call(&mut self, written: &str) -> Option<Expr> {
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
