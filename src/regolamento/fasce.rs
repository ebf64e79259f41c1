//! The section `[fasce]`: the name of a degree. The bands are half-open and cover 0 to 100: so every degree has one
//! name and one only.

use super::tabella::{Tabella, comma};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// The bands.
#[derive(Debug, Clone)]
pub struct Fasce {
    /// From the lowest.
    pub elenco: Vec<Fascia>,
    /// The article or deed.
    pub fonte: String,
}

/// A band of the degree.
#[derive(Debug, Clone)]
pub struct Fascia {
    /// From here, included, percent 0-100.
    pub da: Decimal,
    /// To here, excluded, except in the last band, which has no upper bound.
    pub a: Decimal,
    /// Its name: `raggiunto`.
    pub nome: String,
}

impl Fasce {
    pub(super) fn read(table: &Tabella<'_, '_, '_>) -> Option<Fasce> {
        let elenco = table.list("elenco").map(bands);
        let fonte = table.text("fonte");
        Some(Fasce { elenco: elenco?, fonte: fonte? })
    }
}

fn bands(tables: Vec<Tabella<'_, '_, '_>>) -> Vec<Fascia> {
    let total = tables.len();
    let mut found: Vec<Read<'_, '_, '_>> = Vec::new();
    for table in tables {
        match band(&table) {
            Some(fascia) => found.push((fascia, table)),
            None => table.close(),
        }
    }
    found.sort_by_key(|(fascia, table)| (fascia.da, table.at().start));
    // without the band that could not be read, the gap it leaves would be reported too
    if found.len() == total {
        check(&found);
    }
    let keep = |(fascia, table): Read<'_, '_, '_>| {
        table.close();
        fascia
    };
    found.into_iter().map(keep).collect()
}

type Read<'t, 'd, 'a> = (Fascia, Tabella<'t, 'd, 'a>);

/// Reports bands that overlap, leave gaps, or do not cover 0 to 100.
fn check(found: &[Read<'_, '_, '_>]) {
    let mut reached = Decimal::ZERO;
    for (Fascia { da, a, nome }, table) in found {
        let (from, until) = (comma(*da), comma(reached));
        let messaggio = match da.cmp(&reached) {
            Ordering::Equal => None,
            Ordering::Greater => Some(format!("fra {until} e {from}, dove comincia «{nome}», c'è un buco")),
            Ordering::Less => Some(format!(
                "la fascia «{nome}» comincia da {from}, dentro quella prima, che arriva a {until}"
            )),
        };
        if let Some(messaggio) = messaggio {
            table.wrong("REG004", table.at(), messaggio, CONTIGUOUS);
        }
        reached = reached.max(*a);
    }
    if let Some((_, table)) = found.last().filter(|_| reached != Decimal::ONE_HUNDRED) {
        let messaggio = format!("le fasce arrivano a {} invece che a 100", comma(reached));
        table.wrong("REG004", table.at(), messaggio, CONTIGUOUS);
    }
}

const CONTIGUOUS: &str =
    "ogni fascia comincia («da») dove finisce («a») quella prima, la prima da 0, l'ultima a 100";

fn band(table: &Tabella<'_, '_, '_>) -> Option<Fascia> {
    let percent = Decimal::ZERO..=Decimal::ONE_HUNDRED;
    let (da, a) = (table.number("da", percent.clone()), table.number("a", percent));
    let nome = table.text("nome");
    let fascia = Fascia { da: da?, a: a?, nome: nome? };
    if fascia.a <= fascia.da {
        let messaggio = format!("la fascia «{}» finisce prima di cominciare", fascia.nome);
        table.wrong("REG004", table.at(), messaggio, CONTIGUOUS);
        return None;
    }
    Some(fascia)
}
