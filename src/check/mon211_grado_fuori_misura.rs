//! MON211 grado-fuori-misura — Una percentuale di realizzazione è impossibile
//!
//! **Che cosa.** Guarda il valore del Nucleo accanto agli indicatori e la percentuale complessiva: devono stare fra 0 e il
//! tetto del regolamento (di solito 100).
//! **Perché.** Un valore impossibile non viene usato, e il grado resta in sospeso.
//! **Rimedio.** Correggere la percentuale; se l'ente ammette più di 100, alzare il tetto nel regolamento.
//!
//! ```tabella
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivo n. 1: Museo diffuso
//!  3 | Indicatore   | Valore atteso | Valutazione NdV %
//!  4 | Visitatori   | 1000          | 150% | <- MON211 C4 il valore del Nucleo, 150%, non sta fra 0 e 100
//!  5 | Percentuale complessiva di realizzazione | 180% | <- MON211 B5 la percentuale complessiva, 180%, non sta fra 0 e 100
//! ```
//!
//! Tace fra 0 e il tetto, compresi:
//!
//! ```tabella
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivo n. 1: Museo diffuso
//!  3 | Indicatore   | Valore atteso | Valutazione NdV %
//!  4 | Visitatori   | 1000          | 100%
//!  5 | Percentuale complessiva di realizzazione | 100%
//! ```

use super::scrittura::numero;
use super::{Context, Rule};
use crate::place::Field;
use crate::rilievo::{Gravita, Rilievo};
use rust_decimal::Decimal;

pub const RULE: Rule = Rule {
    codice: "MON211",
    nome: "grado-fuori-misura",
    source: include_str!("mon211_grado_fuori_misura.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let tetto = context.regolamento.indicatori.tetto;
    for (obiettivo, scheda) in context.schede() {
        let own = scheda.indicatori.iter().map(|indicatore| (&indicatore.valore_ndv, "il valore del Nucleo"));
        let overall = std::iter::once((&scheda.percentuale_complessiva, "la percentuale complessiva"));
        for (field, what) in own.chain(overall) {
            let Field::Filled(cited) = field else { continue };
            if (Decimal::ZERO..=tetto).contains(&cited.value) {
                continue;
            }
            let (valore, tetto) = (numero(cited.value), numero(tetto));
            let messaggio = format!("{what}, {valore}%, non sta fra 0 e {tetto}: non viene usato");
            let rilievo = Rilievo::new(RULE.codice, Gravita::Errore, &cited.place, messaggio);
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
}
