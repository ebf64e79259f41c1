//! The container of Excel 97-2003 files, looked at only to know that it is safe to read.
//!
//! Such a file is a small file system: sectors in chains, named by a directory. A chain that loops would make
//! a trusting reader fill the memory, so the chains that will be read are walked here first, within the number
//! of sectors that there are. It extracts one stream, to be inspected; the reading proper is done elsewhere.

use super::refusal::Refusal;

const HEADER: usize = 512;
const ENTRY: usize = 128;
const MINI_SECTOR: usize = 64;
const MINI_STREAM_BELOW: usize = 4096;
/// Sector numbers from here on are marks: end of chain, free, reserved.
const MARKS: u32 = 0xFFFF_FFFA;

/// A compound file whose directory and tables come to an end.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini_stream: Vec<u8>,
    entries: Vec<Entry>,
}

/// A stream, as the directory names it.
struct Entry {
    name: String,
    start: u32,
    length: usize,
}

impl<'a> Compound<'a> {
    /// Opens a compound file and walks the chains of its directory and tables.
    pub fn open(bytes: &'a [u8]) -> Result<Compound<'a>, Refusal> {
        let sector = match (bytes.len(), u16_at(bytes, 30)) {
            (HEADER.., Some(9)) => 512,
            (4096.., Some(12)) => 4096,
            _ => return Err(Refusal::Damaged),
        };
        let mut compound =
            Compound { bytes, sector, fat: vec![], mini_fat: vec![], mini_stream: vec![], entries: vec![] };
        compound.fat = compound.allocation_table()?;
        let directory = compound.chain(header(bytes, 48)?, usize::MAX)?;
        compound.entries =
            directory.chunks_exact(ENTRY).filter_map(|entry| Entry::read(entry, sector)).collect();
        let root = compound.entries.first().ok_or(Refusal::Damaged)?;
        let mini_sectors = header(bytes, 64)? as usize;
        if mini_sectors > 0 {
            compound.mini_stream = compound.chain(root.start, root.length)?;
            compound.mini_fat =
                words(&compound.chain(header(bytes, 60)?, mini_sectors.saturating_mul(sector))?);
        }
        Ok(compound)
    }

    /// The whole file.
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// Whether the directory names this stream.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// A stream's content, if there is such a stream.
    pub fn stream(&self, name: &str) -> Option<Result<Vec<u8>, Refusal>> {
        let entry = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))?;
        Some(match entry.length < MINI_STREAM_BELOW {
            true => {
                let mini = |id| slot(&self.mini_stream, id, MINI_SECTOR, 0);
                follow(entry.start, entry.length, &self.mini_fat, mini)
            }
            false => self.chain(entry.start, entry.length),
        })
    }

    /// The sectors of a chain, one after the other, as far as the content goes.
    fn chain(&self, start: u32, length: usize) -> Result<Vec<u8>, Refusal> {
        follow(start, length, &self.fat, |id| self.at(id))
    }

    /// A sector; the last one of a file may be short.
    fn at(&self, id: u32) -> Option<&'a [u8]> {
        slot(self.bytes, id, self.sector, self.sector)
    }

    /// The table of chains: its first 109 sectors are listed in the header, the others in a chain of lists.
    fn allocation_table(&self) -> Result<Vec<u32>, Refusal> {
        let mut listed = words(self.bytes.get(76..HEADER).ok_or(Refusal::Damaged)?);
        let mut next = header(self.bytes, 68)?;
        let mut lists = 0;
        while next < MARKS {
            lists += 1;
            let more = self.at(next).filter(|_| lists <= self.bytes.len() / self.sector);
            let mut more = words(more.ok_or(Refusal::Damaged)?);
            next = more.pop().ok_or(Refusal::Damaged)?;
            listed.extend(more);
        }
        let mut fat = Vec::new();
        for id in listed.into_iter().filter(|id| *id < MARKS) {
            fat.extend(words(self.at(id).ok_or(Refusal::Damaged)?));
            // A table that names more sectors than the file has is a list that repeats itself.
            if fat.len() > self.bytes.len() + self.sector {
                return Err(Refusal::Damaged);
            }
        }
        Ok(fat)
    }
}

impl Entry {
    fn read(entry: &[u8], sector: usize) -> Option<Entry> {
        let (pairs, _) = entry.get(..64)?.as_chunks::<2>();
        let units: Vec<u16> =
            pairs.iter().map(|pair| u16::from_le_bytes(*pair)).take_while(|unit| *unit != 0).collect();
        let length = match sector {
            512 => u64::from(u32_at(entry, 120)?),
            _ => u64::from(u32_at(entry, 120)?) | u64::from(u32_at(entry, 124)?) << 32,
        };
        let length = usize::try_from(length).ok()?;
        Some(Entry { name: String::from_utf16_lossy(&units), start: u32_at(entry, 116)?, length })
    }
}

/// The sectors of a chain; a chain longer than its table has come back to where it was.
fn follow<'b>(
    start: u32,
    length: usize,
    table: &[u32],
    sector: impl Fn(u32) -> Option<&'b [u8]>,
) -> Result<Vec<u8>, Refusal> {
    let (mut content, mut id, mut steps) = (Vec::new(), start, 0);
    while id < MARKS && content.len() < length {
        steps += 1;
        let next = table.get(id as usize).filter(|_| steps <= table.len()).ok_or(Refusal::Damaged)?;
        content.extend_from_slice(sector(id).ok_or(Refusal::Damaged)?);
        id = *next;
    }
    content.truncate(length);
    Ok(content)
}

fn slot(bytes: &[u8], id: u32, size: usize, before: usize) -> Option<&[u8]> {
    let start = (id as usize).checked_mul(size)?.checked_add(before)?;
    let end = start.checked_add(size)?.min(bytes.len());
    bytes.get(start..end).filter(|slot| !slot.is_empty())
}

fn words(bytes: &[u8]) -> Vec<u32> {
    let (words, _) = bytes.as_chunks::<4>();
    words.iter().map(|word| u32::from_le_bytes(*word)).collect()
}

fn header(bytes: &[u8], at: usize) -> Result<u32, Refusal> {
    u32_at(bytes, at).ok_or(Refusal::Damaged)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|word| u32::from_le_bytes(*word))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|word| u16::from_le_bytes(*word))
}
