//! MON204 non-rendicontato — Un obiettivo non ha ancora tutti i risultati
//!
//! **Che cosa.** Guarda le scadenze a cui l'ufficio ha cominciato a rendicontare (una scheda su dieci ha un risultato) e
//! cerca gli obiettivi che all'ultima hanno caselle vuote, o che a una precedente non hanno scritto niente (una nota).
//! Tace sugli indicatori il cui termine non è ancora venuto o che sono di un altro anno, e sugli obiettivi revocati.
//! **Perché.** Senza il risultato il grado dell'obiettivo resta in sospeso, e con lui quello dell'Area. Ciò che è scritto
//! a una scadenza non passa da solo alla successiva.
//! **Rimedio.** Chiedere il risultato al Responsabile; se era già concluso, riscriverlo anche a questa scadenza.
//!
//! ```tabella
//! # Area Risorse.xlsx › OB 1
//!  1 | Area Risorse
//!  2 | Responsabile | Isabella Sereni
//!  3 | Obiettivo n. 1: Inventario
//!  4 | Indicatore             | Valore atteso | Valore conseguito al 30/09 | Valore conseguito al 31/12
//!  5 | Beni inventariati      | 100           | 60                         | 100
//!  6 | Verbali                | 10            |                            | | <- MON204 D6 al 31/12 mancano 2 risultati su 3; per 1 c'è quello di prima, da riscrivere (Responsabile: Isabella Sereni)
//!  7 | Delibera               | Sì            | sì                         |
//! # Area Risorse.xlsx › OB 2
//!  1 | Area Risorse
//!  2 | Responsabile | Isabella Sereni
//!  3 | Obiettivo n. 2: Cassa
//!  4 | Indicatore             | Valore atteso | Valore conseguito al 30/09 | Valore conseguito al 31/12
//!  5 | Verifiche              | 4             |                            | 4 | <- MON204 C5 al 30/09 non è stato scritto nessun risultato
//! # Area Risorse.xlsx › OB 3
//!  1 | Area Risorse
//!  2 | Obiettivo n. 3: Formazione | <- MON204 A2 non è stato scritto nessun risultato, e la scheda non ha dove scriverlo
//!  3 | Indicatore             | Valore atteso
//!  4 | Corsi                  | 4
//! ```
//!
//! Tace quando a quella scadenza nessuno ha ancora cominciato, e quando il termine deve ancora venire:
//!
//! ```tabella
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivi per l'anno 2023
//!  3 | Obiettivo n. 1: Catalogo
//!  4 | Indicatore             | Valore atteso | Valore conseguito al 30/09 | Valore conseguito al 31/12
//!  5 | Stampa                 | 30/11/2023    |                            |
//! # Area Cultura.xlsx › OB 2
//!  1 | Area Cultura
//!  2 | Obiettivo n. 2: Museo
//!  3 | Indicatore             | Valore atteso | Valore conseguito al 30/09 | Valore conseguito al 31/12
//!  4 | Visitatori             | 1000          | 400                        |
//! ```

use super::rendiconto::{cominciate, mancante, senza_caselle};
use super::{Context, Rule};
use crate::model::{Obiettivo, Scadenza, Scheda, Stato};
use crate::place::Place;
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "MON204",
    nome: "non-rendicontato",
    source: include_str!("mon204_non_rendicontato.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let cominciate = cominciate(context.piano);
    let Some(last) = cominciate.last().copied() else { return };
    for (obiettivo, scheda) in context.schede() {
        let mut found = Vec::new();
        for scadenza in &cominciate {
            found.extend(missing(context, obiettivo, *scadenza, *scadenza == last));
        }
        let nowhere = found.is_empty() && obiettivo.stato == Stato::Attivo && senza_caselle(scheda);
        if nowhere {
            let messaggio =
                "non è stato scritto nessun risultato, e la scheda non ha dove scriverlo".to_owned();
            found.push((Gravita::Avviso, &scheda.place, messaggio));
        }
        for (gravita, place, messaggio) in found {
            let messaggio = format!("{messaggio}{}", owner(scheda));
            rilievi
                .push(Rilievo::new(RULE.codice, gravita, place, messaggio).su(obiettivo.chiave.to_string()));
        }
    }
}

/// At the last deadline every empty box counts; at an earlier one, only that nothing at all was reported.
fn missing<'a>(
    context: &Context<'_>,
    obiettivo: &'a Obiettivo,
    scadenza: Scadenza,
    last: bool,
) -> Option<(Gravita, &'a Place, String)> {
    let mancante = mancante(context.piano, obiettivo, scadenza)?;
    let place = mancante.caselle.first()?;
    let (mancano, su) = (mancante.caselle.len(), mancante.su);
    let messaggio = match mancano {
        all if all == su => format!("al {scadenza} non è stato scritto nessun risultato"),
        _ if !last => return None,
        1 => format!("al {scadenza} manca 1 risultato su {su}"),
        many => format!("al {scadenza} mancano {many} risultati su {su}"),
    };
    let again = match mancante.gia_conclusi {
        0 => String::new(),
        some => format!("; per {some} c'è quello di prima, da riscrivere"),
    };
    Some((if last { Gravita::Avviso } else { Gravita::Nota }, *place, format!("{messaggio}{again}")))
}

fn owner(scheda: &Scheda) -> String {
    scheda.responsabile.value().map(|nome| format!(" (Responsabile: {nome})")).unwrap_or_default()
}
