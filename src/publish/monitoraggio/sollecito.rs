//! The reminder to one Responsabile: which obiettivi, which indicatori, what is missing of each. Ready to be sent.

use super::voci;
use crate::answers::{PerResponsabile, StatoDomanda, VoceResponsabile};
use crate::model::Chiave;
use crate::publish::Quadro;
use std::fmt::Write;

/// The text; `None` if nothing is missing.
pub(super) fn text(quadro: &Quadro<'_>, chi: &PerResponsabile) -> Option<String> {
    let open: Vec<&VoceResponsabile> = chi.voci.iter().filter(|voce| voce.stato.is_open()).collect();
    open.first()?;
    let anno = quadro.piano.anno.map(|anno| format!("/{anno}")).unwrap_or_default();
    let mut days: Vec<String> = open.iter().map(|voce| format!("{}{anno}", voce.scadenza)).collect();
    days.dedup();
    days.sort();
    days.dedup();
    let mut text =
        format!("Oggetto: monitoraggio degli obiettivi al {}\n\nA: {}\n", days.join(" e al "), chi.titolo);
    if !chi.aree.is_empty() {
        let word = if chi.aree.len() == 1 { "Area" } else { "Aree" };
        let _ = writeln!(text, "{word}: {}", chi.aree.join(", "));
    }
    let received = match chi.file.is_empty() {
        true => "non risulta ancora restituito il foglio di monitoraggio.",
        false => "il foglio di monitoraggio è arrivato, ma non è completo.",
    };
    let count = match open.len() {
        1 => "Manca quanto segue, per 1 indicatore:".to_owned(),
        n => format!("Manca quanto segue, per {n} indicatori:"),
    };
    let _ = writeln!(text, "\n{}: {received} {count}", quadro.ente());
    let mut current: Option<&Chiave> = None;
    for voce in open.iter().copied() {
        if current != Some(&voce.obiettivo) {
            let _ =
                writeln!(text, "\n{} – {}", super::called(&voce.obiettivo), voci::titolo(quadro.piano, voce));
            current = Some(&voce.obiettivo);
        }
        let (indicatore, atteso) = voci::indicatore(quadro.piano, voce);
        let at = if days.len() > 1 { format!(" (al {})", voce.scadenza) } else { String::new() };
        let what = match voce.stato {
            StatoDomanda::Mancante => format!("manca la risposta: {}", voce.manca),
            other => format!("{}: {}", other.word(), voce.manca),
        };
        let _ = writeln!(text, "  - {indicatore}{at}\n    Valore atteso: {atteso}\n    {what}");
    }
    text.push_str("\nSi prega di completare le celle gialle del foglio ricevuto e di restituirlo.\n");
    Some(text)
}
