//! What changed between two folders: both read, compared, the variations written. Neither folder is touched, nothing is
//! computed.

use super::{destination, link_base};
use crate::check::attribute;
use crate::confronto::{Confronto, confronta as compare};
use crate::folder::{self, Cartella};
use crate::publish::{self, Variazioni};
use crate::rilievo::{Gravita, Rilievo};
use crate::store;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

/// A comparison, and what was written of it.
pub struct Confrontato {
    /// What changed.
    pub confronto: Confronto,
    /// The names of the two folders.
    pub nomi: (String, String),
    /// The folder of the results.
    pub esito: PathBuf,
    /// The files written, as paths inside it with `/`.
    pub scritti: Vec<String>,
    vie: (String, String),
}

/// Compares two folders and writes what changed.
///
/// # Errors
/// A folder cannot be read, has no obiettivi or lies in the other; the results cannot be written: then nothing is.
pub fn confronta(prima: &Path, dopo: &Path, esito: Option<&Path>) -> Result<Confrontato> {
    apart(prima, dopo)?;
    let esito = destination(dopo, esito)?;
    // nor may they stand in the other folder
    destination(prima, Some(&esito))?;
    let (before, after) = (read(prima)?, read(dopo)?);
    let confronto = compare(&before.piano, &after.piano).with_unread(&before.rilievi, &after.rilievi);
    let mut done = Confrontato {
        confronto,
        nomi: names(prima, dopo),
        vie: (link_base(prima, &esito), link_base(dopo, &esito)),
        esito,
        scritti: Vec::new(),
    };
    let files = publish::variazioni(&done.variazioni())?;
    store::save(&files, &done.esito)?;
    done.scritti = files.into_iter().map(|(name, _)| name).collect();
    Ok(done)
}

impl Confrontato {
    /// The differences, as JSON.
    ///
    /// # Errors
    /// They cannot be written as JSON.
    pub fn json(&self) -> Result<String> {
        let bytes = publish::variazioni_json(&self.variazioni())?;
        Ok(String::from_utf8(bytes)?)
    }

    fn variazioni(&self) -> Variazioni<'_> {
        Variazioni {
            confronto: &self.confronto,
            prima: publish::Cartella { nome: &self.nomi.0, via: &self.vie.0 },
            dopo: publish::Cartella { nome: &self.nomi.1, via: &self.vie.1 },
        }
    }
}

/// Folders that lie in one another would be read twice: the outer one has the files of both.
fn apart(prima: &Path, dopo: &Path) -> Result<()> {
    let (Ok(one), Ok(other)) = (std::fs::canonicalize(prima), std::fs::canonicalize(dopo)) else {
        return Ok(());
    };
    if one != other && (one.starts_with(&other) || other.starts_with(&one)) {
        bail!(
            "le due cartelle stanno una dentro l'altra ({} e {}): chi legge quella più grande leggerebbe anche i file \
             dell'altra. Metterle una accanto all'altra",
            prima.display(),
            dopo.display()
        );
    }
    Ok(())
}

/// A folder as read; one without obiettivi cannot be compared.
fn read(path: &Path) -> Result<Cartella> {
    let mut cartella = folder::read(path)?;
    attribute(&cartella.piano, &mut cartella.rilievi);
    if cartella.piano.obiettivi.is_empty() {
        let errors = cartella.rilievi.iter().filter(|rilievo| rilievo.gravita == Gravita::Errore);
        let reasons: Vec<String> = errors.take(5).map(reason).collect();
        let reasons = if reasons.is_empty() { String::new() } else { format!(": {}", reasons.join("; ")) };
        bail!("nella cartella {} non è stato riconosciuto nessun obiettivo{reasons}", path.display());
    }
    Ok(cartella)
}

fn reason(rilievo: &Rilievo) -> String {
    match rilievo.dove.file.is_empty() {
        true => rilievo.messaggio.clone(),
        false => format!("{}: {}", rilievo.dove.file, rilievo.messaggio),
    }
}

/// What the folders are called; with the folder they stand in, where they have one name.
fn names(prima: &Path, dopo: &Path) -> (String, String) {
    let parts = |path: &Path| -> Vec<String> {
        let full = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        full.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect()
    };
    let (one, other) = (parts(prima), parts(dopo));
    let last = |parts: &[String], count: usize| {
        parts.get(parts.len().saturating_sub(count)..).unwrap_or_default().join("/")
    };
    let most = one.len().max(other.len());
    let enough = (1..=most).find(|count| last(&one, *count) != last(&other, *count)).unwrap_or(1);
    (last(&one, enough), last(&other, enough))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_one_name_are_called_by_the_folder_they_stand_in() {
        let named = names(Path::new("/uffici/2023/PEG"), Path::new("/uffici/2024/PEG"));
        assert_eq!(named, ("2023/PEG".to_owned(), "2024/PEG".to_owned()));
        assert_eq!(
            names(Path::new("/a/prima"), Path::new("/a/dopo")),
            ("prima".to_owned(), "dopo".to_owned())
        );
    }
}
