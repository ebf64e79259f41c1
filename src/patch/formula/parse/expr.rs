//! What a formula computes, as a tree.

use crate::patch::formula::reference::Area;
use rust_decimal::Decimal;

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
