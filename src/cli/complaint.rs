//! What is wrong with the arguments, in Italian. The parser's own sentences are in English and never shown.

use super::{CLEAN, FAILED};
use crate::store::why;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Prints why the arguments cannot be used, or the help that was asked for; the exit code.
pub fn explain(error: &clap::Error) -> u8 {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        print!("{}", error.render());
        return CLEAN;
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        eprint!("{}", error.render());
        return FAILED;
    }
    eprintln!("{}", sentence(error));
    eprintln!("Per l'elenco dei comandi: schedario --aiuto");
    FAILED
}

/// An error with its causes; what the system says is said in Italian.
pub fn chain(error: &anyhow::Error) -> String {
    let words = |cause: &(dyn std::error::Error + 'static)| match cause.downcast_ref::<std::io::Error>() {
        Some(disk) => why(disk),
        None => cause.to_string(),
    };
    error.chain().map(words).collect::<Vec<_>>().join(": ")
}

fn sentence(error: &clap::Error) -> String {
    let named = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        _ => String::new(),
    };
    let suggestion = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg].map(named).concat();
    let perhaps =
        if suggestion.is_empty() { String::new() } else { format!(" Forse si intendeva «{suggestion}».") };
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let word = named(ContextKind::InvalidSubcommand);
            format!("«{word}» non è un comando, e non c'è una cartella o un file con questo nome.{perhaps}")
        }
        ErrorKind::UnknownArgument => {
            format!("L'opzione «{}» non esiste.{perhaps}", named(ContextKind::InvalidArg))
        }
        ErrorKind::MissingRequiredArgument => {
            format!("Manca {}.", named(ContextKind::InvalidArg).replace(['<', '>'], ""))
        }
        ErrorKind::MissingSubcommand => "Manca la cartella da elaborare, o un comando.".to_owned(),
        ErrorKind::InvalidValue => {
            let option = named(ContextKind::InvalidArg).replace(['<', '>'], "");
            format!("Manca qualcosa dopo «{}».", option.split(' ').next().unwrap_or_default())
        }
        ErrorKind::ArgumentConflict => {
            format!("L'opzione «{}» è ripetuta o non va con le altre.", named(ContextKind::InvalidArg))
        }
        _ => "I comandi non sono chiari.".to_owned(),
    }
}
