//! A cell's own rule on what it may hold, and whether a value keeps it.
//!
//! A rule is a chain of conditions, as OpenDocument writes them: lists of values, kinds of numbers, bounds, lengths of
//! texts. One that depends on a formula, or on cells that move with it, is not understood, and the answer is that
//! nobody here can tell.

use super::address;
use super::asked::serial;
use crate::grid::Content;
use crate::package::{Event, Fault, Tag, Xml};
use crate::place::CellRange;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// Cells of a list beyond which it is not looked at.
const LONGEST_LIST: u64 = 100_000;

/// A rule.
#[derive(Debug, Clone, Default)]
pub(super) struct Rule {
    /// The name by which cells refer to it.
    pub name: String,
    condition: String,
    refuses_empty: bool,
    /// Whether the spreadsheet program would not let anybody break it.
    pub stops: bool,
}

/// Whether a value keeps a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It does.
    Kept,
    /// It does not.
    Broken,
    /// Nobody here can tell.
    Unknown,
}

/// What some cells hold, of the sheet of this name or else of the cell's own.
pub(super) type Lookup<'a> = &'a dyn Fn(Option<&str>, CellRange) -> Option<Vec<Content>>;

/// What a rule may have to look at.
pub(super) struct Surroundings<'a> {
    /// The cells around.
    pub lookup: Lookup<'a>,
    /// Day 0.
    pub day_zero: Date,
}

impl Rule {
    /// Reads the rule whose start came last, and past it.
    pub fn read(tag: &Tag, xml: &mut Xml) -> Result<Rule, Fault> {
        let mut rule = Rule {
            name: tag.attribute("table:name").unwrap_or_default(),
            condition: tag.attribute("table:condition").unwrap_or_default(),
            refuses_empty: tag.attribute("table:allow-empty-cell").as_deref() == Some("false"),
            stops: false,
        };
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(inner) = xml.next()?.ok_or(Fault::Malformed)? else { continue };
            if inner.name() == "error-message" {
                let shown = inner.attribute("table:display").as_deref() == Some("true");
                let kind = inner.attribute("table:message-type");
                rule.stops = shown && matches!(kind.as_deref(), None | Some("stop"));
            }
        }
        Ok(rule)
    }

    /// Whether a content keeps the rule.
    pub fn judge(&self, content: &Content, around: &Surroundings) -> Verdict {
        let bare = self.condition.split_once(':').filter(|(prefix, _)| matches!(*prefix, "of" | "oooc"));
        let condition = bare.map_or(self.condition.as_str(), |(_, condition)| condition).trim();
        if condition.is_empty() {
            return Verdict::Kept;
        }
        if *content == Content::Empty {
            return if self.refuses_empty && self.stops { Verdict::Broken } else { Verdict::Kept };
        }
        let verdicts = clauses(condition).into_iter().map(|clause| judge(clause, content, around));
        verdicts.fold(Verdict::Kept, |all, one| match (all, one) {
            (Verdict::Broken, _) | (_, Verdict::Broken) => Verdict::Broken,
            (Verdict::Unknown, _) | (_, Verdict::Unknown) => Verdict::Unknown,
            _ => Verdict::Kept,
        })
    }
}

/// The conditions joined by `and`, outside of quotes.
fn clauses(condition: &str) -> Vec<&str> {
    pieces(condition, " and ")
}

/// The pieces of a text between separators that stand outside of quotes and brackets.
fn pieces<'a>(text: &'a str, separator: &str) -> Vec<&'a str> {
    let (mut found, mut start, mut depth, mut quoted) = (Vec::new(), 0, 0u32, false);
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let here = text.get(at..).unwrap_or_default();
        if !quoted && depth == 0 && at >= start && here.starts_with(separator) {
            found.extend(text.get(start..at));
            start = at + separator.len();
        }
    }
    found.extend(text.get(start..));
    found.into_iter().map(str::trim).collect()
}

fn judge(clause: &str, content: &Content, around: &Surroundings) -> Verdict {
    let number = number(content, around.day_zero);
    if let Some(list) = arguments(clause, "cell-content-is-in-list") {
        return listed(list, content, number, around);
    }
    match clause {
        "cell-content-is-decimal-number()" => return told(number.is_some()),
        "cell-content-is-whole-number()" => return told(number.is_some_and(|value| value.fract().is_zero())),
        "cell-content-is-date()" => return told(matches!(content, Content::Date { .. })),
        "cell-content-is-time()" => return told(number.is_some()),
        _ => {}
    }
    if let Some(rest) = clause.strip_prefix("cell-content-text-length") {
        let Content::Text(text) = content else { return Verdict::Unknown };
        return measured(rest, Decimal::from(text.chars().count()), around);
    }
    match (clause.strip_prefix("cell-content"), number) {
        (Some(rest), Some(value)) => measured(rest, value, around),
        (Some(rest), None) if rest.starts_with("()") || rest.starts_with("-is-") => Verdict::Broken,
        _ => Verdict::Unknown,
    }
}

/// A bound: `()>=5`, `-is-between(1,5)`, `-is-not-between(1,5)`.
fn measured(rest: &str, value: Decimal, around: &Surroundings) -> Verdict {
    let between = arguments(rest, "-is-between").map(|bounds| (bounds, true));
    let outside = || arguments(rest, "-is-not-between").map(|bounds| (bounds, false));
    if let Some((bounds, inside)) = between.or_else(outside) {
        let bounds: Option<Vec<Decimal>> =
            pieces(bounds, ",").into_iter().map(|bound| constant(bound, around)).collect();
        let Some([one, other]) = bounds.as_deref() else { return Verdict::Unknown };
        return told(((one.min(other))..=(one.max(other))).contains(&&value) == inside);
    }
    let Some(rest) = rest.strip_prefix("()") else { return Verdict::Unknown };
    for (sign, holds) in SIGNS {
        if let Some(bound) = rest.strip_prefix(sign) {
            return constant(bound, around)
                .map_or(Verdict::Unknown, |bound| told(holds.contains(&value.cmp(&bound))));
        }
    }
    Verdict::Unknown
}

/// Comparisons, the longer signs first, with the orders for which they hold.
const SIGNS: [(&str, &[Ordering]); 7] = [
    ("<=", &[Ordering::Less, Ordering::Equal]),
    (">=", &[Ordering::Greater, Ordering::Equal]),
    ("!=", &[Ordering::Less, Ordering::Greater]),
    ("<>", &[Ordering::Less, Ordering::Greater]),
    ("<", &[Ordering::Less]),
    (">", &[Ordering::Greater]),
    ("=", &[Ordering::Equal]),
];

fn listed(list: &str, content: &Content, value: Option<Decimal>, around: &Surroundings) -> Verdict {
    let known: Option<Vec<Content>> = if list.trim_start().starts_with('[') {
        cells(list, around)
    } else {
        pieces(list, ";").into_iter().map(literal).collect()
    };
    let Some(known) = known else { return Verdict::Unknown };
    told(known.iter().any(|allowed| match (allowed, content) {
        (Content::Text(allowed), Content::Text(text)) => allowed == text,
        (Content::Text(allowed), _) => value.is_some() && plain(allowed) == value,
        (allowed, _) => value.is_some() && number(allowed, around.day_zero) == value,
    }))
}

fn literal(written: &str) -> Option<Content> {
    match written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(text) => Some(Content::Text(text.replace("\"\"", "\""))),
        None => plain(written).map(|value| Content::Number { value, percent: None }),
    }
}

fn cells(written: &str, around: &Surroundings) -> Option<Vec<Content>> {
    let (sheet, range) = address::fixed(written)?;
    let rows = u64::from(range.last.row - range.first.row) + 1;
    let columns = u64::from(range.last.column - range.first.column) + 1;
    (rows * columns <= LONGEST_LIST).then(|| (around.lookup)(sheet.as_deref(), range))?
}

/// A bound that is a number, a date or a cell that stays put.
fn constant(written: &str, around: &Surroundings) -> Option<Decimal> {
    let written = written.trim();
    if let Some(parts) = arguments(written, "DATE") {
        let parts: Option<Vec<i16>> = pieces(parts, ";").into_iter().map(|part| part.parse().ok()).collect();
        let [year, month, day] = *parts?.as_slice() else { return None };
        let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        return Some(serial(date, around.day_zero));
    }
    if let Some(value) = plain(written) {
        return Some(value);
    }
    match cells(written, around)?.as_slice() {
        [single] => number(single, around.day_zero),
        _ => None,
    }
}

/// What stands between the parentheses of a call of this name that is all of the text.
fn arguments<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.strip_prefix(name)?.strip_prefix('(')?.strip_suffix(')')
}

fn plain(written: &str) -> Option<Decimal> {
    let written = written.trim();
    Decimal::from_str_exact(written).or_else(|_| Decimal::from_scientific(written)).ok()
}

fn number(content: &Content, day_zero: Date) -> Option<Decimal> {
    match content {
        Content::Number { value, .. } => Some(*value),
        Content::Date { date, .. } => Some(serial(*date, day_zero)),
        _ => None,
    }
}

fn told(kept: bool) -> Verdict {
    if kept { Verdict::Kept } else { Verdict::Broken }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn judged(condition: &str, content: &Content) -> Verdict {
        let rule = Rule { condition: condition.into(), ..Rule::default() };
        let cells = |_: Option<&str>, range: CellRange| {
            (range.to_string() == "D1:D2").then(|| vec![number(5), Content::Text("cinque".into())])
        };
        rule.judge(content, &Surroundings { lookup: &cells, day_zero: date(1899, 12, 30) })
    }

    fn number(value: i64) -> Content {
        Content::Number { value: value.into(), percent: Some(false) }
    }

    #[test]
    fn a_list_allows_what_it_names() {
        let list = r#"of:cell-content-is-in-list("Sì";"No and then";"3")"#;
        assert_eq!(judged(list, &Content::Text("Sì".into())), Verdict::Kept);
        assert_eq!(judged(list, &Content::Text("No and then".into())), Verdict::Kept);
        assert_eq!(judged(list, &Content::Text("Forse".into())), Verdict::Broken);
        assert_eq!(judged(list, &number(3)), Verdict::Kept);
        assert_eq!(judged(list, &number(4)), Verdict::Broken);
        assert_eq!(judged("of:cell-content-is-in-list([.$D$1:.$D$2])", &number(5)), Verdict::Kept);
        assert_eq!(judged("of:cell-content-is-in-list([.$D$1:.$D$2])", &number(6)), Verdict::Broken);
        assert_eq!(judged("of:cell-content-is-in-list([.D1:.D2])", &number(5)), Verdict::Unknown);
        assert_eq!(judged("of:cell-content-is-in-list(ELENCO)", &number(5)), Verdict::Unknown);
    }

    #[test]
    fn bounds_are_kept_or_broken() {
        let percent = "of:cell-content-is-decimal-number() and cell-content-is-between(0,100)";
        assert_eq!(judged(percent, &number(100)), Verdict::Kept);
        assert_eq!(judged(percent, &number(101)), Verdict::Broken);
        assert_eq!(judged(percent, &Content::Text("cento".into())), Verdict::Broken);
        assert_eq!(
            judged("of:cell-content-is-whole-number() and cell-content()!=2", &number(2)),
            Verdict::Broken
        );
        let days = "of:cell-content-is-date() and cell-content-is-between(DATE(2023;1;1),45291)";
        let day = |date| Content::Date { date, without_year: false };
        assert_eq!(judged(days, &day(date(2023, 12, 31))), Verdict::Kept);
        assert_eq!(judged(days, &day(date(2024, 1, 1))), Verdict::Broken);
        assert_eq!(
            judged("of:cell-content-text-length()<=3", &Content::Text("però".into())),
            Verdict::Broken
        );
        assert_eq!(
            judged("of:cell-content-text-length-is-between(1,4)", &Content::Text("però".into())),
            Verdict::Kept
        );
        assert_eq!(judged("of:is-true-formula([.A1]>3)", &number(1)), Verdict::Unknown);
    }
}
