//! Two packages compared part by part: which ones differ.
//!
//! Stored bytes are compared first, and only where they differ the parts are opened: so whoever changed one part
//! can prove quickly that it was the only one.

use super::{Fault, Package};
use std::io::Read;

/// The names of the parts, in canonical form, whose contents differ, or that only one of the packages has; all of them if
/// their order is not the same.
pub fn differing(before: &[u8], after: &[u8]) -> Result<Vec<String>, Fault> {
    let (mut before, mut after) = (Package::open(before)?, Package::open(after)?);
    let one_only = |one: &Package, other: &Package| -> Vec<String> {
        one.names().filter(|name| !other.has(name)).map(str::to_owned).collect()
    };
    let mut found = one_only(&before, &after);
    found.extend(one_only(&after, &before));
    if !found.is_empty() {
        return Ok(found);
    }
    let names: Vec<String> = before.names().map(str::to_owned).collect();
    if before.entries != after.entries {
        return Ok(names);
    }
    for name in names {
        if before.raw(&name)? != after.raw(&name)? && before.bytes(&name)? != after.bytes(&name)? {
            found.push(name);
        }
    }
    Ok(found)
}

impl Package<'_> {
    /// A part's bytes as they are stored, with what is said of them.
    fn raw(&mut self, name: &str) -> Result<(Vec<u8>, u32, u64), Fault> {
        let index = *self.entries.get(name).ok_or(Fault::MissingPart)?;
        let mut entry = self.archive.by_index_raw(index).map_err(|_| Fault::Damaged)?;
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(|_| Fault::Damaged)?;
        Ok((bytes, entry.crc32(), entry.size()))
    }
}
