//! Whether the rules of data validation of a cell allow a value, and what they do allow, in words.
//!
//! A rule that says its values, or names cells that hold them, is checked; one that must be computed cannot be, and
//! then the value is not written: whoever types it will be told by the spreadsheet program.

use super::reference::Reference;
use super::validation::{Operator, Rule, RuleKind};
use super::workbook::Workbook;
use crate::grid::stored::{Stored, exact};
use crate::patch::Refusal;
use crate::place::{CellRange, CellRef};
use rust_decimal::Decimal;

/// Items named in a refusal.
const MOST_NAMED: usize = 12;
/// Cells of a list beyond which it is not read.
const LONGEST_LIST: usize = 100_000;

/// The workbook as a rule of one cell sees it.
pub(super) struct View<'a> {
    /// The workbook.
    pub workbook: &'a Workbook,
    /// The sheet of the cell.
    pub sheet: usize,
    /// The cell.
    pub cell: CellRef,
}

impl View<'_> {
    /// Refuses a value that a rule does not allow.
    pub fn check(&self, rule: &Rule, value: &Stored) -> Result<(), Refusal> {
        if *value == Stored::Nothing {
            return Ok(());
        }
        match rule.kind {
            RuleKind::Custom => Err(Refusal::ValidationUnknown),
            RuleKind::List => self.check_list(rule, value),
            RuleKind::Length => {
                let length = Decimal::from(plain(value).encode_utf16().count());
                self.check_bounds(rule, length, "un testo la cui lunghezza sia")
            }
            RuleKind::Whole | RuleKind::Decimal | RuleKind::Day | RuleKind::Time => {
                let what = match rule.kind {
                    RuleKind::Whole => "un numero intero",
                    RuleKind::Decimal => "un numero",
                    RuleKind::Day => "una data",
                    _ => "un'ora",
                };
                let number = match value {
                    Stored::Number(number) => exact(*number),
                    _ => None,
                };
                let fits = number.filter(|number| rule.kind != RuleKind::Whole || number.fract().is_zero());
                let number =
                    fits.ok_or_else(|| Refusal::NotAllowed(format!("si può scrivere solo {what}")))?;
                self.check_bounds(rule, number, what)
            }
        }
    }

    fn check_bounds(&self, rule: &Rule, value: Decimal, what: &str) -> Result<(), Refusal> {
        let first = self.number(rule, &rule.first)?;
        let second = match rule.operator {
            Operator::Between | Operator::NotBetween => self.number(rule, &rule.second)?,
            _ => first,
        };
        let fits = match rule.operator {
            Operator::Between => first <= value && value <= second,
            Operator::NotBetween => value < first || second < value,
            Operator::Equal => value == first,
            Operator::NotEqual => value != first,
            Operator::Less => value < first,
            Operator::AtMost => value <= first,
            Operator::Greater => value > first,
            Operator::AtLeast => value >= first,
        };
        if fits {
            return Ok(());
        }
        let shown = |number: Decimal| match rule.kind {
            RuleKind::Day | RuleKind::Time => None,
            _ => Some(number.normalize().to_string().replace('.', ",")),
        };
        let Some((first, second)) = shown(first).zip(shown(second)) else { return Err(Refusal::Validation) };
        let bounds = match rule.operator {
            Operator::Between => format!("tra {first} e {second}"),
            Operator::NotBetween => format!("non tra {first} e {second}"),
            Operator::Equal => format!("uguale a {first}"),
            Operator::NotEqual => format!("diverso da {first}"),
            Operator::Less => format!("minore di {first}"),
            Operator::AtMost => format!("minore o uguale a {first}"),
            Operator::Greater => format!("maggiore di {first}"),
            Operator::AtLeast => format!("maggiore o uguale a {first}"),
        };
        Err(Refusal::NotAllowed(format!("si può scrivere solo {what} {bounds}")))
    }

    /// A bound: a number, or a cell that holds one.
    fn number(&self, rule: &Rule, formula: &str) -> Result<Decimal, Refusal> {
        if let Ok(number) = formula.trim().parse::<f64>() {
            return exact(number).ok_or(Refusal::ValidationUnknown);
        }
        let values = self.values(rule, formula).ok_or(Refusal::ValidationUnknown)?;
        match values.as_slice() {
            [Stored::Number(number)] => exact(*number).ok_or(Refusal::ValidationUnknown),
            _ => Err(Refusal::ValidationUnknown),
        }
    }

    fn check_list(&self, rule: &Rule, value: &Stored) -> Result<(), Refusal> {
        let (fits, items): (bool, Vec<String>) = match rule.literal_items() {
            Some(items) => (items.iter().any(|item| is_item(value, item)), items),
            None => {
                let values = self.values(rule, &rule.first).ok_or(Refusal::ValidationUnknown)?;
                let filled = values.iter().filter(|listed| **listed != Stored::Nothing);
                (values.iter().any(|listed| is_listed(value, listed)), filled.map(plain).collect())
            }
        };
        if fits {
            return Ok(());
        }
        let mut named = items.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(", ");
        if items.len() > MOST_NAMED {
            named.push('…');
        }
        Err(Refusal::NotAllowed(format!("si può scegliere solo tra: {named}")))
    }

    /// The values of the cells that a formula names, directly or by a name; `None` if it must be computed.
    fn values(&self, rule: &Rule, formula: &str) -> Option<Vec<Stored>> {
        if let Some(reference) = Reference::read(formula) {
            return self.cells(rule, &reference, self.sheet);
        }
        let (sheet, range) = self.named(formula)?;
        self.read(sheet, range)
    }

    fn cells(&self, rule: &Rule, reference: &Reference, home: usize) -> Option<Vec<Stored>> {
        let sheet = self.sheet_of(reference, home)?;
        self.read(sheet, rule.seen_from(reference, self.cell)?)
    }

    fn sheet_of(&self, reference: &Reference, home: usize) -> Option<usize> {
        reference.sheet.as_deref().map_or(Some(home), |name| self.workbook.position(name).ok())
    }

    /// The cells of a name, known on this sheet or everywhere, or of a column of a table.
    fn named(&self, formula: &str) -> Option<(usize, CellRange)> {
        let name = formula.trim().trim_start_matches('=');
        let tab = self.workbook.book.sheets.get(self.sheet)?.tab;
        let known = self.workbook.book.names.iter().filter(|known| known.name.eq_ignore_ascii_case(name));
        let (own, common): (Vec<_>, Vec<_>) =
            known.filter(|known| known.tab.is_none_or(|of| of == tab)).partition(|known| known.tab.is_some());
        let found = own.first().or(common.first())?;
        // A name without a sheet would mean the sheet it is used on: too uncertain.
        let reference = Reference::read(&found.text)
            .filter(|reference| reference.sheet.is_some() && reference.is_absolute());
        match reference {
            Some(reference) => Some((self.sheet_of(&reference, self.sheet)?, reference.range)),
            None => self.table_column(&found.text),
        }
    }

    /// The cells under the header of a column, written `Table[Column]`.
    fn table_column(&self, formula: &str) -> Option<(usize, CellRange)> {
        let (name, column) = formula.trim().strip_suffix(']')?.split_once('[')?;
        let of_sheet =
            |sheet: usize| self.workbook.tables(sheet).tables.iter().map(move |table| (sheet, table));
        let all = (0..self.workbook.count()).flat_map(of_sheet);
        let (sheet, table) = all.into_iter().find(|(_, table)| table.name.eq_ignore_ascii_case(name))?;
        let index = table.columns.iter().position(|known| known.eq_ignore_ascii_case(column))?;
        let column = table.range.first.column.checked_add(u32::try_from(index).ok()?)?;
        let first = CellRef::new(table.range.first.row.checked_add(table.headers)?, column);
        let last = CellRef::new(table.range.last.row.checked_sub(table.totals)?, column);
        Some((sheet, CellRange { first, last }))
    }

    /// The values of these cells, empty ones left out.
    fn read(&self, sheet: usize, range: CellRange) -> Option<Vec<Stored>> {
        let sheet = self.workbook.sheet(sheet).ok()?;
        let mut values = Vec::new();
        for cell in sheet.cells().filter(|cell| range.contains(cell.at)) {
            values.push(self.workbook.stored(sheet, cell).ok()?);
            if values.len() > LONGEST_LIST {
                return None;
            }
        }
        Some(values)
    }
}

/// Whether a value is the one an item of a written list stands for.
fn is_item(value: &Stored, item: &str) -> bool {
    match value {
        Stored::Text(text) => text.trim() == item,
        Stored::Number(number) => exact(*number).is_some_and(|number| number_in(item) == Some(number)),
        Stored::Bool(true) => matches!(item.to_uppercase().as_str(), "TRUE" | "VERO"),
        Stored::Bool(false) => matches!(item.to_uppercase().as_str(), "FALSE" | "FALSO"),
        _ => false,
    }
}

/// Whether a value is that of a cell of a list; capitals do not matter there.
fn is_listed(value: &Stored, listed: &Stored) -> bool {
    match (value, listed) {
        (Stored::Text(text), Stored::Text(listed)) => text.to_lowercase() == listed.to_lowercase(),
        (Stored::Number(number), Stored::Number(listed)) => exact(*number) == exact(*listed),
        _ => value == listed,
    }
}

/// The number an item of a written list stands for.
fn number_in(item: &str) -> Option<Decimal> {
    let (digits, percent) = item.strip_suffix('%').map_or((item, false), |digits| (digits, true));
    let number: Decimal = digits.trim().replace(',', ".").parse().ok()?;
    if percent { number.checked_div(Decimal::ONE_HUNDRED) } else { Some(number) }
}

/// The value as one would type it.
fn plain(value: &Stored) -> String {
    match value {
        Stored::Nothing => String::new(),
        Stored::Text(text) | Stored::Error(text) | Stored::Iso(text) => text.clone(),
        Stored::Bool(value) => if *value { "VERO" } else { "FALSO" }.to_owned(),
        Stored::Number(number) => exact(*number)
            .map_or_else(|| number.to_string(), |number| number.normalize().to_string().replace('.', ",")),
    }
}
