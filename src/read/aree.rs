//! Names of Aree: when two spellings are one Area, and how an Area is called.
//!
//! `GESTIONE PATRIMONIO` and `AREA GESTIONE DEL PATRIMONIO` are one; `AREA RISORSE – Servizio Tributi` is the Area
//! RISORSE. The match is on whole words, never on likeness.

use crate::layout::{Lessico, fold, has_content, words};

/// What tells an Area from another: its rank, when it has one, and its words, sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Key {
    /// `2` of `Settore 2 – Tecnico`, of `II Settore`.
    pub rank: Option<usize>,
    /// The words of its name; none where it is called by its rank alone.
    pub words: Vec<String>,
}

/// The key of a name.
pub fn key(name: &str, lessico: &Lessico) -> Key {
    let (rank, rest) = without_rank(name, lessico);
    let ignored: Vec<String> =
        lessico.valori.list("area_da_ignorare").iter().map(|word| fold(word)).collect();
    let mut found: Vec<String> =
        words(main_part(rest, lessico)).into_iter().filter(|word| !ignored.contains(word)).collect();
    found.sort();
    found.dedup();
    Key { rank, words: found }
}

/// Whether the two names are of one Area: the same words, or the same rank where one has no words.
pub fn same(a: &str, b: &str, lessico: &Lessico) -> bool {
    let (a, b) = (key(a, lessico), key(b, lessico));
    let ranks_agree = a.rank.is_none() || b.rank.is_none() || a.rank == b.rank;
    match (a.words.is_empty(), b.words.is_empty()) {
        (false, false) => a.words == b.words && ranks_agree,
        _ => a.rank.is_some() && a.rank == b.rank,
    }
}

/// The Area's short name: capitals, without the word AREA, its rank, and what stands after a dash.
pub fn short(name: &str, lessico: &Lessico) -> String {
    let upper = |text: &str| {
        let text = text.trim().trim_end_matches(['.', ':', ',', ';']).to_uppercase();
        crate::layout::one_line(&text)
    };
    let (rank, named) = without_rank(name, lessico);
    let mut rest = main_part(if has_content(named) { named } else { name }, lessico).trim();
    while let Some((word, after)) =
        first_word(rest).filter(|(word, _)| lessico.valori.has("area_prefisso", word))
    {
        debug_assert!(!word.is_empty());
        rest = after;
    }
    let short = upper(rest);
    let says = has_content(&short) && short.len() > 2 && (rank.is_none() || has_content(named));
    if says { short } else { upper(if rank.is_some() { name } else { main_part(name, lessico) }) }
}

/// The name in a text that names an Area among other things: `PEG 2024 Direzione Patrimonio`.
pub fn named_in(text: &str, lessico: &Lessico) -> Option<String> {
    let found = words(text);
    let unit = found.iter().position(|word| lessico.valori.has("unita_organizzativa", word))?;
    let ends = |word: &&String| {
        lessico.valori.has("parola_di_nome", word)
            || (word.len() == 4 && word.chars().all(|c| c.is_ascii_digit()))
    };
    let name: Vec<String> = found.iter().skip(unit).take_while(|word| !ends(word)).cloned().collect();
    (name.len() > 1).then(|| name.join(" "))
}

/// The Area that a title names at its end, as written: `PESATURA ANNO 2024 - AREA 1 - AFFARI GENERALI`. A Servizio is
/// too common a word.
pub fn named_in_title(text: &str, lessico: &Lessico) -> Option<String> {
    let starts = text.char_indices().filter(|(at, c)| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        c.is_alphanumeric() && before.is_none_or(|before| !before.is_alphanumeric())
    });
    let unit = |(at, _): &(usize, char)| {
        let word = text.get(*at..).and_then(first_word).map(|(word, _)| fold(word)).unwrap_or_default();
        word != "servizio" && lessico.valori.has("unita_organizzativa", &word)
    };
    let (at, _) = starts.into_iter().find(unit)?;
    let name = text.get(at..)?.trim();
    let short = text.chars().count() <= 120 && !text.contains('\n');
    let plain = !words(name).iter().any(|word| word.len() == 4 && word.chars().all(|c| c.is_ascii_digit()));
    (short && plain && words(name).len() > 1).then(|| name.to_owned())
}

/// The rank beside the word for the unit (`Settore 2`, `IV Area`, `Settore Terzo`), and the name without the two.
fn without_rank<'a>(name: &'a str, lessico: &Lessico) -> (Option<usize>, &'a str) {
    let Some((first, after)) = first_word(name) else { return (None, name) };
    let Some((second, rest)) = first_word(after) else { return (None, name) };
    let unit = |word: &str| lessico.valori.has("unita_organizzativa", word);
    let found =
        if unit(first) { rank(second, lessico) } else { rank(first, lessico).filter(|_| unit(second)) };
    match found {
        Some(rank) => (Some(rank), rest.trim_start_matches(|c: char| !c.is_alphanumeric())),
        None => (None, name),
    }
}

/// The first word of a text, and what follows it.
fn first_word(text: &str) -> Option<(&str, &str)> {
    let start = text.find(char::is_alphanumeric)?;
    let text = text.get(start..)?;
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    Some(text.split_at(end))
}

/// `2`, `II`, `seconda`.
fn rank(word: &str, lessico: &Lessico) -> Option<usize> {
    const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    let folded = fold(word);
    let roman = ROMAN.iter().position(|roman| *roman == folded).map(|at| at + 1);
    let digits = folded.parse::<usize>().ok().filter(|n| (1..=99).contains(n));
    let ordinal =
        |list: &str| lessico.valori.list(list).iter().position(|w| fold(w) == folded).map(|at| at + 1);
    digits.or(roman).or_else(|| ordinal("ordinale")).or_else(|| ordinal("ordinale_femminile"))
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
fn main_part<'a>(name: &'a str, lessico: &Lessico) -> &'a str {
    let cut = [" – ", " - ", " — "].into_iter().filter_map(|dash| name.find(dash)).min();
    let unit = |part: &str| words(part).iter().all(|word| lessico.valori.has("unita_organizzativa", word));
    cut.and_then(|at| name.get(..at)).filter(|part| !unit(part)).unwrap_or(name)
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
        let lessico = Lessico::embedded();
        for (name, expected) in [
            ("AREA/SETTORE RISORSE – Servizio Tributi", "RISORSE"),
            ("AREA VIGILANZA.", "VIGILANZA"),
            ("Area I - Affari generali", "AFFARI GENERALI"),
            ("AREA 2^ TECNICA", "TECNICA"),
            ("IV Settore – Servizi sociali", "SERVIZI SOCIALI"),
            ("Settore 2", "SETTORE 2"),
        ] {
            assert_eq!(short(name, &lessico), expected, "{name}");
        }
        assert!(same("Settore 2", "Settore II – Tecnico", &lessico));
        assert!(!same("Settore 1 - Servizi", "Settore 2 - Servizi", &lessico));
        assert_eq!(
            named_in("PEG 2024 Direzione Patrimonio", &lessico).as_deref(),
            Some("direzione patrimonio")
        );
        assert_eq!(
            split("AREA SERVIZI ALLA PERSONA e AREA SERVIZI AI CITTADINI E IMPRESE"),
            ["AREA SERVIZI ALLA PERSONA", "AREA SERVIZI AI CITTADINI E IMPRESE"]
        );
        assert_eq!(split("AREA AMBIENTE E VIABILITA'"), ["AREA AMBIENTE E VIABILITA'"]);
    }
}
