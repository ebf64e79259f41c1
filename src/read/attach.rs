//! Which indicatore each row of the monitoring table is about.
//!
//! A row is attached on evidence only: the same number, the same words, words that point to one indicatore and to
//! no other, or as many rows as indicatori in the same order. What rests on likeness or on order is said so; a row
//! that cannot be attached is reported, and its values enter no computation.

use super::page::Page;
use super::{packed, risposte};
use crate::layout::{Lessico, fold, words};
use crate::model::{Indicatore, Rilevazione, Scadenza, Scheda, ValoreAtteso};
use crate::place::Field;
use crate::rilievo::{Gravita, Rilievo};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Attaches the rows, and hands their results to the indicatori. The rows of another deadline are another table, about
/// the same indicatori again.
pub fn attach(page: &mut Page<'_>, scheda: &mut Scheda) {
    let mut rest = std::mem::take(&mut scheda.monitoraggio);
    let mut done = Vec::new();
    while let Some(first) = rest.first() {
        let keys: Vec<Scadenza> = first.conseguito.keys().copied().collect();
        let length = rest.iter().take_while(|row| row.conseguito.keys().eq(keys.iter())).count();
        let after = rest.split_off(length);
        scheda.monitoraggio = std::mem::replace(&mut rest, after);
        attach_table(page, scheda);
        done.append(&mut scheda.monitoraggio);
    }
    scheda.monitoraggio = done;
}

fn attach_table(page: &mut Page<'_>, scheda: &mut Scheda) {
    let mut pairs = Pairs::new(scheda);
    pairs.agree(scheda, page.lessico, same_number);
    pairs.agree(scheda, page.lessico, same_words);
    pairs.agree(scheda, page.lessico, same_place);
    likeness(page, scheda, &mut pairs);
    order(page, scheda, &mut pairs);
    for row in 0..scheda.monitoraggio.len() {
        hand_over(page, scheda, row, pairs.of_row(row));
    }
}

/// Rows and indicatori found to be one, by position.
struct Pairs {
    rows: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Pairs {
    fn new(scheda: &Scheda) -> Pairs {
        Pairs { rows: vec![None; scheda.monitoraggio.len()], taken: vec![false; scheda.indicatori.len()] }
    }

    fn of_row(&self, row: usize) -> Option<usize> {
        self.rows.get(row).copied().flatten()
    }

    fn set(&mut self, row: usize, indicatore: usize) {
        if let (Some(slot), Some(taken)) = (self.rows.get_mut(row), self.taken.get_mut(indicatore)) {
            *slot = Some(indicatore);
            *taken = true;
        }
    }

    /// Rows without an indicatore, and indicatori without a row.
    fn free(&self) -> (Vec<usize>, Vec<usize>) {
        let rows = self.rows.iter().enumerate().filter(|(_, pair)| pair.is_none()).map(|(at, _)| at);
        let indicatori = self.taken.iter().enumerate().filter(|(_, taken)| !**taken).map(|(at, _)| at);
        (rows.collect(), indicatori.collect())
    }

    /// Pairs what agrees with one only, seen from both sides.
    fn agree(&mut self, scheda: &Scheda, lessico: &Lessico, agrees: Agreement) {
        let (rows, indicatori) = (&scheda.monitoraggio, &scheda.indicatori);
        let (free_rows, free) = self.free();
        let fits = |row: usize, at: usize| {
            rows.get(row)
                .zip(indicatori.get(at))
                .is_some_and(|(row, indicatore)| agrees(row, indicatore, lessico))
        };
        for row in &free_rows {
            let mine: Vec<usize> = free.iter().copied().filter(|at| fits(*row, *at)).collect();
            let [only] = mine.as_slice() else { continue };
            if free_rows.iter().filter(|other| fits(**other, *only)).count() == 1 {
                self.set(*row, *only);
            }
        }
    }
}

type Agreement = fn(&Rilevazione, &Indicatore, &Lessico) -> bool;

/// The number that both print, when they share a word too: two lists may be numbered each its own way.
fn same_number(row: &Rilevazione, indicatore: &Indicatore, lessico: &Lessico) -> bool {
    let text = row.descrizione.raw().unwrap_or_default();
    let number = packed::leading_number(text).map(|(number, _)| number);
    let theirs = indicatore.descrizione.raw().unwrap_or_default();
    number.is_some()
        && number == indicatore.numero
        && !stems(text, lessico).is_disjoint(&stems(theirs, lessico))
}

/// A row that only its number names, the one printed beside the indicatore too.
fn same_place(row: &Rilevazione, indicatore: &Indicatore, _: &Lessico) -> bool {
    let unnamed = row.descrizione.raw().is_none() && row.valore_atteso.raw().is_none();
    unnamed && row.numero.is_some() && row.numero == indicatore.numero
}

fn same_words(row: &Rilevazione, indicatore: &Indicatore, _: &Lessico) -> bool {
    let same = |a: Option<&str>, b: Option<&str>| a.zip(b).is_some_and(|(a, b)| fold(a) == fold(b));
    let (name, expected) = (indicatore.descrizione.raw(), indicatore.valore_atteso.raw());
    let (own_name, own_expected) = (row.descrizione.raw(), row.valore_atteso.raw());
    let named = same(own_name, name) && own_name.is_some_and(|name| fold(name).len() > 3);
    // some forms print the two the other way round, in one table or in both
    let swapped = same(own_name, expected) && same(own_expected, name);
    named || swapped || (same(own_name, name) && same(own_expected, expected))
}

/// Beginnings of the words that matter: `procedura` and `procedure` are one; dates and numbers count too.
fn stems(text: &str, lessico: &Lessico) -> BTreeSet<String> {
    let common = |word: &String| lessico.valori.has("parola_comune", word);
    let numeric = |word: &String| word.chars().all(|c| c.is_ascii_digit());
    let matter = words(text).into_iter().filter(|word| word.len() > 3 || (numeric(word) && word.len() > 1));
    let matter = matter.filter(|word| !common(word));
    matter.map(|word| word.chars().take(STEM).collect()).collect()
}

/// Letters that two forms of an Italian word share.
const STEM: usize = 6;
/// Share of the words that must point to an indicatore.
const LIKE: f64 = 0.3;
/// From here on the likeness is plain; below it somebody should look.
const PLAIN: f64 = 0.6;
/// From here on nobody needs to.
const SURE: f64 = 0.8;
/// How many times likelier than any other it must be.
const MARGIN: f64 = 1.3;

/// Pairs each row with the indicatore that its words point to, if they point to no other and no other row does.
fn likeness(page: &mut Page<'_>, scheda: &Scheda, pairs: &mut Pairs) {
    let (rows, indicatori) = pairs.free();
    let texts = |descrizione: Option<&str>, atteso: Option<&str>| {
        let text = format!("{} {}", descrizione.unwrap_or_default(), atteso.unwrap_or_default());
        stems(&text, page.lessico)
    };
    let of_row = |at: &usize| {
        let row = scheda.monitoraggio.get(*at);
        row.map(|row| texts(row.descrizione.raw(), row.valore_atteso.raw())).unwrap_or_default()
    };
    let of_indicatore = |at: &usize| {
        let indicatore = scheda.indicatori.get(*at);
        indicatore.map(|i| texts(i.descrizione.raw(), i.valore_atteso.raw())).unwrap_or_default()
    };
    let ours: Vec<BTreeSet<String>> = rows.iter().map(of_row).collect();
    let theirs: Vec<BTreeSet<String>> = indicatori.iter().map(of_indicatore).collect();
    let scores = Scores::new(&ours, &theirs);
    for (row, at) in rows.iter().enumerate() {
        let Some((column, score)) = scores.mutual(row) else { continue };
        let Some(indicatore) = indicatori.get(column) else { continue };
        pairs.set(*at, *indicatore);
        let gravita = if score >= PLAIN { Gravita::Nota } else { Gravita::Avviso };
        let only = ours.len() == 1 && scheda.indicatori.len() == 1;
        if score < SURE && !only {
            say(page, scheda, *at, *indicatore, gravita, "per somiglianza: le parole non sono le stesse");
        }
    }
}

/// How much each row's words point to each indicatore, 0 to 1.
struct Scores(Vec<Vec<f64>>);

impl Scores {
    /// A word that several indicatori use says less of each.
    fn new(rows: &[BTreeSet<String>], indicatori: &[BTreeSet<String>]) -> Scores {
        let mut uses: BTreeMap<&String, f64> = BTreeMap::new();
        for word in indicatori.iter().flatten() {
            *uses.entry(word).or_default() += 1.0;
        }
        let weight = |word: &String| 1.0 / uses.get(word).copied().unwrap_or(1.0);
        let score = |row: &BTreeSet<String>, indicatore: &BTreeSet<String>| {
            let shared: f64 = row.intersection(indicatore).map(weight).sum();
            // a date or a number speaks for a pair when both say it, never against it: targets are moved
            let counts = |word: &&String, other: &BTreeSet<String>| {
                !word.starts_with(|c: char| c.is_ascii_digit()) || other.contains(*word)
            };
            let sum = |words: &BTreeSet<String>, other| {
                words.iter().filter(|word| counts(word, other)).map(weight).sum::<f64>()
            };
            let (row, indicatore) = (sum(row, indicatore), sum(indicatore, row));
            // all the words of the shorter text count more than the few of the longer one
            let both = (row.min(indicatore) * (row.min(indicatore) + row.max(indicatore)) / 2.0).sqrt();
            if both > 0.0 { shared / both } else { 0.0 }
        };
        Scores(rows.iter().map(|row| indicatori.iter().map(|other| score(row, other)).collect()).collect())
    }

    /// The indicatore that this row points to, if the choice is clear from both sides.
    fn mutual(&self, row: usize) -> Option<(usize, f64)> {
        let mine = self.0.get(row)?;
        let (column, score) = clear(mine.iter().copied())?;
        let (back, _) = clear(self.0.iter().map(|scores| scores.get(column).copied().unwrap_or(0.0)))?;
        (back == row).then_some((column, score))
    }
}

/// The highest of some scores, if it is high and far above the others.
fn clear(scores: impl Iterator<Item = f64>) -> Option<(usize, f64)> {
    let mut ranked: Vec<(usize, f64)> = scores.enumerate().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    let (at, best) = *ranked.first()?;
    let second = ranked.get(1).map_or(0.0, |(_, score)| *score);
    (best >= LIKE && best >= second * MARGIN).then_some((at, best))
}

/// As many rows as indicatori, those left over in the same order: said, since only their place tells.
fn order(page: &mut Page<'_>, scheda: &Scheda, pairs: &mut Pairs) {
    let (rows, indicatori) = pairs.free();
    if scheda.monitoraggio.len() != scheda.indicatori.len() || rows.len() != indicatori.len() {
        return;
    }
    let in_order = pairs.rows.iter().flatten().is_sorted();
    for (row, indicatore) in rows.into_iter().zip(indicatori) {
        if in_order || row == indicatore {
            pairs.set(row, indicatore);
            if scheda.indicatori.len() > 1 {
                say(page, scheda, row, indicatore, Gravita::Nota, "per posizione: le parole sono diverse");
            }
        }
    }
}

fn say(page: &mut Page<'_>, scheda: &Scheda, row: usize, indicatore: usize, gravita: Gravita, how: &str) {
    let Some(rilevazione) = scheda.monitoraggio.get(row) else { return };
    let name = rilevazione.descrizione.value().cloned().unwrap_or_default();
    let text = format!("la riga «{name}» è stata abbinata all'indicatore {} {how}", indicatore + 1);
    page.rilievi.push(Rilievo::new("MON104", gravita, &rilevazione.place, text));
}

/// A formula copies a date or a percentage without its format: `45199` is the day, `0,9` the percentage beside the indicatore.
fn copied(copy: &mut Field<ValoreAtteso>, original: &Field<ValoreAtteso>) {
    let (Field::Filled(cited), Some(original)) = (copy, original.value()) else { return };
    let ValoreAtteso::Numero(number) = cited.value else { return };
    let same = match original {
        ValoreAtteso::Scadenza(day) => {
            day.since(SERIAL_ZERO).is_ok_and(|days| number == days.get_days().into())
        }
        ValoreAtteso::Percentuale(share) => number.checked_mul(Decimal::ONE_HUNDRED) == Some(*share),
        _ => false,
    };
    if same {
        cited.value = original.clone();
    }
}

/// The day that a sheet counts as 0.
const SERIAL_ZERO: Date = Date::constant(1899, 12, 30);

fn hand_over(page: &mut Page<'_>, scheda: &mut Scheda, row: usize, found: Option<usize>) {
    let Some(rilevazione) = scheda.monitoraggio.get_mut(row) else { return };
    rilevazione.indicatori = found.into_iter().collect();
    if let Some(indicatore) = found.and_then(|at| scheda.indicatori.get_mut(at)) {
        copied(&mut rilevazione.valore_atteso, &indicatore.valore_atteso);
        for (scadenza, field) in &mut rilevazione.conseguito {
            *field = risposte::not_repeated(page, &indicatore.valore_atteso, std::mem::take(field));
            let known = indicatore.conseguito.remove(scadenza).unwrap_or_default();
            if let Some((a, b)) = known.raw().zip(field.raw()).filter(|(a, b)| fold(a) != fold(b)) {
                let text =
                    format!("il risultato al {scadenza} è scritto due volte, «{a}» e «{b}»: vale il secondo");
                page.rilievi.push(Rilievo::new("MON107", Gravita::Avviso, &rilevazione.place, text));
            }
            indicatore.conseguito.insert(*scadenza, field.clone().or(known));
        }
    } else if rilevazione.conseguito.values().any(|field| field.raw().is_some()) {
        let name = rilevazione.descrizione.value().cloned().unwrap_or_default();
        let text = format!(
            "non si capisce a quale indicatore della scheda si riferisca la riga «{name}»: i suoi valori non entrano nel calcolo"
        );
        page.rilievi.push(Rilievo::new("MON105", Gravita::Avviso, &rilevazione.place, text));
    }
}
