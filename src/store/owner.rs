//! Who has a workbook open: the files that Excel and LibreOffice put beside it while they do.
//!
//! Excel's `~$name` has the user's name twice: in bytes after one byte of length, and from byte 55 on in UTF-16 after
//! two bytes of length. LibreOffice's `.~lock.name#` is one line: name, account, computer, time, profile.

use std::fs;
use std::path::Path;

/// Where Excel's file has the name in UTF-16.
const WIDE: usize = 55;

/// The most letters that either form has.
const LONGEST: usize = 54;

/// A program that has a workbook open.
pub(super) struct Owner {
    /// Excel or LibreOffice.
    pub(super) program: &'static str,
    /// The person, and the computer if it says so.
    pub(super) who: Option<String>,
    /// The name of the file that says it.
    pub(super) sign: String,
}

/// Who has this workbook open, as far as the files beside it say.
pub(super) fn owner(folder: &Path, name: &str) -> Option<Owner> {
    let excel = format!("~${name}");
    if let Some(bytes) = sign(&folder.join(&excel)) {
        return Some(Owner { program: "Excel", who: excel_user(&bytes), sign: excel });
    }
    let libreoffice = format!(".~lock.{name}#");
    let bytes = sign(&folder.join(&libreoffice))?;
    Some(Owner { program: "LibreOffice", who: libreoffice_user(&bytes), sign: libreoffice })
}

/// What the file says; `None` where there is none, or nobody holds it any more. One that cannot be read says nothing,
/// and is there all the same: Windows lets nobody read what Excel is holding.
fn sign(path: &Path) -> Option<Vec<u8>> {
    fs::symlink_metadata(path).ok()?;
    match is_stale(path) {
        true => None,
        false => Some(fs::read(path).unwrap_or_default()),
    }
}

/// Whether Excel left its file behind when it crashed: while it runs, Windows lets nobody else write to it. Where files
/// are not held so, it cannot be known. LibreOffice never holds its own.
#[cfg(windows)]
fn is_stale(path: &Path) -> bool {
    use std::os::windows::fs::OpenOptionsExt;
    let is_excel = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"));
    is_excel && fs::OpenOptions::new().write(true).share_mode(0).open(path).is_ok()
}

#[cfg(not(windows))]
fn is_stale(_: &Path) -> bool {
    false
}

fn excel_user(bytes: &[u8]) -> Option<String> {
    excel_wide(bytes).or_else(|| {
        let (length, rest) = bytes.split_first()?;
        let name = rest.get(..usize::from(*length).min(LONGEST))?;
        // a name from before UTF-16: its accents are those of western Windows, as far as Latin-1 has them
        clean(&name.iter().map(|byte| char::from(*byte)).collect::<String>())
    })
}

fn excel_wide(bytes: &[u8]) -> Option<String> {
    let wide = bytes.get(WIDE..)?;
    let (length, rest) = wide.split_first_chunk::<2>()?;
    let length = usize::from(u16::from_le_bytes(*length));
    let units = rest.get(..length.checked_mul(2)?).filter(|_| length <= LONGEST)?;
    let (pairs, _) = units.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
    clean(&String::from_utf16_lossy(&units))
}

fn libreoffice_user(bytes: &[u8]) -> Option<String> {
    let fields = fields(&String::from_utf8_lossy(bytes));
    let field = |at: usize| fields.get(at).and_then(|text| clean(text));
    let person = field(0).or_else(|| field(1))?;
    Some(match field(2) {
        Some(computer) => format!("{person} (computer {computer})"),
        None => person,
    })
}

/// The fields of a line, where `\,` is a comma inside one and `;` ends the line.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        let Some(last) = fields.last_mut() else { break };
        match letter {
            '\\' => last.extend(letters.next()),
            ';' => break,
            ',' => fields.push(String::new()),
            _ => last.push(letter),
        }
    }
    fields
}

/// A name fit for a message: one line, no control signs; `None` if nothing is left.
fn clean(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(|letter| !letter.is_control()).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    (!plain.is_empty()).then_some(plain)
}
