//! The values that differ, in the text for the deed: said one by one where they are few and short, else counted.

use super::list;
use crate::confronto::{Differenza, Materia, Scritto, Tipo, Variazione};
use crate::publish::figure::one_line;
use crate::publish::variazioni::Variazioni;
use crate::publish::variazioni::parole::{capital, obiettivo, posto, quanti, scritto};

/// Letters of a value that is still quoted whole.
const LONG: usize = 160;

/// Obiettivi with values that differ; those in which only results were filled in, or only the year went on, together.
pub(super) fn changed(variazioni: &Variazioni<'_>) -> Vec<String> {
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
pub(super) fn uncompared(variazioni: &Variazioni<'_>) -> Vec<String> {
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
