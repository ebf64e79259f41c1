//! Explanations: what a rilievo means, and how the figures of an obiettivo came about.

use super::two_decimals;
use crate::check;
use crate::compute::esito::{Derived, Esito, Grado};
use crate::job::Study;
use crate::model::{Chiave, Obiettivo};
use crate::place::Place;
use anyhow::{Result, bail};

/// What a code means, why it matters, what to do.
///
/// # Errors
/// The code does not exist.
pub fn doc(codice: &str) -> Result<String> {
    let upper = codice.to_uppercase();
    let Some(doc) = check::doc(&upper) else {
        bail!(
            "«{codice}» non è il codice di un rilievo: i codici stanno nella colonna «Codice» di «Rilievi», per esempio FAS101"
        );
    };
    Ok(format!(
        "{upper} {}\n\nChe cosa. {}\nPerché. {}\nRimedio. {}",
        doc.nome, doc.che_cosa, doc.perche, doc.rimedio
    ))
}

/// How the figures of an obiettivo came about, with formulas, articles and cells.
///
/// # Errors
/// No obiettivo of this name in the folder.
pub fn explanation(study: &Study, named: &str) -> Result<String> {
    let piano = &study.cartella.piano;
    let wanted = named.to_uppercase();
    let fits = |chiave: &&Chiave| chiave.to_string().to_uppercase() == wanted;
    let Some((chiave, obiettivo)) = piano.obiettivi.iter().find(|(chiave, _)| fits(chiave)) else {
        let known: Vec<String> = piano.obiettivi.keys().map(Chiave::to_string).collect();
        bail!("non c'è un obiettivo «{named}»; quelli letti sono: {}", known.join(", "));
    };
    let mut lines = vec![heading(chiave, obiettivo)];
    if let Some(esito) = study.esiti.obiettivi.get(chiave) {
        lines.extend(figures(esito, obiettivo));
    }
    let own = study.rilievi.iter().filter(|rilievo| rilievo.obiettivo.as_ref() == Some(&chiave.to_string()));
    for rilievo in own {
        let place = super::rilievi::dove(&rilievo.dove);
        lines.push(format!(
            "{} {} – {place}\n   {}",
            rilievo.gravita.word(),
            rilievo.codice,
            rilievo.messaggio
        ));
    }
    Ok(lines.join("\n"))
}

fn heading(chiave: &Chiave, obiettivo: &Obiettivo) -> String {
    let titolo = obiettivo.titolo().map(|titolo| titolo.value.clone()).unwrap_or_default();
    format!("{chiave}  {titolo}")
}

fn figures(esito: &Esito, obiettivo: &Obiettivo) -> Vec<String> {
    let mut lines = Vec::new();
    match &esito.peso_ponderale {
        Some(peso) => lines.push(figure("Peso ponderale", &two_decimals(peso.value), peso)),
        None => lines.push("Peso ponderale: non è noto (manca un punteggio, o non è leggibile)".to_owned()),
    }
    if let Some(relativo) = &esito.peso_relativo {
        lines.push(figure("Peso relativo", &format!("{} %", two_decimals(relativo.value)), relativo));
    }
    let indicatori = obiettivo.scheda.iter().flat_map(|scheda| &scheda.indicatori);
    for (at, (indicatore, esito)) in indicatori.zip(&esito.indicatori).enumerate() {
        let name = indicatore.descrizione.value().cloned().unwrap_or_default();
        lines.push(format!("Indicatore {}: {name}", at + 1));
        for (scadenza, (derived, _)) in &esito.realizzazione {
            lines.push(figure(
                &format!("   al {scadenza}"),
                &format!("{} %", two_decimals(derived.value)),
                derived,
            ));
        }
        lines.extend(
            esito.sospeso.iter().map(|(scadenza, why)| format!("   al {scadenza}: in sospeso – {why}")),
        );
    }
    for (scadenza, derived) in &esito.realizzazione {
        lines.push(figure(&format!("Realizzazione al {scadenza}"), &degree(derived.value), derived));
    }
    for (scadenza, derived) in &esito.avanzamento_atteso {
        let value = format!("{} %", two_decimals(derived.value));
        lines.push(figure(&format!("Avanzamento atteso al {scadenza}"), &value, derived));
    }
    lines.extend(esito.fascia.iter().map(|fascia| format!("Fascia: {fascia}")));
    lines
}

fn degree(grado: Grado) -> String {
    match grado.valore {
        Some(valore) => format!("{} %", two_decimals(valore)),
        None => format!(
            "in sospeso, fra {} % e {} % (evidenze sul {} % del peso)",
            two_decimals(grado.minimo),
            two_decimals(grado.massimo),
            two_decimals(grado.copertura)
        ),
    }
}

fn figure<T>(name: &str, value: &str, derived: &Derived<T>) -> String {
    let cells = cells(&derived.from);
    let mut text = format!("{name}: {value}\n      {}\n      fonte: {}", derived.formula, derived.fonte);
    if !cells.is_empty() {
        text.push_str(&format!("\n      celle: {cells}"));
    }
    text
}

/// The cells, file and sheet said once for those that follow one another in it.
fn cells(places: &[Place]) -> String {
    let mut text = String::new();
    let mut last: Option<&Place> = None;
    for place in places {
        let same = last.is_some_and(|last| last.file == place.file && last.sheet == place.sheet);
        match (same, last) {
            (true, _) => text.push_str(&format!(", {}", place.cells)),
            (false, Some(_)) => text.push_str(&format!("; {place}")),
            (false, None) => text.push_str(&place.to_string()),
        }
        last = Some(place);
    }
    text
}
