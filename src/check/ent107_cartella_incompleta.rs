//! ENT107 cartella-incompleta — Nella cartella manca la pesatura, o mancano le schede
//!
//! **Che cosa.** Guarda se la cartella contiene almeno una tabella di pesatura e almeno una scheda.
//! **Perché.** Senza la pesatura non si calcolano i pesi, e quindi nemmeno i gradi delle Aree e dell'Ente; senza le schede
//! non si calcola nessun grado.
//! **Rimedio.** Copiare nella cartella il file che manca; se c'è, controllare che le sue colonne siano intitolate con i
//! nomi dei criteri.
//!
//! ```tabella
//! <- ENT107 nella cartella non c'è nessuna pesatura
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivo n. 1: Museo diffuso
//! ```
//!
//! ```tabella
//! <- ENT107 nella cartella non c'è nessuna scheda
//! # Pesatura.xlsx › Pesatura
//!  1 | Area    | N. | Titolo obiettivo  | Strategicità | Complessità | Rapporto
//!  2 | CULTURA | 1  | Museo diffuso     | 80           | 70          | 60
//! ```
//!
//! Tace quando ci sono tutte e due, e quando i pesi sono scritti sulle schede:
//!
//! ```tabella
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivo n. 1: Museo diffuso
//!  3 | Peso ponderale | 70
//! ```

use super::{Context, Rule};
use crate::rilievo::{Dove, Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "ENT107",
    nome: "cartella-incompleta",
    source: include_str!("ent107_cartella_incompleta.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let piano = context.piano;
    let weighed = piano.obiettivi.values().any(|obiettivo| obiettivo.pesatura.is_some())
        || context.esiti.obiettivi.values().any(|esito| esito.peso_ponderale.is_some());
    let forms = context.schede().next().is_some();
    let messaggio = match (forms, weighed) {
        (true, false) => "nella cartella non c'è nessuna pesatura: i pesi degli obiettivi non sono noti",
        (false, true) => "nella cartella non c'è nessuna scheda: i gradi di realizzazione non sono noti",
        _ => return,
    };
    rilievi.push(Rilievo::new(RULE.codice, Gravita::Avviso, Dove::default(), messaggio));
}
