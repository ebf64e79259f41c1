//! Texts as they are compared: words without capitals, accents, apostrophes and blanks; numbers, signs and dates each
//! for itself. `3,5` is not `35`, `< 30` is not `> 30`, and `31.12.2023` is `31/12/2023`.
//!
//! Years and dates can be moved by one year, or taken out. Nothing here is for printing.

use super::soglie::Soglie;
use std::ops::RangeInclusive;
use unicode_normalization::UnicodeNormalization;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A word, folded.
    Word(String),
    /// A number without useless zeros and dots, its decimals after a comma.
    Number(String),
    /// A sign that changes what is said.
    Sign(char),
    /// A day.
    Date {
        /// 1 to 31.
        day: u32,
        /// 1 to 12.
        month: u32,
        /// The year.
        year: i16,
    },
    /// The name of a month, 1 to 12.
    Month(u32),
    /// A number that can be a year.
    Year(i16),
}

/// A text taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Text {
    tokens: Vec<Token>,
}

/// The years that, in a text, are a plan's.
pub(super) type Years = RangeInclusive<i16>;

/// Years that a number of four digits may be.
const YEARS: Years = 1990..=2099;

impl Text {
    /// Takes a text apart.
    pub(super) fn new(text: &str) -> Text {
        Text { tokens: dated(super::scansione::scan(&flat(text))) }
    }

    /// Its pieces, in order.
    pub(super) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Whether nothing in it can be compared.
    pub(super) fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Whether the two say the same, however words are broken.
    pub(super) fn same(&self, other: &Text) -> bool {
        joined(&self.tokens) == joined(&other.tokens)
    }

    /// Whether the other is this one with every year and date one year later, and there is one at least.
    pub(super) fn is_one_year_before(&self, other: &Text, years: &Years) -> bool {
        let mut moved = false;
        let later = self.tokens.iter().map(|token| match token {
            Token::Year(year) if years.contains(year) => {
                moved = true;
                Token::Year(year + 1)
            }
            Token::Date { day, month, year } if years.contains(year) => {
                moved = true;
                Token::Date { day: *day, month: *month, year: year + 1 }
            }
            other => other.clone(),
        });
        let later: Vec<Token> = later.collect();
        moved && joined(&later) == joined(&other.tokens)
    }

    /// The text without such pieces.
    pub(super) fn without(self, so: impl Fn(&Token) -> bool) -> Text {
        Text { tokens: self.tokens.into_iter().filter(|token| !so(token)).collect() }
    }

    /// The text without the plan's years, dates and months.
    pub(super) fn without_dates(&self, years: &Years) -> Text {
        let mut kept: Vec<Token> = Vec::new();
        for token in &self.tokens {
            match token {
                Token::Year(year) | Token::Date { year, .. } if years.contains(year) => {}
                Token::Month(_) => {
                    // a day of the month goes with it
                    if let Some(Token::Number(day)) = kept.last()
                        && day.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day))
                    {
                        kept.pop();
                    }
                }
                other => kept.push(other.clone()),
            }
        }
        Text { tokens: kept }
    }
}

/// Whether two texts say the same but for blanks, capitals and accents.
pub(super) fn same(a: &str, b: &str) -> bool {
    let (one, other) = (Text::new(a), Text::new(b));
    match one.is_empty() && other.is_empty() {
        true => a.split_whitespace().eq(b.split_whitespace()),
        false => one.same(&other),
    }
}

/// The text in small letters without accents.
fn flat(text: &str) -> Vec<char> {
    let mut flat = Vec::new();
    for typed in text.chars().filter(|typed| !matches!(typed, 'º' | 'ª')) {
        match typed {
            '≤' => flat.extend(['<', '=']),
            '≥' => flat.extend(['>', '=']),
            '≠' => flat.push(typed),
            '\u{2212}' => flat.push('-'),
            _ => {
                let is_mark = |part: &char| ('\u{300}'..='\u{36f}').contains(part);
                flat.extend(typed.nfkd().filter(|part| !is_mark(part)).flat_map(char::to_lowercase));
            }
        }
    }
    flat
}

/// Words that are months, numbers that are years, and the days they make together.
fn dated(tokens: Vec<Token>) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    for token in tokens {
        let token = match token {
            Token::Word(word) => match Soglie::embedded().mesi.named(&word) {
                Some(month) => Token::Month(u32::from(month.unsigned_abs())),
                None => Token::Word(word),
            },
            Token::Number(number) => match number.parse::<i16>() {
                Ok(year) if number.len() == 4 && YEARS.contains(&year) => Token::Year(year),
                _ => Token::Number(number),
            },
            other => other,
        };
        match (found.as_slice(), &token) {
            ([.., Token::Number(day), Token::Month(month)], Token::Year(year)) => {
                let day = day.parse::<u32>().ok().filter(|day| (1..=31).contains(day));
                let date = day.map(|day| Token::Date { day, month: *month, year: *year });
                match date {
                    Some(date) => {
                        found.truncate(found.len() - 2);
                        found.push(date);
                    }
                    None => found.push(token),
                }
            }
            _ => found.push(token),
        }
    }
    found
}

/// The pieces with words that follow one another made one.
fn joined(tokens: &[Token]) -> Vec<Token> {
    let mut joined: Vec<Token> = Vec::new();
    for token in tokens {
        match (joined.last_mut(), token) {
            (Some(Token::Word(before)), Token::Word(word)) => before.push_str(word),
            _ => joined.push(token.clone()),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_only_typed_otherwise_is_the_same() {
        for (a, b) in [
            ("ATTIVITA'  ordinaria", "Attività\nordinaria"),
            ("dell’Area", "dell' area"),
            ("entro il 31.12.2023", "Entro il 31/12/2023"),
            ("31 dicembre 2023", "31/12/2023"),
            ("1.750 utenti", "1750 utenti"),
            ("12,50 euro", "12.5 euro"),
            ("≥ 5", ">= 5"),
            ("—", " — "),
        ] {
            assert!(same(a, b), "{a} | {b}");
        }
    }

    #[test]
    fn numbers_and_signs_are_never_lost() {
        for (a, b) in [
            ("3,5 giorni", "35 giorni"),
            ("tempo < 30", "tempo > 30"),
            ("1/2", "12"),
            ("-5 gradi", "5 gradi"),
            ("10%", "10"),
            ("5 sedi in 10 giorni", "10 sedi in 5 giorni"),
            ("—", "..."),
        ] {
            assert!(!same(a, b), "{a} | {b}");
        }
    }

    #[test]
    fn a_text_one_year_later_has_all_its_years_moved_and_laws_stay() {
        let before = Text::new("Nel 2023, ai sensi della L. 190/2012, entro il 30/09/2023");
        let later = |text: &str| before.is_one_year_before(&Text::new(text), &(2022..=2029));
        assert!(later("Nel 2024, ai sensi della L. 190/2012, entro il 30 settembre 2024"));
        assert!(!later("Nel 2024, ai sensi della L. 190/2012, entro il 30/09/2023"));
        assert!(!later("Nel 2024, ai sensi della L. 191/2012, entro il 30/09/2024"));
    }
}
