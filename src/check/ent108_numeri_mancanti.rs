//! ENT108 numeri-mancanti — Fra gli obiettivi di un'Area manca un numero
//!
//! **Che cosa.** Guarda i numeri degli obiettivi di ogni Area, e dei trasversali, fra schede e pesatura: devono andare da 1
//! in avanti senza salti.
//! **Perché.** Il numero che manca può essere una scheda rimasta fuori dalla cartella.
//! **Rimedio.** Aggiungere la scheda; niente, se l'obiettivo è stato tolto o i numeri sono voluti.
//!
//! ```tabella
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivo n. 1: Museo diffuso
//! # Area Cultura.xlsx › OB 2
//!  1 | Area Cultura
//!  2 | Obiettivo n. 2: Biblioteca
//! # Area Cultura.xlsx › OB 4
//!  1 | Area Cultura
//!  2 | Obiettivo n. 4: Teatro | <- ENT108 A2 fra gli obiettivi di CULTURA manca il numero 3
//! ```
//!
//! Tace quando sono di seguito, e quando cominciano da un altro numero o sono pochi rispetto ai salti:
//!
//! ```tabella
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivo n. 1: Museo diffuso
//! # Area Cultura.xlsx › OB 2
//!  1 | Area Cultura
//!  2 | Obiettivo n. 2: Biblioteca
//! # Area Sport.xlsx › OB 31
//!  1 | Area Sport
//!  2 | Obiettivo n. 31: Piscina
//! # Area Sport.xlsx › OB 45
//!  1 | Area Sport
//!  2 | Obiettivo n. 45: Pista di atletica
//! ```

use super::scrittura::elenco;
use super::{Context, Rule};
use crate::model::{Ambito, Obiettivo};
use crate::rilievo::{Gravita, Rilievo};
use std::collections::BTreeMap;

pub const RULE: Rule = Rule {
    codice: "ENT108",
    nome: "numeri-mancanti",
    source: include_str!("ent108_numeri_mancanti.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let mut ambiti: BTreeMap<&Ambito, BTreeMap<u32, &Obiettivo>> = BTreeMap::new();
    for obiettivo in context.piano.obiettivi.values() {
        if let Some(n) = number(obiettivo) {
            ambiti.entry(&obiettivo.chiave.ambito).or_default().insert(n, obiettivo);
        }
    }
    for (ambito, numbers) in ambiti {
        let (Some(first), Some((last, after))) = (numbers.keys().next(), numbers.last_key_value()) else {
            continue;
        };
        let missing: Vec<u32> = (*first..*last).filter(|n| !numbers.contains_key(n)).collect();
        // numbers that jump about are codes of another kind, not a count
        let counted = *first == 1 && missing.len() * 2 < numbers.len();
        let place = after.titolo().map(|titolo| &titolo.place);
        if let (true, false, Some(place)) = (counted, missing.is_empty(), place) {
            let verbo = if missing.len() == 1 { "manca il numero" } else { "mancano i numeri" };
            let quali = elenco(missing.iter().map(u32::to_string));
            let di = match ambito {
                Ambito::Trasversale => "gli obiettivi trasversali".to_owned(),
                Ambito::Area(nome) => format!("gli obiettivi di {nome}"),
            };
            rilievi.push(Rilievo::new(
                RULE.codice,
                Gravita::Avviso,
                place,
                format!("fra {di} {verbo} {quali}"),
            ));
        }
    }
}

/// The number of an obiettivo: 6 for `6` and for `6 bis`.
fn number(obiettivo: &Obiettivo) -> Option<u32> {
    let digits: String = obiettivo.chiave.numero.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}
