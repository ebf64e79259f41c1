//! ENT109 chi-deve-rendicontare — Quali risultati mancano, Area per Area
//!
//! **Che cosa.** All'ultima scadenza a cui l'ufficio ha cominciato a rendicontare, elenca per ogni Area, con il suo
//! Responsabile, gli obiettivi con risultati ancora vuoti. Quali caselle lo dice MON204, scheda per scheda.
//! **Perché.** È l'elenco di chi sollecitare.
//! **Rimedio.** Chiedere i risultati al Responsabile.
//!
//! ```tabella
//! # Area Risorse.xlsx › OB 1
//!  1 | Area Risorse | <- ENT109 A1 RISORSE (Isabella Sereni): al 31/12 mancano risultati di 1 obiettivo su 2, RISORSE/2
//!  2 | Responsabile | Isabella Sereni
//!  3 | Obiettivo n. 1: Inventario
//!  4 | Indicatore             | Valore atteso | Valore conseguito al 31/12
//!  5 | Beni inventariati      | 100           | 100
//! # Area Risorse.xlsx › OB 2
//!  1 | Area Risorse
//!  2 | Responsabile | Isabella Sereni
//!  3 | Obiettivo n. 2: Cassa
//!  4 | Indicatore             | Valore atteso | Valore conseguito al 31/12
//!  5 | Verifiche              | 4             |
//! ```
//!
//! Tace finché nessuno ha cominciato:
//!
//! ```tabella
//! # Area Risorse.xlsx › OB 2
//!  1 | Area Risorse
//!  2 | Responsabile | Isabella Sereni
//!  3 | Obiettivo n. 2: Cassa
//!  4 | Indicatore             | Valore atteso | Valore conseguito al 31/12
//!  5 | Verifiche              | 4             |
//! ```

use super::rendiconto::{cominciate, mancante, senza_caselle};
use super::scrittura::{conta, elenco};
use super::{Context, Rule};
use crate::model::{Ambito, Obiettivo, Scadenza, Stato};
use crate::place::Place;
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "ENT109",
    nome: "chi-deve-rendicontare",
    source: include_str!("ent109_chi_deve_rendicontare.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let Some(last) = cominciate(context.piano).last().copied() else { return };
    let aree = context.piano.aree.keys().map(|nome| Ambito::Area(nome.clone()));
    for ambito in std::iter::once(Ambito::Trasversale).chain(aree) {
        let own = context.piano.obiettivi.values().filter(|obiettivo| obiettivo.chiave.ambito == ambito);
        let own: Vec<&Obiettivo> = own.filter(|obiettivo| obiettivo.stato == Stato::Attivo).collect();
        let late: Vec<&Obiettivo> = own.iter().copied().filter(|one| is_late(context, one, last)).collect();
        let Some(place) = place(context, &ambito, &late) else { continue };
        let quanti = conta(late.len(), "obiettivo", "obiettivi");
        let quali = elenco(late.iter().map(|obiettivo| obiettivo.chiave.to_string()));
        let chi = owner(context, &ambito);
        let messaggio = format!("{chi}: al {last} mancano risultati di {quanti} su {}, {quali}", own.len());
        rilievi.push(Rilievo::new(RULE.codice, Gravita::Nota, place, messaggio));
    }
}

fn is_late(context: &Context<'_>, obiettivo: &Obiettivo, last: Scadenza) -> bool {
    let nowhere = obiettivo.scheda.as_ref().is_some_and(senza_caselle);
    nowhere || mancante(context.piano, obiettivo, last).is_some()
}

/// The Area's name on its first form, or the first obiettivo that is late.
fn place<'a>(context: &Context<'a>, ambito: &Ambito, late: &[&'a Obiettivo]) -> Option<&'a Place> {
    let first = late.first()?;
    let area = context.piano.aree.get(ambito.nome()).and_then(|area| area.denominazione.place());
    area.or_else(|| first.titolo().map(|titolo| &titolo.place))
}

fn owner(context: &Context<'_>, ambito: &Ambito) -> String {
    let area = context.piano.aree.get(ambito.nome());
    match area.and_then(|area| area.responsabile.value()) {
        Some(responsabile) => format!("{} ({responsabile})", ambito.nome()),
        None => ambito.nome().to_owned(),
    }
}
