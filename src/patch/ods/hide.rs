//! Sheets of an OpenDocument spreadsheet hidden: each gets a copy of its own style that is not displayed.
//!
//! Styles are shared between sheets, so that none is changed; the sheet that the document opens at is another one, if
//! it was one of these.

use super::book::CONTENT;
use super::stretch::{Splices, splice};
use crate::package::{Event, Fault, Package, Part, escaped, opened, retagged, rewrite};
use crate::patch::Refusal;
use crate::patch::hide::is_name;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

const SETTINGS: &str = "settings.xml";
const HIDDEN: &str = r#"<style:table-properties table:display="false"/>"#;

/// A sheet of the content.
struct Table {
    tag: Range<usize>,
    name: String,
    style: Option<String>,
}

/// What the content says of sheets and their styles.
#[derive(Default)]
struct Tables {
    root: Range<usize>,
    tables: Vec<Table>,
    /// Styles of sheets: where they stand, whether they hide.
    styles: BTreeMap<String, (Range<usize>, bool)>,
    names: BTreeSet<String>,
    /// Where the automatic styles end; none if there is no place for one more.
    end_of_styles: Option<usize>,
    protected: bool,
}

/// The workbook with these sheets hidden.
pub(in crate::patch) fn hide(
    bytes: &[u8],
    package: &mut Package,
    sheets: &[&str],
) -> Result<Vec<u8>, Refusal> {
    if package.has("META-INF/documentsignatures.xml") {
        return Err(Refusal::Signed);
    }
    let content = package.part(CONTENT)?;
    let mut found = Tables::read(&content)?;
    let asked = |name: &str| sheets.iter().any(|asked| is_name(asked, name));
    if !sheets
        .iter()
        .all(|asked| found.tables.iter().filter(|table| is_name(asked, &table.name)).count() == 1)
    {
        return Err(Refusal::NoSheet);
    }
    let fresh: Vec<usize> = (0..found.tables.len()).filter(|at| found.is_fresh(*at, &asked)).collect();
    if fresh.is_empty() {
        return Ok(bytes.to_vec());
    }
    let visible = |table: &&Table| !found.hides(table) && !asked(&table.name);
    let Some(first) = found.tables.iter().find(visible).map(|table| table.name.clone()) else {
        return Err(Refusal::LastVisible);
    };
    let root = content.slice(found.root.clone());
    match () {
        () if found.protected => return Err(Refusal::Structure),
        () if content.is_converted() => return Err(Refusal::Encoding),
        () if !root.contains("xmlns:style=") || !root.contains("xmlns:table=") => {
            return Err(Refusal::Format);
        }
        () => {}
    }
    let splices = found.splices(&content, &fresh)?;
    let text = splice(content.slice(0..content.bytes().len()), splices);
    let mut parts = vec![(CONTENT.to_owned(), text.into_bytes())];
    if package.has(SETTINGS) {
        let settings = package.part(SETTINGS)?;
        let moved = opening_elsewhere(&settings, &asked, &first)?;
        parts.extend(moved.map(|text| (SETTINGS.to_owned(), text.into_bytes())));
    }
    Ok(rewrite(bytes, &parts)?)
}

impl Tables {
    fn read(content: &Part) -> Result<Tables, Fault> {
        let (mut found, mut xml) = (Tables::default(), content.xml());
        let mut inside = None;
        while let Some(event) = xml.next()? {
            match event {
                Event::Start(_) if xml.depth() == 1 => found.root = xml.span(),
                Event::Start(tag) if tag.name() == "style" && tag.prefix() == "style" => {
                    let (start, name) = (xml.span().start, tag.attribute("style:name").unwrap_or_default());
                    let of_tables = tag.attribute("style:family").as_deref() == Some("table");
                    let (outside, mut hides) = (xml.depth() - 1, false);
                    while xml.depth() > outside {
                        if let Event::Start(inner) = xml.next()?.ok_or(Fault::Malformed)? {
                            hides |= inner.attribute("table:display").as_deref() == Some("false");
                        }
                    }
                    if of_tables {
                        found.styles.insert(name.clone(), (start..xml.span().end, hides));
                    }
                    found.names.insert(name);
                }
                Event::Start(tag) if tag.name() == "spreadsheet" => {
                    found.protected = tag.attribute("table:structure-protected").as_deref() == Some("true");
                    inside = Some(xml.depth());
                }
                Event::Start(tag) if tag.name() == "table" && inside == Some(xml.depth() - 1) => {
                    found.tables.push(Table {
                        tag: xml.span(),
                        name: tag.attribute("table:name").unwrap_or_default(),
                        style: tag.attribute("table:style-name"),
                    });
                    xml.skip()?;
                }
                Event::End("automatic-styles") if !xml.span().is_empty() => {
                    found.end_of_styles = Some(xml.span().start);
                }
                _ => {}
            }
        }
        Ok(found)
    }

    fn hides(&self, table: &Table) -> bool {
        table.style.as_ref().and_then(|style| self.styles.get(style)).is_some_and(|(_, hides)| *hides)
    }

    fn is_fresh(&self, at: usize, asked: &dyn Fn(&str) -> bool) -> bool {
        self.tables.get(at).is_some_and(|table| asked(&table.name) && !self.hides(table))
    }

    /// The styles that hide, and the sheets that take them.
    fn splices(&mut self, content: &Part, fresh: &[usize]) -> Result<Splices, Refusal> {
        let end = self.end_of_styles.ok_or(Refusal::NoStyle)?;
        let (mut splices, mut styles) = (Splices::new(), String::new());
        let mut made: BTreeMap<Option<String>, String> = BTreeMap::new();
        for at in fresh {
            let Some(table) = self.tables.get(*at) else { continue };
            let name = match made.get(&table.style) {
                Some(name) => name.clone(),
                None => {
                    let name = self.names_fresh();
                    let known = table.style.as_ref().and_then(|style| self.styles.get(style));
                    styles.push_str(&hiding(known.map(|(span, _)| content.slice(span.clone())), &name));
                    made.insert(table.style.clone(), name.clone());
                    name
                }
            };
            self.names.insert(name.clone());
            let tag = retagged(content.slice(table.tag.clone()), "table:style-name", Some(&name));
            splices.push((table.tag.clone(), tag));
        }
        splices.push((end..end, styles));
        Ok(splices)
    }

    fn names_fresh(&self) -> String {
        let numbers = 1..=self.names.len() + 1;
        let mut names = numbers.map(|number| format!("tah{number}"));
        names.find(|name| !self.names.contains(name)).unwrap_or_default()
    }
}

/// A copy of a style of sheets, under another name, that hides.
fn hiding(style: Option<&str>, name: &str) -> String {
    let Some(style) = style else {
        return format!(r#"<style:style style:name="{name}" style:family="table">{HIDDEN}</style:style>"#);
    };
    let end = style.find('>').map_or(style.len(), |end| end + 1);
    let (tag, rest) = style.split_at_checked(end).unwrap_or((style, ""));
    let tag = retagged(&retagged(tag, "style:name", Some(name)), "style:display-name", None);
    if tag.ends_with("/>") {
        return format!("{}{HIDDEN}</style:style>", opened(&tag));
    }
    let Some(start) = rest.find("<style:table-properties") else {
        return format!("{tag}{HIDDEN}{rest}");
    };
    let (before, properties) = rest.split_at_checked(start).unwrap_or((rest, ""));
    let end = properties.find('>').map_or(properties.len(), |end| end + 1);
    let (properties, after) = properties.split_at_checked(end).unwrap_or((properties, ""));
    format!("{tag}{before}{}{after}", retagged(properties, "table:display", Some("false")))
}

/// The settings with another sheet to open at, if they name one of those hidden.
fn opening_elsewhere(
    settings: &Part,
    asked: &dyn Fn(&str) -> bool,
    first: &str,
) -> Result<Option<String>, Refusal> {
    let (mut xml, mut splices) = (settings.xml(), Splices::new());
    while let Some(event) = xml.next()? {
        let Event::Start(tag) = event else { continue };
        if tag.name() != "config-item" || tag.attribute("config:name").as_deref() != Some("ActiveTable") {
            continue;
        }
        let start = xml.span().end;
        let named = xml.text()?;
        if asked(&named) {
            splices.push((start..xml.span().start, escaped(first)));
        }
    }
    match splices.is_empty() {
        true => Ok(None),
        false if settings.is_converted() => Err(Refusal::Encoding),
        false => Ok(Some(splice(settings.slice(0..settings.bytes().len()), splices))),
    }
}
