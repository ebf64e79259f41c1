//! The command line: what the user typed becomes a job, what the job found becomes text.
//!
//! No logic lives here: every command is one function of [`crate::job`], and whoever prefers the library to the
//! program loses nothing. The only room that names clap.

mod args;
mod complaint;
mod write;

use crate::job::{self, Decisioni, Modo};
use crate::render;
use crate::rilievo::{Gravita, Rilievo};
use anyhow::{Result, bail};
use args::{Args, Command, Monitoraggio};
use clap::Parser;
use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

/// Exit code: nothing to say.
pub const CLEAN: u8 = 0;
/// Exit code: there are rilievi of severity errore.
pub const RILIEVI: u8 = 1;
/// Exit code: the job could not be done.
pub const FAILED: u8 = 2;

/// Runs the program with these arguments, the program's own name included; the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let args = match Args::try_parse_from(args::with_default_command(arguments)) {
        Ok(args) => args,
        Err(error) => return complaint::explain(&error),
    };
    match alive(args.command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("Non è stato possibile finire: {}", complaint::chain(&error));
            FAILED
        }
    }
}

/// A defect of the program itself is told as such, and is none of the office's.
fn alive(command: Command) -> Result<u8> {
    catch_unwind(|| dispatch(command)).unwrap_or_else(|_| {
        bail!(
            "il programma si è fermato per un proprio difetto (descritto qui sopra). Le schede non sono state toccate: \
             segnalare il caso, con la cartella che lo provoca, a chi mantiene schedario"
        )
    })
}

fn dispatch(command: Command) -> Result<u8> {
    match command {
        Command::Elabora { cartella, esito, json } => elabora(&cartella, esito, json),
        Command::Controlla { cartella, json } => controlla(&cartella, json),
        Command::Anteprima { file, esito } => anteprima(&file, esito),
        Command::Aggiorna { cartella, prova, sovrascrivi } => write::aggiorna(&cartella, prova, &sovrascrivi),
        Command::Annulla { cartella } => write::annulla(&cartella),
        Command::Scrivi { lista, prova, copia_in } => write::scrivi(&lista, Modo { prova, copia_in }),
        Command::NuovoAnno { cartella, nuova, prosegue, finisce } => {
            nuovo_anno(&cartella, nuova.as_deref(), &Decisioni { prosegue, finisce })
        }
        Command::Spiega { argomento, obiettivo } => spiega(&argomento, obiettivo.as_deref()),
        Command::Confronta { prima, dopo, esito, json } => confronta(&prima, &dopo, esito, json),
        Command::Modelli { cartella, esito } => modelli(&cartella, esito),
        Command::Monitoraggio { azione } => monitoraggio(azione),
    }
}

fn monitoraggio(azione: Monitoraggio) -> Result<u8> {
    match azione {
        Monitoraggio::Prepara { cartella, scadenza, esito } => {
            let done = job::prepara(&cartella, &scadenza, esito.as_deref())?;
            say(&render::preparati(&done, style()))?;
            Ok(exit_code(&done.rilievi))
        }
        Monitoraggio::Raccogli { cartella, risposte, scadenza, esito, prova } => {
            let asked =
                job::Raccolta { cartella: &cartella, risposte: &risposte, scadenza: scadenza.as_deref() };
            let done = job::raccogli(&asked, esito.as_deref(), prova)?;
            say(&render::raccolti(&done, style()))?;
            Ok(exit_code(&done.risposte.rilievi))
        }
    }
}

fn elabora(cartella: &Path, esito: Option<PathBuf>, json: bool) -> Result<u8> {
    let done = job::elabora(cartella, esito.as_deref())?;
    match json {
        true => say(&done.study.json()?)?,
        false => say(&render::summary(&done, style()))?,
    }
    Ok(exit_code(&done.study.rilievi))
}

fn controlla(cartella: &Path, json: bool) -> Result<u8> {
    let study = job::study(cartella)?;
    match json {
        true => say(&study.rilievi_json()?)?,
        false => say(&render::rilievi(&study.rilievi, style()))?,
    }
    Ok(exit_code(&study.rilievi))
}

fn anteprima(file: &Path, esito: Option<PathBuf>) -> Result<u8> {
    let done = job::anteprima(file, esito.as_deref())?;
    say(&render::anteprima(&done))?;
    Ok(exit_code(&done.rilievi))
}

fn nuovo_anno(cartella: &Path, nuova: Option<&Path>, decisioni: &Decisioni) -> Result<u8> {
    let done = job::nuovo_anno(cartella, nuova, decisioni)?;
    say(&render::nuovo_anno(&done))?;
    Ok(CLEAN)
}

fn spiega(argomento: &str, obiettivo: Option<&str>) -> Result<u8> {
    match obiettivo {
        Some(obiettivo) => say(&render::explanation(&job::study(Path::new(argomento))?, obiettivo)?)?,
        None if Path::new(argomento).is_dir() => {
            bail!("indicare anche l'obiettivo, per esempio: schedario spiega \"{argomento}\" RISORSE/2")
        }
        None => say(&render::doc(argomento)?)?,
    }
    Ok(CLEAN)
}

/// Differences are no errors; what could not be read, so that they cannot be relied on, is.
fn confronta(prima: &Path, dopo: &Path, esito: Option<PathBuf>, json: bool) -> Result<u8> {
    let done = job::confronta(prima, dopo, esito.as_deref())?;
    match json {
        true => say(&done.json()?)?,
        false => say(&render::confronta(&done, style()))?,
    }
    Ok(if done.confronto.incertezze.is_empty() { CLEAN } else { RILIEVI })
}

fn modelli(cartella: &Path, esito: Option<PathBuf>) -> Result<u8> {
    say(&render::modelli(&job::modelli(cartella, esito.as_deref())?))?;
    Ok(CLEAN)
}

/// Writes to standard output; a reader that goes away (`| head`) is no fault.
fn say(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.write_all(b"\n")) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

fn style() -> render::Style {
    let terminal = std::io::stdout().is_terminal();
    let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    render::Style { colours: terminal && wanted, terminal }
}

fn exit_code(rilievi: &[Rilievo]) -> u8 {
    match rilievi.iter().any(|rilievo| rilievo.gravita == Gravita::Errore) {
        true => RILIEVI,
        false => CLEAN,
    }
}
