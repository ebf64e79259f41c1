//! Stretches of a cell's text replaced, every run around them left as it is.
//!
//! Stretches are given in bytes of the text as the grid reads it, which has lost carriage returns and control
//! characters; here they are found again in the text as stored.

use super::text::{Piece, Rich, text_element};
use crate::package::{Event, Part, Tag, attribute_names};
use crate::patch::Refusal;
use std::ops::Range;

/// Replaces stretches of the text; they must not overlap, and are given in any order.
pub(super) fn replace(rich: &mut Rich, stretches: &[(Range<usize>, &str)]) -> Result<(), Refusal> {
    let mut ordered: Vec<&(Range<usize>, &str)> = stretches.iter().collect();
    ordered.sort_by_key(|(range, _)| (range.start, range.end));
    let apart = |before: &Range<usize>, after: &Range<usize>| before.end <= after.start && before != after;
    if !ordered.is_sorted_by(|before, after| apart(&before.0, &after.0)) {
        return Err(Refusal::Conflict);
    }
    let map = Map::of(&rich.text());
    let mut found = Vec::new();
    for (range, text) in ordered {
        found.push((map.stored(range).ok_or(Refusal::Stretch)?, *text));
    }
    // From the last to the first, so that what comes before stays where it is.
    for (range, text) in found.into_iter().rev() {
        put(&mut rich.pieces, range, text);
    }
    Ok(())
}

/// Where each character of the text as read stands in the text as stored.
struct Map {
    /// For each character: its first byte as read, its bytes as stored.
    places: Vec<(usize, Range<usize>)>,
    length: usize,
}

impl Map {
    fn of(stored: &str) -> Map {
        let (mut places, mut length) = (Vec::new(), 0);
        let mut chars = stored.char_indices().peekable();
        while let Some((start, c)) = chars.next() {
            let mut end = start + c.len_utf8();
            let read = match c {
                '\r' => {
                    end += chars.next_if(|(_, next)| *next == '\n').map_or(0, |_| 1);
                    1
                }
                '\n' | '\t' => 1,
                c if c.is_control() => continue,
                c => c.len_utf8(),
            };
            places.push((length, start..end));
            length += read;
        }
        Map { places, length }
    }

    /// The bytes as stored of a stretch as read; `None` if it is not one of whole characters.
    fn stored(&self, read: &Range<usize>) -> Option<Range<usize>> {
        let index = |byte: usize| match byte == self.length {
            true => Some(self.places.len()),
            false => self.places.binary_search_by_key(&byte, |(start, _)| *start).ok(),
        };
        let (first, end) = (index(read.start)?, index(read.end)?);
        let last_end = match end.checked_sub(1) {
            Some(last) => self.places.get(last)?.1.end,
            None => 0,
        };
        match first {
            _ if first > end => None,
            _ if first == end => Some(last_end..last_end),
            _ => Some(self.places.get(first)?.1.start..last_end),
        }
    }
}

/// Puts a text in place of bytes of the pieces' joined text.
fn put(pieces: &mut Vec<Piece>, range: Range<usize>, text: &str) {
    if pieces.is_empty() {
        pieces.push(Piece::default());
    }
    let (mut start, mut waiting) = (0, Some(text));
    let count = pieces.len();
    for (index, piece) in pieces.iter_mut().enumerate() {
        let end = start + piece.text.len();
        let inside = range.start.max(start)..range.end.min(end);
        // What is inserted takes the formatting of the character before, what replaces that of the first replaced.
        let here = match range.is_empty() {
            true => range.start <= end,
            false => range.start < end,
        };
        let place = waiting.take_if(|_| here || index + 1 == count);
        if place.is_some() || inside.start < inside.end {
            let from = inside.start.min(end) - start;
            let to = inside.end.max(inside.start).min(end) - start;
            piece.text.replace_range(from..to, place.unwrap_or_default());
            piece.changed = true;
        }
        start = end;
    }
}

/// The inside of an element of text, for a part whose elements have this prefix; phonetic hints no longer fit, and
/// are left out.
pub(super) fn rewritten(rich: &Rich, part: &Part, prefix: &str) -> Result<String, Refusal> {
    let mut written = String::new();
    for piece in &rich.pieces {
        match (piece.changed, piece.is_run) {
            (true, true) if piece.text.is_empty() => {}
            (true, false) => written.push_str(&text_element(prefix, &piece.text)),
            (true, true) => {
                let format = piece.format.clone().unwrap_or(0..0);
                let format = reprefixed(part, format, &rich.prefix, prefix)?;
                let text = text_element(prefix, &piece.text);
                written.push_str(&format!("<{prefix}r>{format}{text}</{prefix}r>"));
            }
            (false, _) => written.push_str(&reprefixed(part, piece.span.clone(), &rich.prefix, prefix)?),
        }
    }
    Ok(written)
}

/// Elements of one part written for another, whose prefix may be another; what has a prefix of its own cannot move.
fn reprefixed(part: &Part, span: Range<usize>, from: &str, to: &str) -> Result<String, Refusal> {
    let (mut written, mut copied) = (String::new(), span.start);
    let mut xml = part.xml_in(span.clone());
    while let Some(event) = xml.next()? {
        let at = xml.span();
        if let Event::Start(tag) = &event
            && !is_plain(tag, part.slice(at.clone()), from)
        {
            return Err(Refusal::NoStyle);
        }
        if matches!(event, Event::Text(_)) || at.is_empty() {
            continue;
        }
        let name = if matches!(event, Event::End(_)) { at.start + 2 } else { at.start + 1 };
        written.push_str(part.slice(copied..name));
        written.push_str(to);
        copied = name + from.len();
    }
    written.push_str(part.slice(copied..span.end));
    Ok(written)
}

/// Whether an element means the same in another part, once its prefix is changed.
fn is_plain(tag: &Tag, written: &str, from: &str) -> bool {
    let foreign = |name: &str| name.starts_with("xmlns") || (name.contains(':') && name != "xml:space");
    tag.prefix() == from.trim_end_matches(':') && !attribute_names(written).into_iter().any(foreign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rich(texts: &[&str]) -> Rich {
        let piece = |text: &&str| Piece { text: (*text).to_owned(), is_run: true, ..Piece::default() };
        Rich { pieces: texts.iter().map(piece).collect(), prefix: String::new() }
    }

    fn replaced(texts: &[&str], stretches: &[(Range<usize>, &str)]) -> Result<Vec<String>, Refusal> {
        let mut rich = rich(texts);
        replace(&mut rich, stretches)?;
        Ok(rich.pieces.into_iter().map(|piece| piece.text).collect())
    }

    #[test]
    fn the_text_takes_the_place_of_the_first_character_replaced() {
        assert_eq!(replaced(&["Peso: ", "....", " %"], &[(6..10, "15")]).unwrap(), ["Peso: ", "15", " %"]);
        assert_eq!(replaced(&["ab", "cd", "ef"], &[(1..5, "X")]).unwrap(), ["aX", "", "f"]);
    }

    #[test]
    fn what_is_inserted_follows_the_character_before() {
        assert_eq!(replaced(&["ab", "cd"], &[(2..2, "X")]).unwrap(), ["abX", "cd"]);
        assert_eq!(replaced(&["ab"], &[(0..0, "X")]).unwrap(), ["Xab"]);
        assert_eq!(replaced(&[], &[(0..0, "X")]).unwrap(), ["X"]);
    }

    #[test]
    fn several_stretches_are_replaced_at_once_unless_they_overlap() {
        let stretches = [(4..5, "Y"), (0..1, "long"), (2..2, "-")];
        assert_eq!(replaced(&["abc", "def"], &stretches).unwrap(), ["longb-c", "dYf"]);
        assert_eq!(replaced(&["abc"], &[(0..2, ""), (1..3, "")]), Err(Refusal::Conflict));
        assert_eq!(replaced(&["abc"], &[(1..1, "x"), (1..1, "y")]), Err(Refusal::Conflict));
    }

    #[test]
    fn bytes_are_those_of_the_text_as_read() {
        // As read: "è", a line end, "b".
        assert_eq!(replaced(&["è\r\n\u{1}b"], &[(3..4, "c")]).unwrap(), ["è\r\n\u{1}c"]);
        assert_eq!(replaced(&["è\r\nb"], &[(2..3, " ")]).unwrap(), ["è b"]);
        assert_eq!(replaced(&["è"], &[(1..2, "x")]), Err(Refusal::Stretch));
        assert_eq!(replaced(&["abc"], &[(2..9, "x")]), Err(Refusal::Stretch));
    }
}
