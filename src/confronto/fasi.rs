//! The phases of an obiettivo, before and after, over all its timetables: which became which, and what differs in each.

use super::abbina::{Item, Matched, matched};
use super::anni::Anni;
use super::campo::{Pen, Row};
use super::giudizio;
use super::mesi::{self, InTable};
use super::parole::{Bag, Quota};
use super::soglie::Soglie;
use super::{Differenza, Materia, Scritto, Tipo, Valore};
use crate::model::{Cronoprogramma, Scheda};

/// A phase with its timetable, and what it is called.
struct Step<'a> {
    at: InTable<'a>,
    /// Which timetable of the second plan it stands in, or would.
    table: usize,
    /// Its number as printed, else its position.
    numero: String,
    nome: String,
}

/// Compares them.
pub(super) fn compare(
    pen: &mut Pen,
    (prima, anno): (&Scheda, Option<i16>),
    (dopo, anno_dopo): (&Scheda, Option<i16>),
) {
    let tables = tables(&prima.cronoprogrammi, &dopo.cronoprogrammi, pen.anni);
    let of_before = |at: usize| tables.iter().find(|(before, _)| *before == at).map(|(_, after)| *after);
    // a timetable that is gone has a place of its own, after all the others
    let gone = |at: usize| dopo.cronoprogrammi.len() + at;
    let dated = is_dated(&prima.cronoprogrammi, &dopo.cronoprogrammi, &tables);
    let before = steps(&prima.cronoprogrammi, (anno, dated), |at| of_before(at).unwrap_or_else(|| gone(at)));
    let after = steps(&dopo.cronoprogrammi, (anno_dopo, dated), |at| at);
    let found = matched(&items(&before), &items(&after), &Soglie::embedded().fasi);
    for pair in &found.pairs {
        if let (Some(one), Some(other)) = (before.get(pair.before), after.get(pair.after)) {
            step(pen, one, other, pair.likeness);
        }
    }
    doubts(pen, &found, &before, &after);
    for one in found.only_before.iter().filter_map(|at| before.get(*at)) {
        if let Some(text) = whole(one) {
            pen.gone(Materia::Fasi, &one.nome, Valore::made(text, &one.at.fase.place));
        }
    }
    for one in found.only_after.iter().filter_map(|at| after.get(*at)) {
        if let Some(text) = whole(one) {
            pen.new_one(Materia::Fasi, &one.nome, Valore::made(text, &one.at.fase.place));
        }
    }
    totals(pen, &tables, &prima.cronoprogrammi, &dopo.cronoprogrammi);
}

/// A way of telling that two timetables are one.
type Fits = fn(&Cronoprogramma, &Cronoprogramma) -> bool;

const SAME_YEAR: Fits = |one, other| one.anno.is_some() && one.anno == other.anno;
const YEAR_AFTER: Fits = |one, other| {
    let after = one.anno.and_then(|anno| anno.checked_add(1));
    after.is_some() && after == other.anno
};
const NO_YEAR: Fits = |one, other| one.anno.is_none() || other.anno.is_none();

/// Which timetable is which: of one year; between plans of consecutive years also of the year after, if the phases are
/// more alike so.
fn tables(prima: &[Cronoprogramma], dopo: &[Cronoprogramma], anni: Anni) -> Vec<(usize, usize)> {
    if !anni.are_consecutive() {
        return paired(prima, dopo, [SAME_YEAR, NO_YEAR]);
    }
    let same = paired(prima, dopo, [SAME_YEAR, YEAR_AFTER, NO_YEAR]);
    let later = paired(prima, dopo, [YEAR_AFTER, SAME_YEAR, NO_YEAR]);
    let alike = |pairs: &[(usize, usize)]| -> u32 {
        let both = pairs.iter().filter_map(|(at, place)| Some((prima.get(*at)?, dopo.get(*place)?)));
        both.filter_map(|(one, other)| words(one).likeness(&words(other))).map(|Quota(share)| share).sum()
    };
    if alike(&later) > alike(&same) { later } else { same }
}

/// The words of all the phases of a timetable.
fn words(tabella: &Cronoprogramma) -> Bag {
    Bag::new(tabella.fasi.iter().filter_map(|fase| fase.descrizione.raw()))
}

/// The timetables that fit, one way after the other; each is taken once.
fn paired<const N: usize>(
    prima: &[Cronoprogramma],
    dopo: &[Cronoprogramma],
    ways: [Fits; N],
) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for fits in ways {
        for (at, one) in prima.iter().enumerate() {
            if pairs.iter().any(|(before, _)| *before == at) {
                continue;
            }
            let free = |place: usize| pairs.iter().all(|(_, after)| *after != place);
            let found = dopo.iter().enumerate().find(|(place, other)| free(*place) && fits(one, other));
            pairs.extend(found.map(|(place, _)| (at, place)));
        }
    }
    pairs
}

/// Whether a phase is called by its year too: there are several timetables, or one that is of no other.
fn is_dated(prima: &[Cronoprogramma], dopo: &[Cronoprogramma], pairs: &[(usize, usize)]) -> bool {
    prima.len() > 1 || dopo.len() > 1 || pairs.len() < prima.len().min(dopo.len())
}

fn steps(
    tables: &[Cronoprogramma],
    (anno, dated): (Option<i16>, bool),
    table_of: impl Fn(usize) -> usize,
) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    for (table, tabella) in tables.iter().enumerate() {
        for (at, fase) in tabella.fasi.iter().enumerate() {
            let numero = fase.numero.clone().unwrap_or_else(|| (at + 1).to_string());
            let nome = match tabella.anno.filter(|_| dated) {
                Some(year) => format!("fase {numero} ({year})"),
                None => format!("fase {numero}"),
            };
            steps.push(Step { at: InTable { fase, tabella, anno }, table: table_of(table), numero, nome });
        }
    }
    steps
}

fn items(steps: &[Step<'_>]) -> Vec<Item> {
    let misure = &Soglie::embedded().fasi;
    let item = |step: &Step<'_>| Item {
        key: format!("{}/{}", step.table, step.numero),
        group: step.table.to_string(),
        name: Bag::default(),
        parts: vec![(misure.peso("descrizione"), Bag::new(step.at.fase.descrizione.raw()))],
    };
    steps.iter().map(item).collect()
}

fn step(pen: &mut Pen, one: &Step<'_>, other: &Step<'_>, likeness: Option<Quota>) {
    if (one.table, &one.numero) != (other.table, &other.numero) {
        pen.write(moved(one, other, likeness.unwrap_or(Quota(0))));
    }
    let (materia, anni, nome) = (Materia::Fasi, pen.anni, &other.nome);
    let (before, after) = (one.at.fase, other.at.fase);
    if (one.table, &one.numero) == (other.table, &other.numero) {
        let (a, b) = ((before.numero.clone(), &before.place), (after.numero.clone(), &after.place));
        pen.said(materia, &format!("numero stampato della {nome}"), a, b);
    }
    pen.text(materia, &format!("descrizione della {nome}"), &before.descrizione, &after.descrizione);
    if let Some(months) = mesi::differenza(&format!("mesi della {nome}"), one.at, other.at, anni) {
        pen.write(months);
    }
    pen.field(materia, &format!("peso della {nome}"), &before.peso, &after.peso, |a, b| {
        giudizio::percento(a, b, anni)
    });
}

fn moved(one: &Step<'_>, other: &Step<'_>, shared: Quota) -> Differenza {
    let nota = match shared == Quota::TUTTE {
        true => "riconosciuta dal testo, che è lo stesso".to_owned(),
        false => format!("riconosciuta dalla somiglianza: {shared} delle parole in comune"),
    };
    Differenza {
        materia: Materia::Fasi,
        voce: format!("posto della {}", other.nome),
        tipo: Tipo::Cambiato,
        prima: Valore::made(one.nome.clone(), &one.at.fase.place),
        dopo: Valore::made(other.nome.clone(), &other.at.fase.place),
        nota: Some(nota),
    }
}

/// Everything that a phase says.
fn whole(step: &Step<'_>) -> Option<String> {
    let fase = step.at.fase;
    Row::default()
        .and("", &fase.descrizione)
        .and_text("mesi", mesi::words(step.at))
        .and("peso", &fase.peso)
        .text()
}

/// Those that are equally like: none is chosen, all are told.
fn doubts(pen: &mut Pen, found: &Matched, before: &[Step<'_>], after: &[Step<'_>]) {
    for doubt in &found.doubts {
        let said = |steps: &[Step<'_>], positions: &[usize]| {
            let all = || positions.iter().filter_map(|at| steps.get(*at));
            let texts: Vec<String> =
                all().map(|one| format!("{}: {}", one.nome, whole(one).unwrap_or_default())).collect();
            let place = all().next().map(|one| one.at.fase.place.clone());
            Valore { scritto: Scritto::Testo(texts.join("\n")), place }
        };
        pen.write(Differenza {
            materia: Materia::Fasi,
            voce: "fasi che hanno cambiato posto".to_owned(),
            tipo: Tipo::NonConfrontabile,
            prima: said(before, &doubt.before),
            dopo: said(after, &doubt.after),
            nota: Some(format!(
                "ugualmente simili ({} delle parole in comune): non si può dire quale sia diventata quale",
                doubt.likeness
            )),
        });
    }
}

/// The totals printed under the percentages, where both are there: a total that is gone takes nothing away.
fn totals(pen: &mut Pen, pairs: &[(usize, usize)], prima: &[Cronoprogramma], dopo: &[Cronoprogramma]) {
    let anni = pen.anni;
    for (before, after) in pairs {
        let (Some(one), Some(other)) = (prima.get(*before), dopo.get(*after)) else { continue };
        if one.totale.raw().is_none() || other.totale.raw().is_none() {
            continue;
        }
        let voce = match other.anno.filter(|_| dopo.len() > 1) {
            Some(year) => format!("totale delle fasi ({year})"),
            None => "totale delle fasi".to_owned(),
        };
        pen.field(Materia::Fasi, &voce, &one.totale, &other.totale, |a, b| giudizio::percento(a, b, anni));
    }
}
