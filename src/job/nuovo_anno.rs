//! Next year's workbooks from this year's: the obiettivi that go on, in the same files and forms, with everything of the
//! year that ends taken out. The office's folder is only read; the new one is written whole or not at all.
//!
//! Every workbook is changed in memory, proved, and read again with the others; what the new plan does not say as it
//! should is listed.

use super::attempt::{in_place, proved};
use super::{link_base, study, true_path};
use crate::folder;
use crate::grid::{self, Content, Workbook};
use crate::layout::{Lessico, fold};
use crate::package::Fault;
use crate::patch::{self, Change, Edit, Outcome};
use crate::place::{CellRange, Place};
use crate::publish::{FilePassato, Passato, passaggio};
use crate::read::{Letto, join, read_workbook};
use crate::seguito::{Cambio, DaRivedere, Lavoro, Passaggio, Verdetto, in_nome, lavoro, rilettura, verdetti};
use crate::store;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a passage to the next year made.
pub struct NuovoAnno {
    /// The new folder.
    pub nuova: PathBuf,
    /// The new year.
    pub anno: i16,
    /// The fate of each obiettivo.
    pub verdetti: Vec<Verdetto>,
    /// What must be looked at, in the new workbooks.
    pub da_rivedere: Vec<DaRivedere>,
    /// What became of each workbook.
    pub file: Vec<FilePassato>,
    /// How many cells changed.
    pub cambiate: usize,
    /// The texts of the folder that were copied as they were.
    pub copiati: Vec<String>,
    /// The name of the list.
    pub elenco: String,
}

/// What the office decides, whatever the forms say.
#[derive(Debug, Clone, Default)]
pub struct Decisioni {
    /// Obiettivi that go on, as `RISORSE/2`.
    pub prosegue: Vec<String>,
    /// Obiettivi that end.
    pub finisce: Vec<String>,
}

/// A workbook of the new folder.
struct Nuovo {
    bytes: Vec<u8>,
    letto: Letto,
    cambiate: usize,
    da_rivedere: Vec<DaRivedere>,
}

/// What became of a workbook.
struct Esito {
    file: FilePassato,
    nuovo: Option<Nuovo>,
}

/// Prepares the next year.
///
/// # Errors
/// The folder cannot be read or does not say its year; the new folder is there already, or cannot be written: then nothing
/// is.
pub fn nuovo_anno(path: &Path, nuova: Option<&Path>, decisioni: &Decisioni) -> Result<NuovoAnno> {
    let study = study(path)?;
    let piano = &study.cartella.piano;
    let anno = piano.anno.context(
        "nessun foglio dice di che anno è il piano: scriverlo nell'intestazione delle schede o nella pesatura",
    )?;
    let nuova = destination(path, nuova, anno)?;
    let lessico = folder::lessico(path, &mut Vec::new());
    let mut fates = verdetti(piano, anno, &lessico);
    decide(&mut fates, decisioni)?;
    let passaggio = Passaggio { piano, verdetti: &fates, anno, lessico: &lessico };
    let names = new_names(&study.cartella.files, anno);
    let done = folder::in_parallel(&names, |(old, new)| one_file(path, old, new, passaggio));
    let (mut files, mut letti, mut file) = (Vec::new(), Vec::new(), Vec::new());
    let (mut da_rivedere, mut cambiate) = (Vec::new(), 0);
    for esito in done {
        let Esito { file: fate, nuovo } = esito?;
        if let (Some(nuovo), Some(name)) = (nuovo, &fate.dopo) {
            files.push((name.clone(), nuovo.bytes));
            letti.push(nuovo.letto);
            cambiate += nuovo.cambiate;
            da_rivedere.extend(nuovo.da_rivedere);
        }
        file.push(fate);
    }
    let (new_plan, _) = join(letti, &lessico);
    let known: Vec<Place> = da_rivedere.iter().filter_map(|one: &DaRivedere| one.place.clone()).collect();
    let is_known = |place: &Place| {
        let same = |other: &&Place| other.file == place.file && other.sheet == place.sheet;
        known.iter().filter(same).any(|other| other.cells.overlaps(&place.cells))
    };
    let unsaid = rilettura(passaggio, &new_plan).into_iter();
    let moved = unsaid.map(|one| renamed(one, &names));
    da_rivedere.extend(moved.filter(|one| !one.place.as_ref().is_some_and(is_known)));
    for verdetto in fates.iter_mut().filter(|verdetto| verdetto.prosegue) {
        verdetto.place = verdetto.place.take().map(|place| in_new(place, &names));
    }
    let elenco = format!("Passaggio al {}.xlsx", anno + 1);
    let ente = piano.ente.value().map(String::as_str).unwrap_or_default();
    let vecchia = link_base(path, &nuova);
    let passato = Passato {
        ente,
        anno: anno + 1,
        verdetti: &fates,
        da_rivedere: &da_rivedere,
        file: &file,
        vecchia: &vecchia,
    };
    let list = self::passaggio(&passato)?;
    let copiati = copied(path, &mut files)?;
    files.push((elenco.clone(), list));
    store::save(&files, &nuova)?;
    Ok(NuovoAnno { nuova, anno: anno + 1, verdetti: fates, da_rivedere, file, cambiate, copiati, elenco })
}

/// Puts the office's own decisions over what the forms say.
fn decide(fates: &mut [Verdetto], decisioni: &Decisioni) -> Result<()> {
    let asked = decisioni.prosegue.iter().map(|name| (name, true));
    for (name, prosegue) in asked.chain(decisioni.finisce.iter().map(|name| (name, false))) {
        let named = |verdetto: &&mut Verdetto| fold(&verdetto.chiave.to_string()) == fold(name);
        let Some(verdetto) = fates.iter_mut().find(named) else {
            bail!("l'obiettivo {name} non c'è nel piano: scriverlo come nei rilievi, per esempio RISORSE/2");
        };
        verdetto.decided(prosegue);
    }
    Ok(())
}

/// Where the new folder goes: as asked, else beside the old one, named after the new year. Never into a folder that
/// holds something.
fn destination(path: &Path, asked: Option<&Path>, anno: i16) -> Result<PathBuf> {
    let nuova = match asked {
        Some(asked) => asked.to_owned(),
        None => {
            let full = std::path::absolute(path)
                .with_context(|| format!("la cartella {} non si trova", path.display()))?;
            let name =
                full.file_name().context("indicare con -o la nuova cartella")?.to_string_lossy().into_owned();
            let moved = in_nome(&name, anno);
            full.with_file_name(if moved == name { format!("{name} {}", anno + 1) } else { moved })
        }
    };
    let (old, new) = (true_path(path), true_path(&nuova));
    if new.starts_with(&old) || old.starts_with(&new) {
        bail!(
            "la nuova cartella non può essere quella dell'anno che finisce, né starle dentro o attorno: indicarne un'altra con -o"
        );
    }
    let full = nuova.exists()
        && (!nuova.is_dir()
            || std::fs::read_dir(&nuova).map_or(true, |mut entries| entries.next().is_some()));
    if full {
        bail!("{} c'è già e non è vuota: spostarla, o indicare un'altra cartella con -o", nuova.display());
    }
    Ok(nuova)
}

/// The new name of each file; of two that would be called the same, both keep theirs.
fn new_names(files: &[Arc<str>], anno: i16) -> Vec<(Arc<str>, Arc<str>)> {
    let moved: Vec<String> = files.iter().map(|file| in_nome(file, anno)).collect();
    let taken = |at: usize, name: &str| {
        let other = |(other, (old, new)): (usize, (&Arc<str>, &String))| {
            other != at
                && (new.to_lowercase() == name.to_lowercase() || old.to_lowercase() == name.to_lowercase())
        };
        files.iter().zip(&moved).enumerate().any(other)
    };
    let chosen = files.iter().zip(&moved).enumerate().map(|(at, (old, new))| {
        let new = if taken(at, new) { old.clone() } else { Arc::from(new.as_str()) };
        (old.clone(), new)
    });
    chosen.collect()
}

/// The place in the new folder.
fn in_new(place: Place, names: &[(Arc<str>, Arc<str>)]) -> Place {
    let new = names.iter().find(|(old, _)| *old == place.file).map(|(_, new)| new.clone());
    Place { file: new.unwrap_or_else(|| place.file.clone()), ..place }
}

fn renamed(one: DaRivedere, names: &[(Arc<str>, Arc<str>)]) -> DaRivedere {
    DaRivedere { place: one.place.map(|place| in_new(place, names)), ..one }
}

fn one_file(path: &Path, old: &Arc<str>, new: &Arc<str>, passaggio: Passaggio<'_>) -> Result<Esito> {
    let left =
        |che: String| Esito { file: FilePassato { prima: old.to_string(), dopo: None, che }, nuovo: None };
    let full = path.join(&**old);
    let large = std::fs::metadata(&full).is_ok_and(|about| about.len() > crate::package::LARGEST_FILE as u64);
    if large {
        return Ok(left(format!("il file {}: non è stato usato", Fault::TooLarge.reason())));
    }
    let Ok(before) = std::fs::read(&full) else {
        return Ok(left("non si può leggere: non è stato usato".to_owned()));
    };
    let (book, found) = grid::open(old, before.clone());
    let Some(book) = book else {
        let why: Vec<&str> = found.iter().map(|rilievo| rilievo.messaggio.as_str()).collect();
        return Ok(left(format!("non è stato usato: {}", why.join("; "))));
    };
    let (letto, _) = read_workbook(&book, passaggio.lessico);
    let lavoro = lavoro(&book, &letto, passaggio);
    match () {
        () if lavoro.proseguono == 0 && (lavoro.finiscono > 0 || !lavoro.nascosti.is_empty()) => {
            Ok(left("non è stato copiato: nessuno dei suoi obiettivi prosegue".to_owned()))
        }
        () if !in_place(book.format) => {
            let why = "non si può modificare in questo formato e non è stato copiato: salvarlo come xlsx nella cartella dell'anno che finisce e ripetere";
            Ok(left(why.to_owned()))
        }
        () => match changed(&book, &before, lavoro, new, passaggio.lessico)? {
            Ok((nuovo, che)) => {
                let file = FilePassato { prima: old.to_string(), dopo: Some(new.to_string()), che };
                Ok(Esito { file, nuovo: Some(nuovo) })
            }
            Err(reason) => Ok(left(format!("non è stato copiato: il file {reason}"))),
        },
    }
}

/// Makes the changes of a workbook, and proves them; what cannot be made is listed. The inner error is the reason why the
/// workbook cannot be changed at all.
fn changed(
    book: &Workbook,
    before: &[u8],
    lavoro: Lavoro,
    new: &Arc<str>,
    lessico: &Lessico,
) -> Result<std::result::Result<(Nuovo, String), String>> {
    let Lavoro { azioni, nascosti, mut da_rivedere, proseguono, .. } = lavoro;
    let (owners, edits) = edits(book, &azioni);
    let patched = match patch::patch(before, &edits) {
        Ok(patched) => patched,
        Err(refusal) => return Ok(Err(refusal.reason())),
    };
    proved(before, book, &edits, &patched)?;
    let mut refused: Vec<usize> = Vec::new();
    for (at, outcome) in owners.iter().zip(&patched.outcomes) {
        let reason = match outcome {
            Outcome::Written | Outcome::Already => continue,
            Outcome::Differs(_) => bail!("{}: qualcuno lo sta cambiando. Nulla è stato scritto", book.file),
            Outcome::Refused(refusal) => refusal.reason(),
        };
        if let Some((sheet, cell, azione)) = azioni.iter().nth(*at).filter(|_| !refused.contains(at)) {
            refused.push(*at);
            let place =
                Place { file: book.file.clone(), sheet: sheet.clone(), cells: CellRange::single(cell) };
            let adesso = crate::layout::one_line(&shown(book, &place));
            let perche = format!("la cella {reason}: {}", by_hand(&azione.cambio));
            let (obiettivo, che) = (azione.obiettivo.clone(), azione.nome.clone());
            da_rivedere.push(DaRivedere { place: Some(place), obiettivo, che, adesso, perche });
        }
    }
    let mut bytes = patched.bytes.unwrap_or_else(|| before.to_vec());
    let names: Vec<&str> = nascosti.iter().map(|name| &**name).collect();
    let mut words = vec![match proseguono {
        0 => "nessun obiettivo riconosciuto: copiato com'era".to_owned(),
        1 => "un obiettivo prosegue".to_owned(),
        n => format!("{n} obiettivi proseguono"),
    }];
    if !names.is_empty() {
        match patch::hide(&bytes, &names) {
            Ok(hidden) if patch::is_only_hidden(&bytes, &hidden, &names) => {
                bytes = hidden;
                words.push(format!("nascosti i fogli di chi finisce: {}", names.join(", ")));
            }
            Ok(_) => bail!(
                "{}: nascondere i fogli cambierebbe altro. Nulla è stato scritto: è un difetto di schedario, da segnalare a chi lo mantiene",
                book.file
            ),
            Err(refusal) => {
                words.push(format!(
                    "i fogli di chi finisce non si sono potuti nascondere ({}): nasconderli o toglierli a mano: {}",
                    refusal.reason(),
                    names.join(", ")
                ));
            }
        }
    }
    let cambiate = azioni.len() - refused.len();
    words.push(format!("celle cambiate: {cambiate}"));
    let (after, _) = grid::open(new, bytes.clone());
    let after =
        after.with_context(|| format!("{new}: il nuovo file non si riapre. Nulla è stato scritto"))?;
    let (letto, _) = read_workbook(&after, lessico);
    let moved = da_rivedere.into_iter().map(|one| renamed(one, &[(book.file.clone(), new.clone())]));
    let mut da_rivedere: Vec<DaRivedere> = moved.collect();
    da_rivedere.sort_by(|a, b| order(book, a).cmp(&order(book, b)));
    Ok(Ok((Nuovo { bytes, letto, cambiate, da_rivedere }, words.join("; "))))
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
fn edits(book: &Workbook, azioni: &crate::seguito::Azioni) -> (Vec<usize>, Vec<Edit>) {
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

/// The folder's own texts, copied as they are.
fn copied(path: &Path, files: &mut Vec<(String, Vec<u8>)>) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for name in ["regolamento.toml", "lessico.toml"] {
        let full = path.join(name);
        if full.is_file() {
            let bytes = std::fs::read(&full).with_context(|| format!("il file {name} non si può leggere"))?;
            files.push((name.to_owned(), bytes));
            names.push(name.to_owned());
        }
    }
    Ok(names)
}
