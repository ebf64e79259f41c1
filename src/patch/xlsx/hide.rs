//! Sheets of an Office Open XML workbook hidden: their state in the workbook's list, and which tab it opens at.
//!
//! A hidden tab must be neither the one shown nor one of those selected: Excel would repair the first, and type into
//! both with the second.

use super::splice::applied;
use crate::grid::Book;
use crate::package::{Event, Fault, Package, Part, retagged, rewrite};
use crate::patch::Refusal;
use crate::patch::hide::is_name;
use std::ops::Range;

/// A tab, or a window, as the workbook part lists it.
struct Listed {
    span: Range<usize>,
    name: String,
    hidden: bool,
}

/// What the workbook part says of its tabs and windows.
#[derive(Default)]
struct Tabs {
    tabs: Vec<Listed>,
    /// The windows: where their tag stands, the tab shown, the first tab in sight.
    windows: Vec<(Range<usize>, usize, usize)>,
    protected: bool,
}

/// The workbook with these sheets hidden.
pub(in crate::patch) fn hide(
    bytes: &[u8],
    package: &mut Package,
    sheets: &[&str],
) -> Result<Vec<u8>, Refusal> {
    if package.names().any(|name| name.starts_with("_xmlsignatures/")) {
        return Err(Refusal::Signed);
    }
    let book = Book::read(package)?;
    let main = package.part(&book.main)?;
    let tabs = Tabs::read(&main)?;
    let asked = |name: &str| sheets.iter().any(|asked| is_name(asked, name));
    if !sheets.iter().all(|asked| tabs.tabs.iter().filter(|tab| is_name(asked, &tab.name)).count() == 1) {
        return Err(Refusal::NoSheet);
    }
    let fresh: Vec<&Listed> = tabs.tabs.iter().filter(|tab| !tab.hidden && asked(&tab.name)).collect();
    if fresh.is_empty() {
        return Ok(bytes.to_vec());
    }
    let visible = |at: usize| tabs.tabs.get(at).is_some_and(|tab| !tab.hidden && !asked(&tab.name));
    let Some(first) = (0..tabs.tabs.len()).find(|at| visible(*at)) else { return Err(Refusal::LastVisible) };
    match () {
        () if tabs.protected => return Err(Refusal::Structure),
        () if main.is_converted() => return Err(Refusal::Encoding),
        () => {}
    }
    let tag = |span: &Range<usize>| main.slice(span.clone());
    let mut splices: Vec<(Range<usize>, String)> = fresh
        .iter()
        .map(|tab| (tab.span.clone(), retagged(tag(&tab.span), "state", Some("hidden"))))
        .collect();
    for (span, active, in_sight) in &tabs.windows {
        let mut window = tag(span).to_owned();
        for (attribute, at) in [("activeTab", active), ("firstSheet", in_sight)] {
            if !visible(*at) {
                window = retagged(&window, attribute, Some(&first.to_string()));
            }
        }
        splices.push((span.clone(), window));
    }
    let text = main.slice(0..main.bytes().len());
    let mut parts = vec![(book.main.clone(), applied(text, splices).into_bytes())];
    for target in
        book.sheets.iter().filter(|sheet| asked(&sheet.name)).filter_map(|sheet| sheet.target.clone())
    {
        let part = package.part(&target)?;
        parts.extend(unselected(&part)?.map(|text| (target, text.into_bytes())));
    }
    Ok(rewrite(bytes, &parts)?)
}

impl Tabs {
    fn read(main: &Part) -> Result<Tabs, Fault> {
        let (mut tabs, mut xml) = (Tabs::default(), main.xml());
        while let Some(event) = xml.next()? {
            let Event::Start(tag) = event else { continue };
            let number = |name: &str| tag.attribute(name).and_then(|at| at.parse().ok()).unwrap_or(0);
            let is = |name: &str| matches!(tag.attribute(name).as_deref(), Some("1" | "true"));
            match tag.name() {
                "sheet" => tabs.tabs.push(Listed {
                    span: xml.span(),
                    name: tag.attribute("name").unwrap_or_default(),
                    hidden: tag.attribute("state").is_some_and(|state| state != "visible"),
                }),
                "workbookView" => tabs.windows.push((xml.span(), number("activeTab"), number("firstSheet"))),
                "workbookProtection" => tabs.protected |= is("lockStructure"),
                _ => {}
            }
        }
        Ok(tabs)
    }
}

/// The sheet with its tab no longer selected; `None` if it is not.
fn unselected(part: &Part) -> Result<Option<String>, Refusal> {
    let (mut xml, mut splices) = (part.xml(), Vec::new());
    while let Some(event) = xml.next()? {
        match event {
            Event::Start(tag) if tag.name() == "sheetView" && tag.attribute("tabSelected").is_some() => {
                let span = xml.span();
                splices.push((span.clone(), retagged(part.slice(span), "tabSelected", None)));
            }
            Event::Start(tag) if tag.name() == "sheetData" => break,
            _ => {}
        }
    }
    match splices.is_empty() {
        true => Ok(None),
        false if part.is_converted() => Err(Refusal::Encoding),
        false => Ok(Some(applied(part.slice(0..part.bytes().len()), splices))),
    }
}
