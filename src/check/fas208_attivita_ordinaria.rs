//! FAS208 attivita-ordinaria — Una fase è attività ordinaria
//!
//! **Che cosa.** Cerca nelle fasi le parole dell'attività ordinaria (l'elenco `attivita_ordinaria` di
//! `templates/regole.toml`).
//! **Perché.** Un obiettivo di performance è qualcosa in più del lavoro di ogni anno: una fase di attività ordinaria ne
//! alza il grado di realizzazione senza che nulla sia cambiato.
//! **Rimedio.** Togliere la fase e dividere il suo peso fra le altre, o spiegare nella descrizione che cosa ha di
//! nuovo.
//!
//! ```tabella
//! # Area Risorse.xlsx › OB 6
//!  1 | Area Risorse
//!  2 | Obiettivo n. 6: Recupero dell'evasione
//!  3 | ATTIVITA' E TEMPI DI REALIZZAZIONE
//!  4 | Fase | Descrizione         | GEN | FEB | MAR | APR | %
//!  5 | 1    | Emissione avvisi    | x   | x   |     |     | 30%
//!  6 | 2    | Attività ordinaria  | x   | x   | x   | x   | 70% | <- FAS208 B6 la fase 2 è attività ordinaria e pesa 70
//! ```
//!
//! Tace quando le parole non ci sono; la manutenzione straordinaria non è attività ordinaria:
//!
//! ```tabella
//! # Area Risorse.xlsx › OB 7
//!  1 | Area Risorse
//!  2 | Obiettivo n. 7: Impianti
//!  3 | ATTIVITA' E TEMPI DI REALIZZAZIONE
//!  4 | Fase | Descrizione                         | GEN | FEB | MAR | APR | %
//!  5 | 1    | Gara per manutenzione straordinaria | x   | x   |     |     | 100
//! ```

use super::parole::Parole;
use super::scrittura::{fasi, numero};
use super::{Context, Rule};
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "FAS208",
    nome: "attivita-ordinaria",
    source: include_str!("fas208_attivita_ordinaria.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let parole = Parole::embedded();
    for (obiettivo, scheda) in context.schede() {
        for fase in scheda.cronoprogrammi.iter().flat_map(|cronoprogramma| &cronoprogramma.fasi) {
            let Some(descrizione) = fase.descrizione.cited() else { continue };
            let Some((detto, _)) = parole.trova("attivita_ordinaria", &descrizione.value) else { continue };
            let peso = fase.peso.value().map(|peso| format!(" e pesa {}", numero(*peso))).unwrap_or_default();
            let messaggio = format!("{} è {detto}{peso}", fasi(&[fase]));
            let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, &descrizione.place, messaggio);
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
}
