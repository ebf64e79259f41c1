//! The rows of the monitoring tables. Their results belong to the indicatori, where they are compared; here is what the
//! table says by itself, and the results of rows that nobody could attach to an indicatore.

use super::abbina::{Item, matched};
use super::campo::{Pen, Row};
use super::giudizio;
use super::parole::Bag;
use super::soglie::Soglie;
use super::{Materia, Valore};
use crate::model::{Rilevazione, Scadenza, Scheda};
use crate::place::Field;

/// Compares them; `pairs` says which indicatore after is which before.
pub(super) fn compare(pen: &mut Pen, prima: &Scheda, dopo: &Scheda, pairs: &[(usize, usize)]) {
    let after_of = |at: usize| pairs.iter().find(|(before, _)| *before == at).map(|(_, after)| *after);
    let before = items(&prima.monitoraggio, after_of);
    let after = items(&dopo.monitoraggio, Some);
    let found = matched(&before, &after, &Soglie::embedded().indicatori);
    for pair in &found.pairs {
        let (Some(one), Some(other)) =
            (prima.monitoraggio.get(pair.before), dopo.monitoraggio.get(pair.after))
        else {
            continue;
        };
        rows(pen, pair.after + 1, one, other);
    }
    // rows that name an indicatore say nothing more than it does
    let alone = |rows: &'_ [Rilevazione], at: usize| {
        let riga = rows.get(at).filter(|riga| riga.indicatori.is_empty())?;
        Some(Valore::made(whole(riga)?, &riga.place))
    };
    let sides = found.doubts.iter();
    let doubtful_before = sides.clone().flat_map(|doubt| doubt.before.clone());
    let doubtful_after = sides.flat_map(|doubt| doubt.after.clone());
    for at in found.only_before.into_iter().chain(doubtful_before) {
        if let Some(valore) = alone(&prima.monitoraggio, at) {
            pen.gone(Materia::Risultati, &format!("riga {} del monitoraggio", at + 1), valore);
        }
    }
    for at in found.only_after.into_iter().chain(doubtful_after) {
        if let Some(valore) = alone(&dopo.monitoraggio, at) {
            pen.new_one(Materia::Risultati, &format!("riga {} del monitoraggio", at + 1), valore);
        }
    }
}

fn items(rows: &[Rilevazione], indicatore: impl Fn(usize) -> Option<usize>) -> Vec<Item> {
    let item = |(at, riga): (usize, &Rilevazione)| {
        let of = match riga.indicatori.as_slice() {
            [one] => indicatore(*one),
            _ => None,
        };
        Item {
            key: of.map_or_else(|| format!("riga {at}"), |of| format!("indicatore {of}")),
            group: String::new(),
            name: Bag::default(),
            parts: vec![(1, Bag::new(riga.descrizione.raw()))],
        }
    };
    rows.iter().enumerate().map(item).collect()
}

fn rows(pen: &mut Pen, numero: usize, one: &Rilevazione, other: &Rilevazione) {
    let (materia, anni) = (Materia::Risultati, pen.anni);
    let of = format!("nella riga {numero} del monitoraggio");
    pen.text(materia, &format!("indicatore {of}"), &one.descrizione, &other.descrizione);
    let voce = format!("valore atteso {of}");
    pen.field(materia, &voce, &one.valore_atteso, &other.valore_atteso, |a, b| giudizio::atteso(a, b, anni));
    let is_told = |riga: &Rilevazione| !riga.indicatori.is_empty();
    if is_told(one) && is_told(other) {
        return;
    }
    let mut deadlines: Vec<Scadenza> =
        one.conseguito.keys().chain(other.conseguito.keys()).copied().collect();
    deadlines.sort();
    deadlines.dedup();
    for scadenza in deadlines {
        let at = |riga: &Rilevazione| riga.conseguito.get(&scadenza).cloned().unwrap_or(Field::Absent);
        let voce = format!("valore conseguito al {scadenza} {of}");
        pen.field(materia, &voce, &at(one), &at(other), |a, b| giudizio::conseguito(a, b, anni));
    }
}

fn whole(riga: &Rilevazione) -> Option<String> {
    let mut row = Row::default();
    for (scadenza, field) in &riga.conseguito {
        row = row.and(&format!("conseguito al {scadenza}"), field);
    }
    let results = row.text()?;
    let about = Row::default().and("", &riga.descrizione).and("valore atteso", &riga.valore_atteso).text();
    Some(about.into_iter().chain([results]).collect::<Vec<_>>().join("\n"))
}
