//! What was written into the office's workbooks, or would be: cell by cell when only trying, in few lines when done.

use super::{Style, annulla};
use crate::job::{Aggiornamento, Bozza, Riga, shown};
use crate::model::Chiave;
use crate::plan::{CAMPI, Intento, Presente};
use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{ContentArrangement, Table};
use std::path::Path;

/// Lines of a list shown on a terminal before it refers to a file.
const MOST: usize = 20;

/// What an update did, or would do.
pub fn aggiornamento(cartella: &Path, done: &Aggiornamento, style: Style) -> String {
    let mut lines = Vec::new();
    lines.extend(done.interrotto.as_ref().map(annulla::interrotto));
    if done.study.regolamento.file.is_none() {
        let words = "Regolamento: nella cartella non c'è un regolamento.toml; pesi e gradi seguono il modello di schedario.";
        lines.push(words.to_owned());
    }
    match &done.scritto {
        Some(scritto) => {
            lines.push(counted(&done.bozza, "Scritto:"));
            let backup = scritto.backup.iter();
            lines.extend(
                backup
                    .map(|path| format!("Com'erano prima, e il registro di ogni cella: {}", path.display())),
            );
            lines.push(format!("Per tornare indietro: schedario annulla \"{}\"", cartella.display()));
        }
        None if done.bozza.riscritti.is_empty() => lines.push("Nulla da scrivere.".to_owned()),
        None => {
            lines.push(table(&done.bozza, style));
            lines.push(counted(&done.bozza, "Da scrivere:"));
            lines.push("Era una prova: nulla è stato scritto.".to_owned());
        }
    }
    if done.uguali > 0 {
        lines.push(format!("Già giusti: {}.", done.uguali));
    }
    lines.extend(diversi(&done.diversi));
    lines.extend(senza_riquadro(&done.senza_riquadro));
    lines.extend(a_mano(&done.bozza));
    lines.extend(done.a_mano.iter().map(|path| format!("L'elenco è anche in {}", path.display())));
    lines.join("\n")
}

/// Columns of a table that is not read on a terminal.
pub(super) const WIDTH: u16 = 160;

/// How many values, kind by kind.
pub(super) fn counted(bozza: &Bozza, verb: &str) -> String {
    let of = |campo: &str| bozza.righe().filter(|riga| riga.intento.voce.campo() == campo).count();
    let kinds: Vec<String> = CAMPI
        .iter()
        .map(|campo| (campo, of(campo)))
        .filter(|(_, count)| *count > 0)
        .map(|(campo, count)| format!("{campo} {count}"))
        .collect();
    let of = |n: usize, one: &str, many: &str| if n == 1 { one.to_owned() } else { format!("{n} {many}") };
    let values = of(bozza.righe().count(), "un valore", "valori");
    let files = of(bozza.riscritti.len(), "una cartella di lavoro", "cartelle di lavoro");
    format!("{verb} {values} in {files}: {}.", kinds.join(", "))
}

/// The edits, cell by cell.
pub(super) fn table(bozza: &Bozza, style: Style) -> String {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    if !style.terminal {
        table.set_width(WIDTH);
    }
    table.set_header(["File", "Foglio", "Cella", "Che cosa", "Adesso", "Diventa", "Perché"]);
    for riga in bozza.righe() {
        table.add_row(row(riga));
    }
    table.to_string()
}

fn row(riga: &Riga) -> [String; 7] {
    let Intento { place, voce, obiettivo, formula, .. } = &riga.intento;
    [
        place.file.to_string(),
        place.sheet.to_string(),
        place.cells.first.to_string(),
        format!("{obiettivo}: {}", voce.che()),
        shown(&riga.prima),
        shown(&riga.dopo),
        formula.clone(),
    ]
}

/// The obiettivi whose form has nowhere to write the weight.
fn senza_riquadro(chiavi: &[Chiave]) -> Option<String> {
    let names: Vec<String> = chiavi.iter().map(Chiave::to_string).collect();
    let said = "La scheda non ha il riquadro del peso, che quindi non vi è scritto";
    (!names.is_empty()).then(|| format!("{said}: {}.", names.join(", ")))
}

/// The boxes that hold something else, which stays.
fn diversi(diversi: &[Intento]) -> Vec<String> {
    if diversi.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![format!(
        "Caselle con un valore diverso da quello calcolato, lasciate come sono: {}",
        diversi.len()
    )];
    lines.extend(diversi.iter().take(MOST).map(diverso));
    lines.extend(
        (diversi.len() > MOST)
            .then(|| format!("   … e altre {}: sono tutte nei rilievi", diversi.len() - MOST)),
    );
    let campi: Vec<&str> =
        CAMPI.into_iter().filter(|campo| diversi.iter().any(|one| one.voce.campo() == *campo)).collect();
    lines.push(format!(
        "   per sostituirle, dopo una domanda: --sovrascrivi {}",
        campi.join(" --sovrascrivi ")
    ));
    lines
}

/// A box that holds something else: both values.
pub fn diverso(intento: &Intento) -> String {
    let scritto = match &intento.presente {
        Presente::Vuoto => String::new(),
        Presente::Uguale(raw) | Presente::Diverso(raw) => shown(raw),
    };
    format!(
        "   {}  {}: è scritto {scritto}, risulta {}",
        intento.place,
        intento.voce.che(),
        intento.valore.testo()
    )
}

/// What is left for the hand.
pub(super) fn a_mano(bozza: &Bozza) -> Vec<String> {
    if bozza.a_mano.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![format!("Da riportare a mano: {}", bozza.a_mano.len())];
    lines.extend(bozza.a_mano.iter().take(MOST).map(|(intento, reason)| {
        format!("   {}  {} = {}: {reason}", intento.place, intento.voce.che(), intento.valore.testo())
    }));
    lines.extend((bozza.a_mano.len() > MOST).then(|| format!("   … e altri {}", bozza.a_mano.len() - MOST)));
    lines
}
