//! A package written again with some of its parts changed, and everything else as it was stored.
//!
//! Parts that do not change are copied compressed, in their order; a changed one keeps its place, its name as
//! stored, its date, its attributes and whether it is compressed. Nothing here looks at a clock, so the same
//! change always gives the same bytes.

use super::{Fault, Package, canonical};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::extra_fields::ExtraField;
use zip::read::ZipFile;
use zip::write::FullFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// How hard a changed part is compressed: three times as fast as the usual 6, for a twentieth more of bytes.
const EFFORT: i64 = 4;
/// The id of the extra field that tells times, which has its own way of being written.
const TIMES: u16 = 0x5455;
/// The id of the extra field that tells large sizes: the writer adds its own.
const LARGE: u16 = 0x0001;

/// The package with these parts in place of their own; each must be there.
pub fn rewrite(bytes: &[u8], changed: &[(String, Vec<u8>)]) -> Result<Vec<u8>, Fault> {
    let Package { mut archive, entries, .. } = Package::open(bytes)?;
    let mut replaced: BTreeMap<usize, &[u8]> = BTreeMap::new();
    for (name, content) in changed {
        let index = entries.get(&canonical(name)).ok_or(Fault::MissingPart)?;
        replaced.insert(*index, content);
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + (bytes.len() >> 3))));
    writer.set_raw_comment(archive.comment().into()).map_err(|_| Fault::Damaged)?;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|_| Fault::Damaged)?;
        match replaced.get(&index) {
            None => writer.raw_copy_file(entry).map_err(|_| Fault::Damaged)?,
            Some(content) => replace(&mut writer, &entry, content)?,
        }
    }
    Ok(writer.finish().map_err(|_| Fault::Damaged)?.into_inner())
}

fn replace<R: Read>(
    writer: &mut ZipWriter<Cursor<Vec<u8>>>,
    entry: &ZipFile<'_, R>,
    content: &[u8],
) -> Result<(), Fault> {
    let method = match entry.compression() {
        CompressionMethod::Stored => CompressionMethod::Stored,
        _ => CompressionMethod::Deflated,
    };
    let mut options = entry.options().into_full_options().compression_method(method);
    if method == CompressionMethod::Deflated {
        options = options.compression_level(Some(EFFORT));
    }
    options = options.large_file(content.len() as u64 >= u64::from(u32::MAX));
    if !entry.comment().is_empty() {
        options = options.with_file_comment(entry.comment());
    }
    let options = with_extra_fields(options, entry)?;
    // The name's own bytes, whatever code page they are in.
    let options = options.name(entry.name_raw());
    writer.start_file_with_options(options).map_err(|_| Fault::Damaged)?;
    writer.write_all(content).map_err(|_| Fault::Damaged)
}

fn with_extra_fields<R: Read>(
    mut options: FullFileOptions<'static, 'static>,
    entry: &ZipFile<'_, R>,
) -> Result<FullFileOptions<'static, 'static>, Fault> {
    for field in entry.extra_data_fields() {
        if let ExtraField::ExtendedTimestamp(times) = field {
            options =
                options.with_extended_timestamp(times.mod_time(), None, None).map_err(|_| Fault::Damaged)?;
        }
    }
    let raw = entry.extra_data().unwrap_or_default();
    let mut rest = raw.as_slice();
    while let Some(([low, high, short, long], after)) = rest.split_first_chunk::<4>() {
        let id = u16::from_le_bytes([*low, *high]);
        let length = usize::from(u16::from_le_bytes([*short, *long]));
        let Some((field, after)) = after.split_at_checked(length) else { break };
        if id != TIMES && id != LARGE {
            // One that the writer holds for invalid says nothing to anybody.
            let _ = options.add_extra_field(id, field, false);
        }
        rest = after;
    }
    Ok(options)
}
