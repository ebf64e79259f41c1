//! ENT110 aree-simili — Due nomi di Aree possono essere della stessa
//!
//! **Che cosa.** Cerca due Aree di cui una si chiama con tutte le parole dell'altra e qualcuna in più, o con le stesse
//! parole in un altro genere: «Tecnica» e «Tecnica e Manutentiva», «Tecnico» e «Tecnica».
//! **Perché.** Se è la stessa Area scritta in due modi, i suoi obiettivi sono divisi in due: i pesi e i gradi di tutte e
//! due sono sbagliati.
//! **Rimedio.** Scrivere il nome sempre allo stesso modo; niente, se sono davvero due Aree.
//!
//! ```tabella
//! # Elenco.xlsx › Obiettivi
//!  1 | Area                        | N. | Obiettivo | Indicatore | Target
//!  2 | Area Tecnica                | 1  | Strade    | Km         | 4
//!  3 | Area Tecnica e Manutentiva  | 2  | Scuole    | Aule       | 6 | <- ENT110 A3 possono essere la stessa Area
//! ```
//!
//! Tace quando i nomi dicono cose diverse:
//!
//! ```tabella
//! # Elenco.xlsx › Obiettivi
//!  1 | Area                     | N. | Obiettivo | Indicatore | Target
//!  2 | Area Servizi Sociali     | 1  | Nidi      | Posti      | 4
//!  3 | Area Servizi Demografici | 2  | Anagrafe  | Sportelli  | 6
//! ```

use super::parole::{Parole, words};
use super::scrittura::citato;
use super::{Context, Rule};
use crate::model::Area;
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule =
    Rule { codice: "ENT110", nome: "aree-simili", source: include_str!("ent110_aree_simili.rs"), run };

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let parole = Parole::embedded();
    let aree: Vec<(&Area, Vec<String>)> =
        context.piano.aree.values().map(|area| (area, said(&parole, &area.nome))).collect();
    for (at, (area, own)) in aree.iter().enumerate() {
        let Some(place) = area.denominazione.place() else { continue };
        let alike = |(other, theirs): &&(&Area, Vec<String>)| {
            !other.denominazione.is_absent() && (inside(own, theirs) || inside(theirs, own))
        };
        let Some((other, _)) = aree.iter().take(at).find(alike) else { continue };
        let messaggio = format!(
            "{} e {} possono essere la stessa Area: sono state contate come due",
            citato(&other.nome),
            citato(&area.nome)
        );
        rilievi.push(Rilievo::new(RULE.codice, Gravita::Avviso, place, messaggio));
    }
}

/// The words that name an Area, without the word for the unit. A rank tells it from every other: then none.
fn said(parole: &Parole, nome: &str) -> Vec<String> {
    const UNITS: [&str; 6] = ["are", "settor", "direzion", "dipartiment", "ripartizion", "serviz"];
    let ranked = words(nome).iter().any(|word| word.chars().all(|c| c.is_ascii_digit()));
    let mut found = parole.significative(nome);
    found.retain(|word| !ranked && !UNITS.contains(&word.as_str()));
    found
}

fn inside(short: &[String], long: &[String]) -> bool {
    !short.is_empty() && short.iter().all(|word| long.contains(word))
}
