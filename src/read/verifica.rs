//! The verification box: three possibilities printed in one cell, one of them ticked.
//!
//! `☒ realizzato ☐ non realizzato ☐ realizzato in parte: …%`, or an X typed before the one meant, or only the
//! words of one. Two ticks, or `in parte` without its percentage, are not an answer.

use super::conseguito::Reading;
use super::gap::Gap;
use super::number::quantity;
use crate::grid::Content;
use crate::layout::{Lessico, has_content, one_line};
use crate::model::{Verifica, numero_italiano};
use rust_decimal::Decimal;
use std::ops::Range;

/// Reads the box.
pub fn verifica(content: &Content, text: &str, lessico: &Lessico) -> Reading<Verifica> {
    match content {
        Content::Empty => Reading::Blank,
        Content::Number { value, percent: Some(true) } => share(value * Decimal::ONE_HUNDRED),
        Content::Text(_) => from_text(&one_line(text), lessico),
        _ => Reading::Unreadable("non è una verifica"),
    }
}

fn share(percent: Decimal) -> Reading<Verifica> {
    match (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&percent) {
        true => Reading::Value(Verifica::InParte(percent)),
        false => Reading::Unreadable("la percentuale non sta fra 0 e 100"),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Tick {
    Full,
    Empty,
    None,
}

#[derive(Clone, Copy, PartialEq)]
enum Option3 {
    Realizzato,
    NonRealizzato,
    InParte,
}

fn from_text(text: &str, lessico: &Lessico) -> Reading<Verifica> {
    if !has_content(text) || lessico.valori.has("vuoto", text) {
        return Reading::Blank;
    }
    let found = options(text, lessico);
    let ticked: Vec<_> = found.iter().filter(|option| option.tick == Tick::Full).collect();
    let boxes = found.iter().any(|option| option.tick != Tick::None);
    match (ticked.as_slice(), found.as_slice()) {
        ([one], _) => answer(one.which, one.after),
        ([], [one]) if !boxes && one.before.is_empty() => answer(one.which, one.after),
        ([], []) => match quantity(text).filter(|found| found.percent && found.note.is_empty()) {
            Some(found) => share(found.value),
            None => yes_no(text, lessico),
        },
        ([], some) => match some
            .iter()
            .any(|option| option.which == Option3::InParte && percent(option.after).is_some())
        {
            true => Reading::Unreadable("c'è una percentuale ma nessuna casella è barrata"),
            false => Reading::Blank,
        },
        _ => Reading::Unreadable("è barrata più di una casella"),
    }
}

fn yes_no(text: &str, lessico: &Lessico) -> Reading<Verifica> {
    match super::conseguito::yes_or_no(text, lessico) {
        Some(true) => Reading::Value(Verifica::Realizzato),
        Some(false) => Reading::Value(Verifica::NonRealizzato),
        None => Reading::Unreadable("non dice se è realizzato, non realizzato o realizzato in parte"),
    }
}

fn answer(which: Option3, after: &str) -> Reading<Verifica> {
    match which {
        Option3::Realizzato => Reading::Value(Verifica::Realizzato),
        Option3::NonRealizzato => Reading::Value(Verifica::NonRealizzato),
        Option3::InParte => match percent(after) {
            Some(value) => share(value),
            None => Reading::Unreadable("realizzato in parte, ma manca la percentuale"),
        },
    }
}

fn percent(after: &str) -> Option<Decimal> {
    let found = quantity(after.trim_start_matches(|c: char| !c.is_ascii_digit()))?;
    (found.percent || found.note.is_empty()).then_some(found.value)
}

/// One of the three possibilities as it stands in the text.
struct Found<'a> {
    which: Option3,
    tick: Tick,
    before: &'a str,
    after: &'a str,
    /// Where its words begin and end, and where what belongs to it does.
    words: Range<usize>,
    until: usize,
}

/// Finds the possibilities in order, each with what stands before it since the last, and after it until the next.
fn options<'a>(text: &'a str, lessico: &Lessico) -> Vec<Found<'a>> {
    let lists = [
        (Option3::InParte, "verifica_in_parte"),
        (Option3::NonRealizzato, "verifica_non_realizzato"),
        (Option3::Realizzato, "verifica_realizzato"),
    ];
    let lower = text.to_lowercase();
    let mut spans: Vec<(usize, usize, Option3)> = Vec::new();
    for (which, list) in lists {
        let mut words: Vec<&String> = lessico.valori.list(list).iter().collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        for word in words {
            for (start, matched) in lower.match_indices(word.as_str()) {
                let end = start + matched.len();
                if spans.iter().all(|(from, to, _)| end <= *from || start >= *to) {
                    spans.push((start, end, which));
                }
            }
        }
    }
    spans.sort_by_key(|(start, ..)| *start);
    let mut found = Vec::new();
    for (index, (start, end, which)) in spans.iter().enumerate() {
        let from = index.checked_sub(1).and_then(|before| spans.get(before)).map_or(0, |span| span.1);
        let to = spans.get(index + 1).map_or(text.len(), |span| span.0);
        let before = text.get(from..*start).unwrap_or_default().trim();
        let after = text.get(*end..to).unwrap_or_default();
        let words = *start..*end;
        found.push(Found { which: *which, tick: tick(before, lessico), before, after, words, until: to });
    }
    found
}

/// The strokes of the pen that answer the question printed in a cell: stretches of its text, and what takes their place.
/// `None` where it prints no such question, or no box that can be ticked.
pub fn strokes(text: &str, answer: &Verifica, lessico: &Lessico) -> Option<Vec<(Range<usize>, String)>> {
    let found = options(text, lessico);
    let wanted = match answer {
        Verifica::Realizzato => Option3::Realizzato,
        Verifica::NonRealizzato => Option3::NonRealizzato,
        Verifica::InParte(_) => Option3::InParte,
    };
    let mut same = found.iter().filter(|option| option.which == wanted);
    let option = same.next().filter(|_| same.next().is_none() && found.len() > 1)?;
    let mut strokes = Vec::new();
    match option.tick {
        Tick::Full => {}
        Tick::Empty => strokes.push(ticked(text, option, lessico)?),
        // words without boxes: an X before the one that is meant
        Tick::None if found.iter().all(|other| other.tick == Tick::None) => {
            strokes.push((option.words.start..option.words.start, "X ".to_owned()));
        }
        Tick::None => return None,
    }
    if let Verifica::InParte(share) = answer {
        let end = text.get(..option.until).map_or(option.until, |until| end_of_line(until, option.words.end));
        let gap = Gap::within(text, option.words.end..end, lessico);
        let sign = if gap.percent { "" } else { "%" };
        strokes.push((gap.range.clone(), gap.filled(&format!("{}{sign}", numero_italiano(*share)))));
    }
    Some(strokes)
}

/// The strokes that take an answer back: every tick off its box, every share back to dots. `None` where the cell prints
/// no question, but only the words of an answer.
pub fn unticked(text: &str, lessico: &Lessico) -> Option<Vec<(Range<usize>, String)>> {
    let found = options(text, lessico);
    let boxes = found.iter().any(|option| option.tick == Tick::Empty);
    if found.len() < 2 && !boxes {
        return None;
    }
    let mut strokes = Vec::new();
    for option in &found {
        if option.tick == Tick::Full {
            strokes.push(stroke_off(text, option, lessico)?);
        }
        if option.which == Option3::InParte {
            let end =
                text.get(..option.until).map_or(option.until, |until| end_of_line(until, option.words.end));
            let gap = Gap::within(text, option.words.end..end, lessico);
            if !gap.held.is_empty() {
                strokes.push((gap.range.clone(), gap.filled(".....")));
            }
        }
    }
    Some(strokes)
}

/// The ticked box before an option, and the same box empty; or the X typed before its words, and nothing.
fn stroke_off(text: &str, option: &Found<'_>, lessico: &Lessico) -> Option<(Range<usize>, String)> {
    let before = text.get(..option.words.start)?.trim_end();
    let glyphs = lessico.valori.list("casella_piena");
    let Some(full) = glyphs.iter().find(|glyph| before.ends_with(glyph.as_str())) else {
        let x =
            before.len() - before.chars().next_back().filter(|c| c.eq_ignore_ascii_case(&'x'))?.len_utf8();
        return Some((x..option.words.start, String::new()));
    };
    let range = before.len() - full.len()..before.len();
    // the other boxes of the cell say what an empty one looks like
    let beside = lessico.valori.list("casella_vuota").iter().find(|glyph| text.contains(glyph.as_str()));
    let pairs = lessico.valori.list("casella_barrata").iter().filter_map(|pair| pair.split_once(" = "));
    let paired =
        pairs.into_iter().find(|(_, ticked)| ticked.eq_ignore_ascii_case(full)).map(|(empty, _)| empty);
    Some((range, beside.map(String::as_str).or(paired)?.to_owned()))
}

/// The end of the line on which this position stands, or of the text.
fn end_of_line(text: &str, from: usize) -> usize {
    text.get(from..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| from + at)
}

/// The box before an option, and the same box ticked.
fn ticked(text: &str, option: &Found<'_>, lessico: &Lessico) -> Option<(Range<usize>, String)> {
    let before = text.get(..option.words.start)?.trim_end();
    let pairs = lessico.valori.list("casella_barrata").iter().filter_map(|pair| pair.split_once(" = "));
    let (empty, full) = pairs.into_iter().find(|(empty, _)| before.ends_with(empty))?;
    Some((before.len() - empty.len()..before.len(), full.to_owned()))
}

fn tick(before: &str, lessico: &Lessico) -> Tick {
    let ends = |list: &str| lessico.valori.list(list).iter().any(|glyph| before.ends_with(glyph.as_str()));
    let last = before.split_whitespace().next_back().unwrap_or_default();
    match () {
        () if ends("casella_vuota") => Tick::Empty,
        () if ends("casella_piena") || last.eq_ignore_ascii_case("x") => Tick::Full,
        () => Tick::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Reading<Verifica> {
        verifica(&Content::Text(text.into()), text, &Lessico::embedded())
    }

    #[test]
    fn the_ticked_box_counts() {
        let part = |n: &str| Reading::Value(Verifica::InParte(n.parse().unwrap()));
        for (typed, expected) in [
            (
                "☒ realizzato\n☐ non realizzato\n☐ realizzato in parte: .....%",
                Reading::Value(Verifica::Realizzato),
            ),
            ("☐ realizzato ☒ non realizzato ☐ realizzato in parte:", Reading::Value(Verifica::NonRealizzato)),
            ("☐ realizzato\n☐ non realizzato\n☒ realizzato in parte: 95,5%", part("95.5")),
            ("X realizzato in parte: 60%", part("60")),
            ("realizzato", Reading::Value(Verifica::Realizzato)),
            ("non realizzato", Reading::Value(Verifica::NonRealizzato)),
            ("☐ realizzato ☐ non realizzato ☐ realizzato in parte: ...%", Reading::Blank),
            ("100%", part("100")),
        ] {
            assert_eq!(read(typed), expected, "{typed}");
        }
    }

    #[test]
    fn the_pen_ticks_the_box_that_is_meant() {
        let part = |n: &str| Verifica::InParte(n.parse().unwrap());
        let boxes = "☐ realizzato\n☐ non realizzato\n☐ realizzato in parte: .....%";
        for (printed, answer, expected) in [
            (boxes, Verifica::Realizzato, "☒ realizzato\n☐ non realizzato\n☐ realizzato in parte: .....%"),
            (boxes, Verifica::NonRealizzato, "☐ realizzato\n☒ non realizzato\n☐ realizzato in parte: .....%"),
            (boxes, part("62.5"), "☐ realizzato\n☐ non realizzato\n☒ realizzato in parte: 62,5%"),
            (
                "[ ] realizzato [ ] non realizzato [ ] in parte",
                part("60"),
                "[ ] realizzato [ ] non realizzato [x] in parte 60%",
            ),
            (
                "realizzato / non realizzato / in parte ….%",
                Verifica::NonRealizzato,
                "realizzato / X non realizzato / in parte ….%",
            ),
        ] {
            let mut strokes = strokes(printed, &answer, &Lessico::embedded()).unwrap();
            strokes.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
            let mut text = printed.to_owned();
            for (range, ink) in strokes {
                text.replace_range(range, &ink);
            }
            assert_eq!(text, expected);
            assert_eq!(read(&text), Reading::Value(answer), "{text}");
        }
        assert_eq!(strokes("da compilare", &Verifica::Realizzato, &Lessico::embedded()), None);
    }

    #[test]
    fn the_pen_is_taken_back() {
        for (answered, printed) in [
            (
                "☐ realizzato\n☐ non realizzato\n☒ realizzato in parte: 62,5%",
                "☐ realizzato\n☐ non realizzato\n☐ realizzato in parte: .....%",
            ),
            (
                "☒ realizzato ☐ non realizzato ☐ in parte: ...%",
                "☐ realizzato ☐ non realizzato ☐ in parte: ...%",
            ),
            ("☑ realizzato □ non realizzato", "□ realizzato □ non realizzato"),
            ("[x] realizzato [ ] non realizzato", "[ ] realizzato [ ] non realizzato"),
            ("realizzato / X non realizzato / in parte", "realizzato / non realizzato / in parte"),
            ("☐ realizzato ☐ non realizzato", "☐ realizzato ☐ non realizzato"),
        ] {
            let mut strokes = unticked(answered, &Lessico::embedded()).unwrap();
            strokes.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
            let mut text = answered.to_owned();
            for (range, ink) in strokes {
                text.replace_range(range, &ink);
            }
            assert_eq!(text, printed);
            assert_eq!(read(&text), Reading::Blank, "{text}");
        }
        assert_eq!(unticked("realizzato", &Lessico::embedded()), None);
    }

    #[test]
    fn two_ticks_or_none_with_a_percentage_are_no_answer() {
        for typed in [
            "☒ realizzato ☒ non realizzato",
            "☐ realizzato ☐ realizzato in parte: 60%",
            "☒ realizzato in parte: …%",
            "Verifica effettuata",
            "23/25",
        ] {
            assert!(matches!(read(typed), Reading::Unreadable(_)), "{typed}");
        }
    }
}
