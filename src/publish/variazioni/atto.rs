//! The text for the deed: the variations in plain Italian, to be pasted and shortened by whoever writes the deed. UTF-8
//! with its mark and lines as Windows ends them, so that Word and Notepad open it well.
//!
//! Long texts are named and not repeated; results that were only filled in, and dates that only followed the year, are
//! counted. The workbook has them all.

mod valori;

use super::parole::{dell_area, dove, inciso, obiettivo, quanti, scritto, titolo};
use super::{Variazioni, somiglianze};
use crate::confronto::{Riferimento, Sorte, Variazione};
use crate::publish::figure::one_line;

/// The file's bytes.
pub(super) fn bytes(variazioni: &Variazioni<'_>) -> Vec<u8> {
    let text = format!("\u{feff}{}\n", lines(variazioni).join("\n"));
    text.replace('\n', "\r\n").into_bytes()
}

fn lines(variazioni: &Variazioni<'_>) -> Vec<String> {
    let confronto = variazioni.confronto;
    let mut lines = vec![variazioni.ente().to_uppercase(), variazioni.titolo().to_uppercase(), String::new()];
    for text in &confronto.avvertenze {
        lines.extend([format!("ATTENZIONE: {text}."), String::new()]);
    }
    lines.push(opening(variazioni));
    let told: [(&str, Vec<String>); 5] = [
        ("Obiettivi ritirati", each(variazioni, withdrawn)),
        ("Obiettivi aggiunti o ripresi", each(variazioni, added)),
        ("Obiettivi che passano ad altra Area", each(variazioni, moved)),
        ("Obiettivi che cambiano numero", each(variazioni, renumbered)),
        ("Da decidere", doubts(variazioni)),
    ];
    for (heading, items) in told {
        if !items.is_empty() {
            lines.extend([String::new(), heading.to_uppercase()]);
            lines.extend(list(items));
        }
    }
    lines.extend(valori::changed(variazioni));
    lines.extend(valori::uncompared(variazioni));
    if let Some(copied) = &confronto.somiglianze {
        let words = somiglianze::summary(copied);
        lines.extend([String::new(), "SOMIGLIANZA CON IL PIANO DELL'ANNO PRECEDENTE".to_owned(), words]);
    }
    lines.extend(unread(variazioni));
    lines
}

fn opening(variazioni: &Variazioni<'_>) -> String {
    let confronto = variazioni.confronto;
    let anno = |anno: Option<i16>| anno.map(|anno| format!(" {anno}")).unwrap_or_default();
    let start = format!(
        "Rispetto al piano{} (cartella «{}», {})",
        anno(confronto.prima.anno),
        variazioni.prima.nome,
        quanti(confronto.prima.obiettivi, "obiettivo", "obiettivi"),
    );
    let end = format!(
        "il piano{} (cartella «{}», {})",
        anno(confronto.dopo.anno),
        variazioni.dopo.nome,
        quanti(confronto.dopo.obiettivi, "obiettivo", "obiettivi"),
    );
    match confronto.is_unchanged() {
        true => format!("{start}, {end} non presenta variazioni."),
        false => format!(
            "{start}, {end} presenta le variazioni che seguono. Ogni valore, con la cella da cui viene, è nel foglio \
             «Differenze» di Variazioni.xlsx."
        ),
    }
}

fn each(variazioni: &Variazioni<'_>, say: fn(&Variazione) -> Option<String>) -> Vec<String> {
    variazioni.confronto.variazioni.iter().filter_map(say).collect()
}

fn withdrawn(one: &Variazione) -> Option<String> {
    let named = |side: &Option<Riferimento>| side.as_ref().map(|side| format!("l'{}", inciso(side)));
    match one.sorte {
        Sorte::Assente if one.incerto => Some(format!(
            "{} non è fra quelli letti: da verificare, perché una parte delle cartelle non si è potuta leggere",
            named(&one.prima)?
        )),
        Sorte::Assente => Some(format!("{} non è più nel piano", named(&one.prima)?)),
        Sorte::Ritirato => Some(format!("{} è ritirato{}", named(&one.dopo)?, deed(one))),
        Sorte::Neutralizzato => Some(format!("{} è neutralizzato{}", named(&one.dopo)?, deed(one))),
        Sorte::Rimasto | Sorte::Aggiunto | Sorte::Ripreso => None,
    }
}

/// What the form says of the withdrawal.
fn deed(one: &Variazione) -> String {
    one.stato().map(|stato| format!(": «{}»", one_line(&scritto(&stato.dopo.scritto)))).unwrap_or_default()
}

fn added(one: &Variazione) -> Option<String> {
    let named = one.dopo.as_ref().map(inciso)?;
    match one.sorte {
        Sorte::Aggiunto if one.incerto => Some(format!(
            "l'{named} è aggiunto: da verificare, perché una parte delle cartelle non si è potuta leggere"
        )),
        Sorte::Aggiunto => one.dopo.as_ref().map(|dopo| format!("è aggiunto l'{}", obiettivo(dopo))),
        Sorte::Ripreso => Some(format!("l'{named} è ripreso")),
        _ => None,
    }
}

fn moved(one: &Variazione) -> Option<String> {
    let (prima, dopo) = (one.prima.as_ref()?, one.dopo.as_ref().filter(|_| one.spostato)?);
    let known = inciso(prima);
    Some(format!("l'{known} diventa il n. {} {}", dopo.chiave.numero, dell_area(&dopo.chiave.ambito)))
}

fn renumbered(one: &Variazione) -> Option<String> {
    let (prima, dopo) = (one.prima.as_ref()?, one.dopo.as_ref()?);
    let only = one.rinumerato && !one.spostato;
    only.then(|| format!("l'{} prende il n. {}", inciso(prima), dopo.chiave.numero))
}

fn doubts(variazioni: &Variazioni<'_>) -> Vec<String> {
    let names = |side: &[Riferimento]| {
        let name = |one: &Riferimento| format!("{} «{}»", one.chiave, titolo(one));
        side.iter().map(name).collect::<Vec<_>>().join(", ")
    };
    let say = |one: &crate::confronto::Dubbio| {
        format!(
            "non si può dire quale obiettivo sia diventato quale ({} delle parole in comune): prima {}; dopo {}",
            one.quota,
            names(&one.prima),
            names(&one.dopo)
        )
    };
    variazioni.confronto.dubbi.iter().map(say).collect()
}

fn unread(variazioni: &Variazioni<'_>) -> Vec<String> {
    let all = &variazioni.confronto.incertezze;
    if all.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![String::new(), "PARTI NON LETTE, PER LE QUALI IL CONFRONTO NON È SICURO".to_owned()];
    let say = |one: &crate::confronto::Incertezza| {
        let cartella = variazioni.cartella(one.quale).nome;
        format!("cartella «{cartella}», {}: {}", dove(one), one.rilievo.messaggio)
    };
    lines.extend(list(all.iter().map(say).collect()));
    lines
}

/// Items of a list, ended as in a deed.
pub(super) fn list(items: Vec<String>) -> Vec<String> {
    let last = items.len().saturating_sub(1);
    let end = |(at, item): (usize, String)| {
        let end = if at == last { "." } else { ";" };
        format!("- {item}{end}")
    };
    items.into_iter().enumerate().map(end).collect()
}
