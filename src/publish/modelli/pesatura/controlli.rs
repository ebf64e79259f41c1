//! What the pesatura says while it is filled in: points within the maximum, what is still to be weighed.

use super::{CRITERI, TITOLO, Tabella};
use crate::publish::figure::short;
use crate::publish::modelli::convalide;
use crate::publish::modelli::stile::Segno;
use crate::publish::sheet::{Cell, Rows, Sheet, Value};
use crate::publish::style::Look;
use anyhow::Result;
use rust_xlsxwriter::ConditionalFormatFormula;

impl Tabella<'_> {
    /// The cells of a row's points.
    pub(super) fn range(&self, row: u32) -> String {
        format!("{}:{}", Sheet::at(CRITERI, row), Sheet::at(self.ponderale() - 1, row))
    }

    /// Points from 0 to the maximum of their criterion, which stands in the head.
    pub(super) fn rules(&mut self) -> Result<()> {
        let quadro = self.quadro;
        for (column, criterio) in (CRITERI..).zip(&quadro.regolamento.pesatura.criteri) {
            let massimo =
                self.parametri.massimi.get(usize::from(column - CRITERI)).cloned().unwrap_or_default();
            for (row, _) in &self.scritte {
                let at = Sheet::at(column, *row);
                let rule = convalide::punti(&at, &massimo, &short(criterio.massimo), &criterio.nome)?;
                self.sheet.worksheet.add_data_validation(*row, column, *row, column, &rule)?;
            }
        }
        Ok(())
    }

    /// What is still to be done, row by row and in all, beside the page.
    pub(super) fn checks(&mut self) -> Result<()> {
        let (column, all) = (self.richiami(), usize::from(self.criteri));
        let rows = self.scritte.clone();
        let (Some((first, _)), Some((last, _))) = (rows.first(), rows.last()) else { return Ok(()) };
        let blank = self.quadro.piano.obiettivi.is_empty();
        for (row, there) in &rows {
            let range = self.range(*row);
            let titolo = Sheet::at(TITOLO, *row);
            let formula = format!(
                "IF({titolo}=\"\",\"\",IF(COUNT({range})=0,\"◄ da pesare\",IF(COUNT({range})<{all},\"◄ mancano punti\",\"✓ pesato\")))"
            );
            let gives = match *there {
                _ if blank => "",
                0 => "◄ da pesare",
                some if some < all => "◄ mancano punti",
                _ => "✓ pesato",
            };
            self.say(*row, formula, gives.to_owned())?;
            let empty = format!("=AND(${titolo}<>\"\",{}=\"\")", Sheet::at(CRITERI, *row));
            self.sign((*row, *row), (CRITERI, self.ponderale() - 1), &empty, Segno::Manca)?;
        }
        let count = format!("COUNTIF({}:{},\"◄*\")", Sheet::at(column, *first), Sheet::at(column, *last));
        let titles = format!("{}:{}", Sheet::at(TITOLO, *first), Sheet::at(TITOLO, *last));
        let formula = format!(
            "IF(COUNTA({titles})=0,\"\",IF({count}=0,\"✓ tutti pesati\",\"◄ ancora da pesare: \"&{count}))"
        );
        let gives = match rows.iter().filter(|(_, there)| *there < all && !blank).count() {
            _ if blank => String::new(),
            0 => "✓ tutti pesati".to_owned(),
            left => format!("◄ ancora da pesare: {left}"),
        };
        let top = self.head.map_or(*first, |(top, _)| top);
        self.say(top, formula, gives)?;
        for (sign, segno) in [("✓", Segno::Bene), ("◄", Segno::Male)] {
            let begins = format!("=LEFT({},1)=\"{sign}\"", Sheet::at(column, top));
            self.sign((top, *last), (column, column), &begins, segno)?;
        }
        Ok(())
    }

    fn say(&mut self, row: u32, formula: String, gives: String) -> Result<()> {
        let cell = Cell::new(self.richiami(), Value::LiveText(formula, gives), Look::Plain);
        self.sheet.beside(Rows { first: row, last: row }, &cell)
    }

    fn sign(&mut self, rows: (u32, u32), columns: (u16, u16), rule: &str, segno: Segno) -> Result<()> {
        let rule = ConditionalFormatFormula::new().set_rule(rule).set_format(segno.format());
        self.sheet.worksheet.add_conditional_format(rows.0, columns.0, rows.1, columns.1, &rule)?;
        Ok(())
    }
}
