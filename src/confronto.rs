//! What changed between two plans: obiettivi added, withdrawn, renumbered, moved, and every value that differs, with both
//! values as typed and both cells.
//!
//! Two plans are compared as they were read: nothing is computed, no folder is opened, nothing is printed. Values that
//! were understood are compared as understood, texts word by word; what could not be read is never taken for equal. An
//! obiettivo is recognised by its number as long as its content agrees, else by its content: what rests on a likeness
//! says how alike the two are, and where two are equally like none is chosen.

mod abbina;
mod affidabile;
mod anni;
mod avvertenze;
mod campo;
mod conteggi;
mod copia;
mod differenza;
mod fasi;
mod giudizio;
mod indicatori;
mod mesi;
mod monitoraggio;
mod obiettivi;
mod parole;
mod pesi;
mod scansione;
mod scheda;
mod soglie;
mod testo;

pub use affidabile::{Incertezza, Quale};
pub use anni::Anni;
pub use conteggi::Conteggio;
pub use copia::{Copia, Esito, Somiglianze};
pub use differenza::{Differenza, Materia, Scritto, Tipo, Valore};
pub use obiettivi::confronta;
pub use parole::Quota;

use crate::model::{Ambito, Chiave};
use crate::place::Place;

/// What changed between two plans.
#[derive(Debug, Clone)]
pub struct Confronto {
    /// The first plan.
    pub prima: Lato,
    /// The second.
    pub dopo: Lato,
    /// How their years lie.
    pub anni: Anni,
    /// Aree that only changed their name: before, after.
    pub aree_rinominate: Vec<(String, String)>,
    /// Every obiettivo, in the order of the second plan; then those that are only in the first.
    pub variazioni: Vec<Variazione>,
    /// Obiettivi that could be more than one of the other plan.
    pub dubbi: Vec<Dubbio>,
    /// How much of the second plan copies the first; for plans of consecutive years only.
    pub somiglianze: Option<Somiglianze>,
    /// What could not be read, so that a part of this cannot be relied on.
    pub incertezze: Vec<Incertezza>,
    /// What must be known before reading the rest, in Italian.
    pub avvertenze: Vec<String>,
}

/// One of the two plans.
#[derive(Debug, Clone, Default)]
pub struct Lato {
    /// The municipality.
    pub ente: Option<String>,
    /// The year.
    pub anno: Option<i16>,
    /// How many obiettivi it has.
    pub obiettivi: usize,
}

/// An obiettivo in one of the plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Riferimento {
    /// Its key.
    pub chiave: Chiave,
    /// Its title as typed.
    pub titolo: Option<String>,
    /// Where its form, else its row of the pesatura, stands.
    pub place: Option<Place>,
}

/// What became of an obiettivo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sorte {
    /// It is in both plans, and counts as before.
    Rimasto,
    /// It is only in the second.
    Aggiunto,
    /// It is only in the first.
    Assente,
    /// The second plan says that it is withdrawn.
    Ritirato,
    /// The second plan says that it is not attainable for external causes.
    Neutralizzato,
    /// It was withdrawn or neutralised, and counts again.
    Ripreso,
}

/// By what an obiettivo of both plans was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prova {
    /// By Area and number, and its content agrees; how much.
    Numero(Option<Quota>),
    /// By its content alone: all its words, or this share of them.
    Contenuto(Quota),
}

/// One obiettivo, before and after.
#[derive(Debug, Clone)]
pub struct Variazione {
    /// In the first plan, if it is there.
    pub prima: Option<Riferimento>,
    /// In the second plan, if it is there.
    pub dopo: Option<Riferimento>,
    /// What became of it.
    pub sorte: Sorte,
    /// By what it was recognised, if it is in both.
    pub prova: Option<Prova>,
    /// Whether its number changed.
    pub rinumerato: bool,
    /// Whether it is of another Area; an Area that only changed its name is the same.
    pub spostato: bool,
    /// For one that is only in one plan: an obiettivo of the other that is quite different and has its number.
    pub stesso_numero: Option<Quota>,
    /// Whether something unread makes what is said of it uncertain.
    pub incerto: bool,
    /// Every value that differs.
    pub differenze: Vec<Differenza>,
}

impl Variazione {
    /// The obiettivo as it is now, or was.
    pub fn riferimento(&self) -> Option<&Riferimento> {
        self.dopo.as_ref().or(self.prima.as_ref())
    }

    /// Where it belongs now, or did.
    pub fn ambito(&self) -> Option<&Ambito> {
        self.riferimento().map(|riferimento| &riferimento.chiave.ambito)
    }

    /// Whether anything about it changed, its place in the plan included; what cannot be compared is no change.
    pub fn is_changed(&self) -> bool {
        self.sorte != Sorte::Rimasto || self.rinumerato || self.spostato || self.cambiate() > 0
    }

    /// The difference in its state, if it was withdrawn, neutralised or taken up again.
    pub fn stato(&self) -> Option<&Differenza> {
        self.differenze.iter().find(|one| one.voce == scheda::STATO)
    }

    /// Whether a difference is the one in its state or in its number, which say what became of it.
    pub fn is_about_its_place(&self, one: &Differenza) -> bool {
        one.voce == scheda::STATO || one.voce == scheda::NUMERO
    }

    /// How many of its values changed.
    pub fn cambiate(&self) -> usize {
        self.differenze.iter().filter(|one| one.tipo != Tipo::NonConfrontabile).count()
    }
}

/// Obiettivi that are equally like, so that nobody can tell which became which.
#[derive(Debug, Clone)]
pub struct Dubbio {
    /// In the first plan.
    pub prima: Vec<Riferimento>,
    /// In the second.
    pub dopo: Vec<Riferimento>,
    /// How alike they are.
    pub quota: Quota,
}

impl Confronto {
    /// Whether the two plans say the same.
    pub fn is_unchanged(&self) -> bool {
        self.dubbi.is_empty()
            && self.aree_rinominate.is_empty()
            && !self.variazioni.iter().any(Variazione::is_changed)
    }

    /// How many values changed.
    pub fn cambiate(&self) -> usize {
        self.variazioni.iter().map(Variazione::cambiate).sum()
    }

    /// How many values could not be compared.
    pub fn non_confrontabili(&self) -> usize {
        let all: usize = self.variazioni.iter().map(|one| one.differenze.len()).sum();
        all - self.cambiate()
    }

    /// How many obiettivi are so.
    pub fn quanti(&self, so: impl Fn(&Variazione) -> bool) -> usize {
        self.variazioni.iter().filter(|one| so(one)).count()
    }
}
