//! The spellings of one kind of label, kept so that the longest match comes first and few have to be tried.

use super::fold::fold;
use super::lessico::Etichette;
use indexmap::IndexMap;
use std::collections::BTreeMap;

/// A label: its folded spelling, what it means, how its value may follow.
#[derive(Debug, Clone)]
pub(super) struct Label<M> {
    pub folded: String,
    /// The label as written, compared trimmed when it folds to nothing (`%`, `#`).
    pub written: String,
    pub meaning: M,
    pub seguito: bool,
    pub tieni: bool,
}

/// The labels of one kind, by the first byte of their folded spelling (none for signs), longest first.
#[derive(Debug, Clone)]
pub(super) struct Labels<M>(BTreeMap<Option<u8>, Vec<Label<M>>>);

impl<M> Default for Labels<M> {
    fn default() -> Labels<M> {
        Labels(BTreeMap::new())
    }
}

impl<M: Clone> Labels<M> {
    /// Adds the spellings of a file to these.
    pub fn add(&mut self, from: IndexMap<M, Etichette>) {
        for (meaning, labels) in from {
            let named = |label: &String| !label.trim().is_empty();
            for written in labels.etichette.into_iter().filter(named) {
                let tieni = labels.tieni_etichetta.contains(&written);
                let folded = fold(&written);
                let same = self.0.entry(folded.bytes().next()).or_default();
                same.push(Label {
                    folded,
                    written,
                    meaning: meaning.clone(),
                    seguito: labels.seguito,
                    tieni,
                });
                same.sort_by_key(|label| std::cmp::Reverse(label.folded.len()));
            }
        }
    }

    /// Those with which a text that folds to this may begin.
    pub fn beginning(&self, folded: &str) -> impl Iterator<Item = &Label<M>> {
        let first = folded.bytes().next();
        let signs = first.is_some().then(|| self.0.get(&None)).flatten();
        [self.0.get(&first), signs].into_iter().flatten().flatten()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Label<M>> {
        self.0.values().flatten()
    }
}
