//! One workbook of the next year: changed in memory, proved, read again.

use super::Nuovo;
use crate::grid::{self, Content, Workbook};
use crate::job::attempt::proved;
use crate::patch::{self, Change, Edit, Outcome};
use crate::place::{CellRange, Place};
use crate::read::read_workbook;
use crate::seguito::{Azioni, Cambio, DaRivedere, Lavoro, Passaggio, breve};
use anyhow::{Context, Result, bail};
use std::sync::Arc;

/// What came of a workbook: the new one and what was done, or why it cannot be changed at all.
pub(super) type Made = std::result::Result<(Nuovo, String), String>;

/// Makes the changes of a workbook, and proves them; what cannot be made is listed.
///
/// # Errors
/// A proof fails, or the workbook is being changed by somebody: then nothing may be written.
pub(super) fn changed(
    book: &Workbook,
    before: &[u8],
    lavoro: Lavoro,
    new: &Arc<str>,
    passaggio: Passaggio<'_>,
) -> Result<Made> {
    let Lavoro { azioni, nascosti, mut da_rivedere, proseguono, .. } = lavoro;
    let (owners, edits) = edits(book, &azioni);
    let patched = match patch::patch(before, &edits) {
        Ok(patched) => patched,
        Err(refusal) => return Ok(Err(refusal.reason())),
    };
    proved(before, book, &edits, &patched)?;
    let refused = refused(book, &azioni, &owners, &patched.outcomes)?;
    let cambiate = azioni.len() - refused.len();
    da_rivedere.extend(refused);
    let bytes = patched.bytes.unwrap_or_else(|| before.to_vec());
    let (bytes, hidden) = without(book, bytes, &nascosti)?;
    let mut words = vec![match proseguono {
        0 => "nessun obiettivo riconosciuto: copiato com'era".to_owned(),
        1 => "un obiettivo prosegue".to_owned(),
        n => format!("{n} obiettivi proseguono"),
    }];
    words.extend(hidden);
    words.push(format!("celle cambiate: {cambiate}"));
    let (after, _) = grid::open(new, bytes.clone());
    let after =
        after.with_context(|| format!("{new}: il nuovo file non si riapre. Nulla è stato scritto"))?;
    let (letto, _) = read_workbook(&after, passaggio.lessico);
    da_rivedere.sort_by_key(|one| order(book, one));
    for place in da_rivedere.iter_mut().filter_map(|one| one.place.as_mut()) {
        place.file = new.clone();
    }
    Ok(Ok((Nuovo { bytes, letto, cambiate, da_rivedere }, words.join("; "))))
}

/// The changes that were refused, for the hand; each cell once.
fn refused(
    book: &Workbook,
    azioni: &Azioni,
    owners: &[usize],
    outcomes: &[Outcome],
) -> Result<Vec<DaRivedere>> {
    let all: Vec<_> = azioni.iter().collect();
    let (mut last, mut found) = (None, Vec::new());
    for (at, outcome) in owners.iter().zip(outcomes) {
        let reason = match outcome {
            Outcome::Written | Outcome::Already => continue,
            Outcome::Differs(_) => bail!("{}: qualcuno lo sta cambiando. Nulla è stato scritto", book.file),
            Outcome::Refused(refusal) => refusal.reason(),
        };
        let Some((sheet, cell, azione)) = all.get(*at).filter(|_| last != Some(*at)) else { continue };
        last = Some(*at);
        let cells = CellRange::single(*cell);
        let place = Place { file: book.file.clone(), sheet: (*sheet).clone(), cells };
        found.push(DaRivedere {
            adesso: breve(&shown(book, &place)),
            place: Some(place),
            obiettivo: azione.obiettivo.clone(),
            che: azione.nome.clone(),
            perche: format!("la cella {reason}: {}", by_hand(&azione.cambio)),
        });
    }
    Ok(found)
}

/// The workbook with these sheets hidden, and what to say of it.
fn without(book: &Workbook, bytes: Vec<u8>, sheets: &[Arc<str>]) -> Result<(Vec<u8>, Option<String>)> {
    let names: Vec<&str> = sheets.iter().map(|name| &**name).collect();
    if names.is_empty() {
        return Ok((bytes, None));
    }
    let list = names.join(", ");
    match patch::hide(&bytes, &names) {
        Ok(hidden) if patch::is_only_hidden(&bytes, &hidden, &names) => {
            Ok((hidden, Some(format!("nascosti i fogli di chi finisce: {list}"))))
        }
        Ok(_) => bail!(
            "{}: nascondere i fogli cambierebbe altro. Nulla è stato scritto: è un difetto di schedario, da segnalare a chi lo mantiene",
            book.file
        ),
        Err(refusal) => {
            let why = refusal.reason();
            let words = format!(
                "i fogli di chi finisce non si sono potuti nascondere, perché il file {why}: nasconderli a mano: {list}"
            );
            Ok((bytes, Some(words)))
        }
    }
}

/// Sheets as the workbook has them, cells as they are read.
fn order(book: &Workbook, one: &DaRivedere) -> Option<(usize, crate::place::CellRef)> {
    let place = one.place.as_ref()?;
    Some((book.sheets.iter().position(|sheet| sheet.name == place.sheet)?, place.cells.first))
}

fn shown(book: &Workbook, place: &Place) -> String {
    let sheet = book.sheets.iter().find(|sheet| sheet.name == place.sheet);
    let cell = sheet.and_then(|sheet| sheet.at(place.cells.first.row, place.cells.first.column));
    cell.map(|cell| cell.text.clone()).unwrap_or_default()
}

/// What is left to do by hand.
fn by_hand(cambio: &Cambio) -> String {
    match cambio {
        Cambio::Vuota => "va svuotata a mano".to_owned(),
        Cambio::Tratti(tratti) => {
            let words: Vec<&str> =
                tratti.iter().map(|(_, text)| text.trim()).filter(|text| !text.is_empty()).collect();
            format!("va corretta a mano ({})", words.join(", "))
        }
        Cambio::Intero(Change::Date(date)) => format!("va scritto a mano {}", date.strftime("%d/%m/%Y")),
        Cambio::Intero(Change::Number { value, .. }) => format!("va scritto a mano {value}"),
        Cambio::Intero(_) => "va corretta a mano".to_owned(),
    }
}

/// The edits, each with the position of its change.
fn edits(book: &Workbook, azioni: &Azioni) -> (Vec<usize>, Vec<Edit>) {
    let (mut owners, mut edits) = (Vec::new(), Vec::new());
    for (at, (sheet, cell, azione)) in azioni.iter().enumerate() {
        let own = book.sheets.iter().find(|own| own.name == *sheet);
        let held = own.and_then(|own| own.at(cell.row, cell.column)).map(|cell| cell.content.clone());
        let changes: Vec<Change> = match &azione.cambio {
            Cambio::Vuota => vec![Change::Empty],
            Cambio::Tratti(tratti) => {
                let stretch = |(range, text): &(std::ops::Range<usize>, String)| Change::Stretch {
                    range: range.clone(),
                    text: text.clone(),
                };
                tratti.iter().map(stretch).collect()
            }
            Cambio::Intero(change) => vec![change.clone()],
        };
        for change in changes {
            owners.push(at);
            let expected = Some(held.clone().unwrap_or(Content::Empty));
            edits.push(Edit { sheet: sheet.clone(), cell, expected, change });
        }
    }
    (owners, edits)
}
