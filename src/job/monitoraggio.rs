//! The monitoring: workbooks for the Responsabili, and what they send back. Nothing of the office's is written here.

use super::a_mano::{self, da_riportare};
use super::aggiorna::{sorted, write};
use super::{Bozza, Study, destination, draft, link_base, study, true_path};
use crate::answers::{Richiesta, Risposte, da_sapere, raccogli as collect};
use crate::folder;
use crate::model::Scadenza;
use crate::plan::{Destinazioni, from_answers};
use crate::publish::Quadro;
use crate::publish::monitoraggio::{self as publish, Foglio};
use crate::rilievo::Rilievo;
use crate::store::{self, Interrupted, Updated};
use anyhow::{Context, Result, bail};
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// The workbooks that go out, and where they were written.
pub struct Preparati {
    /// The folder.
    pub study: Study,
    /// The deadline.
    pub scadenza: Date,
    /// The workbooks.
    pub fogli: Vec<Foglio>,
    /// The folder they are in.
    pub esito: PathBuf,
    /// What is to be known before they are sent.
    pub rilievi: Vec<Rilievo>,
}

/// What is collected.
pub struct Raccolta<'a> {
    /// The office's folder.
    pub cartella: &'a Path,
    /// The folder of the workbooks that came back.
    pub risposte: &'a Path,
    /// One deadline only, as typed.
    pub scadenza: Option<&'a str>,
}

/// What came back, and what was written about it.
pub struct Raccolti {
    /// The office's folder.
    pub study: Study,
    /// The answers.
    pub risposte: Risposte,
    /// Where the summary and the reminders were written; `None` if nothing was.
    pub esito: Option<PathBuf>,
    /// The files written, as paths inside it with `/`.
    pub scritti: Vec<String>,
    /// The office's workbooks with the good answers in them, and what is left for the hand.
    pub bozza: Bozza,
    /// Answers that the schede hold already.
    pub uguali: usize,
    /// What was put in the place of the office's workbooks; nothing when only trying, or when nothing changes.
    pub aggiornato: Option<Updated>,
    /// What an update that was killed had left, now in order.
    pub interrotto: Option<Interrupted>,
}

/// Writes one workbook for each Responsabile.
///
/// # Errors
/// The folder cannot be read, the deadline is none, or a workbook of the same name is there already and is not the
/// same: it may have been filled in.
pub fn prepara(path: &Path, scadenza: &str, esito: Option<&Path>) -> Result<Preparati> {
    let scadenza = day(scadenza)?;
    let esito = match esito {
        Some(_) => destination(path, esito)?,
        None => {
            let beside = destination(path, None)?;
            let name = beside.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let own = name.strip_prefix(folder::ESITO).unwrap_or(&name);
            beside.with_file_name(format!("Monitoraggio {scadenza}{own}"))
        }
    };
    let study = study(path)?;
    let piano = &study.cartella.piano;
    if let Some(anno) = piano.anno.filter(|anno| *anno != scadenza.year()) {
        bail!(
            "la scadenza è del {}, ma le schede sono del {anno}: controllare la data o la cartella",
            scadenza.year()
        );
    }
    let rilievi = da_sapere(piano, within_year(scadenza));
    let fogli = publish::fogli(&study.quadro(""), scadenza)?;
    if fogli.is_empty() {
        bail!("nelle schede di {} non c'è nessun indicatore su cui chiedere un risultato", path.display());
    }
    let files: Vec<(String, Vec<u8>)> =
        fogli.iter().map(|foglio| (foglio.nome.clone(), foglio.bytes.clone())).collect();
    untouched(&files, &esito)?;
    store::save(&files, &esito)?;
    Ok(Preparati { study, scadenza, fogli, esito, rilievi })
}

/// Refuses to write over workbooks that somebody may have filled in.
fn untouched(files: &[(String, Vec<u8>)], esito: &Path) -> Result<()> {
    for (name, bytes) in files {
        let there = esito.join(name);
        if there.exists() && std::fs::read(&there).is_ok_and(|known| known != *bytes) {
            bail!(
                "in {} c'è già «{name}», diverso da quello che si sta per scrivere: forse è già stato compilato. Scegliere \
                 un'altra cartella con -o, o spostare quello che c'è. Nulla è stato cambiato",
                esito.display()
            );
        }
    }
    Ok(())
}

/// Reads the workbooks that came back; writes the good answers into the blank boxes of the schede, the summary and the
/// reminders, unless it is only a trial.
///
/// # Errors
/// A folder cannot be read, a workbook of the office's is open, or the results cannot be written: then the schede are as they
/// were.
pub fn raccogli(raccolta: &Raccolta<'_>, esito: Option<&Path>, prova: bool) -> Result<Raccolti> {
    let esito = destination(raccolta.cartella, esito)?;
    if true_path(&esito).starts_with(true_path(raccolta.risposte)) {
        bail!("l'esito non può stare dentro la cartella delle risposte: scegliere un'altra cartella con -o");
    }
    let scadenza = raccolta.scadenza.map(day).transpose()?;
    let interrotto = if prova { None } else { store::settle(raccolta.cartella)? };
    let study = study(raccolta.cartella)?;
    let anno = study.cartella.piano.anno;
    if let Some((asked, anno)) = scadenza.zip(anno).filter(|(asked, anno)| asked.year() != *anno) {
        bail!(
            "la scadenza è del {}, ma le schede sono del {anno}: controllare la data o la cartella",
            asked.year()
        );
    }
    let mut found = Vec::new();
    let arrivati = folder::arrivati(raccolta.risposte, &mut found)?;
    // the formulas of those sheets are ours; one typed over an answer has a rilievo of its own (RIS110)
    found.retain(|rilievo| rilievo.codice != "LET007");
    let lessico = folder::lessico(raccolta.cartella, &mut Vec::new());
    let readable = !study.quadro("").is_withheld();
    let richiesta = Richiesta {
        piano: &study.cartella.piano,
        regolamento: readable.then_some(&study.regolamento),
        lessico: &lessico,
        scadenza: scadenza.map(within_year),
    };
    let mut risposte = collect(&richiesta, &arrivati);
    found.append(&mut risposte.rilievi);
    found.sort_by(|a, b| {
        (a.gravita, &a.dove, a.codice, &a.messaggio).cmp(&(b.gravita, &b.dove, b.codice, &b.messaggio))
    });
    risposte.rilievi = found;
    let Destinazioni { intenti, senza_casella } = from_answers(&risposte, &study.cartella.piano);
    let (da_scrivere, uguali, _) = sorted(intenti, &[]);
    let mut bozza = draft(raccolta.cartella, da_scrivere, &lessico)?;
    bozza.a_mano.extend(senza_casella);
    let mut raccolti = Raccolti {
        study,
        risposte,
        esito: None,
        scritti: Vec::new(),
        bozza,
        uguali,
        aggiornato: None,
        interrotto,
    };
    if !prova {
        let files = results(&raccolti, raccolta, &esito)?;
        store::save(&files, &esito)?;
        if !raccolti.bozza.riscritti.is_empty() {
            raccolti.aggiornato = Some(write(raccolta.cartella, &raccolti.bozza)?);
        }
        raccolti.scritti = files.into_iter().map(|(name, _)| name).collect();
        raccolti.esito = Some(esito);
    }
    Ok(raccolti)
}

fn results(raccolti: &Raccolti, raccolta: &Raccolta<'_>, esito: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let Raccolti { study, risposte, bozza, .. } = raccolti;
    let links = link_base(raccolta.risposte, esito);
    let quadro = Quadro { rilievi: &risposte.rilievi, ..study.quadro(&links) };
    let mut files = vec![("Riepilogo risposte.xlsx".to_owned(), publish::riepilogo(&quadro, risposte)?)];
    for sollecito in publish::solleciti(&quadro, risposte) {
        match sollecito.bytes {
            Some(bytes) => files.push((sollecito.nome, bytes)),
            // one that was due before and is no more must not be sent by mistake
            None if esito.join(&sollecito.nome).exists() => {
                files.push((sollecito.nome, publish::non_piu_dovuto()));
            }
            None => {}
        }
    }
    let righe: Vec<_> = bozza.a_mano.iter().map(da_riportare).collect();
    files.extend(a_mano::list(a_mano::RISPOSTE, raccolta.cartella, esito, &righe)?);
    Ok(files)
}

/// A day as typed on the command line: `30/09/2023`.
fn day(typed: &str) -> Result<Date> {
    let parts: Vec<&str> = typed.trim().split(['/', '.', '-']).collect();
    let read = |parts: &[&str]| match parts {
        [day, month, year] if year.len() == 4 => {
            Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
        }
        _ => None,
    };
    read(&parts).with_context(|| format!("«{typed}» non è una data: scriverla come 30/09/2023"))
}

fn within_year(date: Date) -> Scadenza {
    Scadenza { mese: date.month(), giorno: date.day() }
}
