//! PES210 pesatura-ripetuta — Nella cartella ci sono due pesature degli stessi obiettivi
//!
//! **Che cosa.** Cerca le tabelle di pesatura di cui non è stata usata nessuna riga, perché tutti i loro obiettivi erano già
//! in un'altra. Quali righe sono diverse lo dice PES104, una per una. Una pesatura divisa in più fogli, uno per Area, non
//! è ripetuta.
//! **Perché.** Non si sa quale delle due il Nucleo ha approvato: dove sono diverse il peso non viene calcolato.
//! **Rimedio.** Lasciare nella cartella solo quella approvata.
//!
//! ```tabella
//! # Pesatura bozza.xlsx › Pesatura
//!  1 | Area    | N. | Titolo obiettivo  | Strategicità | Complessità | Rapporto
//!  2 | CULTURA | 1  | Museo diffuso     | 80           | 70          | 60
//! # Pesatura.xlsx › Pesatura
//!  1 | Area    | N. | Titolo obiettivo  | Strategicità | Complessità | Rapporto | <- PES210 A1 gli obiettivi di questa pesatura sono già in Pesatura bozza.xlsx › Pesatura
//!  2 | CULTURA | 1  | Museo diffuso     | 80           | 90          | 60
//! ```
//!
//! Tace quando ogni tabella ha i suoi obiettivi:
//!
//! ```tabella
//! # Pesatura cultura.xlsx › Pesatura
//!  1 | Area    | N. | Titolo obiettivo  | Strategicità | Complessità | Rapporto
//!  2 | CULTURA | 1  | Museo diffuso     | 80           | 70          | 60
//! # Pesatura sport.xlsx › Pesatura
//!  1 | Area    | N. | Titolo obiettivo  | Strategicità | Complessità | Rapporto
//!  2 | SPORT   | 1  | Piscina           | 80           | 90          | 60
//! ```

use super::{Context, Rule, same_sheet};
use crate::place::Place;
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "PES210",
    nome: "pesatura-ripetuta",
    source: include_str!("pes210_pesatura_ripetuta.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let rows = || context.piano.obiettivi.values().filter_map(|obiettivo| obiettivo.pesatura.as_ref());
    let used = |place: &Place| rows().any(|riga| same_sheet(&riga.place, place));
    let Some(first) = context.piano.pesature.iter().find(|pesatura| used(&pesatura.place)) else { return };
    for pesatura in context.piano.pesature.iter().filter(|pesatura| !used(&pesatura.place)) {
        let Place { file, sheet, .. } = &first.place;
        let messaggio =
            format!("gli obiettivi di questa pesatura sono già in {file} › {sheet}: non è stata usata");
        rilievi.push(Rilievo::new(RULE.codice, Gravita::Avviso, &pesatura.place, messaggio));
    }
}
