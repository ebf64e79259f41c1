//! A text written as paragraphs, so that it is read as it was meant.
//!
//! White space in the XML shrinks: spaces that would be lost are written as elements, line ends as paragraphs. Nothing
//! here looks at what a cell held before.

use crate::package::escaped;

/// What stands around every paragraph of a text.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    /// The tag by which a paragraph begins.
    pub paragraph: String,
    /// The tags by which its formatting begins.
    pub open: String,
    /// Their ends.
    pub close: String,
}

impl Default for Frame {
    fn default() -> Frame {
        Frame { paragraph: "<text:p>".to_owned(), open: String::new(), close: String::new() }
    }
}

/// The end of a paragraph.
pub(super) const END: &str = "</text:p>";

/// The text as whole paragraphs, one to a line.
pub(super) fn paragraphs(text: &str, frame: &Frame) -> String {
    let line = |line: &str| match line {
        "" => format!("{}{END}", frame.paragraph),
        _ => format!("{}{}{}{}{END}", frame.paragraph, frame.open, inline(line, None, None), frame.close),
    };
    text.split('\n').map(line).collect()
}

/// A text put inside paragraphs, between these characters (`None` at the ends of a paragraph): its line ends close the
/// paragraph and begin another of the same formatting.
pub(super) fn inserted(text: &str, before: Option<char>, after: Option<char>, frame: &Frame) -> String {
    let turn = format!("{}{END}{}{}", frame.close, frame.paragraph, frame.open);
    let last = text.matches('\n').count();
    let lines = text.split('\n').enumerate().map(|(at, line)| {
        let before = if at == 0 { before } else { None };
        let after = if at == last { after } else { None };
        inline(line, before, after)
    });
    lines.collect::<Vec<_>>().join(&turn)
}

/// A piece of a line: spaces that white space could swallow become elements.
fn inline(line: &str, before: Option<char>, after: Option<char>) -> String {
    let mut written = String::with_capacity(line.len());
    let mut previous = before;
    let mut chars = line.chars().peekable();
    let mut swallowed = 0;
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().or(after);
        let stands = c != ' ' || (is_solid(previous) && is_solid(next));
        previous = Some(c);
        if !stands {
            swallowed += 1;
            continue;
        }
        written.push_str(&spaces(swallowed));
        swallowed = 0;
        match c {
            '\t' => written.push_str("<text:tab/>"),
            c => written.push_str(&escaped(c.encode_utf8(&mut [0; 4]))),
        }
    }
    written + &spaces(swallowed)
}

/// Whether a space beside this character stays a space.
fn is_solid(neighbour: Option<char>) -> bool {
    neighbour.is_some_and(|c| !matches!(c, ' ' | '\t' | '\n'))
}

/// Spaces as an element.
pub(super) fn spaces(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "<text:s/>".to_owned(),
        _ => format!(r#"<text:s text:c="{count}"/>"#),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_that_would_be_lost_are_elements() {
        let written = |text| paragraphs(text, &Frame::default());
        assert_eq!(written("a b"), "<text:p>a b</text:p>");
        assert_eq!(written(" a  b "), r#"<text:p><text:s/>a<text:s text:c="2"/>b<text:s/></text:p>"#);
        assert_eq!(written("a\n\nb&"), "<text:p>a</text:p><text:p></text:p><text:p>b&amp;</text:p>");
        assert_eq!(written("a\t b"), "<text:p>a<text:tab/><text:s/>b</text:p>");
    }

    #[test]
    fn an_inserted_line_end_closes_the_formatting_and_opens_it_again() {
        let frame = Frame { open: "<text:span>".into(), close: "</text:span>".into(), ..Frame::default() };
        assert_eq!(
            inserted("x\ny", Some('a'), Some('b'), &frame),
            "x</text:span></text:p><text:p><text:span>y"
        );
        assert_eq!(inserted(" ", Some('a'), Some('b'), &frame), " ");
        assert_eq!(inserted(" ", Some('a'), None, &frame), "<text:s/>");
    }
}
