//! Rules of data validation as a worksheet declares them, those of later versions included.
//!
//! Only rules that stop whoever types are kept: the others are advice. What they allow is worked out elsewhere.

use super::reference::Reference;
use crate::package::{Event, Fault, Tag, Xml};
use crate::place::{CellRange, CellRef};

/// A rule on what some cells may hold.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    areas: Vec<CellRange>,
    /// What the rule is about.
    pub kind: RuleKind,
    /// How values are compared with its bounds.
    pub operator: Operator,
    /// Its first formula, or the list.
    pub first: String,
    /// Its second formula.
    pub second: String,
    /// The items of a list that says them one by one in its own way.
    pub items: Option<Vec<String>>,
}

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RuleKind {
    /// One of some values.
    List,
    /// A whole number.
    Whole,
    /// A number.
    Decimal,
    /// A day.
    Day,
    /// A time of day.
    Time,
    /// The length of the text.
    Length,
    /// Whatever a formula says.
    Custom,
}

/// How a value is compared with the bounds of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    /// From the first to the second.
    Between,
    /// Below the first or above the second.
    NotBetween,
    /// The first.
    Equal,
    /// Anything but the first.
    NotEqual,
    /// Less than the first.
    Less,
    /// The first, or less.
    AtMost,
    /// More than the first.
    Greater,
    /// The first, or more.
    AtLeast,
}

impl Rule {
    /// Reads a rule to the end of its element; `None` if it stops nobody.
    pub fn read(tag: &Tag, xml: &mut Xml) -> Result<Option<Rule>, Fault> {
        let mut areas = tag.attribute("sqref").unwrap_or_default();
        let kind = match tag.attribute("type").as_deref() {
            Some("list") => Some(RuleKind::List),
            Some("whole") => Some(RuleKind::Whole),
            Some("decimal") => Some(RuleKind::Decimal),
            Some("date") => Some(RuleKind::Day),
            Some("time") => Some(RuleKind::Time),
            Some("textLength") => Some(RuleKind::Length),
            Some("custom") => Some(RuleKind::Custom),
            _ => None,
        };
        let operator = match tag.attribute("operator").as_deref() {
            Some("notBetween") => Operator::NotBetween,
            Some("equal") => Operator::Equal,
            Some("notEqual") => Operator::NotEqual,
            Some("lessThan") => Operator::Less,
            Some("lessThanOrEqual") => Operator::AtMost,
            Some("greaterThan") => Operator::Greater,
            Some("greaterThanOrEqual") => Operator::AtLeast,
            _ => Operator::Between,
        };
        let shows = matches!(tag.attribute("showErrorMessage").as_deref(), Some("1" | "true"));
        let stops = matches!(tag.attribute("errorStyle").as_deref(), None | Some("stop"));
        let (mut first, mut second, mut items) = (String::new(), String::new(), None);
        let outside = xml.depth().saturating_sub(1);
        while xml.depth() > outside {
            let Event::Start(inner) = xml.next()?.ok_or(Fault::Malformed)? else { continue };
            match inner.name() {
                "formula1" => first = xml.text()?,
                "formula2" => second = xml.text()?,
                "sqref" => areas = xml.text()?,
                // Items with a comma inside, which a plain list cannot say.
                "list" => items = Some(separated(&xml.text()?)),
                _ => {}
            }
        }
        let areas = areas.split_ascii_whitespace().filter_map(CellRange::read).collect();
        let (first, second) = (first.trim().to_owned(), second.trim().to_owned());
        let rule = kind.map(|kind| Rule { areas, kind, operator, first, second, items });
        Ok(rule.filter(|_| shows && stops))
    }

    /// Whether it concerns this cell.
    pub fn concerns(&self, cell: CellRef) -> bool {
        self.areas.iter().any(|area| area.contains(cell))
    }

    /// The cells a reference in one of its formulas means for this cell; `None` if that cannot be told.
    pub fn seen_from(&self, reference: &Reference, cell: CellRef) -> Option<CellRange> {
        match self.areas.as_slice() {
            _ if reference.is_absolute() => Some(reference.range),
            // Relative references are those of the first cell.
            [area] => reference.moved(area.first, cell),
            _ => None,
        }
    }

    /// The items of a list written out in the rule.
    pub fn literal_items(&self) -> Option<Vec<String>> {
        if self.items.is_some() {
            return self.items.clone();
        }
        let inside = self.first.strip_prefix('"')?.strip_suffix('"')?.replace("\"\"", "\"");
        Some(inside.split(',').map(|item| item.trim().to_owned()).collect())
    }
}

/// Items separated by commas, those with a comma inside in quotes.
fn separated(list: &str) -> Vec<String> {
    let (mut items, mut item, mut quoted) = (Vec::new(), String::new(), false);
    for c in list.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => items.push(std::mem::take(&mut item).trim().to_owned()),
            _ => item.push(c),
        }
    }
    items.push(item.trim().to_owned());
    items
}
