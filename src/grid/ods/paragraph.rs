//! The text of a cell: its paragraphs, one to a line.
//!
//! White space in the XML is layout and shrinks to one space; spaces, tabs and line ends that were typed have
//! elements of their own. Annotations, notes and drawings hang from the text and are no part of it.

use crate::package::{Event, Fault, Tag, Xml};

/// Spaces a single element may stand for.
const MOST_SPACES: usize = 32_767;
/// Bytes of text of one cell.
const LONGEST_TEXT: usize = 4 << 20;

/// A paragraph being read.
#[derive(Default)]
struct Line {
    text: String,
    /// Whether white space would be at the beginning, or follow other white space.
    after_space: bool,
    /// Whether the last white space was a line of layout.
    after_layout: bool,
}

/// The text of the cell whose start came last; `None` if it has no paragraph. Reads past the cell.
pub(super) fn read(xml: &mut Xml) -> Result<Option<String>, Fault> {
    let outside = xml.depth() - 1;
    let (mut lines, mut length) = (Vec::new(), 0);
    while xml.depth() > outside {
        match xml.next()?.ok_or(Fault::Malformed)? {
            Event::Start(tag) if tag.name() == "p" => {
                let line = paragraph(xml)?;
                length += line.len();
                lines.push(line);
            }
            Event::Start(_) => xml.skip()?,
            Event::End(_) | Event::Text(_) => {}
        }
        if length > LONGEST_TEXT {
            return Err(Fault::Excessive);
        }
    }
    Ok((!lines.is_empty()).then(|| lines.join("\n")))
}

fn paragraph(xml: &mut Xml) -> Result<String, Fault> {
    let mut line = Line { after_space: true, ..Line::default() };
    let outside = xml.depth() - 1;
    while xml.depth() > outside {
        match xml.next()?.ok_or(Fault::Malformed)? {
            Event::Start(tag) if hangs(&tag) => xml.skip()?,
            Event::Start(tag) => line.element(&tag),
            Event::Text(text) => text.chars().for_each(|c| line.push(c)),
            Event::End(_) => {}
        }
        if line.text.len() > LONGEST_TEXT {
            return Err(Fault::Excessive);
        }
    }
    if line.after_layout {
        line.text.pop();
    }
    Ok(line.text)
}

/// Whether an element hangs from the text without being part of it.
fn hangs(tag: &Tag) -> bool {
    matches!(tag.prefix(), "office" | "draw") || matches!(tag.name(), "note" | "ruby-text")
}

impl Line {
    fn push(&mut self, c: char) {
        if !matches!(c, ' ' | '\t' | '\n' | '\r') {
            self.text.push(c);
            (self.after_space, self.after_layout) = (false, false);
            return;
        }
        if !self.after_space {
            self.text.push(' ');
            self.after_space = true;
            self.after_layout = false;
        }
        self.after_layout |= c == '\n' && !self.text.is_empty();
    }

    fn element(&mut self, tag: &Tag) {
        match tag.name() {
            "s" => {
                let count = tag.attribute("text:c").and_then(|count| count.parse().ok()).unwrap_or(1);
                self.text.extend(std::iter::repeat_n(' ', usize::min(count, MOST_SPACES)));
            }
            "tab" => self.text.push('\t'),
            "line-break" => self.text.push('\n'),
            _ => return,
        }
        (self.after_space, self.after_layout) = (false, false);
    }
}
