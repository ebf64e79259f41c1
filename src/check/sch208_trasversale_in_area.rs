//! SCH208 trasversale-in-area — La tipologia dice trasversale, l'obiettivo sta in un'Area
//!
//! **Che cosa.** Cerca le schede di un'Area la cui tipologia dice «trasversale» e non «settoriale». Tace sugli obiettivi
//! condivisi, che sono già sotto due Aree (ENT101).
//! **Perché.** Un obiettivo trasversale a più Aree qui conta solo per l'Area in cui sta: le altre non lo hanno fra i
//! loro.
//! **Rimedio.** Niente, se coinvolge altri uffici ma è di quest'Area; altrimenti metterlo fra i trasversali, o elencarlo
//! in ogni Area che lo condivide.
//!
//! ```tabella
//! # Area Risorse.xlsx › OB 1
//!  1 | Area Risorse
//!  2 | Obiettivo n. 1: Inventario
//!  3 | Tipologia obiettivo | a) annuale⏎b) trasversale (con ufficio Patrimonio) | <- SCH208 B3 la tipologia dice trasversale, ma l'obiettivo sta fra quelli dell'Area RISORSE
//! ```
//!
//! Tace quando è settoriale, o il modulo stampa le due possibilità:
//!
//! ```tabella
//! # Area Risorse.xlsx › OB 2
//!  1 | Area Risorse
//!  2 | Obiettivo n. 2: Cassa
//!  3 | Tipologia obiettivo | a) annuale⏎b) settoriale
//! # Area Risorse.xlsx › OB 3
//!  1 | Area Risorse
//!  2 | Obiettivo n. 3: Convenzioni
//!  3 | Tipologia obiettivo | a) annuale⏎b) settoriale: Area Risorse⏎trasversale ai settori:
//! ```

use super::parole::words;
use super::{Context, Rule};
use crate::model::{Ambito, Obiettivo};
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "SCH208",
    nome: "trasversale-in-area",
    source: include_str!("sch208_trasversale_in_area.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        let (Ambito::Area(area), Some(testo)) = (&obiettivo.chiave.ambito, scheda.tipologia.testo.cited())
        else {
            continue;
        };
        let words = words(&testo.raw);
        let says = |start: &str| words.iter().any(|word| word.starts_with(start));
        // a form that prints every possibility, with boxes to tick, does not say which
        let printed = says("settorial") || says("singola") || testo.raw.contains('☐');
        if says("trasversal") && !printed && !is_shared(context, obiettivo) {
            let messaggio =
                format!("la tipologia dice trasversale, ma l'obiettivo sta fra quelli dell'Area {area}");
            let rilievo = Rilievo::new(RULE.codice, Gravita::Nota, &testo.place, messaggio);
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
}

/// Whether the obiettivo is listed under two Aree already.
fn is_shared(context: &Context<'_>, obiettivo: &Obiettivo) -> bool {
    let mut copies = context.piano.obiettivi.values().filter_map(|other| other.copia_di.as_ref());
    obiettivo.copia_di.is_some() || copies.any(|chiave| *chiave == obiettivo.chiave)
}
