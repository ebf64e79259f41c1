//! XML pulled event by event, each with the bytes it stands on.
//!
//! Names are local, attributes and texts are unescaped, an empty element is a start followed by an end. The
//! reader refuses what no spreadsheet contains: a document type, entities of its own, absurd nesting. It
//! deliberately resolves no namespaces: the formats read here use theirs consistently.

use super::Fault;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event as Raw};
use std::borrow::Cow;
use std::ops::Range;

const DEEPEST: usize = 256;
const LONGEST_TAG: usize = 64 << 10;
const LONGEST_TEXT: usize = 4 << 20;

/// Something met while reading.
#[derive(Debug)]
pub enum Event<'a> {
    /// An element begins.
    Start(Tag<'a>),
    /// An element ends: its local name.
    End(&'a str),
    /// A piece of text, entities resolved; one text may come in several pieces.
    Text(Cow<'a, str>),
}

/// The start of an element.
#[derive(Debug)]
pub struct Tag<'a> {
    name: &'a str,
    raw: BytesStart<'a>,
    /// Whether it is written as one tag, `<c/>`; its end follows all the same.
    pub empty: bool,
}

/// A reader of one XML text.
pub struct Xml<'a> {
    text: &'a str,
    offset: usize,
    reader: Reader<&'a [u8]>,
    depth: usize,
    span: Range<usize>,
    /// The name of an empty element whose end is still to be told.
    closing: Option<&'a str>,
}

impl<'a> Tag<'a> {
    /// Its local name.
    pub fn name(&self) -> &'a str {
        local(self.name)
    }

    /// Its namespace prefix; empty if it has none.
    pub fn prefix(&self) -> &'a str {
        self.name.split_once(':').map_or("", |(prefix, _)| prefix)
    }

    /// An attribute's value: by its full name if `name` has a prefix, by its local name otherwise.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let wanted = |key: &str| if name.contains(':') { key == name } else { local(key) == name };
        let mut attributes = self.raw.attributes();
        let found =
            attributes.with_checks(false).flatten().find(|attribute| wanted(attribute.key.as_ref()))?;
        Some(found.normalized_value(XmlVersion::Explicit1_0).ok()?.into_owned())
    }

    /// The values of several attributes, by their local names, in one pass: for elements met by the hundred thousand.
    pub fn attributes<const N: usize>(&self, names: [&str; N]) -> [Option<Cow<'_, str>>; N] {
        let mut values = [const { None }; N];
        for attribute in self.raw.attributes().with_checks(false).flatten() {
            let key = local(attribute.key.as_ref());
            let found = names.iter().position(|name| *name == key).and_then(|index| values.get_mut(index));
            if let Some(place @ None) = found {
                *place = attribute.normalized_value(XmlVersion::Explicit1_0).ok();
            }
        }
        values
    }
}

impl<'a> Xml<'a> {
    /// A reader of this text, which begins `offset` bytes into its part.
    pub(super) fn new(text: &'a str, offset: usize) -> Xml<'a> {
        Xml { text, offset, reader: Reader::from_str(text), depth: 0, span: 0..0, closing: None }
    }

    /// A reader of an element that stands by itself; spans are those of this text.
    pub fn fragment(text: &'a str) -> Xml<'a> {
        Xml::new(text, 0)
    }

    /// The bytes of the part on which the last event stands.
    pub fn span(&self) -> Range<usize> {
        self.span.start + self.offset..self.span.end + self.offset
    }

    /// How many elements are open, the one just begun included.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The next event, or `None` at the sound end of the text.
    #[allow(clippy::should_implement_trait)] // It fails and lends, as an Iterator cannot.
    pub fn next(&mut self) -> Result<Option<Event<'a>>, Fault> {
        if let Some(name) = self.closing.take() {
            self.depth -= 1;
            self.span.start = self.span.end;
            return Ok(Some(Event::End(name)));
        }
        loop {
            let start = self.reader.buffer_position() as usize;
            let raw = self.reader.read_event().map_err(|_| Fault::Malformed)?;
            self.span = start..self.reader.buffer_position() as usize;
            match raw {
                Raw::Start(tag) => return self.begin(tag, false).map(Some),
                Raw::Empty(tag) => return self.begin(tag, true).map(Some),
                Raw::End(tag) => return self.finish(tag.name().as_ref().len()).map(Some),
                Raw::Text(text) => return self.piece(text.xml10_content()).map(Some),
                Raw::CData(text) => return self.piece(text.xml10_content()).map(Some),
                Raw::GeneralRef(entity) => return self.piece(resolve(&entity)?).map(Some),
                Raw::DocType(_) => return Err(Fault::Doctype),
                Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) => {}
                Raw::Eof if self.depth == 0 => return Ok(None),
                Raw::Eof => return Err(Fault::Malformed),
            }
        }
    }

    /// Reads past the end of the element whose start came last.
    pub fn skip(&mut self) -> Result<(), Fault> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.next()?.ok_or(Fault::Malformed)?;
        }
        Ok(())
    }

    /// The whole text inside the element whose start came last, nested elements included.
    pub fn text(&mut self) -> Result<String, Fault> {
        let outside = self.depth.saturating_sub(1);
        let mut all = String::new();
        while self.depth > outside {
            if let Event::Text(piece) = self.next()?.ok_or(Fault::Malformed)? {
                all.push_str(&piece);
            }
        }
        Ok(all)
    }

    fn begin(&mut self, raw: BytesStart<'a>, empty: bool) -> Result<Event<'a>, Fault> {
        self.depth += 1;
        if self.depth > DEEPEST || self.span.len() > LONGEST_TAG {
            return Err(Fault::Excessive);
        }
        if raw.attributes().with_checks(false).any(|attribute| attribute.is_err()) {
            return Err(Fault::Malformed);
        }
        let name = self.written_name("<", raw.name().as_ref().len());
        if empty {
            self.closing = Some(local(name));
        }
        Ok(Event::Start(Tag { name, raw, empty }))
    }

    fn finish(&mut self, length: usize) -> Result<Event<'a>, Fault> {
        self.depth = self.depth.checked_sub(1).ok_or(Fault::Malformed)?;
        Ok(Event::End(local(self.written_name("</", length))))
    }

    fn piece(&self, text: Cow<'a, str>) -> Result<Event<'a>, Fault> {
        match text.len() > LONGEST_TEXT && !text.trim().is_empty() {
            true => Err(Fault::Excessive),
            false => Ok(Event::Text(text)),
        }
    }

    /// The full name in the tag that was just read, borrowed from the text itself.
    fn written_name(&self, opening: &str, length: usize) -> &'a str {
        let start = self.span.start + opening.len();
        self.text.get(start..start + length).unwrap_or_default()
    }
}

/// The character an entity stands for; only XML's own five and numeric ones exist here.
fn resolve<'a>(entity: &BytesRef<'_>) -> Result<Cow<'a, str>, Fault> {
    if let Some(known) = resolve_xml_entity(entity.as_ref()) {
        return Ok(Cow::Borrowed(known));
    }
    match entity.resolve_char_ref() {
        Ok(Some(character)) => Ok(Cow::Owned(character.to_string())),
        _ => Err(Fault::Malformed),
    }
}

fn local(name: &str) -> &str {
    // Names are short, and there are millions of them.
    let colon = name.as_bytes().iter().rposition(|byte| *byte == b':');
    colon.and_then(|colon| name.get(colon + 1..)).unwrap_or(name)
}
