//! ENT102 condiviso-punti-diversi — Un obiettivo condiviso ha punti diversi nelle due Aree
//!
//! **Che cosa.** Confronta i punti delle due righe della pesatura di un obiettivo che sta sotto due Aree.
//! **Perché.** È un obiettivo solo, e ha un peso solo: nel grado dell'Ente entra con i punti della prima riga.
//! **Rimedio.** Dare gli stessi punti alle due righe; se sono due obiettivi diversi, dare loro titoli diversi.
//!
//! ```tabella
//! # Pesatura.xlsx › Pesatura
//!  1 | Area      | N. | Titolo obiettivo       | Strategicità | Complessità | Rapporto
//!  2 | CITTADINI | 1  | Facilitazione digitale | 90           | 60          | 70
//!  3 | PERSONA   | 1  | Facilitazione digitale | 90           | 70          | 70 | <- ENT102 E3 Complessità è 70, per CITTADINI/1 è 60
//! # Area Cittadini.xlsx › OB 1
//!  1 | AREA CITTADINI e AREA PERSONA
//!  2 | Obiettivo n. 1: Facilitazione digitale
//! # Area Persona.xlsx › OB 1
//!  1 | AREA CITTADINI e AREA PERSONA
//!  2 | Obiettivo n. 1: Facilitazione digitale
//! ```
//!
//! Tace quando i punti sono gli stessi:
//!
//! ```tabella
//! # Pesatura.xlsx › Pesatura
//!  1 | Area      | N. | Titolo obiettivo       | Strategicità | Complessità | Rapporto
//!  2 | CITTADINI | 1  | Facilitazione digitale | 90           | 60          | 70
//!  3 | PERSONA   | 1  | Facilitazione digitale | 90           | 60          | 70
//! # Area Cittadini.xlsx › OB 1
//!  1 | AREA CITTADINI e AREA PERSONA
//!  2 | Obiettivo n. 1: Facilitazione digitale
//! # Area Persona.xlsx › OB 1
//!  1 | AREA CITTADINI e AREA PERSONA
//!  2 | Obiettivo n. 1: Facilitazione digitale
//! ```

use super::scrittura::{elenco, numero};
use super::{Context, Rule};
use crate::place::Cited;
use crate::rilievo::{Gravita, Rilievo};
use rust_decimal::Decimal;

pub const RULE: Rule = Rule {
    codice: "ENT102",
    nome: "condiviso-punti-diversi",
    source: include_str!("ent102_condiviso_punti_diversi.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for obiettivo in context.piano.obiettivi.values() {
        let Some(first) = obiettivo.copia_di.as_ref().and_then(|chiave| context.piano.obiettivi.get(chiave))
        else {
            continue;
        };
        let (Some(own), Some(other)) = (&obiettivo.pesatura, &first.pesatura) else { continue };
        let apart = own.punteggi.iter().filter_map(|(id, field)| {
            let (here, there) = (field.cited()?, other.punteggi.get(id)?.value()?);
            (here.value != *there).then_some((context.criterio(id), here, *there))
        });
        let apart: Vec<(&str, &Cited<Decimal>, Decimal)> = apart.collect();
        let Some((_, cited, _)) = apart.first() else { continue };
        let quali = elenco(apart.iter().map(|(nome, here, there)| {
            format!("{nome} è {}, per {} è {}", numero(here.value), first.chiave, numero(*there))
        }));
        let messaggio = format!("lo stesso obiettivo ha punti diversi: {quali}");
        let rilievo = Rilievo::new(RULE.codice, Gravita::Errore, &cited.place, messaggio);
        rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
    }
}
