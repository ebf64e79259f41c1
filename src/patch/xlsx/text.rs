//! Texts as the parts store them: plain or in runs, with escapes for what XML cannot say.
//!
//! A text is read as the grid's reader reads it: phonetic hints left out, white space at the ends kept only where the
//! part says so, `_x000D_` undone. What replaces stretches of it is elsewhere.

use crate::package::{Event, Fault, Part, Tag, Xml, escaped};
use std::ops::Range;

/// A text in pieces, each with where it stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Rich {
    /// The pieces in their order; one for a plain text.
    pub pieces: Vec<Piece>,
    /// The prefix of its elements, with its colon.
    pub prefix: String,
}

/// A piece of a text.
#[derive(Debug, Clone, Default)]
pub(super) struct Piece {
    /// What it says.
    pub text: String,
    /// Where the run stands, or the text itself outside a run.
    pub span: Range<usize>,
    /// Where its formatting stands, if it is in a run that has some.
    pub format: Option<Range<usize>>,
    /// Whether it is in a run.
    pub is_run: bool,
    /// Whether it was changed.
    pub changed: bool,
}

impl Rich {
    /// Reads the text of a shared item or of a cell, an element of the part.
    pub fn read(part: &Part, element: Range<usize>) -> Result<Rich, Fault> {
        let mut rich = Rich::default();
        let mut xml = part.xml_in(element);
        let mut run: Option<Piece> = None;
        while let Some(event) = xml.next()? {
            let start = xml.span().start;
            match event {
                Event::Start(tag) => match tag.name() {
                    "si" | "is" if xml.depth() == 1 && !tag.prefix().is_empty() => {
                        rich.prefix = format!("{}:", tag.prefix());
                    }
                    "r" => run = Some(Piece { span: start..start, is_run: true, ..Piece::default() }),
                    "rPr" => {
                        xml.skip()?;
                        if let Some(run) = &mut run {
                            run.format = Some(start..xml.span().end);
                        }
                    }
                    "rPh" => xml.skip()?,
                    "t" => {
                        let text = read_text(&tag, &mut xml)?;
                        let span = start..xml.span().end;
                        match &mut run {
                            Some(run) => run.text.push_str(&text),
                            None => rich.pieces.push(Piece { text, span, ..Piece::default() }),
                        }
                    }
                    _ => {}
                },
                Event::End("r") => {
                    if let Some(mut piece) = run.take() {
                        piece.span.end = xml.span().end;
                        rich.pieces.push(piece);
                    }
                }
                Event::End(_) | Event::Text(_) => {}
            }
        }
        Ok(rich)
    }

    /// The whole text.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }
}

/// The text of a `t` element, to its end.
fn read_text(tag: &Tag, xml: &mut Xml) -> Result<String, Fault> {
    let keeps = tag.attribute("xml:space").as_deref() == Some("preserve");
    let text = xml.text()?;
    Ok(unescaped(if keeps { &text } else { text.trim_matches([' ', '\t', '\r', '\n']) }))
}

/// The text with escapes such as `_x000D_` undone; they stand for UTF-16 units.
pub(super) fn unescaped(text: &str) -> String {
    if !text.contains("_x") {
        return text.to_owned();
    }
    let (mut units, mut rest) = (Vec::with_capacity(text.len()), text);
    while let Some(first) = rest.chars().next() {
        let escape = escape_at(rest);
        match escape {
            Some(unit) => units.push(unit),
            None => units.extend_from_slice(first.encode_utf16(&mut [0; 2])),
        }
        rest = rest.get(if escape.is_some() { ESCAPE } else { first.len_utf8() }..).unwrap_or_default();
    }
    String::from_utf16_lossy(&units)
}

/// The length of an escape.
const ESCAPE: usize = 7;

/// The unit of the escape with which the text begins.
fn escape_at(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("_x")?.get(..4)?;
    let is_escape =
        digits.bytes().all(|c| c.is_ascii_hexdigit()) && text.as_bytes().get(ESCAPE - 1) == Some(&b'_');
    if is_escape { u16::from_str_radix(digits, 16).ok() } else { None }
}

/// A `t` element that says this text, for elements with this prefix.
pub(super) fn text_element(prefix: &str, text: &str) -> String {
    let is_space = |c: char| c.is_ascii_whitespace();
    let keeps = text.starts_with(is_space)
        || text.ends_with(is_space)
        || text.contains(['\n', '\t'])
        || text.contains("  ");
    let space = if keeps { r#" xml:space="preserve""# } else { "" };
    format!("<{prefix}t{space}>{}</{prefix}t>", escaped(&guarded(text)))
}

/// The text with control characters escaped, and with what only looks like an escape kept from being one.
pub(super) fn guarded(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '_' if escape_at(text.get(at..).unwrap_or_default()).is_some() => written.push_str("_x005F_"),
            '\n' | '\t' => written.push(c),
            '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {
                written.push_str(&format!("_x{:04X}_", u32::from(c)))
            }
            _ => written.push(c),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_looks_like_an_escape_comes_back_as_it_was() {
        for text in ["_x0041_", "a_x000D_b", "_x_x0041__", "__x0041_", "città_x", "_x00zz_", "\u{1}|😀"] {
            assert_eq!(unescaped(&guarded(text)), text, "{text}");
        }
        assert_eq!(unescaped("_x0041_|_xD83D__xDE00_|_x005F_x0041_"), "A|😀|_x0041_");
    }

    #[test]
    fn white_space_at_the_ends_is_kept() {
        assert_eq!(text_element("x:", " a<b "), r#"<x:t xml:space="preserve"> a&lt;b </x:t>"#);
        assert_eq!(text_element("", "a b"), "<t>a b</t>");
    }
}
