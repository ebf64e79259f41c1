//! The year's plan: Aree and obiettivi, each obiettivo with its scheda and its row in the pesatura.

use super::{Pesatura, RigaPesatura, Scadenza, Scheda};
use crate::place::{Cited, Field};
use indexmap::IndexMap;
use std::fmt;

/// The plan of one year of one municipality, joined from all its workbooks.
#[derive(Debug, Clone, Default)]
pub struct Piano {
    /// Name of the municipality, as first printed on a form.
    pub ente: Field<String>,
    /// The year, when the workbooks agree on one.
    pub anno: Option<i16>,
    /// Aree in the order of the pesatura, then of the schede; the key is [`Area::nome`].
    pub aree: IndexMap<String, Area>,
    /// Obiettivi in the order of the pesatura, then of the schede.
    pub obiettivi: IndexMap<Chiave, Obiettivo>,
    /// The pesatura tables found, with their notes and signatures.
    pub pesature: Vec<Pesatura>,
    /// The deadlines that the forms print, in the order of the year: 30/09, 31/12.
    pub scadenze: Vec<Scadenza>,
}

/// Where an obiettivo belongs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ambito {
    /// To all the Aree together.
    Trasversale,
    /// To one Area, by its [`Area::nome`].
    Area(String),
}

impl Ambito {
    /// `TRASVERSALE`, or the Area's name.
    pub fn nome(&self) -> &str {
        match self {
            Ambito::Trasversale => "TRASVERSALE",
            Ambito::Area(nome) => nome,
        }
    }
}

/// What identifies an obiettivo: never its title. Printed as `RISORSE/2`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chiave {
    /// Where it belongs.
    pub ambito: Ambito,
    /// Its number within the ambito, without the Area's initials: `3`, `6 bis`.
    pub numero: String,
}

impl fmt::Display for Chiave {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.ambito.nome(), self.numero)
    }
}

/// An organisational unit with a Responsabile; never a geometry.
#[derive(Debug, Clone)]
pub struct Area {
    /// Short name in capitals, without the word AREA: the key.
    pub nome: String,
    /// The name as printed on the forms, `AREA GESTIONE DEL PATRIMONIO`; from the pesatura if no scheda says it.
    pub denominazione: Field<String>,
    /// Who is responsible, as first printed.
    pub responsabile: Field<String>,
}

/// One obiettivo, with what each workbook says of it.
#[derive(Debug, Clone)]
pub struct Obiettivo {
    /// What identifies it.
    pub chiave: Chiave,
    /// The form that describes it, if one was found.
    pub scheda: Option<Scheda>,
    /// Its row in the pesatura, if one was found.
    pub pesatura: Option<RigaPesatura>,
    /// Whether it is still to be pursued.
    pub stato: Stato,
    /// The same obiettivo under another Area: its other listing, the first of the two in the plan's order.
    pub copia_di: Option<Chiave>,
}

impl Obiettivo {
    /// An obiettivo of which nothing is known yet but its key: it counts, and copies no other.
    pub fn new(chiave: Chiave) -> Obiettivo {
        Obiettivo { chiave, scheda: None, pesatura: None, stato: Stato::Attivo, copia_di: None }
    }

    /// The title: the scheda's, else the pesatura's.
    pub fn titolo(&self) -> Option<&Cited<String>> {
        let scheda = self.scheda.as_ref().and_then(|scheda| scheda.titolo.cited());
        scheda.or_else(|| self.pesatura.as_ref().and_then(|riga| riga.titolo.cited()))
    }
}

/// Whether an obiettivo counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Stato {
    /// It counts.
    #[default]
    Attivo,
    /// Withdrawn; the text that says so, with its deed.
    Ritirato(Cited<String>),
    /// Not attainable for external causes acknowledged by a deed; the text that says so.
    Neutralizzato(Cited<String>),
}
