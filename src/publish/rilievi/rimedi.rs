//! What each code means, why it matters and what to do, for the codes that were found: the rules' own words.

use crate::check;
use crate::publish::book::{Book, Page};
use crate::publish::figure::{UNKNOWN, one_line};
use crate::publish::sheet::{Cell, Sheet, Value};
use crate::publish::style::Look;
use crate::rilievo::{Gravita, Rilievo};
use anyhow::Result;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Writes the sheet; none if nothing was found.
pub(super) fn write(book: &Book<'_>, rilievi: &[&Rilievo]) -> Result<Option<(Sheet, Page)>> {
    // the gravest first, then by code
    let mut found: BTreeMap<(Gravita, &str), u32> = BTreeMap::new();
    for rilievo in rilievi {
        *found.entry((rilievo.gravita, rilievo.codice)).or_default() += 1;
    }
    if found.is_empty() {
        return Ok(None);
    }
    let mut sheet = Sheet::new("Che cosa fare", &[10.5, 10.0, 9.0, 42.0, 52.0, 52.0], 0)?;
    book.opening(&mut sheet, "Che cosa significano i rilievi, perché contano, che cosa fare")?;
    let heads = ["Gravità", "Codice", "Quanti", "Che cosa significa", "Perché conta", "Che cosa fare"];
    let heads: Vec<Cell> =
        (0..).zip(heads).map(|(column, head)| Cell::new(column, head, Look::Header)).collect();
    let head = sheet.row(&heads)?.first;
    for ((gravita, codice), many) in found {
        let doc = check::doc(codice).unwrap_or_default();
        let words = |text: &str| match one_line(text) {
            text if text.is_empty() => Value::from(UNKNOWN),
            text => Value::from(text),
        };
        sheet.row(&[
            Cell::new(0, gravita.word(), super::look(gravita)),
            Cell::new(1, codice, Look::Centre),
            Cell::new(2, Value::Number(Decimal::from(many)), Look::Count),
            Cell::new(3, words(&doc.titolo), Look::Text),
            Cell::new(4, words(&doc.perche), Look::Text),
            Cell::new(5, words(&doc.rimedio), Look::Text),
        ])?;
    }
    Ok(Some((sheet, Page { landscape: true, head: Some((head, head)), frozen: 0, last_column: 5 })))
}
