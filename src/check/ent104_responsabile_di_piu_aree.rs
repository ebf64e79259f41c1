//! ENT104 responsabile-di-piu-aree — Una persona è Responsabile di più Aree
//!
//! **Che cosa.** Conta le Aree e i loro Responsabili, e dice chi ne ha più di una.
//! **Perché.** Spiega perché le Aree sono più dei Responsabili, come capita di leggere nei verbali, e chi deve firmare per
//! ciascuna.
//! **Rimedio.** Niente, se è così; altrimenti correggere il Responsabile sulla scheda.
//!
//! ```tabella
//! # Area Edilizia.xlsx › OB 1
//!  1 | Area Edilizia
//!  2 | Responsabile | Isabella Sereni
//!  3 | Obiettivo n. 1: Registro dei crediti
//! # Area Urbanistica.xlsx › OB 1
//!  1 | Area Urbanistica
//!  2 | Responsabile | Arch. Isabella SERENI | <- ENT104 B2 2 Aree, 1 Responsabile: Arch. Isabella SERENI è Responsabile di EDILIZIA e URBANISTICA
//!  3 | Obiettivo n. 1: Piano operativo
//! ```
//!
//! Tace quando ogni Area ha il suo:
//!
//! ```tabella
//! # Area Edilizia.xlsx › OB 1
//!  1 | Area Edilizia
//!  2 | Responsabile | Isabella Sereni
//!  3 | Obiettivo n. 1: Registro dei crediti
//! # Area Urbanistica.xlsx › OB 1
//!  1 | Area Urbanistica
//!  2 | Responsabile | Maurizio Bresci
//!  3 | Obiettivo n. 1: Piano operativo
//! ```

use super::parole::Parole;
use super::persone::{nome, stessa};
use super::scrittura::{conta, elenco};
use super::{Context, Rule};
use crate::model::Area;
use crate::place::Cited;
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "ENT104",
    nome: "responsabile-di-piu-aree",
    source: include_str!("ent104_responsabile_di_piu_aree.rs"),
    run,
};

/// A person with the Aree they run.
struct Persona<'a> {
    parole: Vec<String>,
    aree: Vec<(&'a Area, &'a Cited<String>)>,
}

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let parole = Parole::embedded();
    let mut persone: Vec<Persona<'_>> = Vec::new();
    for area in context.piano.aree.values() {
        let Some(cited) = area.responsabile.cited() else { continue };
        let own = nome(parole, &cited.value);
        match persone.iter_mut().find(|persona| stessa(&persona.parole, &own)) {
            Some(persona) => persona.aree.push((area, cited)),
            None => persone.push(Persona { parole: own, aree: vec![(area, cited)] }),
        }
    }
    let led = persone.iter().map(|persona| persona.aree.len()).sum();
    let totals =
        format!("{}, {}", conta(led, "Area", "Aree"), conta(persone.len(), "Responsabile", "Responsabili"));
    for persona in persone.iter().filter(|persona| persona.aree.len() > 1) {
        let Some((_, cited)) = persona.aree.last() else { continue };
        let aree = elenco(persona.aree.iter().map(|(area, _)| area.nome.clone()));
        let messaggio = format!("{totals}: {} è Responsabile di {aree}", cited.value);
        rilievi.push(Rilievo::new(RULE.codice, Gravita::Nota, &cited.place, messaggio));
    }
}
