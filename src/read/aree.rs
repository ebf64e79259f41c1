//! Names of Aree: when two spellings are one Area, and how an Area is called.
//!
//! `GESTIONE PATRIMONIO` and `AREA GESTIONE DEL PATRIMONIO` are one; `AREA RISORSE – Servizio Tributi` is the Area
//! RISORSE. The match is on whole words, never on likeness.

use crate::layout::{Lessico, fold, has_content, words};

/// The words that tell an Area from another, sorted.
pub fn key(name: &str, lessico: &Lessico) -> Vec<String> {
    let ignored: Vec<String> =
        lessico.valori.list("area_da_ignorare").iter().map(|word| fold(word)).collect();
    let mut found: Vec<String> =
        words(main_part(name)).into_iter().filter(|word| !ignored.contains(word)).collect();
    found.sort();
    found.dedup();
    found
}

/// Whether the two names are of one Area: the same words, or all of one's within the other's.
pub fn same(a: &str, b: &str, lessico: &Lessico) -> bool {
    let (a, b) = (key(a, lessico), key(b, lessico));
    !a.is_empty() && a == b
}

/// The Area's short name: capitals, without the word AREA and what stands after a dash.
pub fn short(name: &str) -> String {
    let main = main_part(name).trim().trim_end_matches(['.', ':', ',', ';']).to_uppercase();
    let mut rest = main.as_str();
    // a prefix is a whole word: AREALE is a name
    let cut = |rest: &'_ str, prefix: &str| -> Option<usize> {
        let start = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let after = start.strip_prefix(prefix).filter(|after| !after.starts_with(char::is_alphabetic))?;
        Some(rest.len() - after.len())
    };
    while let Some(end) = ["AREA", "SETTORE", "ORGANIZZATIVA"].iter().find_map(|prefix| cut(rest, prefix)) {
        rest = rest.get(end..).unwrap_or_default();
    }
    let short = crate::layout::one_line(rest.trim_start_matches([' ', '/', '-', '–', ':', '.']));
    match has_content(&short) && short.len() > 2 {
        true => short,
        false => crate::layout::one_line(&main),
    }
}

/// The names in a heading that names several Aree: `AREA X e AREA Y`.
pub fn split(heading: &str) -> Vec<String> {
    let upper = heading.to_uppercase();
    let mut starts: Vec<usize> = upper.match_indices("AREA ").map(|(at, _)| at).collect();
    starts.extend(
        upper
            .match_indices("SETTORE ")
            .map(|(at, _)| at)
            .filter(|at| !upper.get(..*at).unwrap_or_default().ends_with('/')),
    );
    starts.sort_unstable();
    starts.retain(|at| {
        upper.get(..*at).unwrap_or_default().chars().next_back().is_none_or(|c| !c.is_alphanumeric())
    });
    if upper.len() != heading.len() || starts.len() < 2 {
        return vec![heading.to_owned()];
    }
    let mut found = Vec::new();
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(heading.len());
        let part = heading.get(*start..end).unwrap_or_default().trim();
        let part = part.trim_end_matches([',', ';', '-', '–']).trim();
        let lower = part.to_lowercase();
        let part = if lower.ends_with(" e") { part.get(..part.len() - 2).unwrap_or(part) } else { part };
        found.push(part.trim().to_owned());
    }
    found
}

/// What stands before a dash between spaces: after it is an office of the Area.
fn main_part(name: &str) -> &str {
    let cut = [" – ", " - ", " — "].into_iter().filter_map(|dash| name.find(dash)).min();
    cut.and_then(|at| name.get(..at))
        .filter(|part| words(part).len() > 1 || !part.trim().to_uppercase().starts_with("AREA"))
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_area_under_several_spellings() {
        let lessico = Lessico::embedded();
        for (a, b) in [
            ("GESTIONE PATRIMONIO", "AREA GESTIONE DEL PATRIMONIO"),
            ("SERVIZI AI CITTADINI E ALLE IMPRESE", "AREA SERVIZI AI CITTADINI E IMPRESE"),
            ("RISORSE", "AREA/SETTORE RISORSE – Servizio Tributi"),
            ("VIGILANZA", "AREA VIGILANZA."),
        ] {
            assert!(same(a, b, &lessico), "{a} / {b}");
        }
        assert!(!same("EDILIZIA", "PIANIFICAZIONE URBANISTICA", &lessico));
        assert!(!same("SERVIZI ALLA PERSONA", "PERSONALE", &lessico));
    }

    #[test]
    fn short_names_and_several_names_in_one_heading() {
        assert_eq!(short("AREA/SETTORE RISORSE – Servizio Tributi"), "RISORSE");
        assert_eq!(short("AREA VIGILANZA."), "VIGILANZA");
        assert_eq!(
            split("AREA SERVIZI ALLA PERSONA e AREA SERVIZI AI CITTADINI E IMPRESE"),
            ["AREA SERVIZI ALLA PERSONA", "AREA SERVIZI AI CITTADINI E IMPRESE"]
        );
        assert_eq!(split("AREA AMBIENTE E VIABILITA'"), ["AREA AMBIENTE E VIABILITA'"]);
    }
}
