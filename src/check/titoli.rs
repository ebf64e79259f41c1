//! How much the title of a row of the pesatura resembles the title of a scheda: the words that matter and that both
//! have. Only the rules on titles ask; the join goes by Area and number, whatever the titles say.

use super::parole::{Parole, shared};
use crate::model::{Chiave, Obiettivo, Piano};
use indexmap::IndexMap;

/// The words of every title of a plan, worked out once.
pub struct Titoli<'a> {
    di: IndexMap<&'a Chiave, Parti>,
}

/// The words of an obiettivo's two titles, where it has them.
struct Parti {
    riga: Option<Vec<String>>,
    scheda: Option<Vec<String>>,
}

impl<'a> Titoli<'a> {
    /// The titles of a plan.
    pub fn new(piano: &'a Piano, parole: &Parole) -> Titoli<'a> {
        let words = |title: Option<&String>| title.map(|title| parole.significative(title));
        let parts = |obiettivo: &'a Obiettivo| {
            let riga = obiettivo.pesatura.as_ref().and_then(|riga| riga.titolo.value());
            let scheda = obiettivo.scheda.as_ref().and_then(|scheda| scheda.titolo.value());
            (&obiettivo.chiave, Parti { riga: words(riga), scheda: words(scheda) })
        };
        Titoli { di: piano.obiettivi.values().map(parts).collect() }
    }

    /// The words shared by the row of one obiettivo and the scheda of another, or of itself.
    pub fn in_comune(&self, riga: &Chiave, scheda: &Chiave) -> Option<usize> {
        let (row, form) = (self.di.get(riga)?.riga.as_ref()?, self.di.get(scheda)?.scheda.as_ref()?);
        Some(shared(row, form))
    }

    /// The obiettivo of the same ambito whose scheda resembles this row more than its own does, by two words at least
    /// and twice as many.
    pub fn piu_simile(&self, riga: &Chiave) -> Option<&'a Chiave> {
        let own = self.in_comune(riga, riga)?;
        let mut best: Option<(usize, &Chiave)> = None;
        for other in self.di.keys().filter(|other| other.ambito == riga.ambito && **other != riga) {
            let Some(likeness) = self.in_comune(riga, other) else { continue };
            let more = likeness >= 2 && likeness >= 2 * own && likeness > own;
            if more && best.is_none_or(|(known, _)| known < likeness) {
                best = Some((likeness, other));
            }
        }
        best.map(|(_, other)| other)
    }
}
