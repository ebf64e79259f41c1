//! A flat text cut into words, numbers and signs. A number keeps its decimals and loses its thousands' dots; three
//! groups of digits that can be a day are a day.

use super::testo::Token;

/// Cuts a text.
pub(super) fn scan(chars: &[char]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = chars;
    let mut before = ' ';
    while let [first, after @ ..] = rest {
        let length = match first {
            digit if digit.is_ascii_digit() => number(rest, &mut tokens),
            letter if letter.is_alphanumeric() => {
                let word: String =
                    rest.iter().take_while(|c| c.is_alphanumeric() && !c.is_ascii_digit()).collect();
                let length = word.chars().count();
                tokens.push(Token::Word(word));
                length
            }
            '<' | '>' | '=' | '≠' | '%' | '‰' | '€' | '$' | '£' | '+' | '±' => {
                tokens.push(Token::Sign(*first));
                1
            }
            '-' if !before.is_alphanumeric() && after.first().is_some_and(char::is_ascii_digit) => {
                tokens.push(Token::Sign('-'));
                1
            }
            _ => 1,
        };
        let (taken, left) = rest.split_at_checked(length.max(1)).unwrap_or((rest, &[]));
        before = taken.last().copied().unwrap_or(' ');
        rest = left;
    }
    tokens
}

/// Groups of digits, with the signs between them.
struct Groups {
    digits: Vec<String>,
    between: Vec<char>,
    length: usize,
}

/// The number that stands first; how many characters it takes.
fn number(chars: &[char], tokens: &mut Vec<Token>) -> usize {
    let groups = groups(chars);
    match whole(&groups) {
        Some(token) => tokens.push(token),
        None => tokens.extend(groups.digits.iter().map(|group| Token::Number(bare(group)))),
    }
    groups.length
}

fn groups(chars: &[char]) -> Groups {
    let mut groups = Groups { digits: vec![String::new()], between: Vec::new(), length: 0 };
    let mut rest = chars;
    loop {
        match rest {
            [digit, after @ ..] if digit.is_ascii_digit() => {
                if let Some(group) = groups.digits.last_mut() {
                    group.push(*digit);
                }
                groups.length += 1;
                rest = after;
            }
            [sign @ ('.' | ',' | '/' | '-' | ':'), digit, ..] if digit.is_ascii_digit() => {
                groups.between.push(*sign);
                groups.digits.push(String::new());
                groups.length += 1;
                rest = rest.get(1..).unwrap_or_default();
            }
            _ => return groups,
        }
    }
}

/// The one thing that the groups say together, if they do.
fn whole(groups: &Groups) -> Option<Token> {
    match (groups.digits.as_slice(), groups.between.as_slice()) {
        ([day, month, year], ['.' | '/' | '-', '.' | '/' | '-']) if date(day, month, year).is_some() => {
            date(day, month, year)
        }
        ([whole @ .., decimals], [dots @ .., ',']) if is_grouped(whole, dots) => {
            Some(Token::Number(with_decimals(&whole.concat(), decimals)))
        }
        (digits, dots) if !dots.is_empty() && is_grouped(digits, dots) => {
            Some(Token::Number(bare(&digits.concat())))
        }
        ([whole, decimals], ['.']) => Some(Token::Number(with_decimals(whole, decimals))),
        _ => None,
    }
}

/// Whether the dots are those of the thousands; one group needs none.
fn is_grouped(digits: &[String], dots: &[char]) -> bool {
    let [first, others @ ..] = digits else { return false };
    let plain = others.is_empty() || (first.len() <= 3 && !first.starts_with('0'));
    plain && dots.iter().all(|dot| *dot == '.') && others.iter().all(|group| group.len() == 3)
}

fn date(day: &str, month: &str, year: &str) -> Option<Token> {
    let day = day.parse::<u32>().ok().filter(|day| (1..=31).contains(day))?;
    let month = month.parse::<u32>().ok().filter(|month| (1..=12).contains(month))?;
    let year = match year.len() {
        2 => year.parse::<i16>().ok()? + 2000,
        4 => year.parse::<i16>().ok()?,
        _ => return None,
    };
    Some(Token::Date { day, month, year })
}

fn with_decimals(whole: &str, decimals: &str) -> String {
    match decimals.trim_end_matches('0') {
        "" => bare(whole),
        decimals => format!("{},{decimals}", bare(whole)),
    }
}

/// Without zeros in front.
fn bare(digits: &str) -> String {
    match digits.trim_start_matches('0') {
        "" => "0".to_owned(),
        bare => bare.to_owned(),
    }
}
