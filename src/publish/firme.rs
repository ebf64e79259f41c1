//! Who signs: the names that the office's own papers print, each with a line to sign on. A digital signature that
//! those papers carry was given to them and not to these: it is left out.

use super::Quadro;
use super::book::{Book, Page};
use super::figure::one_line;
use super::sheet::{Cell, Sheet};
use super::style::Look;
use crate::model::{Ambito, Piano};
use anyhow::Result;

/// The Nucleo's members, as printed under the pesatura.
pub(super) fn nucleo(piano: &Piano) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for firma in piano.pesature.iter().flat_map(|pesatura| &pesatura.firme) {
        let name = one_line(&firma.value);
        // a stamp of the hour belongs to the signing of another paper
        let stamped = name.contains(':') && name.chars().any(|letter| letter.is_ascii_digit());
        if !stamped && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The page of the signatures: the Responsabili, each with its Aree, and the Nucleo.
pub(super) fn page(book: &Book<'_>, quadro: &Quadro<'_>) -> Result<(Sheet, Page)> {
    let mut sheet = Sheet::new("Firme", &[44.0, 6.0, 42.0], quadro.regolamento.stampa.decimali)?;
    book.opening(&mut sheet, "Firme")?;
    let piano = quadro.piano;
    let names: Vec<String> =
        responsabili(piano).into_iter().map(|(name, aree)| format!("{name}\n{}", aree.join(", "))).collect();
    write(&mut sheet, "I Responsabili", &names)?;
    write(&mut sheet, "Il Nucleo di Valutazione", &nucleo(piano))?;
    let last_column = sheet.last_column();
    Ok((sheet, Page { landscape: false, head: None, frozen: 0, last_column }))
}

/// Each Responsabile as first printed, with the Aree under that very name; before them whoever coordinates the
/// trasversali and runs no Area.
fn responsabili(piano: &Piano) -> Vec<(String, Vec<&str>)> {
    let mut found: Vec<(String, Vec<&str>)> = Vec::new();
    for area in piano.aree.values() {
        let Some(name) = area.responsabile.value().map(|name| one_line(name)) else { continue };
        match found.iter_mut().find(|(known, _)| *known == name) {
            Some((_, aree)) => aree.push(&area.nome),
            None => found.push((name, vec![&area.nome])),
        }
    }
    let mut first: Vec<(String, Vec<&str>)> = Vec::new();
    for obiettivo in piano.obiettivi.values().filter(|one| one.chiave.ambito == Ambito::Trasversale) {
        let named = obiettivo.scheda.as_ref().and_then(|scheda| scheda.responsabile.value());
        let Some(name) = named.map(|name| one_line(name)) else { continue };
        // «Responsabile dell'Area Risorse …» is that Area's own, under a longer name
        if !found.iter().chain(&first).any(|(known, _)| name.contains(known.as_str())) {
            first.push((name, vec!["OBIETTIVI TRASVERSALI"]));
        }
    }
    first.into_iter().chain(found).collect()
}

/// A block of signatures: a heading, then each name beside its line. Without names there is one line alone.
pub(super) fn write(sheet: &mut Sheet, heading: &str, names: &[String]) -> Result<()> {
    let last = sheet.last_column();
    let middle = sheet.column_at(0.55);
    sheet.skip(18.0);
    sheet.line(heading, Look::Heading)?;
    let blank = [String::new()];
    for name in if names.is_empty() { &blank } else { names } {
        sheet.skip(10.0);
        sheet.row(&[
            Cell::wide(0, middle, name.as_str(), Look::Plain),
            Cell::wide(middle + 1, last, "", Look::Signature),
        ])?;
    }
    Ok(())
}
