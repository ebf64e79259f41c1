//! PES203 punteggio-mancante — Nella pesatura manca un punteggio
//!
//! **Che cosa.** Cerca le caselle vuote della pesatura fra i criteri del regolamento. Se in tutta la tabella non c'è ancora
//! nessun punteggio lo dice una volta sola, come avviso: è una pesatura da compilare.
//! **Perché.** Il peso ponderale si calcola da tutti i criteri: con una casella vuota è ignoto, non zero, e l'obiettivo
//! resta fuori dal grado dell'Area.
//! **Rimedio.** Chiedere al Nucleo di Valutazione il punteggio e scriverlo.
//!
//! ```tabella
//! # Pesatura.xlsx › Pesatura
//!  1 | Area    | N. | Titolo obiettivo  | Strategicità | Complessità | Rapporto
//!  2 | CULTURA | 1  | Museo diffuso     | 80           |             | ……  | <- PES203 E2 mancano i punti di Complessità e Rapporto
//!  3 | CULTURA | 2  | Biblioteca        | 80           | 70          | 60
//! # Da pesare.xlsx › Pesatura
//!  1 | Area    | N. | Titolo obiettivo  | Strategicità | Complessità | Rapporto | <- PES203 A1 la pesatura non ha ancora nessun punteggio
//!  2 | SPORT   | 1  | Pista di atletica |              |             |
//!  3 | SPORT   | 2  | Piscina           |              |             |
//! ```
//!
//! Tace quando ci sono tutti; uno zero è un punteggio:
//!
//! ```tabella
//! # Pesatura.xlsx › Pesatura
//!  1 | Area    | N. | Titolo obiettivo  | Strategicità | Complessità | Rapporto
//!  2 | CULTURA | 1  | Museo diffuso     | 80           | 0           | 60
//! ```

use super::scrittura::elenco;
use super::{Context, Rule, same_sheet};
use crate::model::{Obiettivo, RigaPesatura};
use crate::place::{Field, Place};
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "PES203",
    nome: "punteggio-mancante",
    source: include_str!("pes203_punteggio_mancante.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let rows = context.piano.obiettivi.values().filter_map(|one| Some((one, one.pesatura.as_ref()?)));
    let rows: Vec<(&Obiettivo, &RigaPesatura)> = rows.collect();
    let is_begun = |place: &Place| {
        let mut own = rows.iter().filter(|(_, riga)| same_sheet(&riga.place, place));
        own.any(|(_, riga)| riga.punteggi.values().any(|field| field.raw().is_some()))
    };
    for (obiettivo, riga) in rows.iter().filter(|(_, riga)| is_begun(&riga.place)) {
        let missing = context.regolamento.pesatura.criteri.iter().filter_map(|criterio| {
            match riga.punteggi.get(&criterio.id)? {
                Field::Blank(place) => Some((criterio.nome.as_str(), place)),
                _ => None,
            }
        });
        let missing: Vec<(&str, &Place)> = missing.collect();
        if let Some((_, first)) = missing.first() {
            let verbo = if missing.len() == 1 { "manca il punteggio di" } else { "mancano i punti di" };
            let quali = elenco(missing.iter().map(|(nome, _)| (*nome).to_owned()));
            let rilievo = Rilievo::new(RULE.codice, Gravita::Errore, *first, format!("{verbo} {quali}"));
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
    for pesatura in &context.piano.pesature {
        let empty =
            !is_begun(&pesatura.place) && rows.iter().any(|(_, row)| same_sheet(&row.place, &pesatura.place));
        if empty {
            let messaggio = "la pesatura non ha ancora nessun punteggio: i pesi non si possono calcolare";
            rilievi.push(Rilievo::new(RULE.codice, Gravita::Avviso, &pesatura.place, messaggio));
        }
    }
}
