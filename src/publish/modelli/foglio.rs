//! A sheet of a form being written: labels, boxes, live checks, each in its cells. It knows cells and formulas; what
//! the boxes mean is said by the blocks.

use super::stile::{Segno, Stile};
use crate::publish::figure::binary;
use crate::publish::measure;
use crate::publish::sheet::Sheet;
use anyhow::{Context, Result};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, ExcelDateTime, Formula, IgnoreError, Worksheet,
};
use std::collections::BTreeMap;

/// What a box holds when the form is written.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Dato {
    Vuoto,
    Testo(String),
    Numero(Decimal),
    Data(Date),
}

impl Dato {
    /// A text, if there is one.
    pub(super) fn text(text: Option<&String>) -> Dato {
        text.map_or(Dato::Vuoto, |text| Dato::Testo(text.clone()))
    }

    /// A text, as a number where it is one.
    pub(super) fn number_like(text: Option<&String>) -> Dato {
        match text.map(|text| (text, text.parse::<u32>())) {
            Some((text, Ok(number))) if number.to_string() == *text => Dato::Numero(Decimal::from(number)),
            _ => Dato::text(text),
        }
    }
}

/// Some cells of a sheet, as one: first and last row, first and last column, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Zona {
    pub(super) righe: (u32, u32),
    pub(super) colonne: (u16, u16),
}

impl Zona {
    /// Cells of one row.
    pub(super) fn riga(riga: u32, colonne: (u16, u16)) -> Zona {
        Zona { righe: (riga, riga), colonne }
    }

    /// The first cell, for formulas: `C4`.
    pub(super) fn at(self) -> String {
        Sheet::at(self.colonne.0, self.righe.0)
    }

    /// The first cell, for formulas that are copied: `$C$4`.
    pub(super) fn fixed(self) -> String {
        format!("${}${}", crate::place::column_letters(u32::from(self.colonne.0)), self.righe.0 + 1)
    }

    /// All of them, for formulas: `C4:C9`.
    pub(super) fn range(self) -> String {
        format!("{}:{}", self.at(), Sheet::at(self.colonne.1, self.righe.1))
    }
}

/// The word in the formulas of checks that stands for «somebody has begun this form».
pub(super) const BEGUN: &str = "AVVIATA";

/// A live check: a formula without its sign, and the text that it gives now.
#[derive(Debug, Clone)]
pub(super) struct Richiamo {
    pub(super) formula: String,
    pub(super) testo: String,
}

/// The sheet.
pub(super) struct Foglio {
    pub(super) worksheet: Worksheet,
    /// The row that is written next, from 0.
    pub(super) next: u32,
    widths: Vec<f64>,
    heights: BTreeMap<u32, f64>,
    richiami: Vec<(u32, Richiamo)>,
    segni: Vec<(Zona, String, Segno)>,
}

impl Foglio {
    /// An empty sheet with columns of these widths, in characters.
    pub(super) fn new(name: &str, widths: &[f64]) -> Result<Foglio> {
        let mut worksheet = Worksheet::new();
        worksheet.set_name(name)?;
        worksheet.set_screen_gridlines(false);
        // a check that has nothing to say gives an empty text
        worksheet.set_formula_result_default("");
        worksheet.ignore_error_range(0, 0, 999, 49, IgnoreError::NumberStoredAsText)?;
        for (column, width) in (0u16..).zip(widths) {
            worksheet.set_column_width(column, *width)?;
        }
        let (heights, widths) = (BTreeMap::new(), widths.to_vec());
        Ok(Foglio { worksheet, next: 0, widths, heights, richiami: Vec::new(), segni: Vec::new() })
    }

    /// Makes a row at least so tall, in points.
    pub(super) fn tall(&mut self, riga: u32, points: f64) {
        let height = self.heights.entry(riga).or_insert(points);
        *height = height.max(points);
    }

    /// An empty row.
    pub(super) fn skip(&mut self, points: f64) {
        self.heights.insert(self.next, points);
        self.next += 1;
    }

    /// A part of the form itself: a label, a heading, a title. Its rows grow until it stands whole.
    pub(super) fn print(&mut self, zona: Zona, text: &str, stile: Stile) -> Result<()> {
        self.fit(zona, text, stile);
        self.write(zona, &Dato::Testo(text.to_owned()), stile)
    }

    /// A box to write in.
    pub(super) fn write(&mut self, zona: Zona, dato: &Dato, stile: Stile) -> Result<()> {
        let format = stile.format();
        let ((row, last_row), (column, last)) = (zona.righe, zona.colonne);
        if (row, column) != (last_row, last) {
            self.worksheet.merge_range(row, column, last_row, last, "", &format)?;
        }
        match dato {
            Dato::Vuoto => self.worksheet.write_blank(row, column, &format)?,
            Dato::Testo(text) => {
                self.fit(zona, text, stile);
                self.worksheet.write_string_with_format(row, column, text, &format)?
            }
            Dato::Numero(number) => {
                let number = binary(*number).context("una cifra è troppo grande per una cella")?;
                self.worksheet.write_number_with_format(row, column, number, &format)?
            }
            Dato::Data(date) => {
                let year = u16::try_from(date.year()).context("un anno è fuori dal calendario")?;
                let day =
                    ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs())?;
                self.worksheet.write_datetime_with_format(row, column, &day, &format)?
            }
        };
        Ok(())
    }

    /// A cell that a formula fills, and what it gives now.
    pub(super) fn live(&mut self, zona: Zona, formula: &str, gives: &str, stile: Stile) -> Result<()> {
        let format = stile.format();
        let ((row, last_row), (column, last)) = (zona.righe, zona.colonne);
        if (row, column) != (last_row, last) {
            self.worksheet.merge_range(row, column, last_row, last, "", &format)?;
        }
        let formula = Formula::new(format!("={formula}")).set_result(gives);
        self.worksheet.write_formula_with_format(row, column, formula, &format)?;
        Ok(())
    }

    /// A rule on what may be typed into a box.
    pub(super) fn only(&mut self, zona: Zona, rule: &DataValidation) -> Result<()> {
        let ((row, last_row), (column, last)) = (zona.righe, zona.colonne);
        self.worksheet.add_data_validation(row, column, last_row, last, rule)?;
        Ok(())
    }

    /// A check beside a row.
    pub(super) fn remark(&mut self, riga: u32, richiamo: Richiamo) {
        self.richiami.push((riga, richiamo));
    }

    /// A sign on cells while a condition holds.
    pub(super) fn sign(&mut self, zona: Zona, condition: String, segno: Segno) {
        self.segni.push((zona, condition, segno));
    }

    /// Writes the checks in their column: now it is known which boxes tell that the form is begun.
    pub(super) fn close(
        mut self,
        (printed, column): (u16, u16),
        summary: (u32, bool),
        begun: &str,
    ) -> Result<Worksheet> {
        let known = |text: &str| text.replace(BEGUN, begun);
        let (top, is_begun) = summary;
        let signs = self.richiami.iter().filter(|(_, check)| check.testo.starts_with('◄')).count();
        let below = Zona { righe: (top + 1, self.next), colonne: (column, column) };
        self.richiami.insert(0, (top, total(&below.range(), is_begun, signs)));
        let stile = Stile::Richiamo;
        for (riga, check) in std::mem::take(&mut self.richiami) {
            self.fit(Zona::riga(riga, (column, column)), &"m".repeat(20), stile);
            self.live(Zona::riga(riga, (column, column)), &known(&check.formula), &check.testo, stile)?;
        }
        let all = Zona { righe: (top, self.next), colonne: (column, column) };
        self.sign(all, format!("LEFT({},1)=\"✓\"", all.at()), Segno::Bene);
        self.sign(all, format!("LEFT({},1)=\"◄\"", all.at()), Segno::Male);
        for (zona, condition, segno) in std::mem::take(&mut self.segni) {
            let format = ConditionalFormatFormula::new()
                .set_rule(format!("={}", known(&condition)).as_str())
                .set_format(segno.format());
            let ((row, last_row), (first, last)) = (zona.righe, zona.colonne);
            self.worksheet.add_conditional_format(row, first, last_row, last, &format)?;
        }
        let last = self.next.saturating_sub(1);
        self.worksheet.set_print_area(0, 0, last, printed)?;
        for (row, points) in &self.heights {
            self.worksheet.set_row_height(*row, *points)?;
        }
        Ok(self.worksheet)
    }

    /// Makes the rows tall enough for a text.
    fn fit(&mut self, zona: Zona, text: &str, stile: Stile) {
        let columns = usize::from(zona.colonne.0)..=usize::from(zona.colonne.1);
        let widths = self.widths.get(columns).unwrap_or_default();
        let needed = measure::height(text, stile.look().size(), widths.iter().sum(), widths.len());
        let rows = zona.righe.0..=zona.righe.1;
        let each = (needed / f64::from(zona.righe.1 - zona.righe.0 + 1)).ceil().min(400.0);
        for row in rows {
            self.tall(row, each);
        }
    }
}

/// The check of the whole form, from those of its rows.
fn total(checks: &str, is_begun: bool, signs: usize) -> Richiamo {
    let count = format!("COUNTIF({checks},\"◄*\")");
    let formula = format!(
        "IF(NOT({BEGUN}),\"◄ modulo in bianco\",IF({count}=0,\"✓ scheda completa\",IF({count}=1,\"◄ da sistemare: 1 punto\",\"◄ da sistemare: \"&{count}&\" punti\")))"
    );
    let testo = match (is_begun, signs) {
        (false, _) => "◄ modulo in bianco".to_owned(),
        (true, 0) => "✓ scheda completa".to_owned(),
        (true, 1) => "◄ da sistemare: 1 punto".to_owned(),
        (true, several) => format!("◄ da sistemare: {several} punti"),
    };
    Richiamo { formula, testo }
}
