//! Marks: the cells of a sheet that are labels, and of what. A cell may be a label in several senses (`Peso` is
//! a box and a column): which one counts is decided where it stands, by whoever reads.

use super::fold::{Folded, bare, fold, has_content};
use super::labels::{Label, Labels};
use super::lessico::{Campo, Colonna, Lessico, Sezione};
use crate::grid::{Cell, Content, Sheet};
use crate::place::{CellRange, CellRef};
use std::collections::BTreeMap;

/// What follows the label in its own cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rest {
    /// The text after the label and its separators, trimmed; empty if the cell is the label alone, or only dots follow.
    pub text: String,
    /// Whether a colon, a line break or dots stand between: a sure sign that what follows is the value.
    pub separated: bool,
    /// Length of the folded label: longer labels are surer.
    pub length: usize,
}

impl Rest {
    /// Whether the cell is the label alone.
    pub fn is_whole(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether the label can hardly be an ordinary word of a text.
    pub fn is_strong(&self) -> bool {
        self.length >= 11 || (self.separated && self.length >= 4)
    }
}

/// A cell that is a label.
#[derive(Debug, Clone)]
pub struct Mark {
    /// The cell.
    pub range: CellRange,
    /// As the label of a box.
    pub campo: Option<(Campo, Rest)>,
    /// As the title of a block.
    pub sezione: Option<(Sezione, Rest)>,
    /// As the heading of a column: every sense of the longest spelling that fits.
    pub colonne: Vec<(Colonna, Rest)>,
    /// As the name of a criterion of the pesatura.
    pub criterio: Option<(String, Rest)>,
}

impl Mark {
    /// Whether the cell is a label and nothing else: of a box, a block or a column.
    pub fn is_whole(&self) -> bool {
        self.is_whole_label() || self.sezione.as_ref().is_some_and(|(_, rest)| rest.is_whole())
    }

    /// Whether the cell is a label and nothing else, of a box or of a column.
    pub fn is_whole_label(&self) -> bool {
        self.campo.as_ref().is_some_and(|(_, rest)| rest.is_whole()) || self.is_heading()
    }

    /// Whether the cell is, whole, the heading of a column or a criterion.
    pub fn is_heading(&self) -> bool {
        // `Valore` alone heads nothing: with a past year it does
        let column =
            self.colonne.iter().any(|(colonna, rest)| rest.is_whole() && *colonna != Colonna::Storico);
        column || self.criterio.as_ref().is_some_and(|(_, rest)| rest.is_whole())
    }
}

/// The marks of a sheet, by the first cell of each.
#[derive(Debug, Clone, Default)]
pub struct Marks(BTreeMap<CellRef, Mark>);

impl Marks {
    /// Finds them all.
    pub fn find(sheet: &Sheet, lessico: &Lessico) -> Marks {
        Marks(sheet.filled().filter_map(|cell| Some((cell.range.first, mark(cell, lessico)?))).collect())
    }

    /// The mark at this first cell.
    pub fn at(&self, first: CellRef) -> Option<&Mark> {
        self.0.get(&first)
    }

    /// Leaves to these cells only what they say as titles of blocks.
    pub fn keep_titles(&mut self, cells: &[CellRange]) {
        for cell in cells {
            if let Some(mark) = self.0.get_mut(&cell.first) {
                (mark.campo, mark.criterio) = (None, None);
                mark.colonne.clear();
            }
        }
    }

    /// All of them, in reading order.
    pub fn iter(&self) -> impl Iterator<Item = &Mark> {
        self.0.values()
    }
}

/// Whether a row of the sheet has at least three headings of a list, one of them of what is expected or achieved.
pub fn has_headings(sheet: &Sheet, lessico: &Lessico) -> bool {
    let marks = Marks::find(sheet, lessico);
    let mut rows: BTreeMap<u32, Vec<&Mark>> = BTreeMap::new();
    let heads = |mark: &&Mark| {
        mark.colonne.iter().any(|(_, rest)| rest.is_whole() || super::heading::is_column_rest(&rest.text))
    };
    for mark in marks.iter().filter(heads) {
        rows.entry(mark.range.first.row).or_default().push(mark);
    }
    let measures = |mark: &&&Mark| {
        mark.colonne.iter().any(|(colonna, _)| {
            matches!(colonna, Colonna::ValoreAtteso | Colonna::Conseguito | Colonna::Indicatore)
        })
    };
    rows.values().any(|marks| marks.len() > 2 && marks.iter().filter(measures).count() > 0)
}

fn mark(cell: &Cell, lessico: &Lessico) -> Option<Mark> {
    let Content::Text(text) = &cell.content else { return None };
    mark_of(text, cell.range, lessico).or_else(|| {
        let rest = without_enumerator(text)?;
        let mut found = mark_of(rest, cell.range, lessico)?;
        // a label that is part of its own value keeps its rank too: IV Settore
        if let Some((_, kept)) = found.campo.as_mut().filter(|(_, kept)| kept.text == rest.trim()) {
            kept.text = text.trim().to_owned();
        }
        Some(found)
    })
}

/// The box that a text is the label of, with what follows.
pub fn campo_of(text: &str, lessico: &Lessico) -> Option<(Campo, Rest)> {
    let nowhere = CellRange::single(CellRef::new(0, 0));
    mark_of(text, nowhere, lessico)?.campo
}

/// What a text is a label of.
pub(super) fn mark_of(text: &str, range: CellRange, lessico: &Lessico) -> Option<Mark> {
    let subject = Subject { goes_on: lessico.valori.list("preposizione"), ..Subject::new(text) };
    let found = Mark {
        range,
        campo: subject.longest(&lessico.campi),
        sezione: subject.longest(&lessico.sezioni),
        colonne: subject.all_longest(&lessico.colonne),
        criterio: subject.longest(&lessico.criteri).filter(|(_, rest)| names_criterion(rest)),
    };
    let some = found.campo.is_some()
        || found.sezione.is_some()
        || !found.colonne.is_empty()
        || found.criterio.is_some();
    some.then_some(found)
}

/// The text after `1.`, `A)`, `II -` at its start, or after the rank of `IV Settore`, `2^ Area`, when there is one.
fn without_enumerator(text: &str) -> Option<&str> {
    let text = after_block_word(text.trim_start());
    let end = text.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (head, after) = text.split_at(end);
    // 1, 12, C1
    let digits = head.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let number =
        (1..=2).contains(&digits.len()) && head.len() <= 3 && digits.chars().all(|c| c.is_ascii_digit());
    let letter = head.len() == 1 && head.chars().all(|c| c.is_ascii_uppercase());
    let rank = head.len() <= 4 && head.chars().all(|c| "IVX".contains(c));
    let closed = after
        .strip_prefix(['.', ')', '^', '°', 'ª', 'º'])
        .or(after.strip_prefix(" -"))
        .or(after.strip_prefix(" –"))
        .or(after.strip_prefix(':'));
    let rest = match closed {
        Some(rest) if number || letter || rank => rest,
        None if rank => after,
        _ => return None,
    };
    Some(rest.trim_start()).filter(|rest| rest.starts_with(char::is_alphabetic))
}

/// `SEZIONE A –`, `Parte 2:`, `QUADRO C`: the word for a block, before its letter or number.
fn after_block_word(text: &str) -> &str {
    let Some((word, rest)) = text.split_once(char::is_whitespace) else { return text };
    let names = ["sezione", "parte", "quadro", "riquadro", "sez."];
    let names_block = names.iter().any(|name| word.eq_ignore_ascii_case(name));
    let rest = rest.trim_start();
    let rank = rest.chars().next().is_some_and(|c| c.is_ascii_digit() || c.is_ascii_uppercase());
    let single = rest.chars().nth(1).is_none_or(|c| !c.is_alphabetic() || "IVX".contains(c));
    if names_block && rank && single { rest } else { text }
}

/// A criterion's name is an ordinary word too (`Rapporto`, `Importanza`): alone, or followed by a sign or by points.
fn names_criterion(rest: &Rest) -> bool {
    rest.is_whole() || rest.separated || rest.text.starts_with(|c: char| c.is_ascii_digit())
}

/// A text being compared with labels.
struct Subject<'a> {
    text: &'a str,
    /// Words after which a label that has no sign behind it is only the beginning of a longer name.
    goes_on: &'a [String],
    folded: Folded,
    /// Whether the text goes on after what was folded.
    cut: bool,
    bare: String,
}

/// Characters of a text that may hold a label at its beginning.
const HEAD: usize = 240;

impl<'a> Subject<'a> {
    fn new(text: &'a str) -> Subject<'a> {
        let end = text.char_indices().nth(HEAD).map(|(end, _)| end);
        let head = end.and_then(|end| text.get(..end)).unwrap_or(text);
        let bare = if text.contains('(') && end.is_none() { fold(&bare(text)) } else { String::new() };
        Subject { text, goes_on: &[], folded: Folded::new(head), cut: end.is_some(), bare }
    }

    fn longest<M: Clone>(&self, labels: &Labels<M>) -> Option<(M, Rest)> {
        let mut candidates = labels.beginning(&self.folded.text);
        candidates.find_map(|label| Some((label.meaning.clone(), self.rest_after(label)?)))
    }

    fn all_longest<M: Clone + PartialEq>(&self, labels: &Labels<M>) -> Vec<(M, Rest)> {
        let mut found: Vec<(M, Rest)> = Vec::new();
        for label in labels.beginning(&self.folded.text) {
            let Some(rest) = self.rest_after(label) else { continue };
            let fits = found.first().is_none_or(|(_, first)| first.length == rest.length);
            if fits && found.iter().all(|(meaning, _)| *meaning != label.meaning) {
                found.push((label.meaning.clone(), rest));
            }
        }
        found
    }

    fn rest_after<M>(&self, label: &Label<M>) -> Option<Rest> {
        let length = label.folded.len();
        let whole = Rest { text: String::new(), separated: false, length };
        if length == 0 {
            return (self.text.trim() == label.written).then_some(whole);
        }
        // folding drops the sign that tells "% fase" from "Fase"
        if label.written.contains('%') && !self.text.contains('%') {
            return None;
        }
        if (self.folded.text == label.folded && !self.cut)
            || (!self.bare.is_empty() && self.bare == label.folded)
        {
            return Some(Rest { separated: self.text.trim_end().ends_with(':'), ..whole });
        }
        if !self.folded.text.starts_with(&label.folded) {
            return None;
        }
        let after = self.text.get(self.folded.end_of(length)..)?;
        // a label ends where its word ends: "Area" is not the label of "Areale"
        if after.starts_with(char::is_alphanumeric) {
            return None;
        }
        let separated = is_separated(after);
        let rest = value_after(after);
        if !has_content(rest) {
            return Some(Rest { separated, ..whole });
        }
        let (first_word, next) = rest.split_at(rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len()));
        let longer_name = next.starts_with([' ', '\'', '’', '\u{a0}', '\n'])
            && self.goes_on.iter().any(|word| word.eq_ignore_ascii_case(first_word));
        // OBIETTIVO DI PERFORMANCE is not the title "di performance"
        if !separated && !label.tieni && longer_name {
            return None;
        }
        // one or two letters are no label inside a sentence; the apostrophe of "dell'" joins, it does not separate
        let allowed = separated || (label.seguito && length > 2) || label.tieni;
        let text = if label.tieni { self.text.trim() } else { rest };
        allowed.then(|| Rest { text: text.to_owned(), separated, length })
    }
}

fn is_separated(after: &str) -> bool {
    let after = after.trim_start_matches([' ', '\u{a0}', ')', '\'', '’']);
    let first_line = after.starts_with(['\n', ':', '=', '…', '–', '—', '_', '\t']);
    first_line || after.starts_with("..") || after.starts_with("- ")
}

/// What follows the label, without the separators between.
fn value_after(after: &str) -> &str {
    after
        .trim_start_matches(|c: char| c.is_whitespace() || ":=….–—_-'’)\u{a0}".contains(c))
        .trim_end_matches(|c: char| c.is_whitespace() || c == '\u{a0}')
}
