//! What a form says to whoever fills it in: cells whose formula begins with a sign (`◄ manca 20`). They point at a box
//! and hold no data, so they are left out before anything is read.
//!
//! Both are required, the formula and the sign: what somebody typed is always read.

use crate::grid::{Content, Sheet};
use crate::layout::Lessico;
use std::borrow::Cow;

/// The sheet without its remarks; the sheet itself where it has none.
pub fn without<'a>(sheet: &'a Sheet, lessico: &Lessico) -> Cow<'a, Sheet> {
    let signs = lessico.valori.list("segno_di_richiamo");
    let remark = |content: &Content| {
        let Content::Text(text) = content else { return false };
        signs.iter().any(|sign| text.trim_start().starts_with(sign.as_str()))
    };
    if !sheet.cells.values().any(|cell| cell.formula && remark(&cell.content)) {
        return Cow::Borrowed(sheet);
    }
    let mut plain = sheet.clone();
    plain.cells.retain(|_, cell| !(cell.formula && remark(&cell.content)));
    Cow::Owned(plain)
}
