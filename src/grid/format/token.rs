//! The pieces of a number format code.
//!
//! Codes are stored in their English letters whatever the language of the office. Colours vanish, reserved
//! widths become a space, filling characters vanish. What the pieces mean together is for whoever shows them.

use std::iter::Peekable;
use std::str::Chars;

/// A piece of a format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A character shown as it is.
    Literal(char),
    /// A place for a digit: `0`, `#` or `?`.
    Digit(char),
    /// The decimal point.
    Point,
    /// The thousands separator, or a scale.
    Comma,
    /// The percent sign, which also multiplies.
    Percent,
    /// A run of a date letter, in lower case: `y`, `m` (months), `d`, `h`, `s`.
    Date(char, usize),
    /// A run of `m` that stands for minutes.
    Minutes(usize),
    /// Hours, minutes or seconds that go on past their limit: `[h]`.
    Elapsed(char),
    /// Morning or afternoon: hours count to 12.
    HalfDay,
    /// Something this room does not show: the section falls back to the General format.
    Unknown,
}

/// The sections of a format code, each cut into tokens.
pub(super) fn sections(code: &str) -> Vec<Vec<Token>> {
    // These two ask for the system's own long date and time, whatever follows.
    let code = match code {
        _ if code.starts_with("[$-F800]") => "dddd d mmmm yyyy",
        _ if code.starts_with("[$-F400]") => "hh:mm:ss",
        _ => code,
    };
    let mut chars = code.chars().peekable();
    let mut sections = vec![Vec::new()];
    while let Some(c) = chars.next() {
        if c == ';' {
            sections.push(Vec::new());
        } else if let Some(section) = sections.last_mut() {
            next(c, &mut chars, section);
        }
    }
    sections.into_iter().map(settled).collect()
}

fn next(c: char, chars: &mut Peekable<Chars>, tokens: &mut Vec<Token>) {
    match c {
        '"' => tokens.extend(chars.by_ref().take_while(|c| *c != '"').map(Token::Literal)),
        '\\' => tokens.extend(chars.next().map(Token::Literal)),
        '_' => tokens.extend(chars.next().map(|_| Token::Literal(' '))),
        '*' => drop(chars.next()),
        '[' => bracket(&chars.by_ref().take_while(|c| *c != ']').collect::<String>(), tokens),
        '0' | '#' | '?' => tokens.push(Token::Digit(c)),
        '.' => tokens.push(Token::Point),
        ',' => tokens.push(Token::Comma),
        '%' => tokens.push(Token::Percent),
        '@' => tokens.push(Token::Unknown),
        'A' | 'a' => half_day(chars, tokens),
        'G' | 'g' | 'E' | 'e' => {
            // General, eras and exponents: the rest of the word belongs to them.
            while chars.next_if(|c| c.is_alphabetic() || matches!(c, '+' | '-')).is_some() {}
            tokens.push(Token::Unknown);
        }
        _ if "ymdhs".contains(c.to_ascii_lowercase()) => {
            let mut run = 1;
            while chars.next_if(|next| next.eq_ignore_ascii_case(&c)).is_some() {
                run += 1;
            }
            tokens.push(Token::Date(c.to_ascii_lowercase(), run));
        }
        _ => tokens.push(Token::Literal(c)),
    }
}

/// A bracket: a currency or language, a duration, a colour, a condition.
fn bracket(inside: &str, tokens: &mut Vec<Token>) {
    if let Some(currency) = inside.strip_prefix('$') {
        let symbol = currency.split('-').next().unwrap_or_default();
        tokens.extend(symbol.chars().map(Token::Literal));
    } else if let Some(letter) = inside.chars().next().map(|c| c.to_ascii_lowercase()) {
        let same = inside.chars().all(|c| c.eq_ignore_ascii_case(&letter));
        match letter {
            'h' | 'm' | 's' if same => tokens.push(Token::Elapsed(letter)),
            '<' | '>' | '=' => tokens.push(Token::Unknown),
            _ => {}
        }
    }
}

/// `AM/PM` or `A/P`.
fn half_day(chars: &mut Peekable<Chars>, tokens: &mut Vec<Token>) {
    while chars.next_if(|c| "mp/MP".contains(*c)).is_some() {}
    tokens.push(Token::HalfDay);
}

/// The tokens with `m` told apart (minutes follow hours or precede seconds) and fractions of numbers marked.
fn settled(mut tokens: Vec<Token>) -> Vec<Token> {
    let clock: Vec<Option<char>> = tokens.iter().map(letter).collect();
    for (index, token) in tokens.iter_mut().enumerate() {
        let Token::Date('m', run) = *token else { continue };
        let before = clock.iter().take(index).rev().flatten().next();
        let after = clock.iter().skip(index + 1).flatten().next();
        if run <= 2 && (before == Some(&'h') || after == Some(&'s')) {
            *token = Token::Minutes(run);
        }
    }
    let is_number = tokens.iter().any(|token| matches!(token, Token::Digit(_)));
    if is_number && tokens.contains(&Token::Literal('/')) {
        tokens.push(Token::Unknown);
    }
    tokens
}

fn letter(token: &Token) -> Option<char> {
    match token {
        Token::Date(letter, _) | Token::Elapsed(letter) => Some(*letter),
        _ => None,
    }
}
