//! What a file is, told by its content and never by its name.
//!
//! Only the first bytes and the names inside an archive are looked at. A file that is no workbook is refused
//! with the name of what it is. The extension matters only to say that it lies.

use super::Format;
use super::cfb::Compound;
use super::refusal::{Kind, Refusal};
use crate::package::{Event, OUTPUT_MARK, Package};
use crate::rilievo::{Dove, Gravita, Rilievo};

const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// As much of the beginning as it takes to know a text.
const BEGINNING: usize = 4096;

/// A workbook whose format is known and whose container is sound.
pub(super) enum Sniffed<'a> {
    /// A zip, with its format.
    Package(Format, Box<Package<'a>>),
    /// A compound file that holds an Excel 97-2003 workbook.
    Compound(Compound<'a>),
}

/// Tells what a file is; `own` admits this program's own outputs.
pub(super) fn sniff<'a>(file: &str, bytes: &'a [u8], own: bool) -> Result<Sniffed<'a>, Refusal> {
    let name = file.rsplit('/').next().unwrap_or(file);
    match bytes {
        _ if name.starts_with("~$") || name.starts_with(".~lock.") => Err(Refusal::Lock),
        [] => Err(Refusal::Empty),
        _ if bytes.starts_with(&COMPOUND) => compound(bytes),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => {
            let mut package = Package::open(bytes)?;
            let format = packaged(&mut package, own)?;
            Ok(Sniffed::Package(format, Box::new(package)))
        }
        _ if bytes.iter().all(|byte| *byte == 0) => Err(Refusal::Zeros),
        _ if bytes.starts_with(b"{\\rtf") => Err(Refusal::Other(Kind::Word)),
        _ if bytes.starts_with(b"Rar!") || bytes.starts_with(b"7z\xBC\xAF") => Err(Refusal::Other(Kind::Zip)),
        _ if bytes.starts_with(b"%PDF") => Err(Refusal::Other(Kind::Pdf)),
        [9, 0 | 2 | 4, _, 0, ..] => Err(Refusal::Other(Kind::OldExcel)),
        _ => Err(text(bytes)),
    }
}

/// Opens a workbook that is a package, to be written into; `None` if it is of Excel 97-2003.
pub(crate) fn package(bytes: &[u8]) -> Result<Option<(Format, Box<Package<'_>>)>, Refusal> {
    Ok(match sniff("", bytes, false)? {
        Sniffed::Package(format, package) => Some((format, package)),
        Sniffed::Compound(_) => None,
    })
}

fn compound(bytes: &[u8]) -> Result<Sniffed<'_>, Refusal> {
    let compound = Compound::open(bytes)?;
    let has = |name| compound.has(name);
    match () {
        () if has("EncryptedPackage") => Err(Refusal::Password),
        () if has("Workbook") || has("Book") => Ok(Sniffed::Compound(compound)),
        () if has("WordDocument") => Err(Refusal::Other(Kind::Word)),
        () if has("PowerPoint Document") => Err(Refusal::Other(Kind::Slides)),
        () => Err(Refusal::Unknown),
    }
}

fn packaged(package: &mut Package, own: bool) -> Result<Format, Refusal> {
    let starts = |package: &Package, folder: &str| package.names().any(|name| name.starts_with(folder));
    if package.has("mimetype") || package.has("META-INF/manifest.xml") {
        return open_document(package);
    }
    match () {
        () if starts(package, "word/") => Err(Refusal::Other(Kind::Word)),
        () if starts(package, "ppt/") => Err(Refusal::Other(Kind::Slides)),
        () if package.names().any(|name| name.ends_with(".iwa")) => Err(Refusal::Other(Kind::Numbers)),
        () if !package.has("_rels/.rels") => Err(Refusal::Other(Kind::Zip)),
        () => match main_part(package)? {
            Some(part) if part.to_lowercase().ends_with(".bin") => Ok(Format::Xlsb),
            Some(_) if !own && is_output(package) => Err(Refusal::Output),
            Some(_) => Ok(Format::Xlsx),
            None => Err(Refusal::Other(Kind::Zip)),
        },
    }
}

/// The part that holds the workbook of an Office Open XML package.
pub(super) fn main_part(package: &mut Package) -> Result<Option<String>, Refusal> {
    let relations = package.relations("")?;
    Ok(relations.into_iter().find(|relation| relation.kind == "officeDocument").map(|found| found.target))
}

fn open_document(package: &mut Package) -> Result<Format, Refusal> {
    let manifest =
        if package.has("META-INF/manifest.xml") { package.bytes("META-INF/manifest.xml")? } else { vec![] };
    let manifest = String::from_utf8_lossy(&manifest);
    let declared = if package.has("mimetype") { package.bytes("mimetype")? } else { vec![] };
    let declared = String::from_utf8_lossy(&declared);
    if manifest.contains("encryption-data") || package.has("encrypted-package") {
        return Err(Refusal::Password);
    }
    let says = |kind: &str| declared.contains(kind) || (declared.is_empty() && manifest.contains(kind));
    match () {
        () if says("opendocument.spreadsheet") => Ok(Format::Ods),
        () if says("opendocument.presentation") => Err(Refusal::Other(Kind::Slides)),
        () if says("opendocument") => Err(Refusal::Other(Kind::OpenDocument)),
        () => Err(Refusal::Other(Kind::Zip)),
    }
}

/// Why a file that is neither an archive nor a compound file is no workbook.
fn text(bytes: &[u8]) -> Refusal {
    let beginning = bytes.get(..BEGINNING).unwrap_or(bytes);
    let words = String::from_utf8_lossy(beginning).replace('\0', "").to_lowercase();
    let words = words.trim_start_matches(|c: char| c == '\u{feff}' || c == '\u{fffd}' || c.is_whitespace());
    let is_page = ["<!doctype html", "<html", "<table", "<head", "<meta", "mime-version:"];
    let has_controls = beginning.iter().any(|byte| *byte < 9);
    match () {
        () if words.contains("urn:schemas-microsoft-com:office:spreadsheet") => Refusal::Other(Kind::Xml2003),
        () if words.contains("urn:oasis:names:tc:opendocument") => Refusal::Other(Kind::FlatOpenDocument),
        () if is_page.iter().any(|mark| words.starts_with(mark)) || words.contains("<html") => {
            Refusal::Other(Kind::Html)
        }
        () if has_controls && !matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) => Refusal::Unknown,
        () => Refusal::Other(Kind::Text),
    }
}

/// A nota if the file's extension belongs to another format.
pub(super) fn extension(file: &str, format: Format) -> Option<Rilievo> {
    let (_, extension) = file.rsplit('/').next()?.rsplit_once('.')?;
    let (expected, described): (&[&str], _) = match format {
        Format::Xlsx => (&["xlsx", "xlsm", "xltx", "xltm"], "Excel (.xlsx)"),
        Format::Xlsb => (&["xlsb"], "Excel binario (.xlsb)"),
        Format::Xls => (&["xls", "xlt"], "Excel 97-2003 (.xls)"),
        Format::Ods => (&["ods", "ots"], "OpenDocument (.ods)"),
    };
    if expected.contains(&extension.to_lowercase().as_str()) {
        return None;
    }
    let message = format!("l'estensione è .{extension} ma il contenuto è {described}: letto comunque");
    Some(Rilievo::new("LET004", Gravita::Nota, Dove::file(file), message))
}

/// Whether the workbook is one of this program's own outputs, whatever it is called now.
fn is_output(package: &mut Package) -> bool {
    let Ok(part) = package.part("docProps/custom.xml") else { return false };
    let mut xml = part.xml();
    while let Ok(Some(event)) = xml.next() {
        let Event::Start(tag) = event else { continue };
        if tag.name() == "property" && tag.attribute("name").as_deref() == Some(OUTPUT_MARK) {
            return true;
        }
    }
    false
}
