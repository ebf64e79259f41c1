//! Totals of the pesatura: a row for each group, one for all the settoriali; sums of what is known, as formulas.

use super::{CRITERI, Pesatura, TITOLO};
use crate::publish::figure::UNKNOWN;
use crate::publish::formula::{self, Formula, Term};
use crate::publish::gruppo::{self, Gruppo};
use crate::publish::sheet::{Cell, Rows, Sheet};
use crate::publish::style::Look;
use anyhow::Result;
use rust_decimal::Decimal;

/// A row of totals: the figures by column, where there is one.
pub(super) struct Total {
    row: u32,
    obiettivi: usize,
    figures: Vec<(u16, Option<Decimal>)>,
}

impl Total {
    /// The total of a column, for formulas.
    pub(super) fn term(&self, column: u16) -> Option<Term> {
        let (_, figure) = self.figures.iter().find(|(at, _)| *at == column)?;
        Some(Term { at: Sheet::at(column, self.row), figure: (*figure)? })
    }
}

impl Pesatura<'_> {
    /// The total of a group.
    pub(super) fn total(&mut self, gruppo: &Gruppo<'_>, rows: &[Rows]) -> Result<Total> {
        let esiti = self.quadro.esiti;
        let esito = |at: usize| gruppo.obiettivi.get(at).and_then(|one| gruppo::esito(esiti, one));
        let all = 0..gruppo.obiettivi.len();
        let mut columns: Vec<(u16, Vec<Decimal>)> = Vec::new();
        for (column, criterio) in (CRITERI..).zip(&self.quadro.regolamento.pesatura.criteri) {
            let typed = |one| gruppo::punto(gruppo::punti(self.quadro.piano, one), criterio);
            let points = gruppo.obiettivi.iter().filter_map(|one| typed(one));
            columns.push((column, points.collect()));
        }
        let weights = all.clone().filter_map(|at| Some(esito(at)?.peso_ponderale.as_ref()?.value));
        let weights: Vec<Decimal> = weights.collect();
        let without = gruppo.obiettivi.len() - weights.len();
        columns.push((self.ponderale(), weights));
        columns.push((self.relativo(), all.filter_map(|at| esito(at)?.peso_relativo_stampato).collect()));
        let (first, last) =
            (rows.first().map_or(0, |rows| rows.first), rows.last().map_or(0, |rows| rows.last));
        let summed = columns.into_iter().map(|(column, figures)| {
            let range = format!("SUM({}:{})", Sheet::at(column, first), Sheet::at(column, last));
            (column, range, if figures.is_empty() { None } else { formula::sum(figures.into_iter()) })
        });
        let text = format!("Totale {}{}", gruppo.nome(), unweighed(without));
        self.total_row(text, gruppo.obiettivi.len(), summed.collect())
    }

    /// The total of all the settoriali.
    pub(super) fn grand_total(&mut self, totals: &[Total]) -> Result<()> {
        // one Area is its own total; a function takes no more than 255 arguments
        if totals.len() < 2 || totals.len() > 250 {
            return Ok(());
        }
        let obiettivi = totals.iter().map(|total| total.obiettivi).sum();
        let columns = (CRITERI..=self.ponderale()).map(|column| {
            let terms: Vec<Term> = totals.iter().filter_map(|total| total.term(column)).collect();
            let cells: Vec<&str> = terms.iter().map(|term| term.at.as_str()).collect();
            let figures = terms.iter().map(|term| term.figure);
            (column, format!("SUM({})", cells.join(",")), formula::sum(figures).filter(|_| !terms.is_empty()))
        });
        let columns: Vec<_> = columns.collect();
        let text = format!("Totale obiettivi settoriali ({obiettivi})");
        self.total_row(text, obiettivi, columns).map(|_| ())
    }

    fn total_row(
        &mut self,
        text: String,
        obiettivi: usize,
        columns: Vec<(u16, String, Option<Decimal>)>,
    ) -> Result<Total> {
        let mut cells = vec![Cell::wide(0, TITOLO, text, Look::TotalText)];
        let mut figures = Vec::new();
        for column in CRITERI..=self.relativo() {
            let look = if column < self.ponderale() { Look::TotalCount } else { Look::TotalFigure };
            let found = columns.iter().find(|(at, ..)| *at == column);
            let figure = found.and_then(|(.., figure)| *figure);
            figures.push((column, figure));
            cells.push(match (found, figure) {
                (Some((_, text, _)), Some(gives)) => {
                    let formula = Formula { text: text.clone(), gives };
                    Cell::new(column, formula::live(Some(formula), gives), look)
                }
                _ => Cell::new(column, UNKNOWN, Look::TotalCount),
            });
        }
        let row = self.sheet.row(&cells)?.first;
        Ok(Total { row, obiettivi, figures })
    }
}

/// What a total leaves out, in words.
fn unweighed(without: usize) -> String {
    match without {
        0 => String::new(),
        1 => " – un obiettivo è senza peso".to_owned(),
        several => format!(" – {several} obiettivi sono senza peso"),
    }
}
