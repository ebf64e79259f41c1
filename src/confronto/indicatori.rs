//! The indicatori of an obiettivo, before and after: which became which, and what differs in each.

use super::abbina::{Item, Matched, matched};
use super::campo::{Pen, Row};
use super::giudizio;
use super::parole::{Bag, Quota};
use super::soglie::Soglie;
use super::{Differenza, Materia, Scritto, Tipo, Valore};
use crate::model::{Indicatore, Scadenza, Scheda};
use crate::place::Field;

/// Compares them; by position, which indicatore after is which one before.
pub(super) fn compare(pen: &mut Pen, prima: &Scheda, dopo: &Scheda) -> Vec<(usize, usize)> {
    let misure = &Soglie::embedded().indicatori;
    let (before, after) = (items(&prima.indicatori), items(&dopo.indicatori));
    let found = matched(&before, &after, misure);
    for pair in &found.pairs {
        let (Some(one), Some(other)) = (prima.indicatori.get(pair.before), dopo.indicatori.get(pair.after))
        else {
            continue;
        };
        let (numero, numero_dopo) = (printed(one, pair.before), printed(other, pair.after));
        if numero != numero_dopo {
            pen.write(renumbered(one, other, (&numero, &numero_dopo), pair.likeness));
        } else {
            let voce = format!("numero stampato dell'indicatore {numero}");
            let (a, b) = ((one.numero.clone(), &one.place), (other.numero.clone(), &other.place));
            pen.said(Materia::Indicatori, &voce, a, b);
        }
        values(pen, &numero_dopo, one, other);
        results(pen, &numero_dopo, one, other);
    }
    doubts(pen, &found, &prima.indicatori, &dopo.indicatori);
    for at in found.only_before {
        let Some(one) = prima.indicatori.get(at) else { continue };
        if let Some(text) = whole(one) {
            let voce = format!("indicatore {}", printed(one, at));
            pen.gone(Materia::Indicatori, &voce, Valore::made(text, &one.place));
        }
    }
    for at in found.only_after {
        let Some(one) = dopo.indicatori.get(at) else { continue };
        if let Some(text) = whole(one) {
            let voce = format!("indicatore {}", printed(one, at));
            pen.new_one(Materia::Indicatori, &voce, Valore::made(text, &one.place));
        }
    }
    found.pairs.iter().map(|pair| (pair.before, pair.after)).collect()
}

fn items(indicatori: &[Indicatore]) -> Vec<Item> {
    let misure = &Soglie::embedded().indicatori;
    let item = |(at, one): (usize, &Indicatore)| {
        let words = [one.descrizione.raw(), one.misura.raw()];
        Item {
            key: printed(one, at),
            group: String::new(),
            name: Bag::default(),
            parts: vec![
                (misure.peso("descrizione"), Bag::new(words.into_iter().flatten())),
                (misure.peso("valore_atteso"), Bag::new(one.valore_atteso.raw())),
            ],
        }
    };
    indicatori.iter().enumerate().map(item).collect()
}

/// Its number as printed, else its position.
fn printed(indicatore: &Indicatore, at: usize) -> String {
    indicatore.numero.clone().unwrap_or_else(|| (at + 1).to_string())
}

fn renumbered(
    one: &Indicatore,
    other: &Indicatore,
    (numero, numero_dopo): (&str, &str),
    likeness: Option<Quota>,
) -> Differenza {
    let shared = likeness.unwrap_or(Quota(0));
    let nota = match shared == Quota::TUTTE {
        true => "riconosciuto dal testo, che è lo stesso".to_owned(),
        false => format!("riconosciuto dalla somiglianza: {shared} delle parole in comune"),
    };
    Differenza {
        materia: Materia::Indicatori,
        voce: format!("numero dell'indicatore {numero_dopo}"),
        tipo: Tipo::Cambiato,
        prima: Valore::made(numero.to_owned(), &one.place),
        dopo: Valore::made(numero_dopo.to_owned(), &other.place),
        nota: Some(nota),
    }
}

fn values(pen: &mut Pen, numero: &str, one: &Indicatore, other: &Indicatore) {
    let (materia, anni) = (Materia::Indicatori, pen.anni);
    let voce = |what: &str| format!("{what} dell'indicatore {numero}");
    pen.text(materia, &voce("descrizione"), &one.descrizione, &other.descrizione);
    pen.text(materia, &voce("misura"), &one.misura, &other.misura);
    pen.field(materia, &voce("valore atteso"), &one.valore_atteso, &other.valore_atteso, |a, b| {
        giudizio::atteso(a, b, anni)
    });
    let year = |indicatore: &Indicatore| indicatore.anno.map(|anno| anno.to_string());
    pen.said(materia, &voce("anno"), (year(one), &one.place), (year(other), &other.place));
    pen.field(materia, &voce("peso"), &one.peso, &other.peso, |a, b| giudizio::percento(a, b, anni));
}

fn results(pen: &mut Pen, numero: &str, one: &Indicatore, other: &Indicatore) {
    let (materia, anni) = (Materia::Risultati, pen.anni);
    for scadenza in deadlines(one, other) {
        let of =
            |indicatore: &Indicatore| indicatore.conseguito.get(&scadenza).cloned().unwrap_or(Field::Absent);
        let voce = format!("valore conseguito al {scadenza} dell'indicatore {numero}");
        pen.field(materia, &voce, &of(one), &of(other), |a, b| giudizio::conseguito(a, b, anni));
    }
    let voce = |what: &str| format!("{what} dell'indicatore {numero}");
    pen.field(materia, &voce("verifica"), &one.verifica, &other.verifica, |a, b| {
        giudizio::verifica(a, b, anni)
    });
    let ndv = voce("valore del Nucleo");
    pen.field(materia, &ndv, &one.valore_ndv, &other.valore_ndv, |a, b| giudizio::percento(a, b, anni));
}

fn deadlines(one: &Indicatore, other: &Indicatore) -> Vec<Scadenza> {
    let mut all: Vec<Scadenza> = one.conseguito.keys().chain(other.conseguito.keys()).copied().collect();
    all.sort();
    all.dedup();
    all
}

/// Everything that an indicatore says.
fn whole(one: &Indicatore) -> Option<String> {
    let mut row = Row::default()
        .and("", &one.descrizione)
        .and("misura", &one.misura)
        .and("valore atteso", &one.valore_atteso)
        .and("peso", &one.peso);
    for (scadenza, field) in &one.conseguito {
        row = row.and(&format!("conseguito al {scadenza}"), field);
    }
    row.and("verifica", &one.verifica).and("valore del Nucleo", &one.valore_ndv).text()
}

/// Those that are equally like: none is chosen, all are told.
fn doubts(pen: &mut Pen, found: &Matched, prima: &[Indicatore], dopo: &[Indicatore]) {
    for doubt in &found.doubts {
        let said = |side: &[Indicatore], positions: &[usize]| {
            let of = |at: &usize| {
                let one = side.get(*at)?;
                Some(format!("{}. {}", printed(one, *at), whole(one).unwrap_or_default()))
            };
            let text = positions.iter().filter_map(of).collect::<Vec<_>>().join("\n");
            let first = positions.first().and_then(|at| side.get(*at));
            Valore { scritto: Scritto::Testo(text), place: first.map(|one| one.place.clone()) }
        };
        let nota = format!(
            "ugualmente simili ({} delle parole in comune): non si può dire quale sia diventato quale",
            doubt.likeness
        );
        pen.write(Differenza {
            materia: Materia::Indicatori,
            voce: "indicatori che hanno cambiato numero".to_owned(),
            tipo: Tipo::NonConfrontabile,
            prima: said(prima, &doubt.before),
            dopo: said(dopo, &doubt.after),
            nota: Some(nota),
        });
    }
}
