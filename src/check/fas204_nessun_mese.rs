//! FAS204 nessun-mese — In un cronoprogramma non è marcato nessun mese
//!
//! **Che cosa.** Il cronoprogramma ha le colonne dei mesi e delle fasi, ma in nessuna fase c'è un segno o un colore.
//! Nel formato xls i colori delle celle non si leggono, e il rilievo lo dice.
//! **Perché.** Non si può sapere se le barre non sono mai state messe o se i colori si sono persi: senza mesi non si
//! calcola l'avanzamento previsto.
//! **Rimedio.** Segnare i mesi di ogni fase con una x, che resta anche quando i colori si perdono; un file xls si può
//! anche salvare come xlsx.
//!
//! ```tabella
//! # Area Edilizia.xlsx › OB 1
//!  1 | Area Edilizia
//!  2 | Obiettivo n. 1: Oneri di urbanizzazione
//!  3 | ATTIVITA' E TEMPI DI REALIZZAZIONE
//!  4 | Fase | Descrizione           | GEN | FEB | MAR | APR | %
//!  5 | 1    | Raccolta dei dati     |     |     |     |     | 20 | <- FAS204 C5 nessun mese è marcato in nessuna delle 2 fasi
//!  6 | 2    | Delibera di Consiglio |     |     |     |     | 80
//! # Area Edilizia.xls › OB 2
//!  1 | Area Edilizia
//!  2 | Obiettivo n. 2: Crediti edilizi
//!  3 | ATTIVITA' E TEMPI DI REALIZZAZIONE
//!  4 | Fase | Descrizione           | GEN         | FEB         | MAR | APR | %
//!  5 | 1    | Registro              | [giallo]    | [giallo]    |     |     | 100 | <- FAS204 C5 nel formato xls i colori delle celle non si leggono
//! ```
//!
//! Tace se una fase almeno è marcata, con un segno o con un colore:
//!
//! ```tabella
//! # Area Edilizia.xlsx › OB 3
//!  1 | Area Edilizia
//!  2 | Obiettivo n. 3: Archivio delle pratiche
//!  3 | ATTIVITA' E TEMPI DI REALIZZAZIONE
//!  4 | Fase | Descrizione           | GEN         | FEB         | MAR | APR | %
//!  5 | 1    | Ricognizione          | [giallo]    | [giallo]    |     |     | 20
//!  6 | 2    | Riordino              |             |             | x   | x   | 80
//! ```

use super::{Context, Rule};
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule =
    Rule { codice: "FAS204", nome: "nessun-mese", source: include_str!("fas204_nessun_mese.rs"), run };

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        // without a grid the months are periods in words, and the reader says which it could not read
        for cronoprogramma in scheda.cronoprogrammi.iter().filter(|one| !one.griglia.is_empty()) {
            let months = cronoprogramma.fasi.iter().find_map(|fase| fase.celle_mesi.as_ref());
            let (Some(place), false) = (months, cronoprogramma.fasi.iter().any(|fase| !fase.mesi.is_empty()))
            else {
                continue;
            };
            let nessuno = match cronoprogramma.fasi.len() {
                1 => "nessun mese è marcato per la sola fase".to_owned(),
                many => format!("nessun mese è marcato in nessuna delle {many} fasi"),
            };
            let motivo = match cronoprogramma.colori_leggibili {
                true => "le barre mancano, o erano colori che si sono persi",
                false => "nel formato xls i colori delle celle non si leggono",
            };
            let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, place, format!("{nessuno}: {motivo}"));
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
}
