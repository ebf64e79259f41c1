//! The words and signs of a formula. What they mean is not known here; the same signs serve both dialects.

use super::Dialect;

/// A piece of a formula.
#[derive(Debug, Clone, PartialEq)]
pub enum Token<'a> {
    /// A number without sign.
    Number(&'a str),
    /// A text, without its quotes.
    Text(String),
    /// An error value: `#REF!`.
    Error(&'a str),
    /// A name, a function, a cell: `$A$1`.
    Word(&'a str),
    /// What stands between single quotes, without them: a sheet.
    Quoted(String),
    /// What stands between square brackets, without them.
    Bracket(&'a str),
    /// An operator, a parenthesis, a separator.
    Sign(&'static str),
}

/// A token and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Lexeme<'a> {
    /// The token.
    pub token: Token<'a>,
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Whether a space stands before it.
    pub spaced: bool,
}

/// Signs, the longer first.
const SIGNS: [&str; 23] = [
    "<>", "<=", ">=", "+", "-", "*", "/", "^", "&", "%", "=", "<", ">", "(", ")", "{", "}", ",", ";", ":", "!",
    "#", "@",
];

/// Signs of OpenFormula alone.
const OPEN_SIGNS: [&str; 2] = ["~", "|"];

/// The errors a formula may name.
const ERRORS: [&str; 14] = [
    "#NULL!",
    "#DIV/0!",
    "#VALUE!",
    "#REF!",
    "#NAME?",
    "#NUM!",
    "#N/A",
    "#GETTING_DATA",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
    "#UNKNOWN!",
];

/// The pieces of a formula; `None` if it holds something that is none.
pub fn tokens(text: &str, dialect: Dialect) -> Option<Vec<Lexeme<'_>>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut spaced = false;
    while let Some(first) = text.get(at..)?.chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            spaced = true;
            continue;
        }
        let (token, length) = token(text.get(at..)?, first, dialect)?;
        found.push(Lexeme { token, start: at, end: at + length, spaced });
        at += length;
        spaced = false;
    }
    Some(found)
}

fn token(rest: &str, first: char, dialect: Dialect) -> Option<(Token<'_>, usize)> {
    match first {
        '"' => quoted(rest, '"').map(|(text, length)| (Token::Text(text), length)),
        '\'' => quoted(rest, '\'').map(|(text, length)| (Token::Quoted(text), length)),
        '[' => bracket(rest, dialect).map(|(inside, length)| (Token::Bracket(inside), length)),
        '0'..='9' | '.' => number(rest).map(|written| (Token::Number(written), written.len())),
        _ if is_word(first) => {
            let word = rest.split(|c| !is_word(c)).next()?;
            Some((Token::Word(word), word.len()))
        }
        _ => sign(rest, first, dialect),
    }
}

fn sign(rest: &str, first: char, dialect: Dialect) -> Option<(Token<'_>, usize)> {
    if first == '#'
        && let Some(known) = ERRORS.iter().find(|known| starts_alike(rest, known))
    {
        return Some((Token::Error(rest.get(..known.len())?), known.len()));
    }
    let open = OPEN_SIGNS.iter().filter(|_| dialect == Dialect::OpenFormula);
    let known = SIGNS.iter().chain(open).find(|known| rest.starts_with(**known))?;
    Some((Token::Sign(known), known.len()))
}

fn starts_alike(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || "_.$\\?".contains(c) || (!c.is_ascii() && !c.is_whitespace() && !c.is_control())
}

/// A text between quotes, doubled inside, and its length with them.
fn quoted(rest: &str, quote: char) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut letters = rest.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        if letter != quote {
            text.push(letter);
        } else if letters.next_if(|(_, next)| *next == quote).is_some() {
            text.push(quote);
        } else {
            return Some((text, at + 1));
        }
    }
    None
}

/// What stands between brackets, others inside included, and its length with them. An apostrophe keeps the next
/// character from meaning anything in Excel, and opens a quoted sheet in OpenFormula.
fn bracket(rest: &str, dialect: Dialect) -> Option<(&str, usize)> {
    let mut depth = 0usize;
    let mut inside_quotes = false;
    let mut letters = rest.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\'' if dialect == Dialect::Excel => drop(letters.next()),
            '\'' => inside_quotes = !inside_quotes,
            _ if inside_quotes => {}
            '[' => depth += 1,
            ']' if depth == 1 => return Some((rest.get(1..at)?, at + 1)),
            ']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// A number: digits, a decimal point, an exponent. Letters glued to it make it none.
fn number(rest: &str) -> Option<&str> {
    let digits = |from: usize| {
        let tail = rest.get(from..).unwrap_or_default();
        from + tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len())
    };
    let mut end = digits(0);
    if rest.get(end..)?.starts_with('.') {
        end = digits(end + 1);
    }
    let tail = rest.get(end..)?;
    if tail.starts_with(['e', 'E']) {
        let from = end + 1 + usize::from(tail.get(1..)?.starts_with(['+', '-']));
        let exponent = digits(from);
        end = if exponent > from { exponent } else { end };
    }
    let glued = rest.get(end..)?.chars().next().is_some_and(is_word);
    (end > 0 && rest.get(..end)? != "." && !glued).then(|| rest.get(..end))?
}
