//! What came back, as data: the answers that can be used, each with the boxes it belongs in, and who has answered what.

use super::casella::{self, Casella};
use super::contenuto::Lettura;
use super::domanda::is_last;
use super::stato::Posto;
use crate::model::{Chiave, Conseguito, Piano, Scadenza, Verifica};
use crate::place::{Cited, Field, Place};
use crate::rilievo::Rilievo;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A good answer about one indicatore at one deadline.
#[derive(Debug, Clone)]
pub struct Risposta {
    /// The obiettivo.
    pub obiettivo: Chiave,
    /// Position of the indicatore in the scheda, from 0.
    pub indicatore: usize,
    /// The deadline.
    pub scadenza: Scadenza,
    /// What was achieved, with the cell of the answer.
    pub conseguito: Option<Cited<Conseguito>>,
    /// Done, not done, done in part, as the Responsabile declares.
    pub verifica: Option<Cited<Verifica>>,
    /// Why it was not met.
    pub motivazione: Option<Cited<String>>,
    /// The degree that follows from the answer, percent 0-100, by the regolamento; `None` while in sospeso.
    pub grado: Option<Decimal>,
    /// The cell of the row's code.
    pub place: Place,
    /// The box of the valore conseguito at this deadline.
    pub casella_conseguito: Casella,
    /// The box of the verification. It is of the end of the year: absent at an earlier deadline.
    pub casella_verifica: Casella,
}

impl Risposta {
    /// An answer with its boxes.
    pub(super) fn new(
        piano: &Piano,
        (chiave, at, scadenza): Posto,
        lettura: Lettura,
        uses: &BTreeMap<Scadenza, BTreeMap<&Place, usize>>,
    ) -> Risposta {
        let uses = uses.get(&scadenza);
        let shared = |mut casella: Casella| {
            casella.condivisa =
                casella.posto.as_ref().and_then(|place| uses?.get(place)).is_some_and(|count| *count > 1);
            casella
        };
        let indicatore = casella::indicatore(piano, &chiave, at);
        let conseguito = lettura.conseguito.as_ref().zip(indicatore).map(|(cited, indicatore)| {
            let field = indicatore.conseguito.get(&scadenza).unwrap_or(&Field::Absent);
            let same = |known: &Conseguito| *known == cited.value && *known != Conseguito::Testo;
            Casella::of(field, &cited.raw, same)
        });
        let verifica = lettura.verifica.as_ref().zip(indicatore).filter(|_| is_last(piano, scadenza));
        let verifica = verifica.map(|(cited, indicatore)| {
            Casella::of(&indicatore.verifica, &cited.raw, |known| *known == cited.value)
        });
        Risposta {
            obiettivo: chiave,
            indicatore: at,
            scadenza,
            conseguito: lettura.conseguito,
            verifica: lettura.verifica,
            motivazione: lettura.motivazione,
            grado: None,
            place: lettura.place,
            casella_conseguito: conseguito.map_or_else(Casella::absent, shared),
            casella_verifica: verifica.map_or_else(Casella::absent, shared),
        }
    }
}

/// The motivazione of an obiettivo, put together from those of its indicatori: the scheda has one box for all.
#[derive(Debug, Clone)]
pub struct Motivazione {
    /// The obiettivo.
    pub obiettivo: Chiave,
    /// The deadline.
    pub scadenza: Scadenza,
    /// The text for the box.
    pub testo: String,
    /// The cells that it was put together from.
    pub da: Vec<Cited<String>>,
    /// The box.
    pub casella: Casella,
}

/// What became of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatoDomanda {
    /// Answered.
    Valida,
    /// Answered, and something is still missing: the esito, the motivazione.
    Incompleta,
    /// Not answered in a workbook, but the scheda says it already.
    GiaScritta,
    /// Due later in the year, and not answered.
    Facoltativa,
    /// Not answered.
    Mancante,
    /// Answered in a way that cannot be used.
    NonValida,
    /// Answered, but the scheda has changed since.
    Superata,
    /// Answered twice, with different values.
    Doppia,
}

impl StatoDomanda {
    /// The word printed.
    pub fn word(self) -> &'static str {
        match self {
            StatoDomanda::Valida => "risposta",
            StatoDomanda::Incompleta => "da completare",
            StatoDomanda::GiaScritta => "già sulla scheda",
            StatoDomanda::Facoltativa => "non ancora dovuta",
            StatoDomanda::Mancante => "manca",
            StatoDomanda::NonValida => "non valida",
            StatoDomanda::Superata => "superata",
            StatoDomanda::Doppia => "doppia",
        }
    }

    /// Whether the Responsabile still has something to do.
    pub fn is_open(self) -> bool {
        use StatoDomanda::*;
        matches!(self, Incompleta | Mancante | NonValida | Superata | Doppia)
    }
}

/// A question put to a Responsabile, and what became of it.
#[derive(Debug, Clone)]
pub struct VoceResponsabile {
    /// The obiettivo.
    pub obiettivo: Chiave,
    /// Position of the indicatore, from 0.
    pub indicatore: usize,
    /// The deadline.
    pub scadenza: Scadenza,
    /// What became of it.
    pub stato: StatoDomanda,
    /// What is still to be done, in words; empty if nothing.
    pub manca: String,
    /// The answer, as a position in [`Risposte::buone`].
    pub risposta: Option<usize>,
}

/// What one Responsabile has answered.
#[derive(Debug, Clone)]
pub struct PerResponsabile {
    /// The name, or what stands for it.
    pub titolo: String,
    /// Their Aree.
    pub aree: Vec<String>,
    /// The files in which rows of theirs came back.
    pub file: Vec<Arc<str>>,
    /// Every question, in the plan's order.
    pub voci: Vec<VoceResponsabile>,
}

/// Everything that came back.
#[derive(Debug, Clone, Default)]
pub struct Risposte {
    /// The good answers, in the plan's order.
    pub buone: Vec<Risposta>,
    /// The motivazioni that come with them.
    pub motivazioni: Vec<Motivazione>,
    /// The deadlines that were looked at.
    pub scadenze: Vec<Scadenza>,
    /// What is wrong.
    pub rilievi: Vec<Rilievo>,
    /// Who has answered what.
    pub per_responsabile: Vec<PerResponsabile>,
}
