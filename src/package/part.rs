//! An XML part as text, with its bytes still where they were.
//!
//! UTF-8 is kept byte for byte, byte order mark included, so that a span of the text is a span of the stored
//! part. UTF-16 is converted, and says so: such a part can be read but not spliced. This module deliberately
//! does not look at the XML itself.

use super::{Fault, Xml};
use std::ops::Range;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// A part decoded to text.
#[derive(Debug, Clone)]
pub struct Part {
    text: String,
    converted: bool,
}

impl Part {
    /// Decodes the bytes of a part.
    pub(super) fn decode(bytes: Vec<u8>) -> Result<Part, Fault> {
        match bytes.as_slice() {
            [0xFF, 0xFE, ..] | [b'<', 0, ..] => Part::from_utf16(&bytes, u16::from_le_bytes),
            [0xFE, 0xFF, ..] | [0, b'<', ..] => Part::from_utf16(&bytes, u16::from_be_bytes),
            _ => Ok(Part { text: String::from_utf8(bytes).map_err(|_| Fault::Encoding)?, converted: false }),
        }
    }

    fn from_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Part, Fault> {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let decoded = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect::<Result<String, _>>();
        let decoded = decoded.ok().filter(|_| rest.is_empty()).ok_or(Fault::Encoding)?;
        let text = decoded.trim_start_matches(BYTE_ORDER_MARK);
        // The declaration names an encoding that is no longer true, and XML does without it.
        let body = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
        Ok(Part { text: body.map_or(text, |(_, body)| body).to_string(), converted: true })
    }

    /// The stored bytes, or their conversion to UTF-8.
    pub fn bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    /// Whether the text was converted, so that spans do not fit the stored bytes.
    pub fn is_converted(&self) -> bool {
        self.converted
    }

    /// A reader of the part's XML, from its beginning.
    pub fn xml(&self) -> Xml<'_> {
        let body = self.text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&self.text);
        Xml::new(body, self.text.len() - body.len())
    }

    /// A reader of a stretch of the part, an element from its start to its end; spans are those of the part.
    pub fn xml_in(&self, stretch: Range<usize>) -> Xml<'_> {
        Xml::new(self.text.get(stretch.clone()).unwrap_or_default(), stretch.start)
    }

    /// The text of a stretch of the part, as it is stored.
    pub fn slice(&self, stretch: Range<usize>) -> &str {
        self.text.get(stretch).unwrap_or_default()
    }

    /// Reads the XML to its end, only to know that it is sound.
    pub fn check(&self) -> Result<(), Fault> {
        let mut xml = self.xml();
        while xml.next()?.is_some() {}
        Ok(())
    }
}
