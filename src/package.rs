//! A spreadsheet file as a package of parts: a zip opened under limits, its parts read whole, its XML pulled.
//!
//! This room is the only one that names `zip` and `quick_xml`. It trusts nothing: sizes are checked before
//! anything is inflated, a part is read to its very end so that its checksum counts, and names that could be
//! taken for one another are refused. It deliberately knows neither cells nor sheets, and never follows a
//! relationship outside the package.

mod differing;
mod fault;
mod part;
mod relations;
mod rewrite;
mod tag;
mod xml;

pub use differing::differing;
pub use fault::Fault;
pub use part::Part;
pub use relations::Relation;
pub use rewrite::rewrite;
pub use tag::{attribute_names, closed, escaped, opened, retagged};
pub use xml::{Event, Tag, Xml};

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The custom document property by which this program's own outputs are told: they are never read back as schede.
pub const OUTPUT_MARK: &str = "schedario-esito";

/// The largest file that is opened.
pub const LARGEST_FILE: usize = 100 << 20;
const MOST_ENTRIES: usize = 10_000;
const LARGEST_PART: u64 = 512 << 20;
const LARGEST_TOTAL: u64 = 1 << 30;
/// Below this size even an extreme compression ratio does no harm.
const RATIO_MATTERS_ABOVE: u64 = 32 << 20;
const HIGHEST_RATIO: u64 = 250;

/// An open package: the file's bytes and the names of its parts.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Entry numbers by name, as the formats compare names: `/` for `\`, case ignored.
    entries: BTreeMap<String, usize>,
    inflated: u64,
}

impl<'a> Package<'a> {
    /// Opens a zip; reads its directory only.
    pub fn open(bytes: &'a [u8]) -> Result<Package<'a>, Fault> {
        if bytes.len() > LARGEST_FILE {
            return Err(Fault::TooLarge);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Truncated)?;
        if archive.len() > MOST_ENTRIES {
            return Err(Fault::TooManyParts);
        }
        if archive.has_duplicate_names() {
            return Err(Fault::DuplicateParts);
        }
        let mut entries = BTreeMap::new();
        for index in 0..archive.len() {
            let name = archive.name_for_index(index).and_then(Result::ok).ok_or(Fault::Damaged)?;
            if entries.insert(canonical(&name), index).is_some() {
                return Err(Fault::DuplicateParts);
            }
        }
        Ok(Package { archive, entries, inflated: 0 })
    }

    /// The parts' names in canonical form (lower case, `/`), in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// The form in which two names of parts are compared, and in which they are told.
    pub fn canonical(name: &str) -> String {
        canonical(name)
    }

    /// Whether there is a part of this name, however it is capitalised.
    pub fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&canonical(name))
    }

    /// A part's bytes, read to the end with its checksum verified.
    pub fn bytes(&mut self, name: &str) -> Result<Vec<u8>, Fault> {
        let index = *self.entries.get(&canonical(name)).ok_or(Fault::MissingPart)?;
        let mut entry = self.archive.by_index(index).map_err(|_| Fault::Damaged)?;
        let size = entry.size();
        self.inflated = self.inflated.saturating_add(size);
        let swollen = size > RATIO_MATTERS_ABOVE && size / entry.compressed_size().max(1) > HIGHEST_RATIO;
        if size > LARGEST_PART || self.inflated > LARGEST_TOTAL || swollen {
            return Err(Fault::Swollen);
        }
        // The declared size may lie: memory grows with what really comes out, and one byte more is a fault.
        let mut bytes = Vec::with_capacity(size.min(1 << 20) as usize);
        entry.by_ref().take(size + 1).read_to_end(&mut bytes).map_err(|_| Fault::Damaged)?;
        match bytes.len() as u64 == size {
            true => Ok(bytes),
            false => Err(Fault::Damaged),
        }
    }

    /// An XML part as text, whatever Unicode encoding it is stored in.
    pub fn part(&mut self, name: &str) -> Result<Part, Fault> {
        Part::decode(self.bytes(name)?)
    }
}

/// A new uncompressed package with these parts, each given in pieces: a checked copy for a reader that wants a file.
pub fn pack(parts: &[(String, Vec<&[u8]>)]) -> Result<Vec<u8>, Fault> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, pieces) in parts {
        writer.start_file(name.as_str(), options).map_err(|_| Fault::Damaged)?;
        for piece in pieces {
            writer.write_all(piece).map_err(|_| Fault::Damaged)?;
        }
    }
    Ok(writer.finish().map_err(|_| Fault::Damaged)?.into_inner())
}

/// The form in which two names of parts are compared.
fn canonical(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}
