//! The payment-time quota, Responsabile by Responsabile: a share of the retribuzione di risultato, not a weight.

use super::Frame;
use crate::compute::esito::{Grado, TempiPagamento};
use crate::publish::figure::{UNKNOWN, degree, interval, one_line};
use crate::publish::sheet::{Cell, Sheet, Value};
use crate::publish::style::Look;
use anyhow::Result;
use rust_decimal::Decimal;

/// A Responsabile, with the Aree that it runs.
struct Voce<'v> {
    responsabile: String,
    aree: Vec<&'v str>,
    quota: &'v TempiPagamento,
}

/// Writes the table, where the regolamento has a quota.
pub(super) fn write(sheet: &mut Sheet, frame: &Frame<'_>) -> Result<()> {
    let voci = by_responsabile(frame);
    if voci.is_empty() {
        return Ok(());
    }
    sheet.skip(14.0);
    sheet.line("Tempi di pagamento (DL 13/2023, art. 4-bis, comma 2)", Look::Heading)?;
    sheet.line(
        "Quota della retribuzione di risultato che si perde per intero se l'obiettivo non è rispettato; il resto segue \
         la media ponderata degli altri obiettivi del Responsabile.",
        Look::Note,
    )?;
    sheet.row(&[
        Cell::new(0, "Area", Look::Header),
        Cell::new(1, "Responsabile", Look::Header),
        Cell::new(2, "Quota %", Look::Header),
        Cell::new(3, "Rispettato", Look::Header),
        Cell::new(4, "Altri obiettivi %", Look::Header),
        Cell::new(5, "Complessivo %", Look::Header),
        Cell::wide(6, sheet.last_column(), "Obiettivo e fonte", Look::Header),
    ])?;
    for voce in &voci {
        row(sheet, voce, frame.decimals())?;
    }
    Ok(())
}

fn by_responsabile<'v>(frame: &Frame<'v>) -> Vec<Voce<'v>> {
    let mut voci: Vec<Voce<'v>> = Vec::new();
    for (nome, area) in &frame.quadro.piano.aree {
        let Some(quota) = frame.quadro.esiti.aree.get(nome).and_then(|esito| esito.tempi_pagamento.as_ref())
        else {
            continue;
        };
        let responsabile =
            area.responsabile.value().map_or_else(|| UNKNOWN.to_owned(), |name| one_line(name));
        let known = voci
            .iter_mut()
            .find(|voce| voce.responsabile == responsabile && responsabile != UNKNOWN && voce.quota == quota);
        match known {
            Some(voce) => voce.aree.push(nome),
            None => voci.push(Voce { responsabile, aree: vec![nome], quota }),
        }
    }
    voci
}

fn row(sheet: &mut Sheet, voce: &Voce<'_>, decimals: u32) -> Result<()> {
    let quota = voce.quota;
    let row = sheet.next();
    let (met, look) = match quota.rispettato {
        Some(true) => ("sì", Look::Centre),
        Some(false) => ("no", Look::Centre),
        None => ("in sospeso", Look::Waiting),
    };
    let altri = match quota.altri {
        None => Cell::new(4, UNKNOWN, Look::Missing),
        Some(Grado { valore: Some(valore), .. }) => Cell::new(4, Value::Number(valore), Look::Figure),
        Some(grado) => Cell::new(4, degree(&grado, decimals), Look::Waiting),
    };
    let last = sheet.last_column();
    let source = format!("{} – {}", quota.obiettivo, one_line(&quota.fonte));
    sheet.row(&[
        Cell::new(0, voce.aree.join("\n"), Look::Text),
        Cell::new(1, voce.responsabile.as_str(), Look::Text),
        Cell::new(2, Value::Number(quota.quota), Look::Figure),
        Cell::new(3, met, look),
        altri,
        whole(row, quota, decimals),
        Cell::wide(6, last, source, Look::Text),
    ])?;
    Ok(())
}

/// The degree for the retribuzione: a formula once everything is known, else the interval in which it lies.
fn whole(row: u32, quota: &TempiPagamento, decimals: u32) -> Cell {
    const COLUMN: u16 = 5;
    if let Some(complessivo) = quota.complessivo {
        let (share, met, altri) = (Sheet::at(2, row), Sheet::at(3, row), Sheet::at(4, row));
        let formula = format!("IF({met}=\"sì\",{share},0)+(100-{share})*{altri}/100");
        return Cell::new(COLUMN, Value::Live(formula, complessivo), Look::Figure);
    }
    match between(quota) {
        Some((low, high)) => Cell::new(COLUMN, interval(low, high, decimals), Look::Waiting),
        None => Cell::new(COLUMN, UNKNOWN, Look::Missing),
    }
}

fn between(quota: &TempiPagamento) -> Option<(Decimal, Decimal)> {
    let altri = quota.altri?;
    let part = |degree: Decimal| {
        Decimal::ONE_HUNDRED.checked_sub(quota.quota)?.checked_mul(degree)?.checked_div(Decimal::ONE_HUNDRED)
    };
    let (met_low, met_high) = match quota.rispettato {
        Some(true) => (quota.quota, quota.quota),
        Some(false) => (Decimal::ZERO, Decimal::ZERO),
        None => (Decimal::ZERO, quota.quota),
    };
    let (low, high) = match altri.valore {
        Some(valore) => (valore, valore),
        None => (altri.minimo, altri.massimo),
    };
    Some((part(low)?.checked_add(met_low)?, part(high)?.checked_add(met_high)?))
}
