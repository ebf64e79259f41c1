//! The commands that change the office's workbooks, and the question asked before a value of the office's is replaced.

use super::{CLEAN, RILIEVI, say, style};
use crate::job::{self, Modo, Scelte};
use crate::plan::CAMPI;
use crate::{render, store};
use anyhow::{Result, bail};
use std::io::Write;
use std::path::Path;

pub fn aggiorna(cartella: &Path, prova: bool, sovrascrivi: &[String]) -> Result<u8> {
    let mut scelte = Scelte { prova, sovrascrivi: Vec::new() };
    for campo in sovrascrivi {
        if !CAMPI.contains(&campo.as_str()) {
            bail!("«{campo}» non è un campo che si possa sovrascrivere: scegliere fra {}", CAMPI.join(", "));
        }
        if prova || agreed(cartella, campo)? {
            scelte.sovrascrivi.push(campo.clone());
        }
    }
    let done = job::aggiorna(cartella, &scelte)?;
    say(&render::aggiornamento(cartella, &done, style()))?;
    Ok(if done.bozza.a_mano.is_empty() && done.diversi.is_empty() { CLEAN } else { RILIEVI })
}

/// Shows the values of the office's that would go, and asks.
fn agreed(cartella: &Path, campo: &str) -> Result<bool> {
    let diversi = job::diversi(&job::study(cartella)?, &[campo.to_owned()]);
    if diversi.is_empty() {
        return Ok(false);
    }
    let lines: Vec<String> = diversi.iter().map(render::diverso).collect();
    let question =
        format!("Questi valori scritti dall'ufficio ({campo}) saranno sostituiti:\n{}", lines.join("\n"));
    eprint!("{question}\nSostituirli? [s/N] ");
    std::io::stderr().flush()?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "s" | "si" | "sì"))
}

pub fn annulla(cartella: &Path) -> Result<u8> {
    let done = store::undo(cartella, store::now())?;
    say(&render::annullamento(&done))?;
    Ok(if done.left.is_empty() { CLEAN } else { RILIEVI })
}

pub fn scrivi(lista: &Path, modo: Modo) -> Result<u8> {
    let done = job::scrivi(lista, &modo)?;
    say(&render::scrittura(&done, &modo, style()))?;
    let all_right = done.errori.is_empty() && done.diverse.is_empty() && done.a_mano.is_empty();
    Ok(if all_right { CLEAN } else { RILIEVI })
}
