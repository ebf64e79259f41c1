//! What is to be written into the office's own workbooks: from the model and the results to edits of cells.
//!
//! An intention fills a box that the form has and the office left blank, in the unit and the type that its cell uses. A
//! value that the office typed is never replaced unless somebody says so: where it differs from ours both are told.
//! This room deliberately knows neither bytes nor the disk.

mod changes;
mod confirm;
mod gradi;
mod pesi;
mod risposte;
mod valore;
mod verifiche;

pub use changes::{Ways, ways};
pub use confirm::{Reread, confirm};
pub use risposte::{Destinazioni, from_answers};
pub use valore::Valore;

use crate::compute::esito::Esiti;
use crate::model::{Chiave, Piano, Scadenza};
use crate::place::{Cited, Field, Place};
use crate::read::Etichetta;
use crate::regolamento::Regolamento;

/// A box of the form, as far as anything is ever written into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Voce {
    /// The points of a criterion.
    Punti {
        /// Its id.
        id: String,
        /// Its name, as the regolamento prints it.
        nome: String,
    },
    /// The peso ponderale on the scheda.
    PesoPonderale,
    /// The peso ponderale in its own column of the pesatura.
    PesoInPesatura,
    /// `Percentuale complessiva di realizzazione`.
    PercentualeComplessiva,
    /// The verification of an indicatore, by position.
    Verifica(usize),
    /// What was achieved on an indicatore, by position, at a deadline.
    Conseguito(usize, Scadenza),
    /// Why late or not done.
    Motivazione,
}

impl Voce {
    /// What the form calls it: the beginning of the name under which [`crate::model::walk`] tells it.
    pub fn nome(&self) -> String {
        match self {
            Voce::Punti { id, .. } => format!("punti di {id}"),
            Voce::PesoPonderale => "peso ponderale".to_owned(),
            Voce::PesoInPesatura => "peso ponderale scritto".to_owned(),
            Voce::PercentualeComplessiva => "percentuale complessiva".to_owned(),
            Voce::Verifica(at) => format!("verifica dell'indicatore {}", at + 1),
            Voce::Conseguito(at, scadenza) => {
                format!("valore conseguito al {scadenza} dell'indicatore {}", at + 1)
            }
            Voce::Motivazione => "motivazione".to_owned(),
        }
    }

    /// The same for people: a criterion goes by its printed name.
    pub fn che(&self) -> String {
        match self {
            Voce::Punti { nome, .. } => format!("punti di {nome}"),
            other => other.nome(),
        }
    }

    /// The kind of box, as it is chosen on the command line.
    pub fn campo(&self) -> &'static str {
        match self {
            Voce::Punti { .. } => "punti",
            Voce::PesoPonderale | Voce::PesoInPesatura => "peso",
            Voce::PercentualeComplessiva => "percentuale",
            Voce::Verifica(_) => "verifica",
            Voce::Conseguito(..) => "risultati",
            Voce::Motivazione => "motivazione",
        }
    }

    /// The label that may share its cell with the value.
    fn etichetta(&self) -> Option<Etichetta> {
        use crate::layout::Campo;
        match self {
            Voce::Punti { id, .. } => Some(Etichetta::Criterio(id.clone())),
            Voce::PesoPonderale => Some(Etichetta::Campo(Campo::PesoPonderale)),
            Voce::PercentualeComplessiva => Some(Etichetta::Campo(Campo::PercentualeComplessiva)),
            _ => None,
        }
    }
}

/// The kinds of box that can be chosen, see [`Voce::campo`].
pub const CAMPI: [&str; 6] = ["punti", "peso", "percentuale", "verifica", "risultati", "motivazione"];

/// What stands in a box now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Presente {
    /// Nothing, or dots.
    Vuoto,
    /// The very value, as typed.
    Uguale(String),
    /// Another value, as typed; or something that cannot be read.
    Diverso(String),
}

/// A value that belongs in a box of the office's workbooks.
#[derive(Debug, Clone, PartialEq)]
pub struct Intento {
    /// The obiettivo.
    pub obiettivo: Chiave,
    /// The box.
    pub voce: Voce,
    /// Where it stands.
    pub place: Place,
    /// What stands there now.
    pub presente: Presente,
    /// What belongs there.
    pub valore: Valore,
    /// How the value came about, in Italian.
    pub formula: String,
    /// Where the regolamento says so, or who answered.
    pub fonte: String,
}

/// Everything that belongs in the office's workbooks by the points of the pesatura and by the results: weights first,
/// then verifications and degrees, obiettivo by obiettivo.
pub fn intents(piano: &Piano, esiti: &Esiti, regolamento: &Regolamento) -> Vec<Intento> {
    let mut intenti = Vec::new();
    for (chiave, obiettivo) in &piano.obiettivi {
        let Some(esito) = esiti.obiettivi.get(chiave) else { continue };
        pesi::intents(obiettivo, esito, regolamento, &mut intenti);
        if let (Some(scheda), true) = (&obiettivo.scheda, esito.conta) {
            verifiche::intents(chiave, scheda, esito, piano, &mut intenti);
            gradi::intents(chiave, scheda, esito, regolamento, &mut intenti);
        }
    }
    intenti
}

/// What stands in a box, beside a value; `None` if the form has no such box.
fn presente<T>(field: &Field<T>, equal: impl Fn(&Cited<T>) -> bool) -> Option<(Place, Presente)> {
    let presente = match field {
        Field::Absent => return None,
        Field::Blank(_) => Presente::Vuoto,
        Field::Filled(cited) if equal(cited) => Presente::Uguale(cited.raw.clone()),
        Field::Filled(cited) => Presente::Diverso(cited.raw.clone()),
        Field::Unreadable(cited) => Presente::Diverso(cited.raw.clone()),
    };
    Some((field.place()?.clone(), presente))
}
