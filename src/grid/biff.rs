//! The record stream of an Excel 97-2003 workbook, looked at only to know that it is safe to read.
//!
//! The reader of this format keeps every sheet as a full rectangle, so the rectangles are measured first. It
//! also tells a password, which otherwise surfaces as nonsense. Values are read elsewhere.

use super::refusal::Refusal;

/// Cells of all rectangles together: one whole sheet.
const LARGEST_AREA: u64 = 1 << 24;
const MOST_SHEETS: usize = 2000;
/// Bytes walked for all sheets: sheets that all point at one long stretch are an attack.
const LONGEST_WALK: usize = 512 << 20;
const MOST_COLUMNS: u16 = 256;

const FILE_PASS: u16 = 0x002F;
const BOUND_SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
const END: u16 = 0x000A;
const BEGIN: u16 = 0x0809;

/// Checks a workbook stream.
pub(super) fn check(stream: &[u8]) -> Result<(), Refusal> {
    if records(stream).take_while(|(kind, _)| *kind != END).any(|(kind, _)| kind == FILE_PASS) {
        return Err(Refusal::Password);
    }
    let sheets = sheets(stream);
    if sheets.len() > MOST_SHEETS {
        return Err(Refusal::TooManyCells);
    }
    let (mut area, mut walked) = (0, 0);
    for start in sheets {
        let sheet = stream.get(start..).ok_or(Refusal::Damaged)?;
        let (covered, length) = measure(sheet)?;
        area += covered;
        walked += length;
        if area > LARGEST_AREA || walked > LONGEST_WALK {
            return Err(Refusal::TooManyCells);
        }
    }
    Ok(())
}

/// Where the sheets start, in the order of the workbook.
pub(super) fn sheets(stream: &[u8]) -> Vec<usize> {
    let globals = records(stream).take_while(|(kind, _)| *kind != END);
    let bound = globals.filter(|(kind, _)| *kind == BOUND_SHEET);
    bound.map(|(_, data)| data.first_chunk().map_or(0, |at| u32::from_le_bytes(*at) as usize)).collect()
}

/// The area a sheet's reader will fill, and the length of the sheet.
fn measure(sheet: &[u8]) -> Result<(u64, usize), Refusal> {
    let (mut bounds, mut declared, mut length, mut depth) = (None, 0, 0, 0usize);
    for (kind, data) in records(sheet) {
        length += data.len() + 4;
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            DIMENSIONS => declared = declared.max(declared_area(data)?),
            _ if is_cell(kind) => extend(&mut bounds, kind, data)?,
            _ => {}
        }
    }
    let filled = bounds.map_or(0, |(top, left, bottom, right): (u16, u16, u16, u16)| {
        (u64::from(bottom - top) + 1) * (u64::from(right - left) + 1)
    });
    Ok((filled.max(declared), length))
}

fn extend(bounds: &mut Option<(u16, u16, u16, u16)>, kind: u16, data: &[u8]) -> Result<(), Refusal> {
    let (row, first) = word(data, 0).zip(word(data, 2)).ok_or(Refusal::Damaged)?;
    // A run of numbers ends with its last column.
    let last = if kind == 0x00BD { word(data, data.len().saturating_sub(2)).unwrap_or(first) } else { first };
    if first.max(last) >= MOST_COLUMNS {
        return Err(Refusal::Damaged);
    }
    let (top, left, bottom, right) = bounds.unwrap_or((row, first, row, last));
    *bounds = Some((top.min(row), left.min(first), bottom.max(row), right.max(last)));
    Ok(())
}

/// The area of a declared extent: rows as 16 bits before Excel 97, as 32 since.
fn declared_area(data: &[u8]) -> Result<u64, Refusal> {
    let at = |index| word(data, index).map(u64::from);
    let extent = match data.len() {
        10 => at(0).zip(at(2)).zip(at(4).zip(at(6))),
        14 => (at(0).zip(at(2)).map(|(low, high)| high << 16 | low))
            .zip(at(4).zip(at(6)).map(|(low, high)| high << 16 | low))
            .zip(at(8).zip(at(10))),
        _ => None,
    };
    let ((top, bottom), (left, right)) = extent.ok_or(Refusal::Damaged)?;
    Ok(bottom.saturating_sub(top).max(1).saturating_mul(right.saturating_sub(left).max(1)))
}

fn is_cell(kind: u16) -> bool {
    matches!(kind, 0x0006 | 0x00BD | 0x00D6 | 0x00FD | 0x0203 | 0x0204 | 0x0205 | 0x027E)
}

pub(super) fn records(stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let (kind, length) = word(rest, 0).zip(word(rest, 2))?;
        let data = rest.get(4..4 + usize::from(length))?;
        rest = rest.get(4 + usize::from(length)..)?;
        Some((kind, data))
    })
}

pub(super) fn word(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..)?.first_chunk().map(|pair| u16::from_le_bytes(*pair))
}
