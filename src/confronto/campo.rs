//! Boxes beside one another: what is there before and after, and whether it differs.
//!
//! An empty box is not a box that the form lacks, but neither holds anything: between them nothing changed. What was not
//! understood is never taken for equal, whatever it looks like.

use super::anni::Anni;
use super::giudizio::{self, Judgement};
use super::testo::same;
use super::{Differenza, Materia, Scritto, Tipo, Valore};
use crate::place::{Cited, Field, Place};

/// The differences being written down.
pub(super) struct Pen {
    /// How the years of the plans lie.
    pub(super) anni: Anni,
    differenze: Vec<Differenza>,
}

impl Pen {
    /// Nothing written yet.
    pub(super) fn new(anni: Anni) -> Pen {
        Pen { anni, differenze: Vec::new() }
    }

    /// What was written.
    pub(super) fn done(self) -> Vec<Differenza> {
        self.differenze
    }

    /// Compares two boxes.
    pub(super) fn field<T>(
        &mut self,
        materia: Materia,
        voce: &str,
        prima: &Field<T>,
        dopo: &Field<T>,
        judge: impl Fn(&Cited<T>, &Cited<T>) -> Judgement,
    ) {
        let found = match (prima, dopo) {
            (Field::Filled(a), Field::Filled(b)) => judged(judge(a, b)),
            (Field::Blank(_) | Field::Absent, Field::Blank(_) | Field::Absent) => None,
            (Field::Blank(_) | Field::Absent, Field::Unreadable(_)) => {
                Some((Tipo::Aggiunto, Some(UNREAD_AFTER.to_owned())))
            }
            (Field::Unreadable(_), Field::Blank(_) | Field::Absent) => {
                Some((Tipo::Tolto, Some(UNREAD_BEFORE.to_owned())))
            }
            (Field::Blank(_) | Field::Absent, _) => Some((Tipo::Aggiunto, None)),
            (_, Field::Blank(_) | Field::Absent) => Some((Tipo::Tolto, None)),
            (Field::Unreadable(a), Field::Unreadable(b)) => Some(unread(&a.raw, &b.raw, UNREAD_BOTH)),
            (Field::Unreadable(a), Field::Filled(b)) => Some(unread(&a.raw, &b.raw, UNREAD_BEFORE)),
            (Field::Filled(a), Field::Unreadable(b)) => Some(unread(&a.raw, &b.raw, UNREAD_AFTER)),
        };
        if let Some((tipo, nota)) = found {
            self.write(Differenza {
                materia,
                voce: voce.to_owned(),
                tipo,
                prima: Valore::of(prima),
                dopo: Valore::of(dopo),
                nota,
            });
        }
    }

    /// Compares two boxes of text.
    pub(super) fn text(&mut self, materia: Materia, voce: &str, prima: &Field<String>, dopo: &Field<String>) {
        let anni = self.anni;
        self.field(materia, voce, prima, dopo, |a, b| giudizio::testo(a, b, anni));
    }

    /// Compares two things of the form that have no box of their own, as they are said.
    pub(super) fn said(
        &mut self,
        materia: Materia,
        voce: &str,
        (prima, at): (Option<String>, &Place),
        (dopo, at_dopo): (Option<String>, &Place),
    ) {
        let field = |text: Option<String>, place: &Place| match text {
            Some(text) => Field::Filled(Cited { value: text.clone(), raw: text, place: place.clone() }),
            None => Field::Blank(place.clone()),
        };
        self.text(materia, voce, &field(prima, at), &field(dopo, at_dopo));
    }

    /// A difference found otherwise.
    pub(super) fn write(&mut self, differenza: Differenza) {
        self.differenze.push(differenza);
    }

    /// A thing that is only there before.
    pub(super) fn gone(&mut self, materia: Materia, voce: &str, prima: Valore) {
        let dopo = Valore { scritto: Scritto::Assente, place: None };
        self.write(Differenza { materia, voce: voce.to_owned(), tipo: Tipo::Tolto, prima, dopo, nota: None });
    }

    /// A thing that is only there after.
    pub(super) fn new_one(&mut self, materia: Materia, voce: &str, dopo: Valore) {
        let prima = Valore { scritto: Scritto::Assente, place: None };
        self.write(Differenza {
            materia,
            voce: voce.to_owned(),
            tipo: Tipo::Aggiunto,
            prima,
            dopo,
            nota: None,
        });
    }
}

const UNREAD_BEFORE: &str = "il valore di prima non è stato capito";
const UNREAD_AFTER: &str = "il valore di dopo non è stato capito";
const UNREAD_BOTH: &str = "nessuno dei due valori è stato capito";

fn judged(judgement: Judgement) -> Option<(Tipo, Option<String>)> {
    match judgement {
        Judgement::Same => None,
        Judgement::Other(nota) => Some((Tipo::Cambiato, nota)),
        Judgement::YearLater => Some((Tipo::UnAnnoDopo, Some("un anno esatto dopo".to_owned()))),
    }
}

/// Two values of which one at least was not understood: other words are a difference, the same words are none and no
/// equality either.
fn unread(a: &str, b: &str, who: &str) -> (Tipo, Option<String>) {
    match same(a, b) {
        true => (
            Tipo::NonConfrontabile,
            Some(format!("{who}: è scritto allo stesso modo, ma non si può dire se valga lo stesso")),
        ),
        false => (Tipo::Cambiato, Some(who.to_owned())),
    }
}

impl Valore {
    /// What a box holds.
    pub(super) fn of<T>(field: &Field<T>) -> Valore {
        let scritto = match field {
            Field::Filled(cited) => Scritto::Testo(cited.raw.clone()),
            Field::Unreadable(cited) => Scritto::Illeggibile(cited.raw.clone()),
            Field::Blank(_) => Scritto::Vuoto,
            Field::Absent => Scritto::Assente,
        };
        Valore { scritto, place: field.place().cloned() }
    }

    /// A text made of what several cells hold; the first of them.
    pub(super) fn made(text: String, place: &Place) -> Valore {
        Valore { scritto: Scritto::Testo(text), place: Some(place.clone()) }
    }
}

/// The boxes of a row in one text, each with its name: for rows that are only there on one side.
#[derive(Default)]
pub(super) struct Row(Vec<String>);

impl Row {
    /// One more box, if it holds anything; the first needs no name.
    pub(super) fn and<T>(mut self, nome: &str, field: &Field<T>) -> Row {
        if let Some(raw) = field.raw() {
            let raw = raw.trim();
            self.0.push(if nome.is_empty() { raw.to_owned() } else { format!("{nome}: {raw}") });
        }
        self
    }

    /// One more text, if there is any.
    pub(super) fn and_text(mut self, nome: &str, text: Option<String>) -> Row {
        self.0.extend(text.map(|text| format!("{nome}: {text}")));
        self
    }

    /// All of them; none where the row is empty.
    pub(super) fn text(self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.join("\n"))
    }
}
