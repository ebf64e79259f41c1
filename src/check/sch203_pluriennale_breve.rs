//! SCH203 pluriennale-breve — Un obiettivo pluriennale si conclude prima dell'ultimo anno che dichiara
//!
//! **Che cosa.** Confronta l'ultimo anno scritto nella tipologia («pluriennale: 2023-2024») con la data di conclusione.
//! **Perché.** Una delle due cose non è aggiornata: o l'obiettivo finisce quest'anno, o la data è quella di una sola sua
//! parte.
//! **Rimedio.** Correggere la tipologia o la data di conclusione; niente, se la data è quella della parte di quest'anno.
//!
//! ```tabella
//! # Area Servizi.xlsx › OB 8
//!  1 | Area Servizi
//!  2 | Obiettivo n. 8: Piattaforma dei dati
//!  3 | Tipologia obiettivo  | a) pluriennale: 2023 – 2024 b) settoriale
//!  4 | Data di conclusione  | 31/12/2023 | <- SCH203 B4 la tipologia dice fino al 2024, l'obiettivo si conclude il 31/12/2023
//! ```
//!
//! Tace quando la data è nell'ultimo anno:
//!
//! ```tabella
//! # Area Servizi.xlsx › OB 7
//!  1 | Area Servizi
//!  2 | Obiettivo n. 7: Piattaforma delle notifiche
//!  3 | Tipologia obiettivo  | a) pluriennale: 2022 – 2023 b) settoriale
//!  4 | Data di conclusione  | 31/12/2023
//! ```

use super::parole::words;
use super::scrittura::giorno;
use super::{Context, Rule};
use crate::model::Durata;
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "SCH203",
    nome: "pluriennale-breve",
    source: include_str!("sch203_pluriennale_breve.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        let tipologia = &scheda.tipologia;
        let declared =
            tipologia.testo.raw().filter(|_| tipologia.durata.value() == Some(&Durata::Pluriennale));
        let (Some(last), Some(end)) = (declared.and_then(last_year), scheda.data_conclusione.cited()) else {
            continue;
        };
        if end.value.year() < last {
            let conclusione = giorno(end.value);
            let messaggio =
                format!("la tipologia dice fino al {last}, l'obiettivo si conclude il {conclusione}");
            let rilievo = Rilievo::new(RULE.codice, Gravita::Nota, &end.place, messaggio);
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
}

/// The last year written with four digits.
fn last_year(text: &str) -> Option<i16> {
    let years = words(text).into_iter().filter(|word| word.len() == 4).filter_map(|word| word.parse().ok());
    years.filter(|year| (2000..2100).contains(year)).max()
}
