//! ENT101 obiettivo-ripetuto — Lo stesso titolo è sotto due Aree
//!
//! **Che cosa.** Cerca due obiettivi di ambiti diversi con lo stesso titolo sulla scheda, o nella pesatura. Se le schede
//! nominano tutte e due le Aree sono un obiettivo condiviso, ed è solo una nota; altrimenti è un avviso, perché vengono
//! contati come due.
//! **Perché.** Un obiettivo condiviso conta in ogni sua Area, ma una volta sola per l'Ente: contato due volte ne sposta il
//! grado.
//! **Rimedio.** Se è lo stesso obiettivo, scrivere nelle due schede le stesse due Aree; se sono due, dare titoli diversi.
//!
//! ```tabella
//! # Area Cittadini.xlsx › OB 1
//!  1 | AREA CITTADINI e AREA PERSONA
//!  2 | Obiettivo n. 1: Facilitazione digitale
//! # Area Cittadini.xlsx › OB 2
//!  1 | AREA CITTADINI
//!  2 | Obiettivo n. 2: Sportello unico
//! # Area Persona.xlsx › OB 1
//!  1 | AREA CITTADINI e AREA PERSONA
//!  2 | Obiettivo n. 1: Facilitazione digitale | <- ENT101 A2 è lo stesso obiettivo di CITTADINI/1: conta in tutte e due le Aree e una volta sola per l'Ente
//! # Area Persona.xlsx › OB 2
//!  1 | AREA PERSONA
//!  2 | Obiettivo n. 2: Sportello unico | <- ENT101 A2 ha lo stesso titolo di CITTADINI/2, ma è contato come un altro obiettivo
//! ```
//!
//! Tace quando i titoli sono diversi:
//!
//! ```tabella
//! # Area Cittadini.xlsx › OB 2
//!  1 | AREA CITTADINI
//!  2 | Obiettivo n. 2: Sportello unico
//! # Area Persona.xlsx › OB 2
//!  1 | AREA PERSONA
//!  2 | Obiettivo n. 2: Sportello sociale
//! ```

use super::parole::same;
use super::{Context, Rule};
use crate::model::Obiettivo;
use crate::place::Cited;
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "ENT101",
    nome: "obiettivo-ripetuto",
    source: include_str!("ent101_obiettivo_ripetuto.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let all: Vec<&Obiettivo> = context.piano.obiettivi.values().collect();
    for (at, obiettivo) in all.iter().enumerate() {
        let Some(titolo) = obiettivo.titolo() else { continue };
        let (gravita, messaggio) = match &obiettivo.copia_di {
            Some(first) => {
                let conta = "conta in tutte e due le Aree e una volta sola per l'Ente";
                (Gravita::Nota, format!("è lo stesso obiettivo di {first}: {conta}"))
            }
            None => {
                let before = all.iter().take(at).find(|first| is_twin(first, obiettivo));
                let Some(first) = before else { continue };
                let come = "ma è contato come un altro obiettivo";
                (Gravita::Avviso, format!("ha lo stesso titolo di {}, {come}", first.chiave))
            }
        };
        let rilievo = Rilievo::new(RULE.codice, gravita, &titolo.place, messaggio);
        rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
    }
}

/// Whether two obiettivi of different ambiti have one title, on their schede or in the pesatura.
fn is_twin(a: &Obiettivo, b: &Obiettivo) -> bool {
    let form = |one: &Obiettivo| one.scheda.as_ref().and_then(|scheda| scheda.titolo.cited().cloned());
    let row = |one: &Obiettivo| one.pesatura.as_ref().and_then(|riga| riga.titolo.cited().cloned());
    let equal = |a: Option<Cited<String>>, b: Option<Cited<String>>| {
        a.zip(b).is_some_and(|(a, b)| same(&a.value, &b.value))
    };
    a.chiave.ambito != b.chiave.ambito && (equal(form(a), form(b)) || equal(row(a), row(b)))
}
