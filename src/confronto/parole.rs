//! The words that two texts have in common: how alike they are, in a share that can be told. A likeness is evidence for
//! the reader; whoever joins two things on it says so.

use super::testo::{Text, Token};
use crate::check::parole::Parole;
use std::cmp::Ordering;
use std::fmt;

/// A share of words in common, in thousandths: 0 to 1000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quota(pub u32);

impl Quota {
    /// All the words.
    pub const TUTTE: Quota = Quota(1000);

    /// The share in whole percent, cut: 100 only for all the words.
    pub fn percento(self) -> u32 {
        self.0 / 10
    }
}

impl fmt::Display for Quota {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.percento())
    }
}

/// The distinct words and numbers of a text that say something, sorted; no years, no dates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Bag(Vec<String>);

impl Bag {
    /// The words of some texts together.
    pub(super) fn new<'t>(texts: impl IntoIterator<Item = &'t str>) -> Bag {
        let mut words = Vec::new();
        for text in texts {
            words.extend(Parole::embedded().significative(text));
            words.extend(Text::new(text).tokens().iter().filter_map(|token| match token {
                Token::Number(number) => Some(number.clone()),
                _ => None,
            }));
        }
        words.sort();
        words.dedup();
        Bag(words)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The share in common; none where one of the two has no words.
    pub(super) fn likeness(&self, other: &Bag) -> Option<Quota> {
        let (mut one, mut two) = (self.0.as_slice(), other.0.as_slice());
        if one.is_empty() || two.is_empty() {
            return None;
        }
        let all = one.len() + two.len();
        let mut shared = 0;
        while let ([a, rest_a @ ..], [b, rest_b @ ..]) = (one, two) {
            match a.cmp(b) {
                Ordering::Less => one = rest_a,
                Ordering::Greater => two = rest_b,
                Ordering::Equal => {
                    shared += 1;
                    (one, two) = (rest_a, rest_b);
                }
            }
        }
        Some(Quota(u32::try_from(2000 * shared / all).unwrap_or(1000)))
    }
}

/// The mean likeness of parts, each with its weight; parts that one side lacks do not count.
pub(super) fn mean(one: &[(u32, Bag)], other: &[(u32, Bag)]) -> Option<Quota> {
    let (mut sum, mut weights) = (0, 0);
    for ((weight, a), (_, b)) in one.iter().zip(other) {
        if let Some(Quota(share)) = a.likeness(b) {
            sum += share * weight;
            weights += weight;
        }
    }
    sum.checked_div(weights).map(Quota)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(a: &str, b: &str) -> Option<u32> {
        Bag::new([a]).likeness(&Bag::new([b])).map(Quota::percento)
    }

    #[test]
    fn the_share_of_words_in_common_ignores_articles_years_and_endings() {
        assert_eq!(
            likeness("Riqualificazione della carta 2023", "La riqualificazione delle carte 2024"),
            Some(100)
        );
        assert_eq!(likeness("Lotto 1", "Lotto 2"), Some(50));
        assert_eq!(likeness("Strade bianche", "Scuole materne"), Some(0));
        assert_eq!(likeness("Strade", ""), None);
    }

    #[test]
    fn a_share_is_100_only_when_it_is_whole() {
        assert_eq!(Quota(999).to_string(), "99 %");
    }
}
