//! How the cells of an Excel 97-2003 workbook look: number formats, fills, hidden rows and columns. The reader of their
//! values does not tell; without them `0,9` may be 90% and a coloured bar is nothing.
//!
//! Only the eighth version of the format is understood; of an older one nothing is said.

use super::Fill;
use super::biff::{records, sheets, word};
use super::format::NumberFormat;
use crate::place::CellRef;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

const FORMAT: u16 = 0x041E;
const STYLE: u16 = 0x00E0;
const PALETTE: u16 = 0x0092;
const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007D;
const MANY_NUMBERS: u16 = 0x00BD;
const MANY_BLANKS: u16 = 0x00BE;
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
/// Length of a style record since the eighth version.
const STYLE_LENGTH: usize = 20;

/// The styles of a workbook.
pub(super) struct Styles {
    styles: Vec<Style>,
}

struct Style {
    format: NumberFormat,
    fill: Option<Fill>,
}

/// How one sheet looks.
#[derive(Default)]
pub(super) struct Look {
    cells: BTreeMap<CellRef, u16>,
    /// Hidden rows.
    pub rows: Vec<RangeInclusive<u32>>,
    /// Hidden columns.
    pub columns: Vec<RangeInclusive<u32>>,
}

impl Styles {
    /// Reads the styles; `None` if the workbook is of an older version.
    pub fn read(stream: &[u8]) -> Option<Styles> {
        let mut codes: BTreeMap<u16, String> = BTreeMap::new();
        let mut palette: Vec<[u8; 3]> = DEFAULT.iter().map(|rgb| bytes(*rgb)).collect();
        let mut raw = Vec::new();
        for (kind, data) in records(stream).take_while(|(kind, _)| *kind != END) {
            match kind {
                FORMAT => codes.extend(word(data, 0).zip(text(data.get(2..)?))),
                PALETTE => {
                    for (own, rgb) in palette.iter_mut().zip(data.get(2..)?.chunks_exact(4)) {
                        *own = [*rgb.first()?, *rgb.get(1)?, *rgb.get(2)?];
                    }
                }
                STYLE if data.len() < STYLE_LENGTH => return None,
                STYLE => raw.push((word(data, 2)?, word(data, 16)?, word(data, 18)?)),
                _ => {}
            }
        }
        let style = |(format, pattern, colours): (u16, u16, u16)| {
            let code = codes.get(&format).map_or(builtin(format), String::as_str);
            let format = NumberFormat::new(code, Some(u32::from(format)));
            Style { format, fill: fill(pattern >> 10, colours & 0x7F, &palette) }
        };
        Some(Styles { styles: raw.into_iter().map(style).collect() })
    }

    /// The number format of a cell.
    pub fn format(&self, look: &Look, at: CellRef) -> Option<&NumberFormat> {
        look.cells.get(&at).and_then(|style| self.styles.get(usize::from(*style))).map(|style| &style.format)
    }

    /// The fill of a cell.
    pub fn fill(&self, look: &Look, at: CellRef) -> Option<Fill> {
        look.cells.get(&at).and_then(|style| self.styles.get(usize::from(*style)))?.fill
    }

    /// The cells with a fill.
    pub fn filled<'a>(&'a self, look: &'a Look) -> impl Iterator<Item = (CellRef, Fill)> + 'a {
        look.cells.keys().filter_map(|at| Some((*at, self.fill(look, *at)?)))
    }
}

impl Look {
    /// How the sheets look, in the order of the workbook.
    pub fn all(stream: &[u8]) -> Vec<Look> {
        sheets(stream).into_iter().map(|start| Look::read(stream.get(start..).unwrap_or_default())).collect()
    }

    fn read(sheet: &[u8]) -> Look {
        let mut look = Look::default();
        let mut depth = 0_usize;
        for (kind, data) in records(sheet) {
            match kind {
                BEGIN => depth += 1,
                END if depth <= 1 => break,
                END => depth -= 1,
                // a chart inside the sheet has records of its own
                _ if depth > 1 => {}
                _ => {
                    look.note(kind, data);
                }
            }
        }
        look
    }

    fn note(&mut self, kind: u16, data: &[u8]) -> Option<()> {
        let (row, column) = (word(data, 0)?, word(data, 2)?);
        let step = match kind {
            ROW if word(data, 12)? & 0x20 != 0 => {
                return Some(self.rows.push(u32::from(row)..=u32::from(row)));
            }
            COLUMNS if word(data, 8)? & 1 != 0 => {
                return Some(self.columns.push(u32::from(row)..=u32::from(column)));
            }
            MANY_NUMBERS => 6,
            MANY_BLANKS => 2,
            0x0006 | 0x00D6 | 0x00FD | 0x0201 | 0x0203 | 0x0204 | 0x0205 | 0x027E => {
                self.cells.insert(CellRef::new(row.into(), column.into()), word(data, 4)?);
                return Some(());
            }
            _ => return None,
        };
        let runs = data.get(4..data.len().checked_sub(2)?)?.chunks_exact(step);
        for (at, run) in runs.enumerate() {
            let column = u32::from(column) + u32::try_from(at).ok()?;
            self.cells.insert(CellRef::new(row.into(), column), word(run, 0)?);
        }
        Some(())
    }
}

/// The colour of a pattern; nothing for none, for white, and for the colours of the system.
fn fill(pattern: u16, colour: u16, palette: &[[u8; 3]]) -> Option<Fill> {
    let rgb = palette.get(usize::from(colour).checked_sub(FIRST)?)?;
    (pattern != 0 && *rgb != [0xFF; 3]).then_some(Fill(*rgb))
}

/// A counted text: its length, whether it is wide, its characters.
fn text(data: &[u8]) -> Option<String> {
    let length = usize::from(word(data, 0)?);
    let wide = data.get(2)? & 1 == 1;
    let characters = data.get(3..)?;
    match wide {
        true => {
            let units: Vec<u16> = (0..length).map_while(|at| word(characters, at * 2)).collect();
            String::from_utf16(&units).ok()
        }
        false => Some(characters.get(..length)?.iter().map(|byte| char::from(*byte)).collect()),
    }
}

/// The formats that workbooks name by number alone.
fn builtin(id: u16) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14 => "dd/mm/yyyy",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18..=21 | 45..=47 => "h:mm",
        22 => "dd/mm/yyyy h:mm",
        37 | 38 => "#,##0",
        39 | 40 => "#,##0.00",
        49 => "@",
        _ => "General",
    }
}

/// The number of the first colour of the palette.
const FIRST: usize = 8;

/// The palette of workbooks that bring none.
const DEFAULT: [u32; 56] = [
    0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF, 0x800000, 0x008000,
    0x000080, 0x808000, 0x800080, 0x008080, 0xC0C0C0, 0x808080, 0x9999FF, 0x993366, 0xFFFFCC, 0xCCFFFF,
    0x660066, 0xFF8080, 0x0066CC, 0xCCCCFF, 0x000080, 0xFF00FF, 0xFFFF00, 0x00FFFF, 0x800080, 0x800000,
    0x008080, 0x0000FF, 0x00CCFF, 0xCCFFFF, 0xCCFFCC, 0xFFFF99, 0x99CCFF, 0xFF99CC, 0xCC99FF, 0xFFCC99,
    0x3366FF, 0x33CCCC, 0x99CC00, 0xFFCC00, 0xFF9900, 0xFF6600, 0x666699, 0x969696, 0x003366, 0x339966,
    0x003300, 0x333300, 0x993300, 0x993366, 0x333399, 0x333333,
];

fn bytes(rgb: u32) -> [u8; 3] {
    let [_, red, green, blue] = rgb.to_be_bytes();
    [red, green, blue]
}
