//! The reference to the DUP and the kind of obiettivo: boxes whose one text says several things.

use super::fields::Item;
use super::page::Page;
use super::segments;
use crate::layout::{Campo, has_content, one_line};
use crate::model::{Durata, Scheda};
use crate::place::{Cited, Field};
use crate::rilievo::{Gravita, Rilievo};

pub fn read_dup(page: &mut Page<'_>, scheda: &mut Scheda, item: &Item<'_>) {
    let testo = item.text(page);
    if let Field::Filled(cited) = &testo {
        let mut labels = Vec::new();
        for campo in [Campo::Missione, Campo::Programma, Campo::ObiettivoOperativo, Campo::AltroDup] {
            labels.extend(page.lessico.spellings(campo).map(|label| (campo, label)));
        }
        let dup = &mut scheda.riferimento_dup;
        for (campo, value) in segments::segments(&cited.raw, &labels, segments::as_label) {
            let field = || match has_content(&value) {
                true => Field::Filled(Cited {
                    value: one_line(&value),
                    raw: value.clone(),
                    place: cited.place.clone(),
                }),
                false => Field::Blank(cited.place.clone()),
            };
            match campo {
                Campo::Missione if dup.missione.value().is_none() => dup.missione = field(),
                Campo::Programma if dup.programma.value().is_none() => dup.programma = field(),
                Campo::ObiettivoOperativo if dup.obiettivo_operativo.value().is_none() => {
                    dup.obiettivo_operativo = field()
                }
                _ => {}
            }
        }
    }
    scheda.riferimento_dup.testo = testo;
}

pub fn read_tipologia(page: &mut Page<'_>, scheda: &mut Scheda, item: &Item<'_>) {
    let testo = item.text(page);
    scheda.tipologia.durata = durata(page, &testo);
    scheda.tipologia.testo = testo;
}

/// Annual or over several years, when the form says one of the two. Both printed: the one that is ticked, or the
/// only one with a year after it.
pub fn durata(page: &mut Page<'_>, testo: &Field<String>) -> Field<Durata> {
    let Some(cited) = testo.cited() else { return Field::Absent };
    let said = ticked(page, &cited.raw).or_else(|| ticked_beside(page, &cited.raw));
    let said = said.unwrap_or_else(|| cited.raw.clone());
    let mut labels = Vec::new();
    for (durata, list) in [(Durata::Annuale, "annuale"), (Durata::Pluriennale, "pluriennale")] {
        labels.extend(page.lessico.valori.list(list).iter().map(|word| (durata, word.as_str())));
    }
    let found = segments::segments(&said, &labels, segments::anywhere);
    let mut kinds: Vec<Durata> = found.iter().map(|(durata, _)| *durata).collect();
    kinds.dedup();
    match kinds.as_slice() {
        [one] => Field::Filled(cited.with(*one)),
        [] => Field::Absent,
        _ => {
            let completed = |(_, after): &&(Durata, String)| has_year(after);
            let mut dated: Vec<Durata> = found.iter().filter(completed).map(|(durata, _)| *durata).collect();
            dated.dedup();
            match dated.as_slice() {
                // both are printed, one of them is completed with its years, and no tick says otherwise
                [one] if !is_ticked(page, &cited.raw) => Field::Filled(cited.with(*one)),
                _ => {
                    let text = format!("la durata non è chiara: «{}»", one_line(&cited.raw));
                    page.rilievi.push(Rilievo::new("SCH101", Gravita::Avviso, &cited.place, text));
                    Field::Unreadable(cited.with(()))
                }
            }
        }
    }
}

/// What stands by the full boxes of a text that prints empty ones too; `None` if it prints no boxes, or none is full.
fn ticked(page: &Page<'_>, text: &str) -> Option<String> {
    let glyphs = |list: &str| page.lessico.valori.list(list).to_vec();
    let (full, empty) = (glyphs("casella_piena"), glyphs("casella_vuota"));
    let mut kept = String::new();
    let (mut rest, mut keeps, mut printed) = (text, false, false);
    while let Some(typed) = rest.chars().next() {
        let starts =
            |glyphs: &[String]| glyphs.iter().find(|glyph| rest.starts_with(glyph.as_str())).map(String::len);
        let (is_full, is_empty) = (starts(&full), starts(&empty));
        let step = is_full.or(is_empty).unwrap_or(typed.len_utf8());
        match (is_full, is_empty) {
            (None, None) => kept.extend(keeps.then_some(typed)),
            (found, _) => (keeps, printed) = (found.is_some(), printed || found.is_none()),
        }
        rest = rest.get(step..)?;
    }
    (printed && has_content(&kept)).then_some(kept)
}

/// The one answer with a tick in a cell beside its own: after it if the row begins with an answer, else before it.
fn ticked_beside(page: &Page<'_>, text: &str) -> Option<String> {
    let full = page.lessico.valori.list("casella_piena");
    let is_tick = |line: &str| line.eq_ignore_ascii_case("x") || full.iter().any(|glyph| glyph == line);
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut ticks = lines.iter().enumerate().filter(|(_, line)| is_tick(line)).map(|(at, _)| at);
    let (at, None) = (ticks.next()?, ticks.next()) else { return None };
    let beside = if at == 0 { 1 } else { at - 1 };
    // X | annuale | pluriennale: all that is known is that the tick comes first
    (lines.len() > 2).then(|| lines.get(beside).map(|line| (*line).to_owned()))?
}

/// Whether some box about the length is ticked: an X or a full box right before one of its words.
fn is_ticked(page: &Page<'_>, text: &str) -> bool {
    let full = page.lessico.valori.list("casella_piena");
    let ticks = |word: &str| word.eq_ignore_ascii_case("x") || full.iter().any(|glyph| glyph == word);
    let lengths =
        |word: &str| ["annuale", "pluriennale"].iter().any(|list| page.lessico.valori.has(list, word));
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(2).any(|pair| matches!(pair, [tick, word] if ticks(tick) && lengths(word)))
}

fn has_year(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    line.chars().filter(char::is_ascii_digit).count() >= 2
}
