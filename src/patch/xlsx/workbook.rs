//! An Office Open XML workbook open for changes: its sheets, read when first asked for, and what they share.
//!
//! It finds parts as the grid does, and tells what cells hold as the grid tells it. It changes nothing.

use super::sheet::{Cell, Kind, Sheet};
use super::styles::Styles;
use super::tables::Tables;
use super::text::{Rich, unescaped};
use crate::grid::stored::{Stored, content};
use crate::grid::{Book, Content};
use crate::package::{Event, Fault, Package, Part};
use crate::patch::Refusal;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// A workbook open for changes.
pub(super) struct Workbook {
    /// What the workbook part says.
    pub book: Book,
    /// The workbook part itself.
    pub main: Part,
    /// Its styles.
    pub styles: Styles,
    /// The name of the styles' part.
    pub styles_name: Option<String>,
    sheets: Vec<Stage>,
    strings: Option<Part>,
    items: OnceCell<Result<Vec<Range<usize>>, Fault>>,
}

/// A sheet, read or still to be read.
struct Stage {
    /// Its part, with its tables, until it is read.
    part: Result<Arc<Part>, Fault>,
    tables: Tables,
    sheet: OnceCell<Result<Sheet, Fault>>,
}

impl Workbook {
    /// Reads everything that is not a sheet.
    pub fn open(package: &mut Package) -> Result<Workbook, Refusal> {
        let book = Book::read(package)?;
        let main = package.part(&book.main)?;
        let mut shared = |kind: &str| -> Result<Option<(String, Part)>, Fault> {
            let target = book.shared(kind).filter(|target| package.has(target)).map(str::to_owned);
            target.map(|target| package.part(&target).map(|part| (target, part))).transpose()
        };
        let (strings, styles) = (shared("sharedStrings")?, shared("styles")?);
        let (styles_name, styles) = styles.unzip();
        let (mut sheets, mut taken) = (Vec::new(), BTreeSet::new());
        for entry in &book.sheets {
            let part = match &entry.target {
                None => Err(Fault::MissingPart),
                // One part shown as two sheets: whoever changes one changes both.
                Some(target) if !taken.insert(target.to_lowercase()) => Err(Fault::DuplicateParts),
                Some(target) => package.part(target).map(Arc::new),
            };
            let tables =
                entry.target.as_deref().map_or_else(Default::default, |target| Tables::read(package, target));
            sheets.push(Stage { part, tables, sheet: OnceCell::new() });
        }
        let (strings, styles) = (strings.map(|(_, part)| part), Styles::read(styles)?);
        Ok(Workbook { book, main, styles, styles_name, sheets, strings, items: OnceCell::new() })
    }

    /// The position of the sheet of this name, as it is written or else in whatever letters.
    pub fn position(&self, name: &str) -> Result<usize, Refusal> {
        let lower = name.to_lowercase();
        let is_it = |found: &str| found.to_lowercase() == lower;
        let mut found = self.book.sheets.iter().enumerate().filter(|(_, sheet)| is_it(&sheet.name));
        match (found.next(), found.next()) {
            (Some((position, _)), None) => Ok(position),
            (None, _) if self.book.others.iter().any(|other| is_it(other)) => Err(Refusal::NoCells),
            _ => Err(Refusal::NoSheet),
        }
    }

    /// How many worksheets there are.
    pub fn count(&self) -> usize {
        self.sheets.len()
    }

    /// A sheet, read now if it was not yet.
    pub fn sheet(&self, position: usize) -> Result<&Sheet, Fault> {
        let stage = self.sheets.get(position).ok_or(Fault::MissingPart)?;
        let read = || Sheet::read(stage.part.clone()?);
        stage.sheet.get_or_init(read).as_ref().map_err(|fault| *fault)
    }

    /// Tables and pivot tables of a sheet.
    pub fn tables(&self, position: usize) -> &Tables {
        static NONE: Tables = Tables::NONE;
        self.sheets.get(position).map_or(&NONE, |stage| &stage.tables)
    }

    /// Whether any sheet may have a formula; told by its bytes, so sometimes too often, never too seldom.
    pub fn may_have_formulas(&self) -> bool {
        self.sheets.iter().any(|stage| stage.part.as_ref().map_or(true, |part| has_formula(part)))
    }

    /// The value of a cell as stored.
    pub fn stored(&self, sheet: &Sheet, cell: &Cell) -> Result<Stored, Fault> {
        let Some(value) = cell.value.clone() else { return Ok(Stored::Nothing) };
        if cell.kind == Kind::Inline || is_inline(sheet, &value) {
            return Ok(Stored::Text(Rich::read(&sheet.part, value)?.text()));
        }
        let text = value_text(sheet, cell)?;
        Ok(match cell.kind {
            Kind::Text => Stored::Text(unescaped(&text)),
            Kind::Iso => Stored::Iso(text),
            _ if text.is_empty() => Stored::Nothing,
            Kind::Error => Stored::Error(text),
            Kind::Bool => Stored::Bool(text.trim() == "1" || text.trim().eq_ignore_ascii_case("true")),
            Kind::Shared => match self.shared_text(&text)? {
                Some((part, item)) => Stored::Text(Rich::read(part, item)?.text()),
                None => Stored::Nothing,
            },
            Kind::Number | Kind::Inline => text.parse().map_or(Stored::Text(text), Stored::Number),
        })
    }

    /// What a cell holds, as the grid tells it.
    pub fn content(&self, sheet: &Sheet, cell: &Cell) -> Result<Content, Fault> {
        let stored = self.stored(sheet, cell)?;
        Ok(content(&stored, self.styles.format(cell.style), self.book.from_1904))
    }

    /// The text of a cell with its runs, and the part in which they stand; `None` if it holds no text.
    pub fn rich<'a>(&'a self, sheet: &'a Sheet, cell: &Cell) -> Result<Option<(&'a Part, Rich)>, Fault> {
        let Some(value) = cell.value.clone() else { return Ok(None) };
        let found = match cell.kind {
            _ if is_inline(sheet, &value) => Some((sheet.part.as_ref(), value)),
            Kind::Shared => self.shared_text(&value_text(sheet, cell)?)?,
            _ => None,
        };
        found.map(|(part, item)| Ok((part, Rich::read(part, item)?))).transpose()
    }

    /// The shared text of this number.
    fn shared_text(&self, number: &str) -> Result<Option<(&Part, Range<usize>)>, Fault> {
        let Some(part) = &self.strings else { return Ok(None) };
        let items = self.items.get_or_init(|| items(part)).as_ref().map_err(|fault| *fault)?;
        let found = number.trim().parse::<usize>().ok().and_then(|number| items.get(number));
        Ok(found.map(|item| (part, item.clone())))
    }
}

/// Where each shared text stands.
fn items(part: &Part) -> Result<Vec<Range<usize>>, Fault> {
    let (mut items, mut xml) = (Vec::new(), part.xml());
    while let Some(event) = xml.next()? {
        let Event::Start(tag) = event else { continue };
        if tag.name() == "si" {
            let start = xml.span().start;
            xml.skip()?;
            items.push(start..xml.span().end);
        }
    }
    Ok(items)
}

/// The text of a cell's value.
fn value_text(sheet: &Sheet, cell: &Cell) -> Result<String, Fault> {
    let plain = cell.plain.clone().map(|plain| sheet.part.slice(plain));
    if let Some(plain) = plain.filter(|plain| !plain.contains(['<', '&', '\r'])) {
        return Ok(plain.to_owned());
    }
    let (mut text, mut xml) = (String::new(), sheet.part.xml_in(cell.value.clone().unwrap_or(0..0)));
    while let Some(event) = xml.next()? {
        if let Event::Text(piece) = event {
            text.push_str(&piece);
        }
    }
    Ok(text)
}

/// Whether the value is a text with its own elements, whatever the cell says of its kind.
fn is_inline(sheet: &Sheet, value: &Range<usize>) -> bool {
    let tag = sheet.part.slice(value.clone());
    let name =
        tag.trim_start_matches('<').split(['>', '/', ' ', '\t', '\r', '\n']).next().unwrap_or_default();
    name.rsplit(':').next() == Some("is")
}

/// Whether the bytes have a start tag whose name may be `f`.
fn has_formula(part: &Part) -> bool {
    let is_end = |c: Option<&u8>| matches!(c, Some(b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n'));
    part.bytes().windows(3).any(|three| {
        matches!(three.first(), Some(b'<' | b':')) && three.get(1) == Some(&b'f') && is_end(three.get(2))
    })
}
