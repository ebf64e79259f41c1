//! Two sheets about one obiettivo: the second may complete the first, as a monitoring list completes a plan.
//!
//! It does when nothing that it says contradicts the first: the same title, indicatori that the first has, no value
//! where the first has another. Otherwise nothing is taken from it, and the join reports the double.

use crate::layout::fold;
use crate::model::{Indicatore, Scheda};
use crate::place::Field;

/// The second says something else: it is not about the same, or one of the two is wrong.
pub struct Contradiction;

/// Whether a scheda holds nothing but the results of an obiettivo that another describes.
pub fn is_results_only(scheda: &Scheda) -> bool {
    let bare = |indicatore: &Indicatore| {
        indicatore.descrizione.value().is_none() && indicatore.valore_atteso.value().is_none()
    };
    scheda.titolo.value().is_none() && !scheda.indicatori.is_empty() && scheda.indicatori.iter().all(bare)
}

/// Completes `first` with what `second` adds, and says what came of it.
pub fn complete(first: &mut Scheda, second: &Scheda) -> Result<&'static str, Contradiction> {
    let pairs = pairs(first, second)?;
    let agree = agrees(&first.titolo, &second.titolo)
        && first.anno.value().zip(second.anno.value()).is_none_or(|(a, b)| a == b)
        && agrees(&first.descrizione, &second.descrizione)
        && agrees(&first.peso.peso_ponderale, &second.peso.peso_ponderale)
        && agrees(&first.percentuale_complessiva, &second.percentuale_complessiva)
        && (first.cronoprogrammi.is_empty() || second.cronoprogrammi.is_empty());
    let measured = pairs.iter().zip(&second.indicatori).all(|(at, other)| {
        at.and_then(|at| first.indicatori.get(at)).is_none_or(|known| indicatore_agrees(known, other))
    });
    if !agree || !measured {
        return Err(Contradiction);
    }
    for (at, other) in pairs.into_iter().zip(&second.indicatori) {
        match at.and_then(|at| first.indicatori.get_mut(at)) {
            Some(known) => complete_indicatore(known, other),
            None => first.indicatori.push(other.clone()),
        }
    }
    fill(&mut first.titolo, &second.titolo);
    fill(&mut first.responsabile, &second.responsabile);
    fill(&mut first.anno, &second.anno);
    fill(&mut first.descrizione, &second.descrizione);
    fill(&mut first.data_conclusione, &second.data_conclusione);
    fill(&mut first.peso.peso_ponderale, &second.peso.peso_ponderale);
    fill(&mut first.percentuale_complessiva, &second.percentuale_complessiva);
    fill(&mut first.motivazione, &second.motivazione);
    fill(&mut first.atto_conclusivo, &second.atto_conclusivo);
    if first.cronoprogrammi.is_empty() {
        first.cronoprogrammi.clone_from(&second.cronoprogrammi);
    }
    first.scadenze.extend(second.scadenze.iter().copied());
    Ok("i suoi dati si aggiungono a quelli già letti")
}

/// The first's indicatore that each of the second's is, by its words; `None` for each where the first has none at all.
fn pairs(first: &Scheda, second: &Scheda) -> Result<Vec<Option<usize>>, Contradiction> {
    if first.indicatori.is_empty() {
        return Ok(vec![None; second.indicatori.len()]);
    }
    let text =
        |indicatore: &Indicatore| indicatore.descrizione.value().map(|text| fold(text)).unwrap_or_default();
    let of = |other: &Indicatore| {
        let same = first.indicatori.iter().enumerate().filter(|(_, known)| text(known) == text(other));
        let found: Vec<usize> = same.map(|(at, _)| at).collect();
        let only = first.indicatori.len() == 1 && second.indicatori.len() == 1;
        if only && (text(other).is_empty() || first.indicatori.iter().all(|known| text(known).is_empty())) {
            return Ok(Some(0));
        }
        match found.as_slice() {
            [one] => Ok(Some(*one)),
            _ => Err(Contradiction),
        }
    };
    second.indicatori.iter().map(of).collect()
}

fn agrees<T>(first: &Field<T>, second: &Field<T>) -> bool {
    first
        .raw()
        .zip(second.raw())
        .is_none_or(|(a, b)| a.trim() == b.trim() || fold(a) == fold(b) && !fold(a).is_empty())
}

fn indicatore_agrees(first: &Indicatore, second: &Indicatore) -> bool {
    let results = second
        .conseguito
        .iter()
        .all(|(scadenza, field)| first.conseguito.get(scadenza).is_none_or(|known| agrees(known, field)));
    results
        && agrees(&first.valore_atteso, &second.valore_atteso)
        && agrees(&first.peso, &second.peso)
        && agrees(&first.verifica, &second.verifica)
        && agrees(&first.valore_ndv, &second.valore_ndv)
}

fn complete_indicatore(first: &mut Indicatore, second: &Indicatore) {
    for (scadenza, field) in &second.conseguito {
        fill(first.conseguito.entry(*scadenza).or_default(), field);
    }
    fill(&mut first.descrizione, &second.descrizione);
    fill(&mut first.misura, &second.misura);
    fill(&mut first.valore_atteso, &second.valore_atteso);
    fill(&mut first.peso, &second.peso);
    fill(&mut first.verifica, &second.verifica);
    fill(&mut first.valore_ndv, &second.valore_ndv);
}

fn fill<T: Clone>(known: &mut Field<T>, more: &Field<T>) {
    *known = std::mem::take(known).or(more.clone());
}
