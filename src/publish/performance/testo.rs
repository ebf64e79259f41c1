//! The words of the performance annex: titles, what was typed, why, and by which deed. Text only; no figure is made.

use crate::compute::esito::{Esito, EsitoIndicatore, Evidenza};
use crate::model::{Indicatore, Obiettivo, Scadenza, Scheda, Stato, Verifica};
use crate::place::Field;
use crate::publish::figure::{UNKNOWN, one_line, short};
use crate::publish::gruppo::Gruppo;

/// The name of a group, with who is responsible.
pub(super) fn band(gruppo: &Gruppo<'_>) -> String {
    let nome = match gruppo.area {
        Some(area) => format!("AREA {}", area.nome),
        None => "OBIETTIVI TRASVERSALI".to_owned(),
    };
    match gruppo.responsabile() {
        Some(responsabile) => format!("{nome} – Responsabile: {}", one_line(responsabile)),
        None => nome,
    }
}

/// The name of an obiettivo, with the sheet that describes it.
pub(super) fn subband(obiettivo: &Obiettivo) -> String {
    let name = format!("{}. {}", obiettivo.chiave.numero, title(obiettivo));
    match &obiettivo.scheda {
        Some(scheda) => format!("{name} – {} › {}", scheda.place.file, one_line(&scheda.place.sheet)),
        None => name,
    }
}

/// The title, from the scheda or else from the pesatura.
pub(super) fn title(obiettivo: &Obiettivo) -> String {
    obiettivo.titolo().map_or_else(|| UNKNOWN.to_owned(), |cited| one_line(&cited.value))
}

/// Who is responsible: as the scheda says, else as the Area's other schede do.
pub(super) fn responsabile(obiettivo: &Obiettivo, gruppo: &Gruppo<'_>) -> String {
    let own = obiettivo.scheda.as_ref().and_then(|scheda| scheda.responsabile.value()).map(String::as_str);
    own.or(gruppo.responsabile()).map_or_else(|| UNKNOWN.to_owned(), one_line)
}

/// A box as typed.
pub(super) fn typed<T>(field: &Field<T>) -> String {
    field.raw().map(one_line).filter(|text| !text.is_empty()).unwrap_or_else(|| UNKNOWN.to_owned())
}

/// What is measured, and how where the form says it apart.
pub(super) fn indicatore(indicatore: &Indicatore) -> String {
    let words = text(&indicatore.descrizione).unwrap_or_else(|| UNKNOWN.to_owned());
    match text(&indicatore.misura) {
        Some(misura) => format!("{words} ({misura})"),
        None => words,
    }
}

/// What the verification says, and the Nucleo.
pub(super) fn verifica(indicatore: &Indicatore) -> String {
    let box_says = match &indicatore.verifica {
        Field::Filled(cited) => Some(match &cited.value {
            Verifica::Realizzato => "realizzato".to_owned(),
            Verifica::NonRealizzato => "non realizzato".to_owned(),
            Verifica::InParte(share) => format!("in parte: {} %", short(*share)),
        }),
        Field::Unreadable(cited) => Some(format!("«{}»", one_line(&cited.raw))),
        Field::Blank(_) | Field::Absent => None,
    };
    let nucleo = indicatore.valore_ndv.raw().map(|raw| format!("Nucleo: {}", one_line(raw)));
    joined([box_says, nucleo], "; ").unwrap_or_else(|| UNKNOWN.to_owned())
}

/// How the degree came about at each deadline, or what it is waiting for; deadlines that say the same, together.
pub(super) fn riscontro(esito: Option<&EsitoIndicatore>, scadenze: &[Scadenza]) -> String {
    let Some(esito) = esito else { return UNKNOWN.to_owned() };
    let mut said: Vec<(String, Vec<String>)> = Vec::new();
    for scadenza in scadenze {
        let words = match (esito.realizzazione.get(scadenza), esito.sospeso.get(scadenza)) {
            (Some((derived, _)), _) => one_line(&derived.formula),
            (None, Some(why)) => format!("in sospeso: {}", one_line(why)),
            (None, None) => continue,
        };
        match said.iter_mut().find(|(known, _)| *known == words) {
            Some((_, when)) => when.push(scadenza.to_string()),
            None => said.push((words, vec![scadenza.to_string()])),
        }
    }
    let lines = said.iter().map(|(words, when)| match when.len() == scadenze.len() {
        true => words.clone(),
        false => format!("al {}: {words}", when.join(", ")),
    });
    let all: Vec<String> = lines.collect();
    let unweighed = (esito.peso.is_none()).then(|| "non entra nel grado di quest'anno".to_owned());
    joined([Some(all.join("\n")).filter(|text| !text.is_empty()), unweighed], "\n")
        .unwrap_or_else(|| UNKNOWN.to_owned())
}

/// Why late or not done, what became of the obiettivo, and what else must be known of it.
pub(super) fn motivazione(obiettivo: &Obiettivo) -> String {
    let scheda = obiettivo.scheda.as_ref();
    let stato = match &obiettivo.stato {
        Stato::Attivo => None,
        Stato::Ritirato(cited) => Some(format!("OBIETTIVO RITIRATO: {}", one_line(&cited.value))),
        Stato::Neutralizzato(cited) => Some(format!("OBIETTIVO NEUTRALIZZATO: {}", one_line(&cited.value))),
    };
    let copia = obiettivo
        .copia_di
        .as_ref()
        .map(|chiave| format!("Stesso obiettivo di {chiave}: per l'Ente conta una volta sola."));
    let said = scheda.and_then(|scheda| text(&scheda.motivazione));
    // the text that withdraws an obiettivo is often its motivazione: once is enough
    let said = said.filter(|said| !stato.as_ref().is_some_and(|stato| stato.contains(said.as_str())));
    let interne =
        scheda.and_then(|scheda| text(&scheda.cause_interne)).map(|text| format!("Cause interne: {text}"));
    let esterne =
        scheda.and_then(|scheda| text(&scheda.cause_esterne)).map(|text| format!("Cause esterne: {text}"));
    joined([stato, said, interne, esterne, copia], "\n").unwrap_or_else(|| UNKNOWN.to_owned())
}

/// The deed that attests the result.
pub(super) fn atto(scheda: Option<&Scheda>) -> String {
    scheda.map_or_else(|| UNKNOWN.to_owned(), |scheda| typed(&scheda.atto_conclusivo))
}

/// What the degree rests on at the last deadline, counted: `3 da valori conseguiti, 1 da verifica; 2 in sospeso`.
pub(super) fn riscontri(obiettivo: &Obiettivo, esito: Option<&Esito>, last: Scadenza) -> String {
    let Some(esito) = esito.filter(|_| obiettivo.scheda.is_some()) else {
        return "scheda non trovata".to_owned();
    };
    if esito.dichiarata {
        return "solo la percentuale complessiva scritta sulla scheda".to_owned();
    }
    let counted = || esito.indicatori.iter().filter(|one| one.peso.is_some());
    let from = |evidenza: Evidenza, words: &str| {
        let found =
            counted().filter_map(|one| one.realizzazione.get(&last)).filter(|(_, kind)| *kind == evidenza);
        match found.count() {
            0 => None,
            many => Some(format!("{many} {words}")),
        }
    };
    let waiting = match counted().filter(|one| !one.realizzazione.contains_key(&last)).count() {
        0 => None,
        many => Some(format!("{many} in sospeso")),
    };
    let parts = [
        from(Evidenza::Nucleo, "dal Nucleo"),
        from(Evidenza::Verifica, "da verifica"),
        from(Evidenza::Conseguito, "da valore conseguito"),
        waiting,
    ];
    joined(parts, ", ").unwrap_or_else(|| "nessun indicatore".to_owned())
}

fn text(field: &Field<String>) -> Option<String> {
    match field {
        Field::Unreadable(cited) => Some(one_line(&cited.raw)),
        _ => field.value().map(|text| one_line(text)),
    }
    .filter(|text| !text.is_empty())
}

fn joined<const N: usize>(parts: [Option<String>; N], between: &str) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { None } else { Some(parts.join(between)) }
}
