//! What a code means, why it matters, what to do: the pages that `schedario spiega CODICE` prints.
//!
//! A rule documents itself in its header; what only the reader can see is documented in `templates/lettura.toml`. This
//! module cuts the pages apart and prints nothing.

use super::RULES;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The documentation of a code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Doc {
    /// The code: `FAS101`.
    #[serde(skip)]
    pub codice: String,
    /// The defect in a word or two: `fasi-somma`.
    pub nome: String,
    /// The defect in a sentence.
    pub titolo: String,
    /// What is looked at, and when it is silent.
    pub che_cosa: String,
    /// Why it matters.
    pub perche: String,
    /// What to do.
    pub rimedio: String,
    /// An example, drawn as a table where it can be.
    #[serde(default)]
    pub esempio: String,
}

/// The documentation of a code; `None` if nothing emits it.
pub fn doc(codice: &str) -> Option<Doc> {
    DOCS.get(codice).cloned()
}

/// Every documented code, sorted.
pub fn codici() -> impl Iterator<Item = &'static str> {
    DOCS.keys().map(String::as_str)
}

/// The pages, by code: those of the rules, and those of `templates/lettura.toml`.
static DOCS: LazyLock<BTreeMap<String, Doc>> = LazyLock::new(|| {
    // the file is part of the program: a test reads it, so a mistake never reaches an office
    let mut docs: BTreeMap<String, Doc> =
        toml::from_str(include_str!("../../templates/lettura.toml")).unwrap_or_default();
    docs.extend(RULES.iter().map(|rule| (rule.codice.to_owned(), header(rule.source))));
    for (codice, doc) in &mut docs {
        doc.codice.clone_from(codice);
    }
    docs
});

/// The page in a rule's own header.
fn header(source: &str) -> Doc {
    let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
    let mut lines = lines.map(|line| line.strip_prefix(' ').unwrap_or(line));
    let mut doc = Doc::default();
    let (name, titolo) = lines.next().and_then(|line| line.split_once(" — ")).unwrap_or_default();
    let (codice, nome) = name.split_once(' ').unwrap_or_default();
    doc.codice = codice.to_owned();
    doc.nome = nome.to_owned();
    doc.titolo = titolo.to_owned();
    let mut part: Option<Part> = None;
    for line in lines {
        let begun = PARTS.iter().find_map(|(label, part)| Some((*part, line.strip_prefix(label)?)));
        match (begun, part) {
            (Some((begun, rest)), _) => {
                part = Some(begun);
                doc.text(begun).push_str(rest.trim());
            }
            (None, Some(Part::Esempio)) => {
                doc.esempio.push_str(line);
                doc.esempio.push('\n');
            }
            (None, Some(known)) if line.trim().is_empty() && known == Part::Rimedio => {
                part = Some(Part::Esempio)
            }
            (None, Some(known)) if !line.trim().is_empty() => {
                let text = doc.text(known);
                text.push(' ');
                text.push_str(line.trim());
            }
            _ => {}
        }
    }
    doc.esempio = doc.esempio.trim().to_owned();
    doc
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    CheCosa,
    Perche,
    Rimedio,
    Esempio,
}

const PARTS: [(&str, Part); 3] =
    [("**Che cosa.**", Part::CheCosa), ("**Perché.**", Part::Perche), ("**Rimedio.**", Part::Rimedio)];

impl Doc {
    fn text(&mut self, part: Part) -> &mut String {
        match part {
            Part::CheCosa => &mut self.che_cosa,
            Part::Perche => &mut self.perche,
            Part::Rimedio => &mut self.rimedio,
            Part::Esempio => &mut self.esempio,
        }
    }
}
