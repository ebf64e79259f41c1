//! PES205 riquadro-diverso — I punti sulla scheda non sono quelli della pesatura
//!
//! **Che cosa.** Confronta, criterio per criterio, i punti scritti nel riquadro del peso sulla scheda con quelli della
//! pesatura. Quando due criteri sono scambiati lo dice: capita, perché schede e pesatura li elencano in ordine diverso.
//! **Perché.** Il peso si calcola dalla pesatura. Con la somma o la media due criteri scambiati non si vedono; con pesi
//! diversi per criterio cambierebbero il risultato.
//! **Rimedio.** Correggere il riquadro della scheda, o la pesatura.
//!
//! ```tabella
//! # Pesatura.xlsx › Pesatura
//!  1 | Area    | N. | Titolo obiettivo  | Strategicità | Rapporto | Complessità
//!  2 | CULTURA | 1  | Museo diffuso     | 70           | 80       | 60
//!  3 | CULTURA | 2  | Biblioteca        | 70           | 80       | 60
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivo n. 1: Museo diffuso
//!  3 | Strategicità | 70
//!  4 | Complessità  | 80 | <- PES205 B4 Complessità e Rapporto obiettivo/attività ordinaria sono scambiati: 80 e 60 sulla scheda, 60 e 80 nella pesatura
//!  5 | Rapporto     | 60
//! # Area Cultura.xlsx › OB 2
//!  1 | Area Cultura
//!  2 | Obiettivo n. 2: Biblioteca
//!  3 | Strategicità | 90 | <- PES205 B3 Strategicità per l'Ente è 90 sulla scheda, 70 nella pesatura
//!  4 | Complessità  | 60
//!  5 | Rapporto     | 80
//! ```
//!
//! Tace quando i punti sono gli stessi, in qualunque ordine, e quando il riquadro è vuoto:
//!
//! ```tabella
//! # Pesatura.xlsx › Pesatura
//!  1 | Area    | N. | Titolo obiettivo  | Strategicità | Rapporto | Complessità
//!  2 | CULTURA | 1  | Museo diffuso     | 70           | 80       | 60
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivo n. 1: Museo diffuso
//!  3 | Strategicità | 70
//!  4 | Complessità  | 60
//!  5 | Rapporto     | ……
//! ```

use super::scrittura::{elenco, numero};
use super::{Context, Rule};
use crate::model::{RigaPesatura, Scheda};
use crate::place::Place;
use crate::rilievo::{Gravita, Rilievo};
use rust_decimal::Decimal;

pub const RULE: Rule = Rule {
    codice: "PES205",
    nome: "riquadro-diverso",
    source: include_str!("pes205_riquadro_diverso.rs"),
    run,
};

/// A criterion on which scheda and pesatura disagree.
struct Diverso<'a> {
    nome: &'a str,
    scheda: Decimal,
    pesatura: Decimal,
    place: &'a Place,
}

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        let Some(riga) = &obiettivo.pesatura else { continue };
        let diversi = differences(context, scheda, riga);
        let Some(first) = diversi.first() else { continue };
        let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, first.place, message(&diversi));
        rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
    }
}

fn differences<'a>(context: &'a Context<'_>, scheda: &'a Scheda, riga: &'a RigaPesatura) -> Vec<Diverso<'a>> {
    let typed = scheda.peso.punteggi.iter().filter_map(|(id, field)| {
        let (cited, given) = (field.cited()?, riga.punteggi.get(id)?.value()?);
        let nome = context.criterio(id);
        (cited.value != *given).then_some(Diverso {
            nome,
            scheda: cited.value,
            pesatura: *given,
            place: &cited.place,
        })
    });
    typed.collect()
}

fn message(diversi: &[Diverso<'_>]) -> String {
    match diversi {
        [a, b] if (a.scheda, b.scheda) == (b.pesatura, a.pesatura) => format!(
            "{} e {} sono scambiati: {} e {} sulla scheda, {} e {} nella pesatura",
            a.nome,
            b.nome,
            numero(a.scheda),
            numero(b.scheda),
            numero(a.pesatura),
            numero(b.pesatura)
        ),
        _ => elenco(diversi.iter().map(|one| {
            format!(
                "{} è {} sulla scheda, {} nella pesatura",
                one.nome,
                numero(one.scheda),
                numero(one.pesatura)
            )
        })),
    }
}
