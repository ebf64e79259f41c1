//! What an undoing brought back, and what a killed run had left.

use crate::store::{Interrupted, Left, Undone};

/// What was undone.
pub fn annullamento(done: &Undone) -> String {
    let mut lines: Vec<String> = done.interrupted.iter().map(interrotto).collect();
    let count = match done.restored.len() {
        0 => "Nessuna cartella di lavoro da riportare".to_owned(),
        1 => "Una cartella di lavoro riportata".to_owned(),
        n => format!("{n} cartelle di lavoro riportate"),
    };
    lines.push(format!(
        "{count} a com'era prima dell'aggiornamento del {}:",
        done.quando.strftime("%d/%m/%Y, %H:%M:%S")
    ));
    lines.extend(done.restored.iter().map(|name| format!("   {name}")));
    if !done.already.is_empty() {
        lines.push("Erano già com'erano prima:".to_owned());
        lines.extend(done.already.iter().map(|name| format!("   {name}")));
    }
    if !done.left.is_empty() {
        lines.push("Non toccate, perché cambiate dopo l'aggiornamento:".to_owned());
        lines.extend(done.left.iter().map(|left: &Left| format!("   {left}")));
    }
    lines.push(format!("Le copie restano in {}", done.backup.display()));
    lines.join("\n")
}

/// What a killed run had left.
pub(super) fn interrotto(found: &Interrupted) -> String {
    format!("ATTENZIONE – {found}")
}
