//! The text of a cell taken apart: each character with the bytes it stands on and the formatting around it.
//!
//! It follows the grid's own reading of paragraphs letter by letter, white space included, for offsets in a text mean
//! the text that the grid read. It changes nothing.

use crate::package::{Event, Fault, Tag, Xml};
use std::ops::Range;

/// Spaces a single element may stand for, as the grid has it.
const MOST_SPACES: usize = 32_767;

/// How text that is quoted as a whole begins.
pub(super) const QUOTED: &str = "<![CDATA[";

/// The text of a cell, in pieces.
#[derive(Debug, Default)]
pub(super) struct Atoms {
    /// The text.
    pub text: String,
    /// Its pieces, in order.
    pub atoms: Vec<Atom>,
    /// Its paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
    /// The elements that were ever open around a character, innermost last.
    pub chains: Vec<Vec<Open>>,
}

/// A piece of the text.
#[derive(Debug, Clone)]
pub(super) struct Atom {
    /// Its bytes in the text; none, for white space that is only layout.
    pub text: Range<usize>,
    /// Its bytes in the XML; none, for the end of a paragraph.
    pub source: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// The elements around it.
    pub chain: usize,
    /// Its paragraph.
    pub paragraph: usize,
}

/// Kinds of pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A character as such.
    Char(char),
    /// White space that counts as one space.
    Space,
    /// Spaces written as an element.
    Spaces,
    /// A tab or a line end written as an element.
    Element(char),
    /// White space that does not count.
    Layout,
    /// The line end between two paragraphs; it belongs to the one before.
    End,
}

/// A paragraph.
#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    /// Its start tag.
    pub start: Range<usize>,
    /// Its end tag; empty at the end of the start tag, if there is none.
    pub end: Range<usize>,
    /// Things that hang in it: annotations, drawings, notes.
    pub hanging: Vec<Range<usize>>,
}

/// An element open around a character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Open {
    /// Its start tag.
    pub tag: Range<usize>,
    /// Whether it only gives formatting or a link.
    pub plain: bool,
}

/// The state of a line being read.
struct Line {
    after_space: bool,
    after_layout: bool,
    start: usize,
    open: Vec<Open>,
}

impl Atoms {
    /// Takes a cell apart.
    pub fn read(cell: &str) -> Result<Atoms, Fault> {
        let mut atoms = Atoms::default();
        let mut xml = Xml::fragment(cell);
        xml.next()?.ok_or(Fault::Malformed)?;
        while xml.depth() > 0 {
            match xml.next()?.ok_or(Fault::Malformed)? {
                Event::Start(tag) if tag.name() == "p" => atoms.paragraph(cell, &mut xml)?,
                Event::Start(_) => xml.skip()?,
                Event::End(_) | Event::Text(_) => {}
            }
        }
        Ok(atoms)
    }

    /// Whether the elements of a chain only give formatting or a link.
    pub fn is_plain(&self, chain: usize) -> bool {
        self.chains.get(chain).is_none_or(|open| open.iter().all(|element| element.plain))
    }

    fn paragraph(&mut self, cell: &str, xml: &mut Xml) -> Result<(), Fault> {
        if let Some(last) = self.paragraphs.len().checked_sub(1) {
            self.push(Kind::End, 0..0, "\n", &[], last);
        }
        let number = self.paragraphs.len();
        let tag = xml.span();
        self.paragraphs.push(Paragraph { start: tag.clone(), end: tag.end..tag.end, hanging: Vec::new() });
        let mut line =
            Line { after_space: true, after_layout: false, start: self.text.len(), open: Vec::new() };
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            match xml.next()?.ok_or(Fault::Malformed)? {
                Event::Start(tag) if hangs(&tag) => {
                    let start = xml.span().start;
                    xml.skip()?;
                    self.last(|paragraph| paragraph.hanging.push(start..xml.span().end));
                }
                Event::Start(tag) => self.element(&tag, xml.span(), &mut line, number),
                Event::Text(_) => self.piece(cell, xml.span(), &mut line, number),
                Event::End(_) if xml.depth() == outside => {
                    let end = xml.span();
                    self.last(|paragraph| paragraph.end = end);
                }
                Event::End(_) => drop(line.open.pop()),
            }
        }
        if line.after_layout {
            self.lay_last_space();
        }
        Ok(())
    }

    fn last(&mut self, change: impl FnOnce(&mut Paragraph)) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            change(paragraph);
        }
    }

    fn element(&mut self, tag: &Tag, span: Range<usize>, line: &mut Line, paragraph: usize) {
        match tag.name() {
            "s" => {
                let count = tag.attribute("text:c").and_then(|count| count.parse().ok()).unwrap_or(1);
                let spaces = " ".repeat(usize::min(count, MOST_SPACES));
                self.push(Kind::Spaces, span.clone(), &spaces, &line.open, paragraph);
            }
            "tab" => self.push(Kind::Element('\t'), span.clone(), "\t", &line.open, paragraph),
            "line-break" => self.push(Kind::Element('\n'), span.clone(), "\n", &line.open, paragraph),
            name => {
                line.open.push(Open { tag: span, plain: matches!(name, "span" | "a") });
                return;
            }
        }
        // Its own end will be told, and takes one away.
        line.open.push(Open { tag: span, plain: true });
        (line.after_space, line.after_layout) = (false, false);
    }

    /// A piece of text: characters, or one entity, or text quoted as a whole.
    fn piece(&mut self, cell: &str, span: Range<usize>, line: &mut Line, paragraph: usize) {
        let source = cell.get(span.clone()).unwrap_or_default();
        if let Some(entity) = source.strip_prefix('&') {
            let c = character(entity).unwrap_or('\u{fffd}');
            return self.character(c, span, line, paragraph);
        }
        let quoted = source.strip_prefix(QUOTED).and_then(|rest| rest.strip_suffix("]]>"));
        let start = span.start + quoted.map_or(0, |_| QUOTED.len());
        let mut chars = quoted.unwrap_or(source).char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let mut length = c.len_utf8();
            if c == '\r' && chars.next_if(|(_, next)| *next == '\n').is_some() {
                length += 1;
            }
            let start = start + at;
            self.character(if c == '\r' { '\n' } else { c }, start..start + length, line, paragraph);
        }
    }

    fn character(&mut self, c: char, source: Range<usize>, line: &mut Line, paragraph: usize) {
        if !matches!(c, ' ' | '\t' | '\n' | '\r') {
            self.push(Kind::Char(c), source, c.encode_utf8(&mut [0; 4]), &line.open, paragraph);
            (line.after_space, line.after_layout) = (false, false);
            return;
        }
        if line.after_space {
            self.push(Kind::Layout, source, "", &line.open, paragraph);
        } else {
            self.push(Kind::Space, source, " ", &line.open, paragraph);
            (line.after_space, line.after_layout) = (true, false);
        }
        line.after_layout |= c == '\n' && self.text.len() > line.start;
    }

    fn push(&mut self, kind: Kind, source: Range<usize>, text: &str, open: &[Open], paragraph: usize) {
        if self.chains.last().is_none_or(|chain| chain != open) {
            self.chains.push(open.to_vec());
        }
        let start = self.text.len();
        self.text.push_str(text);
        let chain = self.chains.len().saturating_sub(1);
        self.atoms.push(Atom { text: start..self.text.len(), source, kind, chain, paragraph });
    }

    /// The last space turns out to be a line of layout.
    fn lay_last_space(&mut self) {
        self.text.pop();
        let end = self.text.len();
        for atom in self.atoms.iter_mut().rev() {
            atom.text.end = end;
            if atom.kind == Kind::Space {
                atom.kind = Kind::Layout;
                atom.text.start = end;
                break;
            }
            atom.text.start = end;
        }
    }
}

/// Whether an element hangs from the text without being part of it.
fn hangs(tag: &Tag) -> bool {
    matches!(tag.prefix(), "office" | "draw") || matches!(tag.name(), "note" | "ruby-text")
}

/// The character of an entity, from what follows its `&`.
fn character(entity: &str) -> Option<char> {
    let name = entity.strip_suffix(';')?;
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let digits = name.strip_prefix('#')?;
            let hexadecimal = digits.strip_prefix('x').map(|digits| u32::from_str_radix(digits, 16).ok());
            char::from_u32(hexadecimal.unwrap_or_else(|| digits.parse().ok())?)
        }
    }
}
