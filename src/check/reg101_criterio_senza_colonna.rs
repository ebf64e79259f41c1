//! REG101 criterio-senza-colonna — La pesatura non ha la colonna di un criterio del regolamento
//!
//! **Che cosa.** Cerca i criteri del regolamento che non hanno una colonna in nessuna delle tabelle di pesatura.
//! **Perché.** Il peso ponderale si calcola da tutti i criteri: senza una colonna nessun peso si può calcolare.
//! **Rimedio.** Se la colonna c'è con un altro nome, aggiungerlo al `lessico.toml` della cartella; se il criterio non si
//! usa, toglierlo dal `regolamento.toml`.
//!
//! ```tabella
//! # Pesatura.xlsx › Pesatura
//!  1 | Area    | N. | Titolo obiettivo  | Strategicità | Complessità | <- REG101 A1 nessuna colonna per il criterio «Rapporto obiettivo/attività ordinaria»
//!  2 | CULTURA | 1  | Museo diffuso     | 80           | 70
//! ```
//!
//! Tace quando ogni criterio ha la sua colonna:
//!
//! ```tabella
//! # Pesatura.xlsx › Pesatura
//!  1 | Area    | N. | Titolo obiettivo  | Rapporto     | Strategicità | Complessità
//!  2 | CULTURA | 1  | Museo diffuso     | 80           | 70           | 60
//! ```

use super::scrittura::{citato, elenco};
use super::{Context, Rule};
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "REG101",
    nome: "criterio-senza-colonna",
    source: include_str!("reg101_criterio_senza_colonna.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let pesature = &context.piano.pesature;
    let Some(first) = pesature.first() else { return };
    let has = |id: &String| pesature.iter().any(|pesatura| pesatura.criteri.contains(id));
    let criteri = context.regolamento.pesatura.criteri.iter().filter(|criterio| !has(&criterio.id));
    let missing: Vec<String> = criteri.map(|criterio| citato(&criterio.nome)).collect();
    if !missing.is_empty() {
        let criterio = if missing.len() == 1 { "il criterio" } else { "i criteri" };
        let messaggio = format!("la pesatura non ha nessuna colonna per {criterio} {}", elenco(missing));
        rilievi.push(Rilievo::new(RULE.codice, Gravita::Errore, &first.place, messaggio));
    }
}
