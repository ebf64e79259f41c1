//! What stands around the table of the pesatura: its foot-notes and who signs, as the office's own table prints them.

use super::Pesatura;
use crate::model::{Ambito, Pesatura as Letta};
use crate::place::{Cited, Place};
use crate::publish::figure::one_line;
use crate::publish::firme;
use crate::publish::style::Look;
use anyhow::Result;

impl Pesatura<'_> {
    /// The foot-notes: those above the first settoriale of their sheet belong to the trasversali.
    pub(super) fn notes(&mut self, trasversali: bool) -> Result<()> {
        let pesature = &self.quadro.piano.pesature;
        let notes: Vec<String> = pesature
            .iter()
            .flat_map(|letta| letta.note.iter().filter(|note| self.is_above(letta, note) == trasversali))
            .map(|note| one_line(&note.value))
            .collect();
        for (at, text) in notes.iter().enumerate() {
            if !notes.iter().take(at).any(|before| before == text) {
                self.sheet.line(text.as_str(), Look::Note)?;
            }
        }
        if trasversali {
            self.sheet.skip(8.0);
        }
        Ok(())
    }

    fn is_above(&self, letta: &Letta, note: &Cited<String>) -> bool {
        let same = |place: &Place| place.file == letta.place.file && place.sheet == letta.place.sheet;
        let settoriali =
            self.quadro.piano.obiettivi.values().filter(|one| one.chiave.ambito != Ambito::Trasversale);
        let rows =
            settoriali.filter_map(|one| Some(&one.pesatura.as_ref()?.place)).filter(|place| same(place));
        let first = rows.map(|place| place.cells.first.row).min();
        first.is_some_and(|first| note.place.cells.first.row < first)
    }

    /// Who signs.
    pub(super) fn signatures(&mut self) -> Result<()> {
        let nucleo = firme::nucleo(self.quadro.piano);
        firme::write(&mut self.sheet, "Il Nucleo di Valutazione", &nucleo)
    }
}
