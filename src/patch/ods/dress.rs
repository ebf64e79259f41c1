//! Number formats given to cells that have none: without one, a percentage is shown as 0,3 and a day as 45291.
//!
//! The cell gets a copy of its own style that differs in nothing but the format. A cell that has a format keeps it,
//! whatever it is.

use super::stretch::Splices;
use super::styles::Styles;
use crate::package::{Part, closed, opened, retagged};
use std::collections::{BTreeMap, BTreeSet};

/// A format that a cell can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dress {
    /// `30%`
    Percent,
    /// `12,50%`
    PercentDecimals,
    /// `31/12/2023`
    Date,
    /// `VERO`
    Logical,
}

/// The styles made while cells are written.
pub(super) struct Wardrobe<'a> {
    styles: &'a Styles,
    content: &'a Part,
    /// The style made of each style with each format.
    made: BTreeMap<(String, Dress), String>,
    /// The formats made.
    formats: BTreeMap<Dress, String>,
    names: BTreeSet<String>,
}

impl<'a> Wardrobe<'a> {
    /// Nothing made yet.
    pub fn new(styles: &'a Styles, content: &'a Part) -> Wardrobe<'a> {
        let names = styles.names.clone();
        Wardrobe { styles, content, made: BTreeMap::new(), formats: BTreeMap::new(), names }
    }

    /// The name of a style that is `base` with this format.
    pub fn dressed(&mut self, base: &str, dress: Dress) -> String {
        let key = (base.to_owned(), dress);
        if let Some(name) = self.made.get(&key) {
            return name.clone();
        }
        if !self.formats.contains_key(&dress) {
            let format = self.fresh("NF");
            self.formats.insert(dress, format);
        }
        let name = self.fresh("cf");
        self.made.insert(key, name.clone());
        name
    }

    fn fresh(&mut self, beginning: &str) -> String {
        let mut number = 1;
        loop {
            let name = format!("{beginning}{number}");
            if self.names.insert(name.clone()) {
                return name;
            }
            number += 1;
        }
    }

    /// The styles made, written where the content keeps its own.
    pub fn splices(&self, root: &str) -> Splices {
        if self.made.is_empty() {
            return Splices::new();
        }
        let mut written = String::new();
        for (dress, name) in &self.formats {
            written.push_str(&dress.written(name));
        }
        for ((base, dress), name) in &self.made {
            let format = self.formats.get(dress).map_or("", String::as_str);
            written.push_str(&self.copy(base, name, format));
        }
        let written = declared(written, root);
        let Some(place) = &self.styles.place else {
            let at = self.styles.body;
            return vec![(at..at, format!("<office:automatic-styles>{written}</office:automatic-styles>"))];
        };
        let whole = self.content.slice(place.clone());
        if whole.ends_with("/>") && !whole.contains("</") {
            return vec![(place.clone(), format!("{}{written}</office:automatic-styles>", opened(whole)))];
        }
        let end = place.start + whole.rfind("</").unwrap_or(whole.len());
        vec![(end..end, written)]
    }

    /// A style with another name and a format; of one that others may share, a descendant.
    fn copy(&self, base: &str, name: &str, format: &str) -> String {
        let Some(span) = self.styles.span(base) else {
            let tag = format!(r#"<style:style style:name="{name}" style:family="table-cell">"#);
            let parent = self.styles.has(base).then_some(base);
            let tag = retagged(&tag, "style:parent-style-name", parent);
            return closed(&retagged(&tag, "style:data-style-name", Some(format)));
        };
        let whole = self.content.slice(span.clone());
        let end = whole.find('>').map_or(whole.len(), |end| end + 1);
        let (tag, rest) = whole.split_at_checked(end).unwrap_or((whole, ""));
        let tag = retagged(tag, "style:name", Some(name));
        let tag = retagged(&tag, "style:display-name", None);
        format!("{}{rest}", retagged(&tag, "style:data-style-name", Some(format)))
    }
}

impl Dress {
    fn written(self, name: &str) -> String {
        let percent = |decimals: u8| {
            format!(
                r#"<number:percentage-style style:name="{name}"><number:number number:decimal-places="{decimals}" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>"#
            )
        };
        match self {
            Dress::Percent => percent(0),
            Dress::PercentDecimals => percent(2),
            Dress::Date => format!(
                r#"<number:date-style style:name="{name}"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>"#
            ),
            Dress::Logical => format!(
                r#"<number:boolean-style style:name="{name}"><number:boolean/></number:boolean-style>"#
            ),
        }
    }
}

/// The elements with their prefixes declared, where the root does not do it.
fn declared(written: String, root: &str) -> String {
    let mut written = written;
    let known = [
        ("style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
        ("number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"),
    ];
    for (prefix, name) in known {
        if root.contains(&format!("xmlns:{prefix}=")) {
            continue;
        }
        for element in ["style:style", "number:percentage-style", "number:date-style", "number:boolean-style"]
        {
            let plain = format!("<{element} ");
            written = written.replace(&plain, &format!("<{element} xmlns:{prefix}=\"{name}\" "));
        }
    }
    written
}
