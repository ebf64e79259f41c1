//! The workbooks of the monitoring: those that go out to be filled in, one for each Responsabile, and what is made of
//! those that came back. What is asked of whom, and what an answer is worth, is decided in [`crate::answers`].

mod convalida;
mod elenco;
mod fasi;
mod grado;
mod istruzioni;
mod riepilogo;
mod riga;
mod sollecito;
mod voci;

use super::Quadro;
use super::book::Book;
use super::figure::one_line;
use crate::answers::{Destinatario, Domanda, PerResponsabile, Risposte, destinatari, domande, is_last};
use crate::model::{Chiave, Scadenza};
use anyhow::Result;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The property of the file that names the deadline of a workbook sent out.
const PROPERTY: &str = "schedario-monitoraggio";

/// A workbook that goes out.
pub struct Foglio {
    /// The name of its file.
    pub nome: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Who is to fill it in.
    pub destinatario: Destinatario,
    /// How many indicatori it asks about.
    pub indicatori: usize,
    /// How many of them are due by the deadline.
    pub dovuti: usize,
}

/// What a workbook is about.
struct Invio<'a> {
    quadro: &'a Quadro<'a>,
    scadenza: Date,
    is_last: bool,
    destinatario: &'a Destinatario,
    domande: Vec<&'a Domanda<'a>>,
}

/// The workbooks of a deadline, one for each Responsabile who is asked anything.
///
/// # Errors
/// A figure or a sheet does not fit what Excel can hold.
pub fn fogli(quadro: &Quadro<'_>, scadenza: Date) -> Result<Vec<Foglio>> {
    let asked = domande(quadro.piano, scadenza);
    let is_last = is_last(quadro.piano, Scadenza { mese: scadenza.month(), giorno: scadenza.day() });
    let mut names = BTreeSet::new();
    let mut fogli = Vec::new();
    for destinatario in destinatari(quadro.piano) {
        let of =
            |chiave: &Chiave| asked.iter().filter(|one| one.codice.chiave == *chiave).collect::<Vec<_>>();
        let own: Vec<&Domanda<'_>> = destinatario.obiettivi.iter().flat_map(of).collect();
        if own.is_empty() {
            continue;
        }
        let (indicatori, dovuti) = (own.len(), own.iter().filter(|one| one.non_ancora.is_none()).count());
        let invio = Invio { quadro, scadenza, is_last, destinatario: &destinatario, domande: own };
        let bytes = invio.bytes()?;
        let nome = free_name(&format!("Monitoraggio {scadenza} - {}", destinatario.titolo()), &mut names);
        fogli.push(Foglio { nome, bytes, destinatario, indicatori, dovuti });
    }
    Ok(fogli)
}

/// `Riepilogo risposte.xlsx`. The links of `quadro` lead to the folder of the answers.
///
/// # Errors
/// A figure or a sheet does not fit what Excel can hold.
pub fn riepilogo(quadro: &Quadro<'_>, risposte: &Risposte) -> Result<Vec<u8>> {
    riepilogo::bytes(quadro, risposte)
}

/// A reminder.
pub struct Sollecito {
    /// The name of its file, inside the folder of the results.
    pub nome: String,
    /// Its text; `None` where nothing is missing any more.
    pub bytes: Option<Vec<u8>>,
}

/// The reminders, one for each Responsabile who was asked anything.
pub fn solleciti(quadro: &Quadro<'_>, risposte: &Risposte) -> Vec<Sollecito> {
    let mut names = BTreeSet::new();
    let write = |chi: &PerResponsabile| Sollecito {
        nome: format!("Solleciti/{}", free(&format!("Sollecito - {}", chi.titolo), "txt", &mut names)),
        bytes: sollecito::text(quadro, chi).map(|text| for_windows(&text)),
    };
    risposte.per_responsabile.iter().map(write).collect()
}

/// What takes the place of a reminder that has been answered.
pub fn non_piu_dovuto() -> Vec<u8> {
    for_windows("Nessun sollecito: il foglio di monitoraggio è completo.\n")
}

/// A text that every Windows editor shows right: a mark at its beginning, two signs at each line's end.
fn for_windows(text: &str) -> Vec<u8> {
    format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes()
}

impl Invio<'_> {
    fn bytes(&self) -> Result<Vec<u8>> {
        let anno = self.scadenza.year().to_string();
        let property = format!("{anno}|{}|{}", self.scadenza, self.destinatario.titolo());
        let mut book = Book::with_properties(self.quadro, &self.title(), &[(PROPERTY, property.as_str())])?;
        let (list, list_page, span) = elenco::sheet(self)?;
        let (intro, intro_page) = istruzioni::sheet(self, span)?;
        let (phases, phases_page) = fasi::sheet(self)?;
        book.add(intro, &intro_page)?;
        book.add(list, &list_page)?;
        book.add(phases, &phases_page)?;
        book.bytes()
    }

    fn title(&self) -> String {
        format!("Monitoraggio degli obiettivi al {}", self.day())
    }

    /// The deadline as printed.
    fn day(&self) -> String {
        day(self.scadenza)
    }

    /// The obiettivi asked about, each once, in order.
    fn obiettivi(&self) -> Vec<&Domanda<'_>> {
        let mut seen = BTreeSet::new();
        self.domande.iter().copied().filter(|one| seen.insert(&one.codice.chiave)).collect()
    }
}

/// A day as Italians write it.
fn day(date: Date) -> String {
    date.strftime("%d/%m/%Y").to_string()
}

/// How an obiettivo is called: `RISORSE n. 2`.
fn called(chiave: &Chiave) -> String {
    format!("{} n. {}", chiave.ambito.nome(), chiave.numero)
}

fn free_name(wanted: &str, names: &mut BTreeSet<String>) -> String {
    free(wanted, "xlsx", names)
}

/// A name that every system takes for a file, and that no other file of the folder has.
fn free(wanted: &str, extension: &str, names: &mut BTreeSet<String>) -> String {
    const LONGEST: usize = 100;
    let forbidden = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
    let plain: String = wanted.chars().map(|c| if forbidden(c) { ' ' } else { c }).collect();
    let plain: String = one_line(&plain).chars().take(LONGEST).collect();
    let plain = plain.trim_end_matches(['.', ' ']).to_owned();
    let numbered = (2..).map(|n| format!("{plain} ({n}).{extension}"));
    let mut candidates = std::iter::once(format!("{plain}.{extension}")).chain(numbered);
    let free = candidates.find(|name| !names.contains(&name.to_lowercase())).unwrap_or(plain);
    names.insert(free.to_lowercase());
    free
}
