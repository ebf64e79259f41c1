//! What the blank workbooks are for, in a few lines.

use crate::job::Modelli;

/// What was written, and what to do with it.
pub fn modelli(done: &Modelli) -> String {
    let files: Vec<String> = done.scritti.iter().map(|name| format!("   {name}")).collect();
    let pesatura = match done.obiettivi {
        0 => "La pesatura ha righe vuote: nella cartella non ci sono ancora obiettivi.".to_owned(),
        1 => "La pesatura elenca l'unico obiettivo trovato; i punti già dati sono riportati.".to_owned(),
        all => format!("La pesatura elenca i {all} obiettivi trovati; i punti già dati sono riportati."),
    };
    let regolamento = match done.regolamento_proprio {
        true => {
            "La cartella ha già il suo regolamento.toml: il modello commentato ha un altro nome, per confronto."
        }
        false => {
            "regolamento.toml va completato con gli articoli dell'Ente e messo nella cartella delle schede."
        }
    };
    format!(
        "Scritti in {}:\n{}\n{pesatura}\n{regolamento}\nI moduli A e B dicono le stesse cose: usare quello che si preferisce. Compilati, vanno nella cartella delle schede.",
        done.cartella.display(),
        files.join("\n")
    )
}
