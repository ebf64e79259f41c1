//! What a heading is worth beside the others of its table, and what it says of when.

use super::lessico::{Colonna, Lessico};
use super::table::{Column, What};

/// Headings that mean one thing where nothing better does, and another elsewhere: a description names the obiettivo of
/// a list without titles, a Servizio is the Area where no column says the Area.
pub(super) fn settle(columns: &mut [Column]) {
    use Colonna::*;
    let has = |columns: &[Column], wanted: Colonna| columns.iter().any(|c| c.what == What::Colonna(wanted));
    let change = |columns: &mut [Column], from: Colonna, to: Colonna| {
        let found = columns.iter_mut().filter(|column| column.what == What::Colonna(from));
        found.for_each(|column| column.what = What::Colonna(to));
    };
    let area = if has(columns, Area) { Altra } else { Area };
    change(columns, Servizio, area);
    let day = if has(columns, Conseguito) { Altra } else { Conseguito };
    change(columns, DataEffettiva, day);
    let titolo = if has(columns, Obiettivo) { Descrizione } else { Obiettivo };
    change(columns, DescrizioneObiettivo, titolo);
    let listed = has(columns, Area) && has(columns, Indicatore) && !has(columns, Fase);
    if listed && !has(columns, Obiettivo) && has(columns, Descrizione) {
        change(columns, Descrizione, Obiettivo);
    }
}

/// What a heading says of when: what follows `al`, or the whole of a period.
pub(super) fn when<'a>(text: &'a str, lessico: &Lessico) -> &'a str {
    let text = text.trim();
    let lower = text.to_lowercase();
    let named = |word: String| {
        [2, 3, 4, 6].iter().any(|n| lessico.valori.has(&format!("periodo_di_{n}_mesi"), &word))
    };
    let period = super::fold::words(text).into_iter().any(named);
    let after = lower.rfind(" al ").and_then(|at| text.get(at + 4..));
    let digits = |text: &&str| text.chars().any(|c| c.is_ascii_digit());
    match after.filter(digits) {
        Some(day) => day,
        None if period || (digits(&text) && super::fold::words(text).len() <= 4) => text,
        None => "",
    }
}
