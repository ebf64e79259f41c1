//! The text of a start tag with an attribute changed, and texts made fit for XML.
//!
//! What is not named stays as it is written: order, quotes, prefixes, white space. The tag is taken to be sound,
//! as the reader of XML has found it.

use std::ops::Range;

/// The tag, `<c r="A1">` or `<c r="A1"/>`, with this attribute set, or taken away; a new one comes last. Its name is
/// compared whole, prefix included.
pub fn retagged(tag: &str, name: &str, value: Option<&str>) -> String {
    let found = attributes(tag).into_iter().find(|(key, _, _)| tag.get(key.clone()) == Some(name));
    let (range, written) = match (found, value) {
        (Some((_, inside, _)), Some(value)) => (inside, escaped(value)),
        (Some((_, _, whole)), None) => (whole, String::new()),
        (None, Some(value)) => {
            let end = tag.trim_end_matches(['>', '/']).trim_end().len();
            (end..end, format!(r#" {name}="{}""#, escaped(value)))
        }
        (None, None) => return tag.to_owned(),
    };
    let before = tag.get(..range.start).unwrap_or_default();
    let after = tag.get(range.end..).unwrap_or_default();
    format!("{before}{written}{after}")
}

/// A start tag with its own end, `<c/>`, as one that opens, `<c>`.
pub fn opened(tag: &str) -> String {
    match tag.strip_suffix("/>") {
        Some(open) => format!("{}>", open.trim_end()),
        None => tag.to_owned(),
    }
}

/// A start tag that opens, `<c>`, as one with its own end, `<c/>`.
pub fn closed(tag: &str) -> String {
    match tag.strip_suffix('>') {
        Some(open) if !open.ends_with('/') => format!("{open}/>"),
        _ => tag.to_owned(),
    }
}

/// The text with the characters that XML keeps for itself written as entities.
pub fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + (text.len() >> 3));
    for c in text.chars() {
        match c {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            '\r' => written.push_str("&#13;"),
            _ => written.push(c),
        }
    }
    written
}

/// The full names of the attributes of a tag, for whoever must know what they belong to.
pub fn attribute_names(tag: &str) -> Vec<&str> {
    attributes(tag).into_iter().filter_map(|(key, _, _)| tag.get(key)).collect()
}

/// Each attribute of a tag: its name, the inside of its quotes, and all of it with the space before.
fn attributes(tag: &str) -> Vec<(Range<usize>, Range<usize>, Range<usize>)> {
    let bytes = tag.as_bytes();
    let at = |index: usize| bytes.get(index).copied();
    let skip = |mut index: usize, wanted: &dyn Fn(u8) -> bool| {
        while at(index).is_some_and(wanted) {
            index += 1;
        }
        index
    };
    let mut found = Vec::new();
    let mut position = skip(1, &|c| !c.is_ascii_whitespace() && c != b'>' && c != b'/');
    loop {
        let start = skip(position, &|c| c.is_ascii_whitespace());
        let name_end = skip(start, &|c| !c.is_ascii_whitespace() && !matches!(c, b'=' | b'>' | b'/'));
        let equals = skip(name_end, &|c| c.is_ascii_whitespace());
        if name_end == start || at(equals) != Some(b'=') {
            return found;
        }
        let quote = skip(equals + 1, &|c| c.is_ascii_whitespace());
        let Some(mark) = at(quote).filter(|c| matches!(c, b'"' | b'\'')) else { return found };
        let end = skip(quote + 1, &|c| c != mark);
        found.push((start..name_end, quote + 1..end, position..end + 1));
        position = end + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_is_set_where_it_stands_and_the_rest_stays_as_written() {
        let tag = r#"<x:c  r='B2' t="s"	s="4" >"#;
        assert_eq!(retagged(tag, "t", Some("b")), "<x:c  r='B2' t=\"b\"\ts=\"4\" >");
        assert_eq!(retagged(tag, "t", None), "<x:c  r='B2'\ts=\"4\" >");
        assert_eq!(retagged(r#"<c r="A1"/>"#, "t", Some("b")), r#"<c r="A1" t="b"/>"#);
        assert_eq!(retagged(r#"<c x:t="1" t = "s"/>"#, "t", Some("&")), r#"<c x:t="1" t = "&amp;"/>"#);
        assert_eq!(retagged("<c />", "t", Some("b")), "<c t=\"b\" />");
    }

    #[test]
    fn a_tag_is_opened_and_closed() {
        assert_eq!(opened("<row r=\"1\" />"), "<row r=\"1\">");
        assert_eq!(closed("<row r=\"1\">"), "<row r=\"1\"/>");
        assert_eq!(closed("<row/>"), "<row/>");
    }
}
