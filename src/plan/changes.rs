//! From an intention to changes of its cell: the whole value of an empty cell, or a stretch of the text printed in it.

use super::{Intento, Presente, Valore};
use crate::grid::{Cell, Content, Sheet};
use crate::layout::Lessico;
use crate::patch::Change;
use crate::read::{Gap, is_blank, strokes};

/// The ways to write one value, best first; each is a set of changes of one cell.
pub type Ways = Vec<Vec<Change>>;

/// How an intention can be written into its sheet.
///
/// # Errors
/// The cell holds something that is neither the place for this value nor the value to be replaced: why, in Italian, as the
/// end of a sentence that begins with the cell.
pub fn ways(intento: &Intento, sheet: &Sheet, lessico: &Lessico) -> Result<Ways, String> {
    let first = intento.place.cells.first;
    let whole = || intento.valore.changes().into_iter().map(|change| vec![change]).collect();
    let Some(cell) = sheet.at(first.row, first.column).filter(|cell| cell.content != Content::Empty) else {
        return Ok(whole());
    };
    if let Content::Text(text) = &cell.content
        && let Some(inside) = inside(intento, text, lessico)
    {
        return inside.map(|changes| vec![changes]);
    }
    match &intento.presente {
        Presente::Vuoto if is_blank(cell, lessico) || is_question(cell, lessico) => Ok(whole()),
        Presente::Diverso(raw) if cell.text.trim() == raw.trim() => Ok(whole()),
        _ => Err(format!("contiene già altro («{}»)", crate::layout::one_line(&cell.text))),
    }
}

/// The changes inside a text that holds more than the value; `None` if the text is not of that kind.
fn inside(intento: &Intento, text: &str, lessico: &Lessico) -> Option<Result<Vec<Change>, String>> {
    if let Valore::Verifica(answer) = &intento.valore {
        let strokes = strokes(text, answer, lessico)?;
        return Some(Ok(strokes.into_iter().map(|(range, text)| Change::Stretch { range, text }).collect()));
    }
    let gap = Gap::after(text, &intento.voce.etichetta()?, lessico)?;
    let expected = match &intento.presente {
        Presente::Diverso(raw) => gap.held.contains(raw.trim()) || raw.contains(gap.held.as_str()),
        _ => gap.held.is_empty(),
    };
    if !expected {
        return Some(Err(format!("contiene già altro («{}»)", gap.held)));
    }
    let value = match &intento.valore {
        Valore::Percento(n) if gap.percent => crate::model::numero_italiano(*n),
        other => other.testo(),
    };
    Some(Ok(vec![Change::Stretch { range: gap.range.clone(), text: gap.filled(&value) }]))
}

/// The question as printed, where the answer goes: `sì/no`.
fn is_question(cell: &Cell, lessico: &Lessico) -> bool {
    lessico.valori.has("si_no", &cell.text)
}
