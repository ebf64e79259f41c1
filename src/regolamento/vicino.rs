//! «Forse intendevi»: the known word nearest to one that is not known, if it is near enough to be a slip of the pen.

/// The nearest of the known words: at most a third of the letters differ.
pub(super) fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let measured = known.iter().map(|candidate| (distance(word, candidate), *candidate));
    let (steps, candidate) = measured.min_by_key(|(steps, _)| *steps)?;
    (steps <= (candidate.chars().count() / 3).max(1)).then_some(candidate)
}

/// How many letters must be added, taken away or changed to turn one word into the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (at, letter) in from.to_lowercase().chars().enumerate() {
        let mut left = at + 1;
        let mut next = vec![left];
        for ((other, diagonal), above) in to.iter().zip(&row).zip(row.iter().skip(1)) {
            left = (diagonal + usize::from(letter != *other)).min(above + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_finds_its_word_and_another_word_does_not() {
        let known = ["media", "somma", "media_pesata", "prodotto"];
        for (written, expected) in [
            ("Media", Some("media")),
            ("medi", Some("media")),
            ("media-pesata", Some("media_pesata")),
            ("prodoto", Some("prodotto")),
            ("quadratica", None),
            ("", None),
        ] {
            assert_eq!(nearest(written, &known), expected, "{written}");
        }
    }
}
