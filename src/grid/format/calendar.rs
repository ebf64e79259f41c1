//! Days and times dressed in their format, with Italian names.
//!
//! Names are lower case as Excel writes them. The order of day, month and year is the format's own: nothing
//! is guessed here.

use super::super::serial::Moment;
use super::token::Token;
use jiff::civil::Weekday;

const MONTHS: [&str; 12] = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
];

/// The moment as these tokens show it.
pub(super) fn show(tokens: &[Token], at: Moment) -> String {
    let half_day = tokens.contains(&Token::HalfDay);
    let shown: String = tokens.iter().map(|token| piece(token, at, half_day)).collect();
    shown.trim().to_string()
}

fn piece(token: &Token, at: Moment, half_day: bool) -> String {
    let (hour, minute, second) = (at.second / 3600, at.second / 60 % 60, at.second % 60);
    match *token {
        Token::Literal(c) => c.to_string(),
        Token::Point => ".".to_string(),
        Token::Comma => ",".to_string(),
        Token::Date('y', run) => year(at, run),
        Token::Date('m', run) => month(at, run),
        Token::Date('d', run) => day(at, run),
        Token::Date('h', run) if half_day => digits((hour + 11) % 12 + 1, run),
        Token::Date('h', run) => digits(hour, run),
        Token::Date('s', run) => digits(second, run),
        Token::Minutes(run) => digits(minute, run),
        Token::Elapsed('h') => digits(elapsed_days(at) * 24 + hour, 1),
        Token::Elapsed('m') => digits(elapsed_days(at) * 1440 + at.second / 60, 1),
        Token::Elapsed(_) => digits(elapsed_days(at) * 86_400 + at.second, 1),
        Token::HalfDay => if hour < 12 { "AM" } else { "PM" }.to_string(),
        _ => String::new(),
    }
}

fn year(at: Moment, run: usize) -> String {
    let year = at.day.map_or(1900, |day| i64::from(day.year()));
    if run <= 2 { digits(year % 100, 2) } else { digits(year, 4) }
}

fn month(at: Moment, run: usize) -> String {
    let month = at.day.map_or(1, |day| day.month());
    let name = MONTHS.get(usize::from(month.unsigned_abs()) - 1).copied().unwrap_or_default();
    match run {
        1 | 2 => digits(i64::from(month), run),
        3 => name.chars().take(3).collect(),
        5 => name.chars().take(1).collect(),
        _ => name.to_string(),
    }
}

fn day(at: Moment, run: usize) -> String {
    let number = at.day.map_or(0, |day| i64::from(day.day()));
    let name = at.day.map_or("sabato", |day| match day.weekday() {
        Weekday::Monday => "lunedì",
        Weekday::Tuesday => "martedì",
        Weekday::Wednesday => "mercoledì",
        Weekday::Thursday => "giovedì",
        Weekday::Friday => "venerdì",
        Weekday::Saturday => "sabato",
        Weekday::Sunday => "domenica",
    });
    match run {
        1 | 2 => digits(number, run),
        3 => name.chars().take(3).collect(),
        _ => name.to_string(),
    }
}

/// Whole days of a duration: the same count that made the moment, undone.
fn elapsed_days(at: Moment) -> i64 {
    at.day.map_or(0, super::super::serial::days_since_1900)
}

fn digits(number: i64, at_least: usize) -> String {
    format!("{number:0at_least$}")
}
