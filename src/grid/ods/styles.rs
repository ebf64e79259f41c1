//! The styles of an OpenDocument spreadsheet, as far as a reader needs them.
//!
//! Of a cell style it keeps the background, its own or inherited, and whether its dates show the year; of a
//! table style, whether the sheet is shown. Fonts, borders and the rest are not looked at.

use crate::grid::Fill;
use crate::package::{Event, Fault, Part, Tag, Xml};
use std::collections::BTreeMap;

/// A style that inherits from itself ends here.
const LONGEST_ANCESTRY: usize = 32;

/// Styles by name; those of the content win over those of the template.
#[derive(Debug, Default)]
pub(super) struct Styles {
    cells: BTreeMap<String, CellStyle>,
    /// Whether sheets of this style are hidden.
    tables: BTreeMap<String, bool>,
    /// Whether dates in this style show the year.
    dates: BTreeMap<String, bool>,
}

#[derive(Debug, Default)]
struct CellStyle {
    parent: Option<String>,
    data: Option<String>,
    /// The background as written: a colour, or `transparent`.
    background: Option<String>,
}

impl Styles {
    /// Adds the styles of a part.
    pub fn read(&mut self, part: &Part) -> Result<(), Fault> {
        let mut xml = part.xml();
        while let Some(event) = xml.next()? {
            let Event::Start(tag) = event else { continue };
            match (tag.prefix(), tag.name()) {
                ("style", "style") => self.style(&tag, &mut xml)?,
                ("number", "date-style") => {
                    let name = tag.attribute("style:name").unwrap_or_default();
                    let has_year = contains(&mut xml, "year")?;
                    self.dates.insert(name, has_year);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The fill of cells of this style.
    pub fn fill(&self, name: &str) -> Option<Fill> {
        let background = self.ancestry(name).find_map(|style| style.background.as_deref())?;
        colour(background).filter(|rgb| *rgb != [255; 3]).map(Fill)
    }

    /// Whether dates in cells of this style are shown without their year.
    pub fn is_without_year(&self, name: &str) -> bool {
        let data = self.ancestry(name).find_map(|style| style.data.as_ref());
        data.is_some_and(|data| self.dates.get(data) == Some(&false))
    }

    /// Whether sheets of this style are hidden.
    pub fn is_hidden(&self, name: &str) -> bool {
        self.tables.get(name) == Some(&true)
    }

    /// A style and those it inherits from.
    fn ancestry(&self, name: &str) -> impl Iterator<Item = &CellStyle> {
        let parent = |style: &&CellStyle| self.cells.get(style.parent.as_ref()?);
        std::iter::successors(self.cells.get(name), parent).take(LONGEST_ANCESTRY)
    }

    fn style(&mut self, tag: &Tag, xml: &mut Xml) -> Result<(), Fault> {
        let name = tag.attribute("style:name").unwrap_or_default();
        let family = tag.attribute("style:family").unwrap_or_default();
        let mut style = CellStyle {
            parent: tag.attribute("style:parent-style-name"),
            data: tag.attribute("style:data-style-name"),
            background: None,
        };
        let mut hidden = false;
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(inner) = xml.next()?.ok_or(Fault::Malformed)? else { continue };
            match inner.name() {
                "table-cell-properties" => style.background = inner.attribute("fo:background-color"),
                "table-properties" => hidden = inner.attribute("table:display").as_deref() == Some("false"),
                _ => {}
            }
        }
        match family.as_str() {
            "table-cell" => drop(self.cells.insert(name, style)),
            "table" => drop(self.tables.insert(name, hidden)),
            _ => {}
        }
        Ok(())
    }
}

/// Whether the element whose start came last contains another one; reads past it.
fn contains(xml: &mut Xml, name: &str) -> Result<bool, Fault> {
    let mut found = false;
    let outside = xml.depth() - 1;
    while xml.depth() > outside {
        if let Event::Start(inner) = xml.next()?.ok_or(Fault::Malformed)? {
            found |= inner.name() == name;
        }
    }
    Ok(found)
}

/// A colour written `#rrggbb`; anything else is none.
fn colour(written: &str) -> Option<[u8; 3]> {
    let digits = written.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some([red, green, blue])
}
