//! ENT103 condiviso-esiti-diversi — Un obiettivo condiviso ha risultati diversi nelle due Aree
//!
//! **Che cosa.** Confronta, indicatore per indicatore, i risultati che le due schede di un obiettivo sotto due Aree
//! riportano alla stessa scadenza. Tace quando dicono la stessa cosa in due modi («sì», «23/11/2023»).
//! **Perché.** È un obiettivo solo, e non può essere andato in due modi: una delle due Aree avrà un grado sbagliato, e
//! l'Ente quello della prima.
//! **Rimedio.** Chiedere ai due Responsabili quale risultato è giusto, e scriverlo in tutte e due le schede.
//!
//! ```tabella
//! # Area Cittadini.xlsx › OB 1
//!  1 | AREA CITTADINI e AREA PERSONA
//!  2 | Obiettivo n. 1: Facilitazione digitale
//!  3 | Indicatore               | Valore atteso | Valore conseguito al 30/09 | Valore conseguito al 31/12
//!  4 | Convenzione sottoscritta | Sì            | no                         | 23/11/2023
//!  5 | Postazioni attivate      | 5             |                            | 5
//! # Area Persona.xlsx › OB 1
//!  1 | AREA CITTADINI e AREA PERSONA
//!  2 | Obiettivo n. 1: Facilitazione digitale
//!  3 | Indicatore               | Valore atteso | Valore conseguito al 30/09 | Valore conseguito al 31/12
//!  4 | Convenzione sottoscritta | Sì            | sì                         | sì | <- ENT103 C4 al 30/09 qui è «sì», per CITTADINI/1 è «no»
//!  5 | Postazioni attivate      | 5             |                            | 3  | <- ENT103 D5 al 31/12 qui è «3», per CITTADINI/1 è «5»
//! ```
//!
//! Tace quando i risultati sono gli stessi, o uno dei due manca ancora:
//!
//! ```tabella
//! # Area Cittadini.xlsx › OB 1
//!  1 | AREA CITTADINI e AREA PERSONA
//!  2 | Obiettivo n. 1: Facilitazione digitale
//!  3 | Indicatore               | Valore atteso | Valore conseguito al 30/09 | Valore conseguito al 31/12
//!  4 | Convenzione sottoscritta | Sì            | no                         | 23/11/2023
//! # Area Persona.xlsx › OB 1
//!  1 | AREA CITTADINI e AREA PERSONA
//!  2 | Obiettivo n. 1: Facilitazione digitale
//!  3 | Indicatore               | Valore atteso | Valore conseguito al 30/09 | Valore conseguito al 31/12
//!  4 | Convenzione sottoscritta | Sì            | NO                         |
//! ```

use super::confronto::concluso;
use super::parole::same;
use super::scrittura::{citato, indicatore as nome};
use super::{Context, Rule};
use crate::model::{Conseguito, Indicatore};
use crate::place::Cited;
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "ENT103",
    nome: "condiviso-esiti-diversi",
    source: include_str!("ent103_condiviso_esiti_diversi.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        let first = obiettivo.copia_di.as_ref().and_then(|chiave| context.piano.obiettivi.get(chiave));
        let Some((first, other)) = first.and_then(|first| Some((first, first.scheda.as_ref()?))) else {
            continue;
        };
        for (here, there) in scheda.indicatori.iter().zip(&other.indicatori) {
            for (scadenza, field) in &here.conseguito {
                let known = there.conseguito.get(scadenza).and_then(|field| field.cited());
                let (Some(own), Some(known)) = (field.cited(), known) else { continue };
                if agree(here, own, known) {
                    continue;
                }
                let (qui, altrove, chiave) = (citato(&own.raw), citato(&known.raw), &first.chiave);
                let indicatore = nome(here);
                let messaggio =
                    format!("l'indicatore {indicatore}: al {scadenza} qui è {qui}, per {chiave} è {altrove}");
                let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, &own.place, messaggio);
                rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
            }
        }
    }
}

/// Whether two results say the same: the same value or words, or both that it is done.
fn agree(indicatore: &Indicatore, a: &Cited<Conseguito>, b: &Cited<Conseguito>) -> bool {
    let words = a.value == Conseguito::Testo || b.value == Conseguito::Testo;
    let atteso = indicatore.valore_atteso.value();
    let done = |result: &Cited<Conseguito>| concluso(atteso, &result.value);
    same(&a.raw, &b.raw) || !words && (a.value == b.value || done(a) && done(b))
}
