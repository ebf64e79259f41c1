//! The weights: the points that the Nucleo gave, copied into the box of each scheda, and the peso ponderale that follows.
//!
//! Points are copied from the pesatura only; a weight only where it is known. Nothing goes from a box to the pesatura.

use super::{Intento, Valore, Voce, presente};
use crate::compute::esito::Esito;
use crate::compute::figure::rounded;
use crate::model::Obiettivo;
use crate::place::{Cited, Field};
use crate::regolamento::{Criterio, Regolamento};
use rust_decimal::Decimal;

pub(super) fn intents(
    obiettivo: &Obiettivo,
    esito: &Esito,
    regolamento: &Regolamento,
    intenti: &mut Vec<Intento>,
) {
    for criterio in &regolamento.pesatura.criteri {
        intenti.extend(points(obiettivo, criterio));
    }
    let Some(peso) = &esito.peso_ponderale else { return };
    let printed = rounded(peso.value, regolamento.stampa.decimali).normalize();
    let scheda = obiettivo.scheda.as_ref().map(|scheda| (&scheda.peso.peso_ponderale, Voce::PesoPonderale));
    let riga = obiettivo.pesatura.as_ref().map(|riga| (&riga.peso_ponderale, Voce::PesoInPesatura));
    for (field, voce) in scheda.into_iter().chain(riga) {
        // a weight that is its own source is no news to its box
        if field.place().is_some_and(|place| peso.from.contains(place)) && matches!(field, Field::Filled(_)) {
            continue;
        }
        let equal = |typed: &Cited<Decimal>| is_rounded(typed.value, peso.value);
        let Some((place, presente)) = presente(field, equal) else { continue };
        intenti.push(Intento {
            obiettivo: obiettivo.chiave.clone(),
            voce,
            place,
            presente,
            valore: Valore::Punti(printed),
            formula: peso.formula.clone(),
            fonte: peso.fonte.clone(),
        });
    }
}

fn points(obiettivo: &Obiettivo, criterio: &Criterio) -> Option<Intento> {
    let given = obiettivo.pesatura.as_ref()?.punteggi.get(&criterio.id)?.cited()?;
    let in_range = (Decimal::ZERO..=criterio.massimo).contains(&given.value);
    let field = obiettivo.scheda.as_ref()?.peso.punteggi.get(&criterio.id).filter(|_| in_range)?;
    let (place, presente) = presente(field, |typed| typed.value == given.value)?;
    Some(Intento {
        obiettivo: obiettivo.chiave.clone(),
        voce: Voce::Punti { id: criterio.id.clone(), nome: criterio.nome.clone() },
        place,
        presente,
        valore: Valore::Punti(given.value.normalize()),
        formula: format!("{}, dalla pesatura: {}", criterio.nome, given.place),
        fonte: criterio.fonte.clone(),
    })
}

/// Whether a typed figure is the computed one, but for the rounding of its own last decimal.
pub(super) fn is_rounded(typed: Decimal, computed: Decimal) -> bool {
    let half = Decimal::new(5, typed.normalize().scale().min(26) + 1);
    (typed - computed).abs() <= half
}
