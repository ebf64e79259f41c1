//! The text for the deed: the variations in plain Italian, to be pasted and shortened by whoever writes the deed. UTF-8
//! with its mark and lines as Windows ends them, so that Word and Notepad open it well.
//!
//! Long texts are named and not repeated; results that were only filled in, and dates that only followed the year, are
//! counted. The workbook has them all.

use super::parole::{dell_area, dove, inciso, obiettivo, posto, quanti, scritto, titolo};
use super::{Variazioni, somiglianze};
use crate::confronto::{Differenza, Materia, Riferimento, Scritto, Sorte, Tipo, Variazione};
use crate::publish::figure::one_line;

/// Letters of a value that is still quoted whole.
const LONG: usize = 160;

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
    lines.extend(changed(variazioni));
    lines.extend(uncompared(variazioni));
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

/// Obiettivi with values that differ; those in which only results were filled in, or only the year went on, together.
fn changed(variazioni: &Variazioni<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    let mut others: Vec<&Variazione> = Vec::new();
    for one in variazioni.confronto.variazioni.iter().filter(|one| one.cambiate() > 0) {
        let items: Vec<String> = one.differenze.iter().filter(|it| is_told(one, it)).map(value).collect();
        match one.riferimento() {
            Some(riferimento) if !items.is_empty() => {
                lines.push(format!("{}:", capital(&obiettivo(riferimento))));
                lines.extend(list(items.into_iter().chain(counted(&[one])).collect()));
            }
            _ => others.push(one),
        }
    }
    let counts = counted(&others);
    if !counts.is_empty() {
        let which = quanti(others.len(), "obiettivo", "obiettivi");
        let which = if lines.is_empty() { which } else { format!("altri {which}") };
        lines.push(format!("In {which}, senza altri cambiamenti:"));
        lines.extend(list(counts));
    }
    if !lines.is_empty() {
        lines.splice(0..0, [String::new(), "VALORI MODIFICATI".to_owned()]);
    }
    lines
}

/// Whether a difference is said by itself: not where there are many of its kind, nor where it has been said.
fn is_told(one: &Variazione, it: &Differenza) -> bool {
    !is_filled_in(it)
        && !matches!(it.tipo, Tipo::UnAnnoDopo | Tipo::NonConfrontabile)
        && !one.is_about_its_place(it)
}

fn is_filled_in(it: &Differenza) -> bool {
    it.materia == Materia::Risultati && it.tipo == Tipo::Aggiunto
}

/// How many there are of those that are not said one by one.
fn counted(all: &[&Variazione]) -> Vec<String> {
    let count =
        |so: fn(&Differenza) -> bool| all.iter().flat_map(|one| &one.differenze).filter(|it| so(it)).count();
    let kinds = [
        (count(is_filled_in), "risultati scritti ora"),
        (count(|it| it.tipo == Tipo::UnAnnoDopo), "anni, date e mesi spostati di un anno esatto"),
    ];
    kinds.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{what}: {n}")).collect()
}

/// Values of which nobody can say whether they changed.
fn uncompared(variazioni: &Variazioni<'_>) -> Vec<String> {
    let mut items = Vec::new();
    for one in &variazioni.confronto.variazioni {
        let Some(name) = one.riferimento().map(|it| posto(&it.chiave)) else { continue };
        let unread = one.differenze.iter().filter(|it| it.tipo == Tipo::NonConfrontabile);
        items.extend(unread.map(|it| {
            let nota = it.nota.as_deref().unwrap_or("non confrontabile");
            format!("{name}, {}: {nota}", it.voce)
        }));
    }
    if items.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![String::new(), "VALORI CHE NON SI SONO POTUTI CONFRONTARE".to_owned()];
    lines.extend(list(items));
    lines
}

fn value(one: &Differenza) -> String {
    let said = |valore: &Scritto| match valore {
        Scritto::Vuoto => "vuoto".to_owned(),
        Scritto::Assente => "assente".to_owned(),
        filled => format!("«{}»", one_line(&scritto(filled))),
    };
    if [&one.prima.scritto, &one.dopo.scritto].contains(&&Scritto::Presente) {
        return format!("{}: {}", one.voce, one.nota.as_deref().unwrap_or("presente da un lato solo"));
    }
    let (prima, dopo) = (said(&one.prima.scritto), said(&one.dopo.scritto));
    let is_long = prima.chars().count().max(dopo.chars().count()) > LONG;
    let text = match one.tipo {
        Tipo::Aggiunto if is_long => "aggiunto".to_owned(),
        Tipo::Tolto if is_long => "tolto".to_owned(),
        _ if is_long => "testo modificato".to_owned(),
        Tipo::Aggiunto if one.prima.scritto == Scritto::Assente => format!("aggiunto: {dopo}"),
        Tipo::Tolto if one.dopo.scritto == Scritto::Assente => format!("tolto: era {prima}"),
        _ => format!("da {prima} a {dopo}"),
    };
    match &one.nota {
        Some(nota) => format!("{}: {text} ({nota})", one.voce),
        None => format!("{}: {text}", one.voce),
    }
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
fn list(items: Vec<String>) -> Vec<String> {
    let last = items.len().saturating_sub(1);
    let end = |(at, item): (usize, String)| {
        let end = if at == last { "." } else { ";" };
        format!("- {item}{end}")
    };
    items.into_iter().enumerate().map(end).collect()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
