//! The weights of the phases, typed once the unit of their table is known.

use super::fasi::Gruppo;
use super::packed;
use super::page::Page;
use super::percent::{self, Share, Typed, Unit};
use crate::layout::one_line;
use crate::model::{Cronoprogramma, Fase};
use crate::place::{CellRange, Cited, Field};
use crate::rilievo::Gravita;
use rust_decimal::Decimal;

/// Types the weights of a group of phases, once its unit is known.
pub(super) fn weigh(
    page: &mut Page<'_>,
    gruppo: Gruppo,
    mut cronoprogramma: Cronoprogramma,
) -> Cronoprogramma {
    let shares: Vec<Share> = gruppo
        .righe
        .iter()
        .filter_map(|riga| match &riga.peso {
            Some((_, _, Typed::Share(share, _))) => Some(*share),
            _ => None,
        })
        .collect();
    let unit = percent::unit(&shares);
    for mut riga in gruppo.righe {
        if let Some(found) = riga.peso {
            riga.fase.peso = weight(page, found, unit);
        }
        cronoprogramma.fasi.push(riga.fase);
    }
    if let Some((range, raw, Typed::Share(share, _))) = gruppo.totale {
        let place = page.place(range);
        // a total of 1 over percentages is 100% without its format
        let value = match share {
            Share::Bare(n) if n == Decimal::ONE => Some(Decimal::ONE_HUNDRED),
            other => other.percent(unit),
        };
        cronoprogramma.totale =
            value.map_or(Field::Absent, |value| Field::Filled(Cited { value, raw, place }));
    }
    strip_numbers(&mut cronoprogramma.fasi);
    cronoprogramma
}

fn weight(
    page: &mut Page<'_>,
    (range, raw, typed): (CellRange, String, Typed),
    unit: Unit,
) -> Field<Decimal> {
    let place = page.place(range);
    match typed {
        Typed::Blank => Field::Blank(place),
        Typed::Share(share, note) => {
            let Some(value) = share.percent(unit) else {
                page.report("LET035", Gravita::Errore, range, format!("il peso «{raw}» può essere una frazione o una percentuale: i pesi della tabella non sommano né a 1 né a 100"));
                return Field::Unreadable(Cited { value: (), raw, place });
            };
            if !note.is_empty() {
                page.report(
                    "FAS102",
                    Gravita::Avviso,
                    range,
                    format!("il peso «{raw}» porta una nota: è stato letto {value}"),
                );
            }
            Field::Filled(Cited { value, raw, place })
        }
        Typed::Unreadable => {
            page.report("LET031", Gravita::Errore, range, format!("il peso «{raw}» non è un numero"));
            Field::Unreadable(Cited { value: (), raw, place })
        }
    }
}

/// Numbers typed inside the descriptions are the phases' numbers when they run in order and have none of their own.
fn strip_numbers(fasi: &mut [Fase]) {
    let numbers: Vec<Option<(String, String)>> =
        fasi.iter().map(|fase| fase.descrizione.raw().and_then(packed::leading_number)).collect();
    let ordered =
        numbers.iter().flatten().enumerate().all(|(at, (number, _))| *number == (at + 1).to_string());
    if !ordered
        || numbers.len() < 2
        || numbers.iter().any(Option::is_none)
        || fasi.iter().any(|fase| fase.numero.is_some())
    {
        return;
    }
    for (fase, number) in fasi.iter_mut().zip(numbers) {
        let (Some((number, rest)), Field::Filled(cited)) = (number, &mut fase.descrizione) else { continue };
        fase.numero = Some(number);
        cited.value = one_line(&rest);
        cited.raw = rest;
    }
}
