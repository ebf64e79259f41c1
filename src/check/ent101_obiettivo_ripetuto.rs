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

use super::parole::fold;
use super::{Context, Rule};
use crate::model::Obiettivo;
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "ENT101",
    nome: "obiettivo-ripetuto",
    source: include_str!("ent101_obiettivo_ripetuto.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let mut known: Vec<(&Obiettivo, Titoli)> = Vec::new();
    for obiettivo in context.piano.obiettivi.values() {
        let titoli = titles(obiettivo);
        let twin = known.iter().find(|(first, other)| {
            first.chiave.ambito != obiettivo.chiave.ambito
                && titoli.iter().zip(other).any(|(a, b)| a.is_some() && a == b)
        });
        let found = match (&obiettivo.copia_di, twin) {
            (Some(first), _) => {
                let conta = "conta in tutte e due le Aree e una volta sola per l'Ente";
                Some((Gravita::Nota, format!("è lo stesso obiettivo di {first}: {conta}")))
            }
            (None, Some((first, _))) => {
                let come = "ma è contato come un altro obiettivo";
                Some((Gravita::Avviso, format!("ha lo stesso titolo di {}, {come}", first.chiave)))
            }
            (None, None) => None,
        };
        if let (Some((gravita, messaggio)), Some(titolo)) = (found, obiettivo.titolo()) {
            let rilievo = Rilievo::new(RULE.codice, gravita, &titolo.place, messaggio);
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
        known.push((obiettivo, titoli));
    }
}

/// The titles on the scheda and in the pesatura, as they are compared.
type Titoli = [Option<String>; 2];

fn titles(obiettivo: &Obiettivo) -> Titoli {
    let form = obiettivo.scheda.as_ref().and_then(|scheda| scheda.titolo.value());
    let row = obiettivo.pesatura.as_ref().and_then(|riga| riga.titolo.value());
    [form, row].map(|title| title.map(|title| fold(title)))
}
