//! What of the comparison cannot be relied on, because something in one of the folders could not be read.
//!
//! Only what reading found counts here: phases that do not sum to 100 are compared as well as others. An obiettivo is not
//! withdrawn because its file cannot be opened.

use super::{Confronto, Sorte};
use crate::rilievo::{Gravita, Rilievo};

/// Which of the two folders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quale {
    /// The first.
    Prima,
    /// The second.
    Dopo,
}

impl Quale {
    /// The word printed.
    pub fn parola(self) -> &'static str {
        match self {
            Quale::Prima => "PRIMA",
            Quale::Dopo => "DOPO",
        }
    }
}

/// Something that was not read.
#[derive(Debug, Clone)]
pub struct Incertezza {
    /// In which folder.
    pub quale: Quale,
    /// What.
    pub rilievo: Rilievo,
}

impl Incertezza {
    /// Whether a whole file was not read: any obiettivo may have stood in it.
    pub fn is_of_a_file(&self) -> bool {
        self.rilievo.dove.foglio.is_none()
    }
}

impl Confronto {
    /// The comparison, with what the reading of the two folders found: errori of reading make a part of it uncertain.
    pub fn with_unread(mut self, prima: &[Rilievo], dopo: &[Rilievo]) -> Confronto {
        let errors = |rilievi: &[Rilievo], quale: Quale| -> Vec<Incertezza> {
            let grave = rilievi.iter().filter(|rilievo| rilievo.gravita == Gravita::Errore);
            grave.map(|rilievo| Incertezza { quale, rilievo: rilievo.clone() }).collect()
        };
        let mut all = errors(prima, Quale::Prima);
        all.extend(errors(dopo, Quale::Dopo));
        all.sort_by(|a, b| key(a).cmp(&key(b)));
        let lost = |quale: Quale| all.iter().any(|one| one.quale == quale && one.is_of_a_file());
        for variazione in &mut self.variazioni {
            let named = |chiave: Option<String>, quale: Quale| {
                chiave.is_some()
                    && all.iter().any(|one| one.quale == quale && one.rilievo.obiettivo == chiave)
            };
            let key_of = |side: &Option<super::Riferimento>| side.as_ref().map(|one| one.chiave.to_string());
            variazione.incerto = named(key_of(&variazione.prima), Quale::Prima)
                || named(key_of(&variazione.dopo), Quale::Dopo)
                || (variazione.sorte == Sorte::Assente && lost(Quale::Dopo))
                || (variazione.sorte == Sorte::Aggiunto && lost(Quale::Prima));
        }
        self.incertezze = all;
        self
    }
}

fn key(one: &Incertezza) -> impl Ord + '_ {
    (one.quale, &one.rilievo.dove, one.rilievo.codice, &one.rilievo.messaggio)
}
