//! The styles part: the number format and the lock of each style, and styles added at the end.
//!
//! A style that is there is never edited, for other cells use it: a copy with another number format is appended,
//! unless there is one already.

use crate::grid::stored::CellFormat;
use crate::package::{Event, Fault, Part, Tag, Xml, opened, retagged};
use crate::patch::Refusal;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

/// More styles than this no spreadsheet program opens.
const MOST_STYLES: usize = 64_000;

/// The styles of a workbook.
pub(super) struct Styles {
    part: Option<Part>,
    styles: Vec<Style>,
    /// The element that holds them: its tag, and where its inside ends.
    holder: Option<(Range<usize>, usize)>,
    general: CellFormat,
    /// Styles to be appended.
    added: RefCell<Vec<String>>,
}

struct Style {
    span: Range<usize>,
    tag_length: usize,
    format: CellFormat,
    locked: bool,
}

impl Styles {
    /// Reads the part; without one, every cell is plain.
    pub fn read(part: Option<Part>) -> Result<Styles, Fault> {
        let mut styles = Styles {
            part: None,
            styles: Vec::new(),
            holder: None,
            general: CellFormat::new(0, None),
            added: RefCell::default(),
        };
        let Some(part) = part else { return Ok(styles) };
        let mut codes: BTreeMap<u32, String> = BTreeMap::new();
        let mut xml = part.xml();
        while let Some(event) = xml.next()? {
            let Event::Start(tag) = event else { continue };
            match tag.name() {
                "numFmt" => codes.extend(number(&tag, "numFmtId").zip(tag.attribute("formatCode"))),
                // Formats of conditions come later and have numbers of their own.
                "dxfs" => xml.skip()?,
                "cellXfs" if styles.holder.is_none() => {
                    let span = xml.span();
                    let end = styles.read_all(&mut xml, &codes)?;
                    styles.holder = Some((span, end));
                }
                _ => {}
            }
        }
        styles.part = Some(part);
        Ok(styles)
    }

    /// Reads the styles of cells; where the inside of their element ends.
    fn read_all(&mut self, xml: &mut Xml, codes: &BTreeMap<u32, String>) -> Result<usize, Fault> {
        let outside = xml.depth().saturating_sub(1);
        loop {
            match xml.next()?.ok_or(Fault::Malformed)? {
                Event::Start(tag) if tag.name() == "xf" => {
                    let tag_span = xml.span();
                    let id = number(&tag, "numFmtId").unwrap_or(0);
                    let locked = read_lock(xml)?;
                    let format = CellFormat::new(id, codes.get(&id).map(String::as_str));
                    let span = tag_span.start..xml.span().end;
                    self.styles.push(Style { span, tag_length: tag_span.len(), format, locked });
                }
                Event::End(_) if xml.depth() == outside => return Ok(xml.span().start),
                _ => {}
            }
        }
    }

    /// The number format of a style.
    pub fn format(&self, style: usize) -> &CellFormat {
        self.styles.get(style).map_or(&self.general, |style| &style.format)
    }

    /// Whether cells of this style cannot be changed on a protected sheet.
    pub fn is_locked(&self, style: usize) -> bool {
        self.styles.get(style).is_none_or(|style| style.locked)
    }

    /// The style that is this one with another, built-in number format; it is added if there is none.
    pub fn with_format(&self, style: usize, format: u32) -> Result<usize, Refusal> {
        let (part, base) = self.part.as_ref().zip(self.styles.get(style)).ok_or(Refusal::NoStyle)?;
        if part.is_converted() || self.holder.as_ref().is_none_or(|(tag, end)| tag.end > *end) {
            return Err(Refusal::NoStyle);
        }
        let written = part.slice(base.span.clone());
        let (tag, inside) = written.split_at_checked(base.tag_length).ok_or(Fault::Malformed)?;
        let tag = retagged(tag, "numFmtId", Some(&format.to_string()));
        let text = retagged(&tag, "applyNumberFormat", Some("1")) + inside;
        if let Some(same) = self.styles.iter().position(|style| part.slice(style.span.clone()) == text) {
            return Ok(same);
        }
        let mut added = self.added.borrow_mut();
        if let Some(same) = added.iter().position(|style| *style == text) {
            return Ok(self.styles.len() + same);
        }
        if self.styles.len() + added.len() >= MOST_STYLES {
            return Err(Refusal::NoStyle);
        }
        added.push(text);
        Ok(self.styles.len() + added.len() - 1)
    }

    /// The part with the added styles; `None` if there are none.
    pub fn rewritten(&self) -> Option<String> {
        let added = self.added.borrow();
        let (part, (tag, end)) = self.part.as_ref().zip(self.holder.as_ref())?;
        if added.is_empty() {
            return None;
        }
        let count = (self.styles.len() + added.len()).to_string();
        let holder = opened(&retagged(part.slice(tag.clone()), "count", Some(&count)));
        let all = part.bytes().len();
        let texts: String = added.concat();
        let (before, inside, after) =
            (part.slice(0..tag.start), part.slice(tag.end..*end), part.slice(*end..all));
        Some(format!("{before}{holder}{inside}{texts}{after}"))
    }
}

/// Reads a style to the end of its element; whether it locks its cells, as they are if nothing is said.
fn read_lock(xml: &mut Xml) -> Result<bool, Fault> {
    let outside = xml.depth().saturating_sub(1);
    let mut locked = true;
    while xml.depth() > outside {
        if let Event::Start(tag) = xml.next()?.ok_or(Fault::Malformed)?
            && tag.name() == "protection"
        {
            locked = !matches!(tag.attribute("locked").as_deref(), Some("0" | "false"));
        }
    }
    Ok(locked)
}

fn number(tag: &Tag, name: &str) -> Option<u32> {
    tag.attribute(name).and_then(|value| value.trim().parse().ok())
}
