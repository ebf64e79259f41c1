//! PES206 peso-diverso — Il peso ponderale scritto non è quello calcolato
//!
//! **Che cosa.** Confronta il peso ponderale scritto sulla scheda, o nella pesatura, con quello che il metodo del
//! regolamento calcola dai punti. Quando quello scritto è il risultato di un altro metodo (somma, media, prodotto) lo dice.
//! **Perché.** Nei prospetti va il peso calcolato. Se quello giusto è l'altro, il metodo del regolamento è sbagliato, e con
//! lui tutti i pesi.
//! **Rimedio.** Se l'ufficio usa davvero l'altro metodo, scriverlo in `regolamento.toml`; altrimenti correggere la scheda.
//!
//! ```tabella
//! # Pesatura.xlsx › Pesatura
//!  1 | Area    | N. | Titolo obiettivo  | Strategicità | Complessità | Rapporto
//!  2 | CULTURA | 1  | Museo diffuso     | 70           | 80          | 60
//!  3 | CULTURA | 2  | Biblioteca        | 70           | 80          | 60
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivo n. 1: Museo diffuso
//!  3 | Peso ponderale | 210 | <- PES206 B3 è scritto 210, il regolamento dà 70; 210 è la somma dei punti
//! # Area Cultura.xlsx › OB 2
//!  1 | Area Cultura
//!  2 | Obiettivo n. 2: Biblioteca
//!  3 | Peso ponderale | 75 | <- PES206 B3 è scritto 75, il regolamento dà 70
//! ```
//!
//! Tace quando sono uguali, e quando non è scritto:
//!
//! ```tabella
//! # Pesatura.xlsx › Pesatura
//!  1 | Area    | N. | Titolo obiettivo  | Strategicità | Complessità | Rapporto
//!  2 | CULTURA | 1  | Museo diffuso     | 70           | 80          | 80
//!  3 | CULTURA | 2  | Biblioteca        | 70           | 80          | 60
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivo n. 1: Museo diffuso
//!  3 | Peso ponderale | 76,67
//! # Area Cultura.xlsx › OB 2
//!  1 | Area Cultura
//!  2 | Obiettivo n. 2: Biblioteca
//!  3 | Peso ponderale | …………
//! ```

use super::scrittura::numero;
use super::{Context, Rule};
use crate::model::{Obiettivo, RigaPesatura};
use crate::place::Cited;
use crate::rilievo::{Gravita, Rilievo};
use rust_decimal::Decimal;

pub const RULE: Rule =
    Rule { codice: "PES206", nome: "peso-diverso", source: include_str!("pes206_peso_diverso.rs"), run };

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for obiettivo in context.piano.obiettivi.values() {
        let esito = context.esiti.obiettivi.get(&obiettivo.chiave);
        let Some(computed) = esito.and_then(|esito| esito.peso_ponderale.as_ref()) else { continue };
        for typed in typed(obiettivo).into_iter().filter(|typed| !is_rounded(typed.value, computed.value)) {
            let come = obiettivo.pesatura.as_ref().and_then(|riga| other_method(context, riga, typed.value));
            let come =
                come.map(|nome| format!("; {} è {nome} dei punti", numero(typed.value))).unwrap_or_default();
            let (scritto, dato) = (numero(typed.value), numero(computed.value));
            let messaggio =
                format!("come peso ponderale è scritto {scritto}, il regolamento dà {dato}{come}");
            let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, &typed.place, messaggio);
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
}

/// The weights that the office typed: on the scheda, in the table.
fn typed(obiettivo: &Obiettivo) -> Vec<&Cited<Decimal>> {
    let scheda = obiettivo.scheda.as_ref().and_then(|scheda| scheda.peso.peso_ponderale.cited());
    let riga = obiettivo.pesatura.as_ref().and_then(|riga| riga.peso_ponderale.cited());
    scheda.into_iter().chain(riga).collect()
}

/// Whether the first is the second but for its rounding: by half of its last decimal at most.
fn is_rounded(typed: Decimal, computed: Decimal) -> bool {
    let half = Decimal::new(5, typed.normalize().scale().min(26) + 1);
    (typed - computed).abs() <= half
}

/// The method, other than the regolamento's, that gives this weight.
fn other_method(context: &Context<'_>, riga: &RigaPesatura, typed: Decimal) -> Option<&'static str> {
    let criteri = &context.regolamento.pesatura.criteri;
    let points = criteri.iter().map(|criterio| riga.punteggi.get(&criterio.id)?.value().copied());
    let points: Vec<Decimal> = points.collect::<Option<_>>()?;
    let sum = points.iter().try_fold(Decimal::ZERO, |sum, n| sum.checked_add(*n))?;
    let shares = points.iter().zip(criteri).map(|(n, criterio)| n.checked_div(criterio.massimo));
    let shares: Vec<Decimal> = shares.collect::<Option<_>>()?;
    let product =
        shares.iter().try_fold(Decimal::ONE_HUNDRED, |product, share| product.checked_mul(*share))?;
    let mean = sum.checked_div(Decimal::from(points.len()))?;
    let methods = [("la somma", sum), ("la media", mean), ("il prodotto", product)];
    methods.into_iter().find(|(_, weight)| is_rounded(typed, *weight)).map(|(nome, _)| nome)
}
