//! Several indicatori in one cell, years as headings inside cells, numbers inside descriptions: what forms do when
//! they run out of rows.

use super::conseguito::yes_or_no;
use super::number::{quantity, ratio};
use crate::grid::Cell;
use crate::layout::{Lessico, fold, has_content};
use crate::model::Indicatore;
use crate::place::{Cited, Field};

/// One of the indicatori packed in a cell.
pub struct Part {
    /// Its line of the description.
    pub descrizione: String,
    /// Its line of what is expected.
    pub atteso: String,
    /// The year of the heading above it.
    pub anno: Option<i16>,
}

/// Splits two cells that hold as many paragraphs each; `None` when they are one indicatore, or cannot be told apart.
pub fn split(descrizione: &str, atteso: &str, lessico: &Lessico) -> Option<Vec<Part>> {
    let paragraphs = |text: &str| -> Vec<String> {
        let blocks = text.split("\n\n").map(|block| block.trim().to_owned());
        blocks.filter(|block| has_content(block)).collect()
    };
    let by_paragraph = pair(paragraphs(descrizione), paragraphs(atteso));
    by_paragraph.or_else(|| {
        let parts = pair(unmarked(lines(descrizione)), unnumbered(unmarked(lines(atteso))))?;
        let short = |text: &str| {
            yes_or_no(text, lessico).is_some()
                || quantity(text).is_some()
                || ratio(text).is_some()
                || lessico.valori.has("si_no", text)
        };
        let measured =
            parts.iter().all(|part| short(&part.descrizione)) || parts.iter().all(|part| short(&part.atteso));
        measured.then_some(parts)
    })
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(|line| line.trim().to_owned()).filter(|line| has_content(line)).collect()
}

/// The lines that answer several packed indicatori, without the signs and the numbers that their descriptions have too.
pub fn answers(text: &str, descrizione: &Field<String>) -> Vec<String> {
    let asked = lines(descrizione.raw().unwrap_or_default());
    let found = unnumbered(lines(text));
    // a dash before a number may be a minus: it is a sign of the list only where the questions have it
    if unmarked(asked.clone()) == asked { found } else { unmarked(found) }
}

/// The lines of a list without the sign that begins each: `- a`, `• b`.
fn unmarked(lines: Vec<String>) -> Vec<String> {
    let bare = |line: &String| {
        let rest = line.strip_prefix(['-', '–', '—', '•', '·', '▪', '*', '\u{f0b7}'])?;
        rest.starts_with([' ', '\u{a0}', '\t']).then(|| rest.trim().to_owned())
    };
    let found: Option<Vec<String>> = lines.iter().map(bare).collect();
    found.filter(|found| found.len() > 1).unwrap_or(lines)
}

/// The lines of a list without the numbers that count them: `1) a`, `2) b`.
fn unnumbered(lines: Vec<String>) -> Vec<String> {
    let bare = |(at, line): (usize, &String)| {
        let (number, rest) = leading_number(line)?;
        (number == (at + 1).to_string()).then_some(rest)
    };
    let found: Option<Vec<String>> = lines.iter().enumerate().map(bare).collect();
    found.filter(|found| found.len() > 1).unwrap_or(lines)
}

fn pair(descrizioni: Vec<String>, attesi: Vec<String>) -> Option<Vec<Part>> {
    let (left, right) = (years(descrizioni), years(attesi));
    if left.len() != right.len() || left.len() < 2 {
        return None;
    }
    let parts = left.into_iter().zip(right);
    Some(
        parts
            .map(|((anno, descrizione), (other, atteso))| Part { descrizione, atteso, anno: anno.or(other) })
            .collect(),
    )
}

/// Takes the year headings out of a list of texts, leaving each text with the year it stands under.
fn years(texts: Vec<String>) -> Vec<(Option<i16>, String)> {
    let mut current = None;
    let mut found = Vec::new();
    for text in texts {
        match year_heading(&text) {
            Some((year, "")) => current = Some(year),
            Some((year, rest)) => {
                current = Some(year);
                found.push((current, rest.to_owned()));
            }
            None => found.push((current, text)),
        }
    }
    found
}

/// `ANNO 2023` at the start of a text, and what follows it.
fn year_heading(text: &str) -> Option<(i16, &str)> {
    let text = text.trim();
    let head = text.get(..4).filter(|head| head.eq_ignore_ascii_case("anno"))?;
    let rest = text.get(head.len()..)?.trim_start();
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let year: i16 = rest.get(..digits)?.parse().ok().filter(|year| (2000..2100).contains(year))?;
    let mut after = rest.get(digits..)?;
    // ANNO 2023 E 2024, ANNO 2024-25: the first year counts
    let line = after.find('\n').unwrap_or(after.len());
    let more = after.get(..line).unwrap_or_default();
    if fold(more).chars().all(|c| c.is_ascii_digit() || c == 'e') {
        after = after.get(line..).unwrap_or_default();
    }
    Some((year, after.trim_start_matches([':', '-', '–']).trim()))
}

/// The year at the start of a text, taken out of it.
pub fn heading_year(field: Field<String>) -> (Option<i16>, Field<String>) {
    let Field::Filled(cited) = field else { return (None, field) };
    match year_heading(&cited.raw) {
        Some((year, rest)) if has_content(rest) => {
            let value = crate::layout::one_line(rest);
            (Some(year), Field::Filled(Cited { value, raw: rest.to_owned(), place: cited.place }))
        }
        _ => (None, Field::Filled(cited)),
    }
}

/// A row that holds nothing but a year, in the description or in what is expected.
pub fn year_row(descrizione: &[&Cell], atteso: &[&Cell]) -> Option<i16> {
    let mut found = None;
    for cell in descrizione.iter().chain(atteso) {
        let (year, rest) = year_heading(&cell.text)?;
        if !rest.is_empty() {
            return None;
        }
        found = Some(year);
    }
    found
}

/// Whether a short text is a row's number: `1`, `1)`, `6 bis)`, `a`.
pub fn is_number(text: &str) -> bool {
    let clean = clean_number(text);
    let digits = clean.trim_end_matches(|c: char| !c.is_ascii_digit()).len();
    let suffix = clean.get(digits..).unwrap_or_default().trim();
    let letter = clean.len() == 1 && clean.chars().all(|c| c.is_ascii_lowercase());
    letter
        || is_levelled(&clean)
        || ((1..=3).contains(&digits)
            && clean.chars().take(digits).all(|c| c.is_ascii_digit())
            && matches!(suffix, "" | "bis" | "ter" | "quater"))
}

/// `1.1`, `2.3.1`, `1.a`: a row's number under another's.
fn is_levelled(clean: &str) -> bool {
    let mut levels = clean.split('.');
    let first = levels.next().unwrap_or_default();
    let digits = |level: &str| (1..=2).contains(&level.len()) && level.chars().all(|c| c.is_ascii_digit());
    let letter = |level: &str| level.len() == 1 && level.chars().all(|c| c.is_ascii_lowercase());
    clean.contains('.') && digits(first) && levels.all(|level| digits(level) || letter(level))
}

/// A row's number without its bracket or dot.
pub fn clean_number(text: &str) -> String {
    text.trim().trim_end_matches([')', '.', ':', '°', '-', ' ']).trim_start_matches("n.").trim().to_owned()
}

/// Numbers typed inside the descriptions (`1.Redazione`, `2- Importazione`) are the rows' numbers when they run in
/// order over several rows that have none of their own.
pub fn strip_numbers(indicatori: &mut [Indicatore]) {
    let numbers: Vec<Option<(String, String)>> =
        indicatori.iter().map(|i| i.descrizione.raw().and_then(leading_number)).collect();
    let ordered =
        numbers.iter().flatten().enumerate().all(|(at, (number, _))| *number == (at + 1).to_string());
    let all = numbers.iter().all(Option::is_some) && numbers.len() > 1;
    if !ordered || !all || indicatori.iter().any(|i| i.numero.is_some()) {
        return;
    }
    for (indicatore, number) in indicatori.iter_mut().zip(numbers) {
        let (Some((number, rest)), Field::Filled(cited)) = (number, &mut indicatore.descrizione) else {
            continue;
        };
        indicatore.numero = Some(number);
        cited.value = crate::layout::one_line(&rest);
        cited.raw = rest;
    }
}

/// `1.Redazione` is number 1, then the text.
pub fn leading_number(text: &str) -> Option<(String, String)> {
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=2).contains(end))?;
    let rest = text.get(digits..)?.trim_start();
    let after = rest.strip_prefix(['.', ')', '-', '–'])?;
    // 1.500 alberi: a digit after the sign is a number, not a list
    let starts_text = !after.starts_with(|c: char| c.is_ascii_digit());
    starts_text.then(|| (text.get(..digits).unwrap_or_default().to_owned(), after.trim().to_owned()))
}
