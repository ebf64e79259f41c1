//! Why the disk refuses, in Italian: the system says it in its own language, or in English.

use std::io::{Error, ErrorKind};

/// What an error of the disk means, and what to do, as the end of a sentence.
pub fn why(error: &Error) -> String {
    let words = match error.kind() {
        ErrorKind::NotFound => "non c'è, o è stato spostato",
        ErrorKind::PermissionDenied => {
            "manca il permesso, o è aperto in un altro programma: chiudere Excel e LibreOffice, o chiedere l'accesso a chi gestisce la cartella"
        }
        ErrorKind::AlreadyExists => "c'è già un file con questo nome",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "il disco è pieno: liberare spazio e riprovare",
        ErrorKind::ReadOnlyFilesystem => "il disco è di sola lettura: scegliere un'altra cartella",
        ErrorKind::FileTooLarge => "il disco non accetta file così grandi",
        ErrorKind::InvalidFilename => "il nome è troppo lungo, o ha segni che il disco non accetta",
        ErrorKind::IsADirectory => "è una cartella, non un file",
        ErrorKind::NotADirectory => "è un file, non una cartella",
        ErrorKind::ResourceBusy => "è in uso da un altro programma: chiuderlo e riprovare",
        ErrorKind::Interrupted | ErrorKind::TimedOut | ErrorKind::BrokenPipe => {
            "la lettura si è interrotta: riprovare"
        }
        _ => match error.raw_os_error() {
            // Windows: another program holds the file
            Some(32 | 33) => "è aperto in un altro programma: chiuderlo e riprovare",
            Some(code) => return format!("il disco risponde con l'errore {code}"),
            None => return error.to_string(),
        },
    };
    words.to_owned()
}
