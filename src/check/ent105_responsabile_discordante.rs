//! ENT105 responsabile-discordante — Le schede di un'Area nominano Responsabili diversi
//!
//! **Che cosa.** Confronta il Responsabile scritto su ogni scheda con quello dell'Area (il primo che si incontra), senza
//! badare a titoli, iniziali, maiuscole e ordine. Una scheda che nomina più persone va bene se c'è anche quella.
//! **Perché.** Il grado dell'Area serve alla retribuzione di una persona: se è cambiata in corso d'anno, o se una scheda è
//! finita nell'Area sbagliata, bisogna saperlo.
//! **Rimedio.** Correggere il nome, o spostare la scheda.
//!
//! ```tabella
//! # Area Edilizia.xlsx › OB 1
//!  1 | Area Edilizia
//!  2 | Responsabile | Nicola Tanini
//!  3 | Obiettivo n. 1: Registro dei crediti
//! # Area Edilizia.xlsx › OB 2
//!  1 | Area Edilizia
//!  2 | Responsabile | Maurizio Bresci | <- ENT105 B2 qui il Responsabile è Maurizio Bresci, su altre schede di EDILIZIA è Nicola Tanini
//!  3 | Obiettivo n. 2: Oneri
//! ```
//!
//! Tace quando è la stessa persona, comunque sia scritta:
//!
//! ```tabella
//! # Area Edilizia.xlsx › OB 1
//!  1 | Area Edilizia
//!  2 | Responsabile | M.Pia Pelagatti
//!  3 | Obiettivo n. 1: Registro dei crediti
//! # Area Edilizia.xlsx › OB 2
//!  1 | Area Edilizia
//!  2 | Responsabile | Dott.ssa Maria Pia PELAGATTI
//!  3 | Obiettivo n. 2: Oneri
//! # Area Edilizia.xlsx › OB 3
//!  1 | Area Edilizia
//!  2 | Responsabile | Maurizio Bresci e Maria Pia Pelagatti
//!  3 | Obiettivo n. 3: Archivio
//! ```

use super::parole::Parole;
use super::persone::{nome, stessa};
use super::{Context, Rule};
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "ENT105",
    nome: "responsabile-discordante",
    source: include_str!("ent105_responsabile_discordante.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let parole = Parole::embedded();
    for (obiettivo, scheda) in context.schede() {
        let area = context.piano.aree.get(obiettivo.chiave.ambito.nome());
        let (Some(area), Some(here)) = (area, scheda.responsabile.cited()) else { continue };
        let Some(usual) = area.responsabile.value() else { continue };
        let (own, known) = (nome(parole, &here.value), nome(parole, usual));
        if own.is_empty() || known.is_empty() || stessa(&own, &known) {
            continue;
        }
        let messaggio =
            format!("qui il Responsabile è {}, su altre schede di {} è {usual}", here.value, area.nome);
        let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, &here.place, messaggio);
        rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
    }
}
