//! The text of cells: one that is there with another value, or one that was not there.
//!
//! A cell keeps its attributes, its formula and its extensions; only what says its value is changed. Where cells go
//! in the sheet is told elsewhere.

use super::sheet::{Cell, Sheet};
use super::text::{guarded, text_element};
use crate::grid::stored::Stored;
use crate::package::{Event, Fault, closed, escaped, opened, retagged};
use crate::place::CellRef;

/// The value of a cell as its part will say it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Body {
    /// A value.
    Value(Stored),
    /// A text in runs: the inside of its element.
    Runs(String),
    /// The result of a formula.
    Result(Stored),
}

impl Body {
    /// What the cell says of its kind.
    fn kind(&self) -> Option<&'static str> {
        match self {
            Body::Runs(_) | Body::Value(Stored::Text(_)) => Some("inlineStr"),
            Body::Result(Stored::Text(_)) => Some("str"),
            Body::Value(Stored::Bool(_)) | Body::Result(Stored::Bool(_)) => Some("b"),
            Body::Value(Stored::Error(_)) | Body::Result(Stored::Error(_)) => Some("e"),
            Body::Value(Stored::Iso(_)) | Body::Result(Stored::Iso(_)) => Some("d"),
            Body::Value(Stored::Nothing | Stored::Number(_)) => None,
            Body::Result(Stored::Nothing | Stored::Number(_)) => None,
        }
    }

    /// The element of the value, for elements with this prefix.
    fn element(&self, prefix: &str) -> String {
        let value = |inside: &str| format!("<{prefix}v>{inside}</{prefix}v>");
        match self {
            Body::Runs(runs) => format!("<{prefix}is>{runs}</{prefix}is>"),
            Body::Value(Stored::Text(text)) => {
                format!("<{prefix}is>{}</{prefix}is>", text_element(prefix, text))
            }
            Body::Result(Stored::Text(text)) => value(&escaped(&guarded(text))),
            Body::Value(stored) | Body::Result(stored) => match stored {
                Stored::Nothing => String::new(),
                Stored::Number(number) => value(&number.to_string()),
                Stored::Bool(truth) => value(if *truth { "1" } else { "0" }),
                Stored::Error(text) | Stored::Iso(text) | Stored::Text(text) => value(&escaped(text)),
            },
        }
    }
}

/// A cell that is there, with another value and, if one is given, another style.
pub(super) fn rewritten(
    sheet: &Sheet,
    cell: &Cell,
    body: &Body,
    style: Option<usize>,
) -> Result<String, Fault> {
    let part = &sheet.part;
    let (mut tag, mut formula, mut rest, mut prefix) = (String::new(), "", String::new(), String::new());
    let mut xml = part.xml_in(cell.span.clone());
    while let Some(event) = xml.next()? {
        let Event::Start(found) = event else { continue };
        let start = xml.span().start;
        if xml.depth() == 1 {
            tag = part.slice(xml.span()).to_owned();
            prefix = if found.prefix().is_empty() { String::new() } else { format!("{}:", found.prefix()) };
            continue;
        }
        xml.skip()?;
        let child = part.slice(start..xml.span().end);
        match found.name() {
            "v" | "is" => {}
            "f" => formula = child,
            _ => rest.push_str(child),
        }
    }
    tag = retagged(&tag, "t", body.kind());
    // What is said of the old value is not true of the new one.
    tag = retagged(&tag, "vm", None);
    if let Some(style) = style {
        tag = retagged(&tag, "s", Some(&style.to_string()));
    }
    let inside = format!("{formula}{}{rest}", body.element(&prefix));
    Ok(match inside.is_empty() {
        true => closed(&opened(&tag)),
        false => format!("{}{inside}</{prefix}c>", opened(&tag)),
    })
}

/// A cell that was not there.
pub(super) fn new(prefix: &str, at: CellRef, style: usize, body: &Body) -> String {
    let mut tag = format!(r#"<{prefix}c r="{at}">"#);
    if style != 0 {
        tag = retagged(&tag, "s", Some(&style.to_string()));
    }
    tag = retagged(&tag, "t", body.kind());
    format!("{tag}{}</{prefix}c>", body.element(prefix))
}
