//! Several rows about one question made into one answer: what one row leaves blank another may fill, and two that
//! differ make none.

use super::contenuto::Lettura;
use super::foglio::short;
use crate::layout::fold;
use crate::model::Conseguito;
use crate::place::Cited;
use crate::rilievo::{Gravita, Rilievo};

/// One answer of several rows; `None` if two of them differ, which is told at both cells.
pub(super) fn unite(rows: Vec<Lettura>, rilievi: &mut Vec<Rilievo>) -> Option<Lettura> {
    let mut rows = rows.into_iter();
    let mut united = rows.next()?;
    let mut agree = true;
    for row in rows {
        let about = united.codice.chiave.to_string();
        let mut field = Field { rilievi: &mut *rilievi, about: &about, agree: &mut agree };
        field.merge(&mut united.conseguito, row.conseguito, same_value);
        field.merge(&mut united.verifica, row.verifica, |a, b| a.value == b.value);
        field.merge(&mut united.motivazione, row.motivazione, |a, b| fold(&a.value) == fold(&b.value));
    }
    agree.then_some(united)
}

fn same_value(a: &Cited<Conseguito>, b: &Cited<Conseguito>) -> bool {
    match (&a.value, &b.value) {
        (Conseguito::Testo, Conseguito::Testo) => fold(&a.raw) == fold(&b.raw),
        (a, b) => a == b,
    }
}

struct Field<'a> {
    rilievi: &'a mut Vec<Rilievo>,
    about: &'a str,
    agree: &'a mut bool,
}

impl Field<'_> {
    fn merge<T>(
        &mut self,
        known: &mut Option<Cited<T>>,
        other: Option<Cited<T>>,
        same: impl Fn(&Cited<T>, &Cited<T>) -> bool,
    ) {
        match (&known, other) {
            (Some(a), Some(b)) if !same(a, &b) => {
                *self.agree = false;
                for (one, another) in [(a.with(()), b.with(())), (b.with(()), a.with(()))] {
                    let text = format!(
                        "la stessa domanda ha due risposte diverse: qui «{}», in {} «{}»; nessuna è stata usata",
                        short(&one.raw),
                        another.place,
                        short(&another.raw)
                    );
                    let rilievo = Rilievo::new("RIS113", Gravita::Errore, &one.place, text).su(self.about);
                    if !self.rilievi.contains(&rilievo) {
                        self.rilievi.push(rilievo);
                    }
                }
            }
            (None, Some(b)) => *known = Some(b),
            _ => {}
        }
    }
}
