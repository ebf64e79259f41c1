//! The motivazione: when it is due (an indicatore is not met and no longer can be by the day that matters), and how
//! those of several indicatori make the one of their obiettivo.

use super::casella::Casella;
use super::risposta::{Motivazione, Risposta};
use crate::layout::fold;
use crate::model::{Chiave, Piano, Scadenza};
use indexmap::IndexMap;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Whether a degree wants a motivazione: below 100 at the last deadline of the year, or at an earlier one when the day
/// by which it was due has passed. Half of a number in September is no failure.
pub fn is_required(grado: Option<Decimal>, is_last: bool, due: Option<Date>, scadenza: Date) -> bool {
    let settled = is_last || due.is_some_and(|due| due <= scadenza);
    settled && grado.is_some_and(|grado| grado < Decimal::ONE_HUNDRED)
}

/// The motivazioni by obiettivo and deadline. Several are named after their indicatori; one alone is taken as it is.
pub(super) fn gather(piano: &Piano, buone: &[Risposta]) -> Vec<Motivazione> {
    let mut found: IndexMap<(&Chiave, Scadenza), Vec<&Risposta>> = IndexMap::new();
    for risposta in buone.iter().filter(|risposta| risposta.motivazione.is_some()) {
        found.entry((&risposta.obiettivo, risposta.scadenza)).or_default().push(risposta);
    }
    let make = |((chiave, scadenza), rows): ((&Chiave, Scadenza), Vec<&Risposta>)| {
        let mut texts: Vec<(usize, String)> = Vec::new();
        for row in &rows {
            let text = row.motivazione.as_ref().map(|cited| cited.value.clone()).unwrap_or_default();
            if !texts.iter().any(|(_, known)| fold(known) == fold(&text)) {
                texts.push((row.indicatore + 1, text));
            }
        }
        let testo = match texts.as_slice() {
            [(_, one)] => one.clone(),
            _ => texts
                .iter()
                .map(|(at, text)| format!("Indicatore {at}: {text}"))
                .collect::<Vec<_>>()
                .join("\n"),
        };
        let scheda = piano.obiettivi.get(chiave).and_then(|one| one.scheda.as_ref());
        let casella = scheda
            .map(|scheda| Casella::of(&scheda.motivazione, &testo, |known| fold(known) == fold(&testo)));
        Motivazione {
            obiettivo: chiave.clone(),
            scadenza,
            da: rows.iter().filter_map(|row| row.motivazione.clone()).collect(),
            testo,
            casella: casella.unwrap_or_else(Casella::absent),
        }
    };
    found.into_iter().map(make).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_shortfall_is_explained_when_it_can_no_longer_be_made_good() {
        let september = date(2023, 9, 30);
        let half = Some(Decimal::from(50));
        assert!(is_required(half, true, None, september));
        assert!(!is_required(half, false, None, september));
        assert!(is_required(half, false, Some(date(2023, 4, 30)), september));
        assert!(!is_required(half, false, Some(date(2023, 12, 31)), september));
        assert!(!is_required(Some(Decimal::ONE_HUNDRED), true, None, september));
        assert!(!is_required(None, true, None, september));
    }
}
