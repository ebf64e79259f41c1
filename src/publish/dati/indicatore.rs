//! The indicatori in the data contract.

use super::grado::{Cifra, PerScadenza, figure, per};
use super::origine::Origine;
use super::{deadlines, text, typed};
use crate::compute::esito::Esito;
use crate::model::{self, Scadenza, Scheda, ValoreAtteso, Verifica};
use serde::Serialize;

/// An indicatore.
#[derive(Serialize)]
pub(super) struct Indicatore<'d> {
    numero: Option<&'d str>,
    descrizione: Option<String>,
    valore_atteso: Option<String>,
    tipo: Option<&'static str>,
    peso: Option<Cifra>,
    conseguito: PerScadenza<Option<String>>,
    verifica: Option<&'static str>,
    in_parte: Option<Cifra>,
    realizzazione: PerScadenza<Option<Cifra>>,
    origine: Origine<'d>,
}

/// The rows of a scheda.
pub(super) fn rows<'d>(
    scheda: &'d Scheda,
    esito: Option<&Esito>,
    scadenze: &[Scadenza],
) -> Vec<Indicatore<'d>> {
    let one = |(at, indicatore): (usize, &'d model::Indicatore)| {
        let esito = esito.and_then(|esito| esito.indicatori.get(at));
        let typed_at = deadlines(scadenze, indicatore.conseguito.iter());
        let (verifica, in_parte) = verifica(indicatore);
        Indicatore {
            numero: indicatore.numero.as_deref(),
            descrizione: text(&indicatore.descrizione),
            valore_atteso: typed(&indicatore.valore_atteso),
            tipo: indicatore.valore_atteso.value().map(tipo),
            peso: figure(indicatore.peso.value().copied()),
            conseguito: per(&typed_at, |at| indicatore.conseguito.get(at).and_then(typed)),
            verifica,
            in_parte,
            realizzazione: per(scadenze, |at| {
                let found = esito.and_then(|esito| esito.realizzazione.get(at));
                figure(found.map(|(derived, _)| derived.value))
            }),
            origine: Origine::from(&indicatore.place),
        }
    };
    scheda.indicatori.iter().enumerate().map(one).collect()
}

fn tipo(atteso: &ValoreAtteso) -> &'static str {
    match atteso {
        ValoreAtteso::SiNo => "si_no",
        ValoreAtteso::Numero(_) => "numero",
        ValoreAtteso::AlMassimo { .. } => "al_massimo",
        ValoreAtteso::Percentuale(_) => "percentuale",
        ValoreAtteso::Rapporto { .. } => "rapporto",
        ValoreAtteso::Scadenza(_) => "scadenza",
        ValoreAtteso::Testo => "testo",
    }
}

/// What the verification box says, and how far where it says in part.
fn verifica(indicatore: &model::Indicatore) -> (Option<&'static str>, Option<Cifra>) {
    match indicatore.verifica.value() {
        None => (None, None),
        Some(Verifica::Realizzato) => (Some("realizzato"), None),
        Some(Verifica::NonRealizzato) => (Some("non_realizzato"), None),
        Some(Verifica::InParte(share)) => (Some("in_parte"), figure(Some(*share))),
    }
}
