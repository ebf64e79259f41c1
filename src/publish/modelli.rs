//! Blank workbooks for the office: the schede in both families, the pesatura with the obiettivi already listed. Whoever
//! fills them in sees at once what is missing; what is filled in is read back like any workbook of the office, so
//! they do not carry the mark of this program's results.
//!
//! The sheets are not protected: offices add rows and sheets, and weights and results are written back into them.
//! Nothing here is computed but what a form shows of itself.

mod convalide;
mod famiglia_a;
mod famiglia_b;
mod foglio;
mod istruzioni;
mod libro;
mod modulo;
mod pesatura;
mod richiami;
mod scrittura;
mod stile;
mod tabelle;

pub use modulo::{Modulo, VoceFase, VoceIndicatore};

use super::Quadro;
use crate::model::Scadenza;
use crate::regolamento::Regolamento;
use anyhow::Result;
use libro::Libro;
use rust_xlsxwriter::DataValidation;

/// Blank forms in each workbook.
const MODULI: usize = 8;

/// What stands for the municipality's name where it is not known: the reader takes dots for a place to write.
const SENZA_ENTE: &str = "Comune di ....................";

/// The two ways in which offices draw a scheda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Famiglia {
    /// Labels on the left, activities and times, a monitoring table at the end.
    A,
    /// Bands over their contents, a timetable, results and verification beside each indicatore.
    B,
}

impl Famiglia {
    /// Its letter, as in the names of the files.
    pub fn lettera(self) -> char {
        match self {
            Famiglia::A => 'A',
            Famiglia::B => 'B',
        }
    }
}

/// What a form must know of the plan.
struct Contesto<'a> {
    quadro: &'a Quadro<'a>,
    scadenze: Vec<Scadenza>,
    aree: String,
    responsabili: String,
}

impl Contesto<'_> {
    /// The Aree to choose from.
    fn scelta_area(&self) -> Result<DataValidation> {
        let message = "Quest'Area non è fra quelle del foglio «Istruzioni». Se è nuova aggiungerla là. Si vuole tenerla?";
        convalide::elenco(&self.aree, "Area", message)
    }

    /// Who runs them.
    fn scelta_responsabile(&self) -> Result<DataValidation> {
        let message = "Questo nome non è fra quelli del foglio «Istruzioni». Si vuole tenerlo?";
        convalide::elenco(&self.responsabili, "Responsabile", message)
    }
}

/// A workbook of forms of a family: instructions, then one sheet a form, with what each already says.
///
/// # Errors
/// A text or a sheet does not fit what Excel can hold.
pub fn schede(quadro: &Quadro<'_>, famiglia: Famiglia, moduli: &[Modulo]) -> Result<Vec<u8>> {
    let titolo = format!("Schede obiettivo{} – modulo {}", suffisso(quadro), famiglia.lettera());
    let mut libro = Libro::new(quadro, &titolo)?;
    let (sheet, liste) = istruzioni::sheet(quadro, famiglia)?;
    libro.text(sheet)?;
    let contesto =
        Contesto { quadro, scadenze: scadenze(quadro), aree: liste.aree, responsabili: liste.responsabili };
    for (at, modulo) in moduli.iter().enumerate() {
        let name = format!("OB {}", at + 1);
        let (sheet, breaks) = match famiglia {
            Famiglia::A => famiglia_a::sheet(&name, modulo, &contesto)?,
            Famiglia::B => famiglia_b::sheet(&name, modulo, &contesto)?,
        };
        libro.form(sheet, famiglia == Famiglia::B, &breaks)?;
    }
    libro.bytes()
}

/// The pesatura with the obiettivi of the plan, ready for the Nucleo's points; those already given are kept.
///
/// # Errors
/// A text or a sheet does not fit what Excel can hold.
pub fn pesatura(quadro: &Quadro<'_>) -> Result<Vec<u8>> {
    pesatura::bytes(quadro)
}

/// All the blank workbooks and the commented regolamento, by their names.
///
/// # Errors
/// One of them cannot be made: then there is none.
pub fn all(quadro: &Quadro<'_>) -> Result<Vec<(String, Vec<u8>)>> {
    let moduli = vec![in_bianco(quadro); MODULI];
    let anno = suffisso(quadro);
    let mut files = Vec::new();
    for famiglia in [Famiglia::A, Famiglia::B] {
        let name = format!("Schede obiettivo{anno} - modulo {}.xlsx", famiglia.lettera());
        files.push((name, schede(quadro, famiglia, &moduli)?));
    }
    files.push((format!("Pesatura degli obiettivi{anno}.xlsx"), pesatura(quadro)?));
    // an office that has its own rules must not find the model under their name
    let regolamento = match quadro.regolamento.file {
        Some(_) => "regolamento.modello.toml",
        None => "regolamento.toml",
    };
    files.push((regolamento.to_owned(), Regolamento::MODELLO.as_bytes().to_vec()));
    Ok(files)
}

/// A form that says only what is known of all of them.
fn in_bianco(quadro: &Quadro<'_>) -> Modulo {
    let piano = quadro.piano;
    let only = piano.aree.values().next().filter(|_| piano.aree.len() == 1);
    Modulo {
        ente: piano.ente.value().cloned(),
        anno: piano.anno,
        area: only.map(istruzioni::name_of),
        responsabile: only.and_then(|area| area.responsabile.value().cloned()),
        ..Modulo::default()
    }
}

/// The year, as names and titles end with it where it is known.
fn suffisso(quadro: &Quadro<'_>) -> String {
    quadro.piano.anno.map(|anno| format!(" {anno}")).unwrap_or_default()
}

/// The municipality, or where to write its name.
fn ente(quadro: &Quadro<'_>) -> String {
    quadro.piano.ente.value().cloned().unwrap_or_else(|| SENZA_ENTE.to_owned())
}

/// The deadlines of the plan's forms; without any, the two of most offices.
fn scadenze(quadro: &Quadro<'_>) -> Vec<Scadenza> {
    match quadro.piano.scadenze.is_empty() {
        true => vec![Scadenza { mese: 9, giorno: 30 }, Scadenza::FINE_ANNO],
        false => quadro.scadenze(),
    }
}

/// A deadline over its column.
fn nome_scadenza(scadenza: Scadenza, anno: Option<i16>) -> String {
    match anno {
        Some(anno) => format!("{scadenza}/{anno}"),
        None => scadenza.to_string(),
    }
}
