//! Dates as Italian offices type them: `31/12/2023`, `31.12.23`, `31 dicembre 2023`, `Luglio 2023`, `febbraio`.
//!
//! A month without a day is its last day, when it says by when something is due; it is never a day on which
//! something was done.

use crate::layout::{Lessico, fold};
use jiff::civil::Date;

/// A date as far as the text says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The day; the last of the month where only the month is said.
    pub date: Date,
    /// Whether the text says the day.
    pub has_day: bool,
    /// Whether the text says the year.
    pub has_year: bool,
}

/// Reads a date that is the whole text. `year` is taken where the text says none.
pub fn date(text: &str, year: Option<i16>, lessico: &Lessico) -> Option<Found> {
    let words = tokens(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [day, month, year] if all_digits(&[day, month, year]) => numeric(day, month, year),
        // 12.5 is a number before it is a day
        [day, month]
            if all_digits(&[day, month])
                && (text.contains('/') || (text.contains('.') && month.len() == 2)) =>
        {
            let found = Date::new(year?, month.parse().ok()?, day.parse().ok()?).ok()?;
            Some(Found { date: found, has_day: true, has_year: false })
        }
        [day, month, year] => {
            let found = Date::new(four_digits(year)?, month_named(month, lessico)?, ordinal(day)?).ok()?;
            Some(Found { date: found, has_day: true, has_year: true })
        }
        [day, month] if ordinal(day).is_some() => {
            let found = Date::new(year?, month_named(month, lessico)?, ordinal(day)?).ok()?;
            Some(Found { date: found, has_day: true, has_year: false })
        }
        [month, year] => month_end(four_digits(year)?, month_named(month, lessico)?, true),
        [month] => month_end(year?, month_named(month, lessico)?, false),
        _ => None,
    }
}

/// A day by which something is due: `entro il 31/10/2024`, `fine ottobre 2024`, or the date alone.
pub fn due(text: &str, year: Option<i16>, lessico: &Lessico) -> Option<Found> {
    let lower = text.trim().to_lowercase();
    let words = lessico.valori.list("entro").iter().filter_map(|word| lower.strip_prefix(word.as_str()));
    let said = words.min_by_key(|rest| rest.len()).unwrap_or(&lower).trim();
    date(said, year, lessico)
}

/// Whether any date stands in the text.
pub fn mentions_date(text: &str, lessico: &Lessico) -> bool {
    let words = tokens(text);
    let months = words.iter().any(|word| word.len() > 3 && month_named(word, lessico).is_some());
    let digits = |window: &[String]| window.iter().all(|word| word.chars().all(|c| c.is_ascii_digit()));
    months || words.windows(3).any(|window| digits(window) && text.contains(['/', '.']))
}

fn numeric(day: &str, month: &str, year: &str) -> Option<Found> {
    let date = Date::new(four_digits(year)?, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(Found { date, has_day: true, has_year: true })
}

fn month_end(year: i16, month: i8, has_year: bool) -> Option<Found> {
    let date = Date::new(year, month, 1).ok()?.last_of_month();
    Some(Found { date, has_day: false, has_year })
}

/// A month by its name or abbreviation of three letters at least.
pub fn month_named(word: &str, lessico: &Lessico) -> Option<i8> {
    let folded = fold(word);
    (folded.len() >= 3).then(|| lessico.month(&folded))?
}

fn four_digits(year: &str) -> Option<i16> {
    let value: i16 = year.parse().ok()?;
    match year.len() {
        2 => Some(2000 + value),
        4 => (1900..2200).contains(&value).then_some(value),
        _ => None,
    }
}

fn ordinal(day: &str) -> Option<i8> {
    day.trim_end_matches(['°', 'º']).parse().ok().filter(|day| (1..=31).contains(day))
}

fn all_digits(words: &[&str]) -> bool {
    words.iter().all(|word| word.chars().all(|c| c.is_ascii_digit()))
}

fn tokens(text: &str) -> Vec<String> {
    let split = text.split(|c: char| c.is_whitespace() || "/.-,;:\u{a0}".contains(c));
    split.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
