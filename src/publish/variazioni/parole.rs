//! The words for what became of an obiettivo and for what a box holds, in the Italian of the office.

use crate::confronto::{Incertezza, Prova, Quota, Riferimento, Scritto, Sorte, Variazione};
use crate::model::{Ambito, Chiave};
use crate::publish::figure::one_line;

/// `RISORSE, n. 3`.
pub(super) fn posto(chiave: &Chiave) -> String {
    format!("{}, n. {}", chiave.ambito.nome(), chiave.numero)
}

/// `dell'Area RISORSE`.
pub(super) fn dell_area(ambito: &Ambito) -> String {
    match ambito {
        Ambito::Trasversale => "trasversale a tutte le Aree".to_owned(),
        Ambito::Area(nome) => format!("dell'Area {nome}"),
    }
}

/// `obiettivo n. 3 dell'Area RISORSE, «Rilevazioni inventariali»`.
pub(super) fn obiettivo(riferimento: &Riferimento) -> String {
    let chiave = &riferimento.chiave;
    let known = format!("obiettivo n. {} {}", chiave.numero, dell_area(&chiave.ambito));
    match &riferimento.titolo {
        Some(titolo) => format!("{known}, «{}»", one_line(titolo)),
        None => known,
    }
}

/// The same inside a sentence, which goes on after it.
pub(super) fn inciso(riferimento: &Riferimento) -> String {
    let comma = if riferimento.titolo.is_some() { "," } else { "" };
    obiettivo(riferimento) + comma
}

/// The title on one line, or that there is none.
pub(super) fn titolo(riferimento: &Riferimento) -> String {
    riferimento.titolo.as_deref().map_or_else(|| "(senza titolo)".to_owned(), one_line)
}

/// What became of an obiettivo, in a few words; none where it only stayed.
pub(super) fn sorte(one: &Variazione) -> Option<String> {
    let mut words = Vec::new();
    match one.sorte {
        Sorte::Aggiunto if one.incerto => words.push("aggiunto, da verificare"),
        Sorte::Aggiunto => words.push("aggiunto"),
        Sorte::Assente if one.incerto => words.push("non trovato, da verificare"),
        Sorte::Assente => words.push("non c'è più"),
        Sorte::Ritirato => words.push("ritirato"),
        Sorte::Neutralizzato => words.push("neutralizzato"),
        Sorte::Ripreso => words.push("ripreso"),
        Sorte::Rimasto => {}
    }
    if one.spostato {
        words.push("passato ad altra Area");
    } else if one.rinumerato {
        words.push("rinumerato");
    }
    (!words.is_empty()).then(|| words.join(", "))
}

/// By what an obiettivo was recognised, or why nothing was found.
pub(super) fn prova(one: &Variazione) -> String {
    match (one.prova, one.stesso_numero) {
        (Some(Prova::Numero(None)), _) => {
            "stessa Area e stesso numero; non c'è testo da confrontare".to_owned()
        }
        (Some(Prova::Numero(Some(quota))), _) => {
            format!("stessa Area e stesso numero; {} in comune", share(quota))
        }
        (Some(Prova::Contenuto(Quota::TUTTE)), _) => "dal contenuto: tutte le parole in comune".to_owned(),
        (Some(Prova::Contenuto(quota)), _) => {
            format!("per somiglianza del contenuto: {} in comune", share(quota))
        }
        (None, Some(quota)) => {
            let side = if one.dopo.is_some() { "prima" } else { "dopo" };
            let words = share(quota);
            format!("con lo stesso numero {side} c'è un obiettivo del tutto diverso ({words} in comune)")
        }
        (None, None) => "nessun obiettivo abbastanza simile".to_owned(),
    }
}

/// `83 % delle parole`.
pub(super) fn share(quota: Quota) -> String {
    format!("{quota} delle parole")
}

/// What a box holds, as it is shown in a table.
pub(super) fn scritto(scritto: &Scritto) -> String {
    match scritto {
        Scritto::Testo(text) => text.trim().to_owned(),
        Scritto::Illeggibile(text) => format!("{} (non capito)", text.trim()),
        Scritto::Presente => "presente".to_owned(),
        Scritto::Vuoto => "(vuoto)".to_owned(),
        Scritto::Assente => "—".to_owned(),
    }
}

/// `file › foglio`, as far as a finding says.
pub(super) fn foglio(incertezza: &Incertezza) -> String {
    let dove = &incertezza.rilievo.dove;
    match (&dove.foglio, dove.file.is_empty()) {
        (_, true) => "tutta la cartella".to_owned(),
        (None, _) => dove.file.to_string(),
        (Some(foglio), _) => format!("{} › {foglio}", dove.file),
    }
}

/// `file › foglio › cella`, as far as a finding says.
pub(super) fn dove(incertezza: &Incertezza) -> String {
    let cell = incertezza.rilievo.dove.celle.map(|celle| format!(" › {}", celle.first));
    foglio(incertezza) + &cell.unwrap_or_default()
}

/// A count with its noun.
pub(super) fn quanti(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// The text with a capital letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
