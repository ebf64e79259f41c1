//! A cell written with another value: its tag keeps its style and whatever else it says, its annotation and drawings
//! stay where they are.
//!
//! A cell is taken as the text it stands on, from its start tag to its end. Which value it gets, and how that is shown,
//! is decided elsewhere.

use super::atoms::{Atoms, Kind, Paragraph};
use super::stretch::{Splices, end_of, splice};
use super::text::{self, Frame};
use crate::package::{Event, Fault, Tag, Xml, attribute_names, closed, opened, retagged};
use std::ops::Range;

/// A cell that is not written yet.
pub(super) const MISSING: &str = "<table:table-cell/>";

/// How often a cell stands beside itself.
pub(super) const REPEATED: &str = "table:number-columns-repeated";

/// All that says what a cell holds.
const VALUE: [&str; 7] = [
    "office:value-type",
    "office:value",
    "office:date-value",
    "office:time-value",
    "office:boolean-value",
    "office:string-value",
    "office:currency",
];
const KIND_AGAIN: &str = "calcext:value-type";

/// A value as the file stores it.
#[derive(Debug, Clone, Default)]
pub(super) struct Stored {
    /// Its type; none for an empty cell.
    pub kind: Option<&'static str>,
    /// The attribute that holds it, if any does.
    pub value: Option<(&'static str, String)>,
    /// The text the cell shows.
    pub text: Option<String>,
}

/// What the tag of a cell says.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    /// Its own style.
    pub style: Option<String>,
    /// Whether a formula computes it.
    pub formula: bool,
    /// The name of the rule on what it may hold.
    pub rule: Option<String>,
}

/// Reads the tag of a cell.
pub(super) fn said(cell: &str) -> Result<Said, Fault> {
    let mut xml = Xml::fragment(cell);
    let Some(Event::Start(tag)) = xml.next()? else { return Err(Fault::Malformed) };
    Ok(Said {
        style: tag.attribute("table:style-name"),
        formula: tag.attribute("table:formula").is_some(),
        rule: tag.attribute("table:content-validation-name"),
    })
}

/// The cell with this attribute of its tag set, or taken away.
pub(super) fn with_attribute(cell: &str, name: &str, value: Option<&str>) -> Result<String, Fault> {
    let tag = start_tag(cell)?;
    let rest = cell.get(tag.end..).unwrap_or_default();
    Ok(format!("{}{rest}", retagged(cell.get(tag).unwrap_or_default(), name, value)))
}

/// The cell with this value in place of its own.
pub(super) fn with_value(cell: &str, stored: &Stored) -> Result<String, Fault> {
    let cell = loosened(cell)?;
    let tag = start_tag(&cell)?;
    let layout = Layout::read(&cell)?;
    let frame = if stored.kind == Some("string") { frame(&cell)? } else { Frame::default() };
    let text = match &stored.text {
        Some(text) => text::paragraphs(text, &frame),
        None if layout.hanging.is_empty() => String::new(),
        None => format!("{}{}", frame.paragraph, text::END),
    };
    // What hangs in the text hangs in the new one, at its beginning.
    let text = match text.split_once('>') {
        Some((start, rest)) => format!("{start}>{}{rest}", layout.hanging),
        None => text,
    };
    let new_tag = retyped(cell.get(tag.clone()).unwrap_or_default(), stored);
    let mut splices: Splices = vec![(tag, new_tag), (layout.place..layout.place, text)];
    splices.extend(layout.paragraphs.into_iter().map(|span| (span, String::new())));
    tightened(splice(&cell, splices))
}

/// The cell with a start and an end tag.
fn loosened(cell: &str) -> Result<String, Fault> {
    let tag = cell.get(start_tag(cell)?).unwrap_or_default();
    Ok(if tag.ends_with("/>") { format!("{}{}", opened(tag), end_of(tag)) } else { cell.to_owned() })
}

/// The cell as one tag, if there is nothing in it.
fn tightened(cell: String) -> Result<String, Fault> {
    let tag = start_tag(&cell)?;
    let written = cell.get(tag.clone()).unwrap_or_default();
    Ok(if cell.get(tag.end..) == Some(end_of(written).as_str()) { closed(written) } else { cell })
}

/// The cell said to hold a text, whatever its paragraphs are.
pub(super) fn as_text(cell: &str) -> Result<String, Fault> {
    let tag = start_tag(cell)?;
    let rest = cell.get(tag.end..).unwrap_or_default();
    let stored = Stored { kind: Some("string"), ..Stored::default() };
    Ok(format!("{}{rest}", retyped(cell.get(tag).unwrap_or_default(), &stored)))
}

fn start_tag(cell: &str) -> Result<Range<usize>, Fault> {
    let mut xml = Xml::fragment(cell);
    match xml.next()? {
        Some(Event::Start(_)) => Ok(xml.span()),
        _ => Err(Fault::Malformed),
    }
}

fn retyped(tag: &str, stored: &Stored) -> String {
    let had_kind_again = attribute_names(tag).contains(&KIND_AGAIN);
    let mut tag = tag.to_owned();
    for name in VALUE {
        let kept = name == "office:currency" && stored.kind == Some("currency");
        let value = match &stored.value {
            _ if name == "office:value-type" => stored.kind,
            Some((attribute, value)) if *attribute == name => Some(value.as_str()),
            _ => None,
        };
        if !kept {
            tag = retagged(&tag, name, value);
        }
    }
    let again = stored.kind.filter(|_| had_kind_again);
    retagged(&tag, KIND_AGAIN, again)
}

/// Where the paragraphs of a cell stand.
struct Layout {
    paragraphs: Vec<Range<usize>>,
    /// Where new ones are to be written.
    place: usize,
    /// What hangs in the old ones.
    hanging: String,
}

impl Layout {
    fn read(cell: &str) -> Result<Layout, Fault> {
        let mut xml = Xml::fragment(cell);
        xml.next()?;
        let mut layout = Layout { paragraphs: Vec::new(), place: xml.span().end, hanging: String::new() };
        while xml.depth() > 0 {
            let Event::Start(tag) = xml.next()?.ok_or(Fault::Malformed)? else { continue };
            let start = xml.span().start;
            let before_text = layout.paragraphs.is_empty() && stands_before(&tag);
            let is_paragraph = tag.name() == "p";
            xml.skip()?;
            if is_paragraph && layout.paragraphs.is_empty() {
                layout.place = start;
            }
            if is_paragraph {
                layout.paragraphs.push(start..xml.span().end);
            } else if before_text {
                layout.place = xml.span().end;
            }
        }
        for Paragraph { hanging, .. } in Atoms::read(cell)?.paragraphs {
            hanging.into_iter().for_each(|span| layout.hanging.push_str(cell.get(span).unwrap_or_default()));
        }
        Ok(layout)
    }
}

/// Whether an element of a cell stands before its text.
fn stands_before(tag: &Tag) -> bool {
    matches!(tag.name(), "annotation" | "detective" | "cell-range-source")
}

/// What stands around the text of a cell, if all of it is formatted alike.
fn frame(cell: &str) -> Result<Frame, Fault> {
    let atoms = Atoms::read(cell)?;
    let written = |range: &Range<usize>| cell.get(range.clone()).unwrap_or_default();
    let tags = |chain: usize| -> Vec<&str> {
        let open = atoms.chains.get(chain).map_or(&[][..], Vec::as_slice);
        open.iter().map(|element| written(&element.tag)).collect()
    };
    let counts = atoms.atoms.iter().filter(|atom| !matches!(atom.kind, Kind::End | Kind::Layout));
    let mut chains: Vec<usize> = counts.map(|atom| atom.chain).collect();
    chains.dedup();
    let common = chains.first().map(|chain| tags(*chain)).unwrap_or_default();
    let alike = chains.iter().all(|chain| atoms.is_plain(*chain) && tags(*chain) == common);
    let common = if alike { common } else { Vec::new() };
    let paragraph = atoms.paragraphs.first().map(|first| opened(written(&first.start)));
    Ok(Frame {
        paragraph: paragraph.unwrap_or_else(|| Frame::default().paragraph),
        open: common.concat(),
        close: common.iter().rev().map(|tag| end_of(tag)).collect(),
    })
}
