//! The code of a row against the plan as it is now: is it of this municipality, of this year, of a deadline that is
//! asked about, of an indicatore that is still there and still says the same?

use super::codice;
use super::domanda::{named, within_year};
use super::foglio::Riga;
use super::impronta;
use super::raccolta::Richiesta;
use crate::model::{Piano, Stato};
use crate::rilievo::{Gravita, Rilievo};

/// What the code of a row turned out to be.
pub(super) enum Esame {
    /// It is about the indicatore at this position of its obiettivo.
    Buono(usize),
    /// The scheda has changed since.
    Superato,
    /// It is about something else.
    Estraneo,
}

/// Looks at a row's code. What concerns the whole sheet (another municipality, another year) is told by the caller, once.
pub(super) fn examine(riga: &Riga, richiesta: &Richiesta<'_>, rilievi: &mut Vec<Rilievo>) -> Esame {
    let codice = &riga.codice;
    let mut say = |code, gravita, text: String| {
        rilievi.push(Rilievo::new(code, gravita, &riga.place, text).su(codice.chiave.to_string()));
    };
    let gravita = if riga.celle.is_empty() { Gravita::Nota } else { Gravita::Errore };
    let answered = if riga.celle.is_empty() { "" } else { "; la risposta non è stata usata" };
    let Some(obiettivo) = richiesta.piano.obiettivi.get(&codice.chiave) else {
        say("RIS107", gravita, format!("l'obiettivo {} non è più nel piano{answered}", codice.chiave));
        return Esame::Estraneo;
    };
    if obiettivo.stato != Stato::Attivo {
        let word = if matches!(obiettivo.stato, Stato::Ritirato(_)) { "ritirato" } else { "neutralizzato" };
        say("RIS107", gravita, format!("l'obiettivo {} è stato {word}{answered}", codice.chiave));
        return Esame::Estraneo;
    }
    let now = obiettivo.scheda.iter().flat_map(|scheda| &scheda.indicatori);
    let same: Vec<usize> = now
        .enumerate()
        .filter(|(_, indicatore)| impronta::of_indicatore(obiettivo, indicatore) == codice.impronta)
        .map(|(at, _)| at)
        .collect();
    match same.as_slice() {
        _ if same.contains(&codice.indicatore) => Esame::Buono(codice.indicatore),
        [only] => {
            let text = format!(
                "{} era al posto {} quando il foglio è stato preparato: la risposta è andata al suo posto di adesso",
                named(richiesta.piano, &codice.chiave, *only),
                codice.indicatore + 1
            );
            say("RIS109", Gravita::Nota, text);
            Esame::Buono(*only)
        }
        _ => {
            let text = format!(
                "la scheda è cambiata da quando il foglio è stato preparato (titolo, testo o valore atteso del{}){answered}",
                named(richiesta.piano, &codice.chiave, codice.indicatore)
            );
            say("RIS108", gravita.min(Gravita::Avviso), text);
            Esame::Superato
        }
    }
}

/// Why a whole sheet of rows is not of this plan; `None` if it is.
pub(super) fn foreign(riga: &Riga, richiesta: &Richiesta<'_>) -> Option<(&'static str, Gravita, String)> {
    let piano = richiesta.piano;
    let codice = &riga.codice;
    if !enti(piano).contains(&codice.ente) {
        let own = piano.ente.value().map_or("senza nome", String::as_str);
        return Some(("RIS106", Gravita::Errore, format!("sono risposte di un altro ente, non di «{own}»")));
    }
    let anno = codice.scadenza.year();
    if let Some(own) = piano.anno.filter(|own| *own != anno) {
        return Some((
            "RIS106",
            Gravita::Errore,
            format!("sono risposte del {anno}, e le schede sono del {own}"),
        ));
    }
    let scadenza = within_year(codice.scadenza);
    match richiesta.scadenza {
        Some(asked) if asked != scadenza => {
            let text = format!("sono risposte al {scadenza}: si stanno raccogliendo quelle al {asked}");
            Some(("RIS106", Gravita::Avviso, text))
        }
        None if !piano.scadenze.is_empty() && !piano.scadenze.contains(&scadenza) => {
            let text = format!("sono risposte al {scadenza}, che non è fra le scadenze delle schede");
            Some(("RIS106", Gravita::Errore, text))
        }
        _ => None,
    }
}

/// The numbers of every name of the municipality that the schede print: they may differ by a word.
fn enti(piano: &Piano) -> Vec<u32> {
    let schede = piano.obiettivi.values().filter_map(|one| one.scheda.as_ref());
    let names = schede.filter_map(|scheda| scheda.ente.value()).chain(piano.ente.value());
    let mut found: Vec<u32> = names.map(|name| codice::ente(name)).collect();
    if found.is_empty() {
        found.push(codice::ente(""));
    }
    found
}
