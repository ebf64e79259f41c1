//! Whether workbooks can be replaced: open in a program, read-only, gone.
//!
//! Nothing is written to find out, so a folder's own refusal may still come later; it comes before any change.

use super::disk::{is_closed, is_inside};
use super::owner::owner;
use super::why::why;
use anyhow::{Result, bail};
use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

/// A workbook that cannot be replaced now. Its text says why and what to do.
#[derive(Debug)]
pub struct Busy {
    /// The workbook, as a path inside the folder with `/`.
    pub name: String,
    /// What stands in the way.
    pub obstacle: Obstacle,
}

/// What stands in the way of replacing a workbook.
#[derive(Debug)]
pub enum Obstacle {
    /// It is not there any more.
    Missing,
    /// A program says that it has it open.
    Open {
        /// Excel or LibreOffice.
        program: &'static str,
        /// Who has, as far as the program says.
        who: Option<String>,
        /// The name of the hidden file by which the program says so.
        sign: String,
    },
    /// Another program holds it and does not say who it is.
    Held,
    /// It is marked as read-only.
    ReadOnly,
    /// This user may not change it.
    Forbidden,
    /// This user may not write in its folder.
    FolderReadOnly,
    /// The disk refuses in another way.
    Refused(Error),
}

/// Which of the workbooks cannot be replaced now, in the order given.
///
/// # Errors
/// A name leads out of the folder.
pub fn ready(folder: &Path, names: &[String]) -> Result<Vec<Busy>> {
    let mut busy = Vec::new();
    for name in names {
        check_name(name)?;
        if let Err(obstacle) = free(&folder.join(name)) {
            busy.push(Busy { name: name.clone(), obstacle });
        }
    }
    Ok(busy)
}

/// Only plain names inside the folder.
pub(super) fn check_name(name: &str) -> Result<()> {
    if !is_inside(name) {
        bail!("«{name}» non è un nome di file dentro la cartella");
    }
    Ok(())
}

/// The file itself, where a link leads to it, if it can be replaced.
pub(super) fn free(path: &Path) -> Result<PathBuf, Obstacle> {
    let real = fs::canonicalize(path).map_err(Obstacle::from)?;
    for seen in [path, &real] {
        let (Some(folder), Some(name)) = (seen.parent(), seen.file_name()) else { continue };
        if let Some(owner) = owner(folder, &name.to_string_lossy()) {
            return Err(Obstacle::Open { program: owner.program, who: owner.who, sign: owner.sign });
        }
    }
    let about = fs::metadata(&real)?;
    if about.is_dir() {
        return Err(Obstacle::Refused(ErrorKind::IsADirectory.into()));
    }
    if about.permissions().readonly() {
        return Err(Obstacle::ReadOnly);
    }
    open_alone(&real)?;
    match real.parent().is_some_and(is_closed) {
        true => Err(Obstacle::FolderReadOnly),
        false => Ok(real),
    }
}

/// Opens the file as its only user, where the system knows that, and lets it go.
fn open_alone(path: &Path) -> Result<(), Error> {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(windows)]
    std::os::windows::fs::OpenOptionsExt::share_mode(&mut options, 0);
    options.open(path).map(drop)
}

impl From<Error> for Obstacle {
    fn from(error: Error) -> Obstacle {
        match (error.kind(), error.raw_os_error()) {
            (ErrorKind::NotFound, _) => Obstacle::Missing,
            (_, Some(32 | 33)) if cfg!(windows) => Obstacle::Held,
            (ErrorKind::PermissionDenied, _) => Obstacle::Forbidden,
            _ => Obstacle::Refused(error),
        }
    }
}

impl fmt::Display for Busy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "il file «{}» ", self.name)?;
        match &self.obstacle {
            Obstacle::Missing => f.write_str("non c'è più: forse è stato spostato o rinominato. Riprovare"),
            Obstacle::Open { program, who, sign } => {
                write!(f, "è aperto in {program}")?;
                if let Some(who) = who {
                    write!(f, " da {who}")?;
                }
                write!(
                    f,
                    ": chiuderlo e riprovare. Se nessuno lo tiene aperto (succede quando il programma si chiude \
                     male), eliminare il file nascosto «{sign}», che gli sta accanto"
                )
            }
            Obstacle::Held => f.write_str("è aperto in un altro programma: chiuderlo e riprovare"),
            Obstacle::ReadOnly => {
                f.write_str("è di sola lettura: togliere «Sola lettura» dalle sue proprietà e riprovare")
            }
            Obstacle::Forbidden => f.write_str(
                "non si può modificare: se è aperto in Excel o in LibreOffice chiuderlo, altrimenti chiedere il \
                 permesso a chi gestisce la cartella",
            ),
            Obstacle::FolderReadOnly => f.write_str(
                "sta in una cartella in cui non si può scrivere: chiedere il permesso a chi la gestisce, o \
                 lavorare su una copia della cartella",
            ),
            Obstacle::Refused(error) => write!(f, "non si può modificare: {}", why(error)),
        }
    }
}
