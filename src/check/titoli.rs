//! How much the title of a row of the pesatura resembles the title of a scheda: the words that matter and that both
//! have. Only the rules on titles ask; the join goes by Area and number, whatever the titles say.

use super::Context;
use super::parole::{Parole, shared};
use crate::model::Obiettivo;

/// The words shared by the row of one obiettivo and the scheda of another, or of itself.
pub fn in_comune(parole: &Parole, riga: &Obiettivo, scheda: &Obiettivo) -> Option<usize> {
    let row = riga.pesatura.as_ref()?.titolo.value()?;
    let form = scheda.scheda.as_ref()?.titolo.value()?;
    Some(shared(&parole.significative(row), &parole.significative(form)))
}

/// The obiettivo of the same ambito whose scheda resembles this row more than its own does, by two words at least and
/// twice as many.
pub fn piu_simile<'a>(context: &Context<'a>, parole: &Parole, riga: &Obiettivo) -> Option<&'a Obiettivo> {
    let own = in_comune(parole, riga, riga)?;
    let mut best: Option<(usize, &Obiettivo)> = None;
    let others = context.piano.obiettivi.values().filter(|other| other.chiave.ambito == riga.chiave.ambito);
    for other in others.filter(|other| other.chiave != riga.chiave) {
        let Some(likeness) = in_comune(parole, riga, other) else { continue };
        let more = likeness >= 2 && likeness >= 2 * own;
        if more && likeness > own && best.is_none_or(|(known, _)| known < likeness) {
            best = Some((likeness, other));
        }
    }
    best.map(|(_, other)| other)
}
