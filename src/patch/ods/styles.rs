//! The styles of cells, as far as writing needs them: their number format, and whether the cell is locked.
//!
//! Styles inherit from one another, and cells without a style take that of their row or column: here one asks by name.
//! Colours and borders are not looked at.

use super::format::Format;
use crate::package::{Event, Fault, Part, Tag, Xml};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A style that inherits from itself ends here.
const LONGEST_ANCESTRY: usize = 32;
/// Where the style of all cells is kept: no style has this name.
const OF_ALL: &str = "";

/// Styles by name; those of the content win over those of the template.
#[derive(Debug, Default)]
pub(super) struct Styles {
    cells: BTreeMap<String, CellStyle>,
    formats: BTreeMap<String, Format>,
    /// Every name in use, of styles of any kind.
    pub names: BTreeSet<String>,
    /// Where the styles of the content stand, the tags around them included; none if there is no place for them.
    pub place: Option<Range<usize>>,
    /// Where the body of the content begins.
    pub body: usize,
}

/// The style of a cell.
#[derive(Debug, Default)]
struct CellStyle {
    parent: Option<String>,
    format: Option<String>,
    protection: Option<String>,
    /// Where it stands in the content, if it is there.
    span: Option<Range<usize>>,
}

impl Styles {
    /// Adds the styles of the template.
    pub fn template(&mut self, part: &Part) -> Result<(), Fault> {
        let mut xml = part.xml();
        while let Some(event) = xml.next()? {
            if let Event::Start(tag) = event {
                self.start(&tag, &mut xml, false)?;
            }
        }
        Ok(())
    }

    /// Adds the styles of the content, which stand before its body.
    pub fn content(&mut self, part: &Part) -> Result<(), Fault> {
        let mut xml = part.xml();
        let mut start = 0;
        while let Some(event) = xml.next()? {
            match event {
                Event::Start(tag) if tag.name() == "body" => {
                    self.body = xml.span().start;
                    return Ok(());
                }
                Event::Start(tag) if tag.name() == "automatic-styles" => start = xml.span().start,
                Event::Start(tag) => self.start(&tag, &mut xml, true)?,
                Event::End("automatic-styles") => self.place = Some(start..xml.span().end),
                Event::End(_) | Event::Text(_) => {}
            }
        }
        Ok(())
    }

    fn start(&mut self, tag: &Tag, xml: &mut Xml, here: bool) -> Result<(), Fault> {
        let name = tag.attribute("style:name");
        match (tag.prefix(), tag.name()) {
            ("style", "style" | "default-style") => {
                self.names.extend(name.clone());
                let of_all = tag.name() == "default-style";
                self.style(
                    if of_all { OF_ALL.to_owned() } else { name.unwrap_or_default() },
                    tag,
                    xml,
                    here,
                )?;
            }
            ("number", _) => {
                let name = name.unwrap_or_default();
                self.names.insert(name.clone());
                if let Some(format) = Format::read(tag, xml)? {
                    self.formats.insert(name, format);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn style(&mut self, name: String, tag: &Tag, xml: &mut Xml, here: bool) -> Result<(), Fault> {
        let is_cell = tag.attribute("style:family").as_deref() == Some("table-cell");
        let mut style = CellStyle {
            parent: tag.attribute("style:parent-style-name"),
            format: tag.attribute("style:data-style-name"),
            protection: None,
            span: None,
        };
        let start = xml.span().start;
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(inner) = xml.next()?.ok_or(Fault::Malformed)? else { continue };
            if inner.name() == "table-cell-properties" {
                style.protection = inner.attribute("style:cell-protect");
            }
        }
        style.span = here.then(|| start..xml.span().end);
        if is_cell {
            self.cells.insert(name, style);
        }
        Ok(())
    }

    /// Whether cells of this style may not be changed in a protected sheet.
    pub fn is_locked(&self, name: &str) -> bool {
        let protection = self.ancestry(name).find_map(|style| style.protection.as_deref());
        protection.is_none_or(|protection| protection.contains("protected"))
    }

    /// The number format of cells of this style, if they have one of their own.
    pub fn format(&self, name: &str) -> Option<&Format> {
        let format = self.ancestry(name).find_map(|style| style.format.as_ref())?;
        self.formats.get(format).filter(|format| !format.is_general())
    }

    /// The format that shows a number, of those that this one chooses from.
    pub fn case<'a>(&'a self, format: &'a Format, value: Decimal) -> Option<&'a Format> {
        for (condition, name) in &format.cases {
            if holds(condition, value)? {
                return self.formats.get(name);
            }
        }
        Some(format)
    }

    /// Where a style stands in the content, if it is there.
    pub fn span(&self, name: &str) -> Option<&Range<usize>> {
        self.cells.get(name)?.span.as_ref()
    }

    /// Whether there is a style of this name.
    pub fn has(&self, name: &str) -> bool {
        self.cells.contains_key(name)
    }

    /// A style, those it inherits from, and the style of all cells.
    fn ancestry(&self, name: &str) -> impl Iterator<Item = &CellStyle> {
        let parent = |style: &&CellStyle| self.cells.get(style.parent.as_ref()?);
        let own = std::iter::successors(self.cells.get(name), parent).take(LONGEST_ANCESTRY);
        own.chain(self.cells.get(OF_ALL))
    }
}

/// Whether a number satisfies `value()>=0`; `None` if the condition is of another kind.
fn holds(condition: &str, value: Decimal) -> Option<bool> {
    let rest = condition.trim().strip_prefix("value()")?;
    let end = rest.find(|c: char| !matches!(c, '<' | '>' | '=' | '!'))?;
    let (sign, bound) = rest.split_at_checked(end)?;
    let bound = Decimal::from_str_exact(bound.trim()).ok()?;
    match sign {
        ">=" => Some(value >= bound),
        ">" => Some(value > bound),
        "<=" => Some(value <= bound),
        "<" => Some(value < bound),
        "=" => Some(value == bound),
        "!=" => Some(value != bound),
        _ => None,
    }
}
