//! REG104 regolamento-modello — I calcoli seguono il regolamento modello, o in parte
//!
//! **Che cosa.** Dice quando nella cartella non c'è un `regolamento.toml`, e si usa il modello di schedario, o quando
//! qualche sezione manca ed è presa dal modello.
//! **Perché.** Il modello non è una norma: come si pesano gli obiettivi e come si calcola il grado lo dice il Sistema di
//! misurazione e valutazione dell'ente. Ogni prospetto riporta la fonte di ciascuna cifra.
//! **Rimedio.** Scrivere nella cartella un `regolamento.toml` con le regole dell'ente e, per ognuna, l'articolo da cui
//! viene, partendo dal modello che accompagna il programma (`templates/regolamento.toml`).
//!
//! ```tabella
//! <- REG104 nella cartella non c'è un regolamento.toml
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivo n. 1: Museo diffuso
//! ```
//!
//! ```tabella
//! # regolamento.toml <- REG104 è preso dal modello
//! [stampa]
//! decimali = 2
//! fonte = "SMVP, art. 12"
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivo n. 1: Museo diffuso
//! ```
//!
//! Tace quando il regolamento della cartella dice tutto:
//!
//! ```tabella
//! # regolamento.toml
//! [pesatura]
//! metodo = "somma"
//! fonte = "SMVP, art. 5"
//! [[pesatura.criteri]]
//! id = "strategicita"
//! nome = "Strategicità"
//! massimo = 100
//! fonte = "SMVP, art. 5"
//! [indicatori]
//! tetto = 100
//! si_senza_data = "sospeso"
//! fonte = "SMVP, art. 6"
//! [obiettivi]
//! base = "indicatori"
//! mancanti = "sospeso"
//! fonte = "SMVP, art. 7"
//! [aggregazione]
//! ente = "media_ponderata"
//! trasversali = "una_volta"
//! fonte = "SMVP, art. 8"
//! [cause_esterne]
//! politica = "nota"
//! fonte = "SMVP, art. 9"
//! [fasce]
//! elenco = [{ da = 0, a = 60, nome = "non raggiunto" }, { da = 60, a = 100, nome = "raggiunto" }]
//! fonte = "SMVP, art. 10"
//! [stampa]
//! decimali = 2
//! fonte = "SMVP, art. 12"
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivo n. 1: Museo diffuso
//! ```

use super::scrittura::elenco;
use super::{Context, Rule};
use crate::rilievo::{Dove, Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "REG104",
    nome: "regolamento-modello",
    source: include_str!("reg104_regolamento_modello.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let regolamento = context.regolamento;
    let (dove, messaggio) = match &regolamento.file {
        None => {
            let messaggio =
                "nella cartella non c'è un regolamento.toml: i calcoli seguono il modello di schedario";
            (Dove::default(), messaggio.to_owned())
        }
        Some(_) if regolamento.dal_modello.is_empty() => return,
        Some(file) => {
            let sezioni = elenco(regolamento.dal_modello.iter().map(|nome| format!("[{nome}]")));
            (Dove::file(file), format!("ciò che il regolamento non dice è preso dal modello: {sezioni}"))
        }
    };
    rilievi.push(Rilievo::new(RULE.codice, Gravita::Nota, dove, messaggio));
}
