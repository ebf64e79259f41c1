//! Rilievi as text: the place first, so that it can be opened; then what is wrong, why it matters, what to do.

use super::Style;
use crate::check;
use crate::rilievo::{Dove, Gravita, Rilievo};

/// All of them, in their order, and how many there are.
pub fn rilievi(rilievi: &[Rilievo], style: Style) -> String {
    let mut lines: Vec<String> = rilievi.iter().map(|rilievo| one(rilievo, style)).collect();
    lines.push(count(rilievi));
    lines.join("\n")
}

fn one(rilievo: &Rilievo, style: Style) -> String {
    let (colour, word) = match rilievo.gravita {
        Gravita::Errore => ("31;1", "errore"),
        Gravita::Avviso => ("33;1", "avviso"),
        Gravita::Nota => ("36", "nota"),
    };
    let about = rilievo.obiettivo.as_ref().map(|obiettivo| format!("  [{obiettivo}]")).unwrap_or_default();
    let heading = format!("{} {}  {}{about}", style.paint(colour, word), rilievo.codice, dove(&rilievo.dove));
    let todo = check::doc(rilievo.codice).map(|doc| format!("\n   → {}", doc.rimedio)).unwrap_or_default();
    format!("{heading}\n   {}{todo}\n", rilievo.messaggio)
}

/// `file › foglio › cella`, as far as it is known.
pub fn dove(dove: &Dove) -> String {
    let mut parts = Vec::new();
    if !dove.file.is_empty() {
        parts.push(dove.file.to_string());
    }
    parts.extend(dove.foglio.iter().map(|foglio| foglio.to_string()));
    parts.extend(dove.celle.map(|celle| celle.first.to_string()));
    if parts.is_empty() { "tutta la cartella".to_owned() } else { parts.join(" › ") }
}

/// How many there are of each gravity.
pub fn count(rilievi: &[Rilievo]) -> String {
    let of = |gravita: Gravita| rilievi.iter().filter(|rilievo| rilievo.gravita == gravita).count();
    let word = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    format!(
        "{}, {}, {}",
        word(of(Gravita::Errore), "errore", "errori"),
        word(of(Gravita::Avviso), "avviso", "avvisi"),
        word(of(Gravita::Nota), "nota", "note")
    )
}
