//! Which thing before is which thing after, for obiettivi, indicatori and fasi alike: by number where the content agrees,
//! else by content; where two candidates are equally like, none is chosen.
//!
//! Pairs are taken from the most alike down. A pair of the same number is preferred by an advantage, so that another is
//! preferred to it only where it is clearly more alike. Nothing here knows what is being compared.

use super::parole::{Bag, Quota, mean};
use super::soglie::Misure;
use std::cmp::Reverse;

/// One of the things to be matched.
pub(super) struct Item {
    /// What identifies it, among those of its side.
    pub(super) key: String,
    /// The Area, or the timetable, it stands in.
    pub(super) group: String,
    /// Its words, part by part, each with its weight.
    pub(super) parts: Vec<(u32, Bag)>,
    /// What it is called, for where the two sides have no part in common.
    pub(super) name: Bag,
}

impl Item {
    /// How alike two things are; none where there is nothing to compare.
    pub(super) fn likeness(&self, other: &Item) -> Option<Quota> {
        mean(&self.parts, &other.parts).or_else(|| self.name.likeness(&other.name))
    }
}

/// Two that are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    /// Position before.
    pub(super) before: usize,
    /// Position after.
    pub(super) after: usize,
    /// How alike they are; none where there was nothing to compare.
    pub(super) likeness: Option<Quota>,
}

/// Some that cannot be told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Doubt {
    /// Positions before.
    pub(super) before: Vec<usize>,
    /// Positions after.
    pub(super) after: Vec<usize>,
    /// How alike the likest of them are.
    pub(super) likeness: Quota,
}

/// What became of all of them.
#[derive(Debug, Default)]
pub(super) struct Matched {
    /// In the order of those before.
    pub(super) pairs: Vec<Pair>,
    pub(super) doubts: Vec<Doubt>,
    /// Positions of those that are only there before.
    pub(super) only_before: Vec<usize>,
    /// Positions of those that are only there after.
    pub(super) only_after: Vec<usize>,
}

/// A pair that might be one; likeness and advantages together, in thousandths.
struct Candidate {
    score: u32,
    same_key: bool,
    pair: Pair,
    likeness: Quota,
}

/// Who is still to be matched, on each side.
struct Free {
    before: Vec<bool>,
    after: Vec<bool>,
}

impl Free {
    fn has(&self, pair: &Pair) -> bool {
        let free = |side: &[bool], at: usize| side.get(at).copied().unwrap_or(false);
        free(&self.before, pair.before) && free(&self.after, pair.after)
    }

    fn take(&mut self, pair: &Pair) {
        take(&mut self.before, pair.before);
        take(&mut self.after, pair.after);
    }
}

fn take(side: &mut [bool], at: usize) {
    if let Some(free) = side.get_mut(at) {
        *free = false;
    }
}

fn left(side: &[bool]) -> Vec<usize> {
    side.iter().enumerate().filter(|(_, free)| **free).map(|(at, _)| at).collect()
}

/// Matches the things of the two sides.
pub(super) fn matched(before: &[Item], after: &[Item], misure: &Misure) -> Matched {
    let mut free = Free { before: vec![true; before.len()], after: vec![true; after.len()] };
    let mut matched = Matched::default();
    certain(before, after, misure, &mut free, &mut matched);
    let candidates = candidates(before, after, misure, &free);
    by_likeness(&candidates, misure, &mut free, &mut matched);
    untold(before, after, &mut free, &mut matched);
    matched.pairs.sort_by_key(|pair| pair.before);
    matched.only_before = left(&free.before);
    matched.only_after = left(&free.after);
    matched
}

/// The same number, and so alike that no other could be preferred.
fn certain(before: &[Item], after: &[Item], misure: &Misure, free: &mut Free, matched: &mut Matched) {
    let enough = Quota(1000 - misure.vantaggio_numero.min(100) * 10);
    for pair in same_key(before, after) {
        if free.has(&pair) && pair.likeness.is_some_and(|likeness| likeness >= enough) {
            free.take(&pair);
            matched.pairs.push(pair);
        }
    }
}

/// The pairs of one key: the first after for each before, a key that is repeated in its order.
fn same_key<'a>(before: &'a [Item], after: &'a [Item]) -> impl Iterator<Item = Pair> + 'a {
    let mut used = vec![false; after.len()];
    before.iter().enumerate().filter_map(move |(at, one)| {
        let found = after
            .iter()
            .enumerate()
            .find(|(place, other)| other.key == one.key && used.get(*place) == Some(&false))?;
        if let Some(used) = used.get_mut(found.0) {
            *used = true;
        }
        Some(Pair { before: at, after: found.0, likeness: one.likeness(found.1) })
    })
}

fn candidates(before: &[Item], after: &[Item], misure: &Misure, free: &Free) -> Vec<Candidate> {
    let mut found = Vec::new();
    for at in left(&free.before) {
        for place in left(&free.after) {
            let (Some(one), Some(other)) = (before.get(at), after.get(place)) else { continue };
            let Some(likeness) = one.likeness(other) else { continue };
            let same_key = one.key == other.key;
            let enough = if same_key { misure.stesso_numero } else { misure.altrove };
            if likeness < Quota(enough * 10) {
                continue;
            }
            let mut score = likeness.0;
            score += if same_key { misure.vantaggio_numero * 10 } else { 0 };
            score += if one.group == other.group { misure.vantaggio_area * 10 } else { 0 };
            let pair = Pair { before: at, after: place, likeness: Some(likeness) };
            found.push(Candidate { score, same_key, pair, likeness });
        }
    }
    found.sort_by_key(|one| (Reverse(one.score), !one.same_key, one.pair.before, one.pair.after));
    found
}

/// The likest first; those with a rival as good as they are, set aside together.
fn by_likeness(candidates: &[Candidate], misure: &Misure, free: &mut Free, matched: &mut Matched) {
    for (at, one) in candidates.iter().enumerate() {
        if !free.has(&one.pair) {
            continue;
        }
        let rest = candidates.get(at + 1..).unwrap_or_default();
        let close: Vec<&Candidate> = rest
            .iter()
            .take_while(|other| one.score - other.score < misure.scarto * 10)
            .filter(|other| free.has(&other.pair))
            .collect();
        if one.same_key || !close.iter().any(|other| shares_one(&other.pair, &one.pair)) {
            free.take(&one.pair);
            matched.pairs.push(one.pair);
            continue;
        }
        let doubt = together(one, &close);
        for before in &doubt.before {
            take(&mut free.before, *before);
        }
        for after in &doubt.after {
            take(&mut free.after, *after);
        }
        matched.doubts.push(doubt);
    }
}

fn shares_one(one: &Pair, other: &Pair) -> bool {
    (one.before == other.before) != (one.after == other.after)
}

/// All that hang together with a pair through rivals as good as it is.
fn together(one: &Candidate, close: &[&Candidate]) -> Doubt {
    let mut doubt =
        Doubt { before: vec![one.pair.before], after: vec![one.pair.after], likeness: one.likeness };
    loop {
        let size = doubt.before.len() + doubt.after.len();
        for other in close {
            let Pair { before, after, .. } = other.pair;
            let (has_before, has_after) = (doubt.before.contains(&before), doubt.after.contains(&after));
            if has_before && !has_after {
                doubt.after.push(after);
            } else if has_after && !has_before {
                doubt.before.push(before);
            }
        }
        if doubt.before.len() + doubt.after.len() == size {
            break;
        }
    }
    doubt.before.sort_unstable();
    doubt.after.sort_unstable();
    doubt
}

/// The same number, and no words by which to tell anything else.
fn untold(before: &[Item], after: &[Item], free: &mut Free, matched: &mut Matched) {
    for pair in same_key(before, after) {
        if free.has(&pair) && pair.likeness.is_none() {
            free.take(&pair);
            matched.pairs.push(pair);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::confronto::soglie::Soglie;

    fn items(texts: &[(&str, &str)]) -> Vec<Item> {
        let item = |(key, text): &(&str, &str)| Item {
            key: (*key).to_owned(),
            group: String::new(),
            parts: vec![(1, Bag::new([*text]))],
            name: Bag::default(),
        };
        texts.iter().map(item).collect()
    }

    fn pairs(before: &[(&str, &str)], after: &[(&str, &str)]) -> (Vec<(usize, usize)>, Matched) {
        let matched = matched(&items(before), &items(after), &Soglie::embedded().obiettivi);
        (matched.pairs.iter().map(|pair| (pair.before, pair.after)).collect(), matched)
    }

    const ALBI: &str = "Aggiornamento degli albi comunali delle associazioni";
    const BANDI: &str = "Bandi per contributi alle imprese agricole";
    const CORSI: &str = "Corsi di formazione per il personale";

    #[test]
    fn two_that_swap_their_numbers_are_renumbered() {
        assert_eq!(pairs(&[("1", ALBI), ("2", BANDI)], &[("1", BANDI), ("2", ALBI)]).0, [(0, 1), (1, 0)]);
    }

    #[test]
    fn one_withdrawn_and_all_that_follow_shift_by_one() {
        let (found, matched) =
            pairs(&[("1", ALBI), ("2", BANDI), ("3", CORSI)], &[("1", BANDI), ("2", CORSI)]);
        assert_eq!(found, [(1, 0), (2, 1)]);
        assert_eq!((matched.only_before, matched.only_after), (vec![0], vec![]));
    }

    #[test]
    fn another_obiettivo_under_the_same_number_is_one_gone_and_one_new() {
        let (found, matched) = pairs(&[("1", ALBI)], &[("1", BANDI)]);
        assert_eq!((found.len(), matched.only_before, matched.only_after), (0, vec![0], vec![0]));
    }

    #[test]
    fn two_candidates_equally_like_are_a_doubt() {
        let (found, matched) = pairs(&[("1", ALBI), ("2", CORSI)], &[("3", ALBI), ("4", ALBI), ("2", CORSI)]);
        assert_eq!(found, [(1, 2)]);
        let doubt = Doubt { before: vec![0], after: vec![0, 1], likeness: Quota::TUTTE };
        assert_eq!((matched.doubts, matched.only_after), (vec![doubt], vec![]));
    }

    #[test]
    fn the_number_decides_between_twins() {
        let twins = [("1", ALBI), ("2", ALBI)];
        assert_eq!(pairs(&twins, &twins).0, [(0, 0), (1, 1)]);
        assert_eq!(pairs(&twins, &[("2", ALBI)]).0, [(1, 0)]);
    }

    #[test]
    fn without_words_the_number_is_all_there_is() {
        assert_eq!(pairs(&[("1", "")], &[("1", CORSI)]).0, [(0, 0)]);
    }
}
