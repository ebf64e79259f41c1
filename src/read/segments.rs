//! One text with several labels inside: `Missione: 1 Programma: 3 Obiettivo operativo: …`.

use crate::layout::{Folded, fold};
use std::ops::Range;

/// The text after each label that stands in `text`, up to the next label. A label counts where a word starts, and
/// the longest spelling wins. Blanks are trimmed; the result is in the order of the text.
pub fn segments<K: Copy + PartialEq>(text: &str, labels: &[(K, &str)], counts: Counts) -> Vec<(K, String)> {
    let value = |stretch: Range<usize>| {
        let value = text.get(stretch).unwrap_or_default();
        // only leading separators go: a trailing dot or quote belongs to the value
        let value = value.trim_start_matches(|c: char| c.is_whitespace() || ":=….–-".contains(c));
        value.trim_end_matches(|c: char| c.is_whitespace()).to_owned()
    };
    stretches(text, labels, counts).into_iter().map(|(key, stretch)| (key, value(stretch))).collect()
}

/// The stretch of the text between each label and the next one, or the end, in the order of the text.
pub fn stretches<K: Copy + PartialEq>(
    text: &str,
    labels: &[(K, &str)],
    counts: Counts,
) -> Vec<(K, Range<usize>)> {
    let folded = Folded::new(text);
    let mut spans: Vec<(usize, usize, K)> = Vec::new();
    let mut sorted: Vec<(K, String)> = labels.iter().map(|(key, label)| (*key, fold(label))).collect();
    sorted.sort_by_key(|(_, label)| std::cmp::Reverse(label.len()));
    for (key, label) in sorted.iter().filter(|(_, label)| !label.is_empty()) {
        for (at, _) in folded.text.match_indices(label.as_str()) {
            let (start, end) = (start_of(text, &folded, at), folded.end_of(at + label.len()));
            let free = spans.iter().all(|(from, to, _)| end <= *from || start >= *to);
            if free && is_word(text, start, end) && counts(text, start, end) {
                spans.push((start, end, *key));
            }
        }
    }
    spans.sort_by_key(|(start, ..)| *start);
    let mut found = Vec::new();
    for (index, (_, end, key)) in spans.iter().enumerate() {
        let to = spans.get(index + 1).map_or(text.len(), |next| next.0);
        found.push((*key, *end..to));
    }
    found
}

fn start_of(text: &str, folded: &Folded, at: usize) -> usize {
    let before = folded.end_of(at);
    let gap = text.get(before..).unwrap_or_default();
    before + gap.find(char::is_alphanumeric).unwrap_or(0)
}

/// Whether the span starts and ends with a word: neither neighbour is a letter of a longer one.
fn is_word(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|before| before.chars().next_back());
    let after = text.get(end..).and_then(|after| after.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphabetic)
}

/// Whether the words of a text from start to end count as a label.
pub type Counts = fn(&str, usize, usize) -> bool;

/// Every occurrence counts.
pub fn anywhere(_text: &str, _start: usize, _end: usize) -> bool {
    true
}

/// Only where the word stands as a label and not in a sentence: it begins with a capital, or a sign or a number follows it.
pub fn as_label(text: &str, start: usize, end: usize) -> bool {
    let capital = text.get(start..).is_some_and(|word| word.starts_with(char::is_uppercase));
    let after = text.get(end..).unwrap_or_default().trim_start();
    capital || after.starts_with(|c: char| ":=….\n–-".contains(c) || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_label_takes_the_text_up_to_the_next() {
        let labels = [('m', "Missione"), ('p', "Programma"), ('o', "Obiettivo operativo")];
        let found = segments(
            "Missione 08 Assetto del territorio Programma:1 Urbanistica\nObiettivo operativo: Attuazione",
            &labels,
            as_label,
        );
        let expected = [('m', "08 Assetto del territorio"), ('p', "1 Urbanistica"), ('o', "Attuazione")];
        assert_eq!(found, expected.map(|(key, value)| (key, value.to_owned())));
    }
}
