//! REG102 colonna-fuori-regolamento — La pesatura ha la colonna di un criterio che il regolamento non prevede
//!
//! **Che cosa.** Cerca le colonne di punti della pesatura che non sono fra i criteri del regolamento.
//! **Perché.** Quei punti non entrano nel peso ponderale: se il Nucleo li ha dati, il peso è diverso da quello voluto.
//! **Rimedio.** Aggiungere il criterio al `regolamento.toml`, con il suo massimo e l'articolo da cui viene; niente, se la
//! colonna è solo informativa.
//!
//! ```tabella
//! # regolamento.toml
//! [pesatura]
//! metodo = "media"
//! fonte = "SMVP, art. 5"
//! [[pesatura.criteri]]
//! id = "strategicita"
//! nome = "Strategicità"
//! massimo = 100
//! fonte = "SMVP, art. 5"
//! # Pesatura.xlsx › Pesatura
//!  1 | Area    | N. | Titolo obiettivo  | Strategicità | Complessità | <- REG102 A1 la colonna «complessita» non è un criterio del regolamento
//!  2 | CULTURA | 1  | Museo diffuso     | 80           | 70
//! ```
//!
//! Tace quando le colonne sono i criteri:
//!
//! ```tabella
//! # Pesatura.xlsx › Pesatura
//!  1 | Area    | N. | Titolo obiettivo  | Strategicità | Complessità | Rapporto
//!  2 | CULTURA | 1  | Museo diffuso     | 80           | 70          | 60
//! ```

use super::scrittura::{citato, elenco};
use super::{Context, Rule};
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "REG102",
    nome: "colonna-fuori-regolamento",
    source: include_str!("reg102_colonna_fuori_regolamento.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let criteri = &context.regolamento.pesatura.criteri;
    for pesatura in &context.piano.pesature {
        let known = |id: &&String| criteri.iter().any(|criterio| criterio.id == **id);
        let others: Vec<String> =
            pesatura.criteri.iter().filter(|id| !known(id)).map(|id| citato(id)).collect();
        if !others.is_empty() {
            let (colonna, e) = if others.len() == 1 { ("la colonna", "è") } else { ("le colonne", "sono") };
            let quali = elenco(others);
            let messaggio =
                format!("{colonna} {quali} non {e} un criterio del regolamento: i punti non contano");
            rilievi.push(Rilievo::new(RULE.codice, Gravita::Avviso, &pesatura.place, messaggio));
        }
    }
}
