//! A stretch of a cell's text replaced, the formatting of everything around it kept.
//!
//! Only the bytes of the characters concerned change; white space beside them is written so that it still counts. The
//! result is read again before it is believed. What the cell is, and whether it may be changed, is judged elsewhere.

use super::atoms::{Atom, Atoms, Kind, QUOTED};
use super::text::{self, Frame};
use crate::package::{Event, Fault, Xml, escaped, opened};
use crate::patch::Refusal;
use std::ops::Range;

/// Bytes to be replaced, each with what takes their place.
pub(super) type Splices = Vec<(Range<usize>, String)>;

/// The cell with these bytes of its text replaced.
pub(super) fn replace(cell: &str, range: &Range<usize>, text: &str) -> Result<String, Refusal> {
    let cell = loosened(cell, range)?;
    let atoms = Atoms::read(&cell)?;
    let mut wanted = atoms.text.clone();
    wanted.get(range.clone()).ok_or(Refusal::Stretch)?;
    wanted.replace_range(range.clone(), text);
    // White space beside the stretch stays as it stands, for LibreOffice shows all of it; where it would come to count
    // for others, it goes.
    for keeps_layout in [true, false] {
        let cut = Cut::new(&atoms, range, keeps_layout).ok_or(Refusal::Stretch)?;
        if !cut.is_plain() {
            return Err(Refusal::StretchField);
        }
        let replaced = splice(&cell, cut.splices(&cell, text));
        if Atoms::read(&replaced)?.text == wanted {
            return Ok(replaced);
        }
    }
    Err(Refusal::Stretch)
}

/// A text with its splices made; those at one place in their order.
pub(super) fn splice(text: &str, mut splices: Splices) -> String {
    splices.sort_by_key(|(range, _)| (range.start, range.end));
    let mut written = String::with_capacity(text.len());
    let mut done = 0;
    for (range, replacement) in splices {
        written.push_str(text.get(done..range.start.max(done)).unwrap_or_default());
        written.push_str(&replacement);
        done = range.end.max(done);
    }
    written.push_str(text.get(done..).unwrap_or_default());
    written
}

/// The same cell written so that it can be cut anywhere: no paragraph in one tag, no quoted text, no element for several
/// spaces across an end of the range.
fn loosened(cell: &str, range: &Range<usize>) -> Result<String, Fault> {
    let mut splices = Splices::new();
    let mut xml = Xml::fragment(cell);
    while let Some(event) = xml.next()? {
        let source = cell.get(xml.span()).unwrap_or_default();
        match event {
            Event::Start(tag) if tag.name() == "p" && tag.empty && xml.depth() == 2 => {
                splices.push((xml.span(), format!("{}{}", opened(source), text::END)));
            }
            Event::Text(quoted) if source.starts_with(QUOTED) => {
                splices.push((xml.span(), escaped(&quoted)));
            }
            _ => {}
        }
    }
    let cell = splice(cell, splices);
    let mut splices = Splices::new();
    for atom in Atoms::read(&cell)?.atoms.iter().filter(|atom| atom.kind == Kind::Spaces) {
        let inside = |at: &usize| atom.text.start < *at && *at < atom.text.end;
        let mut cuts: Vec<usize> = [range.start, range.end].into_iter().filter(inside).collect();
        if cuts.is_empty() {
            continue;
        }
        cuts.push(atom.text.end);
        let starts = std::iter::once(&atom.text.start).chain(&cuts);
        let pieces = starts.zip(&cuts).map(|(start, end)| text::spaces(end - start));
        splices.push((atom.source.clone(), pieces.collect()));
    }
    Ok(splice(&cell, splices))
}

/// Where a text is cut.
struct Cut<'a> {
    atoms: &'a Atoms,
    /// What is taken away, with the layout beside it or without.
    gone: &'a [Atom],
    /// What stays before and after, in the same paragraph if not an end of it.
    before: Option<&'a Atom>,
    after: Option<&'a Atom>,
    /// Layout that comes after what stays: beside an element it would count.
    swallowed: &'a [Atom],
    /// The paragraph in which the new text begins.
    paragraph: usize,
}

impl<'a> Cut<'a> {
    fn new(atoms: &'a Atoms, range: &Range<usize>, keeps_layout: bool) -> Option<Cut<'a>> {
        let counts = |atom: &&Atom| atom.kind != Kind::Layout;
        let all = &atoms.atoms;
        let start = all.iter().rposition(|atom| atom.text.end <= range.start && counts(&atom));
        let start = start.map_or(0, |last| last + 1);
        let end = all.iter().position(|atom| atom.text.start >= range.end && counts(&atom));
        let end = end.unwrap_or(all.len()).max(start);
        let gone = all.get(start..end)?;
        let gone = if keeps_layout { trimmed(gone) } else { gone };
        let before = start.checked_sub(1).and_then(|at| all.get(at));
        let after = all.get(end);
        let rest = all.get(end + 1..).unwrap_or_default();
        let swallowed = rest.iter().position(|atom| counts(&atom)).unwrap_or(rest.len());
        let swallowed = rest.get(..swallowed)?;
        let paragraph = match (before, gone.iter().find(counts), after) {
            (Some(atom), ..) if atom.kind == Kind::End => atom.paragraph + 1,
            (Some(atom), ..) | (None, Some(atom), _) | (None, None, Some(atom)) => atom.paragraph,
            (None, None, None) => 0,
        };
        let whole = gone
            .iter()
            .filter(counts)
            .all(|atom| range.start <= atom.text.start && atom.text.end <= range.end);
        let before = before.filter(|atom| atom.kind != Kind::End);
        let after = after.filter(|atom| atom.kind != Kind::End);
        (whole && !atoms.paragraphs.is_empty()).then_some(Cut {
            atoms,
            gone,
            before,
            after,
            swallowed,
            paragraph,
        })
    }

    /// Whether the text concerned is plain text, in nothing but formatting and links.
    fn is_plain(&self) -> bool {
        let place = self.anchor().1;
        let chains = self.gone.iter().filter(|atom| atom.kind != Kind::Layout).map(|atom| atom.chain);
        chains.chain(place).all(|chain| self.atoms.is_plain(chain))
    }

    /// Where the new text goes, and the formatting it gets: that of the first character taken away, or of the one
    /// before.
    fn anchor(&self) -> (usize, Option<usize>) {
        let taken = self.gone.iter().find(|atom| atom.kind != Kind::Layout);
        let first = taken.filter(|atom| atom.kind != Kind::End);
        if let Some(atom) = first.filter(|atom| atom.paragraph == self.paragraph) {
            return (atom.source.start, Some(atom.chain));
        }
        match (self.before, self.after) {
            (Some(atom), _) => (atom.source.end, Some(atom.chain)),
            (None, Some(atom)) if atom.paragraph == self.paragraph => (atom.source.start, Some(atom.chain)),
            _ => (self.atoms.paragraphs.get(self.paragraph).map_or(0, |found| found.start.end), None),
        }
    }

    fn splices(&self, cell: &str, text: &str) -> Splices {
        let (place, chain) = self.anchor();
        let frame = self.frame(cell, chain);
        let (before, after) = (self.before.map(shown), self.after.map(shown));
        let mut splices = vec![(place..place, text::inserted(text, before, after, &frame))];
        splices.extend(
            self.gone
                .iter()
                .filter(|atom| atom.kind != Kind::End)
                .map(|atom| (atom.source.clone(), String::new())),
        );
        splices.extend(self.joined(cell));
        // White space that stays must still count beside its new neighbours.
        let first = text.chars().next().or(after).filter(|c| *c != '\n');
        let last = text.chars().last().or(before).filter(|c| *c != '\n');
        let spare = |atom: Option<&Atom>, neighbour: Option<char>| {
            let atom = atom.filter(|atom| atom.kind == Kind::Space)?;
            neighbour.is_none_or(|c| c == ' ').then(|| (atom.source.clone(), text::spaces(1)))
        };
        splices.extend(spare(self.before, first));
        if let Some(kept) = spare(self.after, last) {
            splices.push(kept);
            splices.extend(self.swallowed.iter().map(|atom| (atom.source.clone(), String::new())));
        }
        splices
    }

    /// Paragraphs whose line end is taken away, joined; what stood between them follows.
    fn joined(&self, cell: &str) -> Splices {
        let mut splices = Splices::new();
        let mut between = String::new();
        let mut end = None;
        for atom in self.gone.iter().filter(|atom| atom.kind == Kind::End) {
            let pair =
                (self.atoms.paragraphs.get(atom.paragraph), self.atoms.paragraphs.get(atom.paragraph + 1));
            let (Some(one), Some(other)) = pair else { continue };
            between.push_str(cell.get(one.end.end..other.start.start).unwrap_or_default());
            splices.push((one.end.start..other.start.end, String::new()));
            end = Some(other.end.end);
        }
        splices.extend(end.filter(|_| !between.trim().is_empty()).map(|end| (end..end, between)));
        splices
    }

    /// What stands around the new text.
    fn frame(&self, cell: &str, chain: Option<usize>) -> Frame {
        let written = |range: &Range<usize>| cell.get(range.clone()).unwrap_or_default().to_owned();
        let paragraph = self.atoms.paragraphs.get(self.paragraph).map(|found| written(&found.start));
        let open = chain.and_then(|chain| self.atoms.chains.get(chain)).map_or(&[][..], Vec::as_slice);
        let tags: Vec<String> = open.iter().map(|element| written(&element.tag)).collect();
        let close: String = tags.iter().rev().map(|tag| end_of(tag)).collect();
        Frame {
            paragraph: paragraph.unwrap_or_else(|| Frame::default().paragraph),
            open: tags.concat(),
            close,
        }
    }
}

/// The pieces from the first to the last that count.
fn trimmed(pieces: &[Atom]) -> &[Atom] {
    let counts = |atom: &Atom| atom.kind != Kind::Layout;
    let ends = pieces.iter().position(counts).zip(pieces.iter().rposition(counts));
    ends.and_then(|(first, last)| pieces.get(first..=last)).unwrap_or_default()
}

/// The last or first character of a piece, as it is read.
fn shown(atom: &Atom) -> char {
    match atom.kind {
        Kind::Char(c) | Kind::Element(c) => c,
        Kind::Space | Kind::Spaces | Kind::Layout => ' ',
        Kind::End => '\n',
    }
}

/// The end tag of a start tag.
pub(super) fn end_of(tag: &str) -> String {
    let name = tag.trim_start_matches('<').split(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
    format!("</{}>", name.take(1).collect::<String>())
}
