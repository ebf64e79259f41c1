//! The rows of totals: a group's, the Ente's.

use super::lato::side;
use super::{Celle, Obiettivi, PESO, Posto, RELATIVO, RESPONSABILE};
use crate::compute::esito::Grado;
use crate::model::Scadenza;
use crate::publish::figure::UNKNOWN;
use crate::publish::formula::{self, Formula, Term};
use crate::publish::gruppo::{self, Gruppo};
use crate::publish::performance::totale::{self, Figura, Per, Righe};
use crate::publish::sheet::{Cell, Sheet, Value};
use crate::publish::style::Look;
use crate::regolamento::MetodoEnte;
use anyhow::Result;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The degrees of a row of totals, by deadline.
type Gradi = BTreeMap<Scadenza, Grado>;

impl Obiettivi<'_> {
    /// The total of a group; `trasversali` are the rows that may enter an Area's degree.
    pub(super) fn group_total(
        &mut self,
        gruppo: &Gruppo<'_>,
        righe: &Righe,
        trasversali: Option<&Righe>,
    ) -> Result<Celle> {
        let row = self.sheet.next();
        let many = gruppo.obiettivi.len();
        let words = if many == 1 { "un obiettivo".to_owned() } else { format!("{many} obiettivi") };
        let over = |column: u16| {
            format!("SUM({}:{})", Sheet::at(column, righe.first), Sheet::at(column, righe.last))
        };
        let printed = gruppo
            .obiettivi
            .iter()
            .filter_map(|one| gruppo::esito(self.frame.quadro.esiti, one)?.peso_relativo_stampato);
        let printed: Vec<Decimal> = printed.collect();
        let shares = if printed.is_empty() { None } else { formula::sum(printed.into_iter()) };
        let mut cells = vec![
            Cell::wide(0, RESPONSABILE, format!("Totale {} ({words})", gruppo.nome()), Look::TotalText),
            total(PESO, Formula::of(over(PESO), self.weights(gruppo))),
            total(RELATIVO, Formula::of(over(RELATIVO), shares)),
        ];
        let gradi = gruppo.esito(self.frame.quadro.esiti).map(|esito| &esito.realizzazione);
        let gradi: Gradi =
            gradi.into_iter().flatten().map(|(scadenza, found)| (*scadenza, found.value)).collect();
        let aggregazione = &self.frame.quadro.regolamento.aggregazione;
        let (colonne, share) = (self.colonne, self.frame.quota.as_str());
        let mean = |figura| {
            totale::with_trasversali(righe, trasversali, figura, aggregazione.trasversali, share, &colonne)
        };
        cells.extend(self.total_cells(row, &gradi, mean));
        self.sheet.row(&cells)?;
        let pesi = self.weights(gruppo).map(|_| self.sheet.beyond(PESO, row));
        Ok(self.celle(row, pesi))
    }

    /// The Ente's row.
    pub(super) fn ente_total(
        &mut self,
        groups: &[(Option<String>, Righe)],
        posti: &[Posto],
    ) -> Result<Celle> {
        self.sheet.skip(6.0);
        let row = self.sheet.next();
        let esiti = self.frame.quadro.esiti;
        let gradi: Gradi = esiti.ente.iter().map(|(scadenza, found)| (*scadenza, found.value)).collect();
        let all: Vec<&Righe> = groups.iter().map(|(_, righe)| righe).collect();
        let colonne = self.colonne;
        let metodo = self.frame.quadro.regolamento.aggregazione.ente;
        let scadenze = &self.frame.scadenze;
        let areas = |figura: Figura| {
            let scadenza = scadenze.get(figura.scadenza)?;
            let of = |posto: &Posto| {
                let grado = esiti.aree.get(posto.area.as_ref()?)?.realizzazione.get(scadenza)?.value;
                Some(Term { at: posto.celle.cell(figura.column), figure: (figura.take)(&grado)? })
            };
            totale::plain_mean(&posti.iter().filter_map(of).collect::<Vec<_>>())
        };
        let mean = |figura: Figura| match metodo {
            MetodoEnte::MediaPonderata => totale::mean(&all, figura, Per::Ente, &colonne),
            MetodoEnte::MediaAree => areas(figura),
        };
        let text = format!("GRADO DI REALIZZAZIONE DELL'ENTE – {}", self.frame.quadro.ente());
        let mut cells = vec![Cell::wide(0, RELATIVO, text, Look::TotalText)];
        cells.extend(self.total_cells(row, &gradi, mean));
        self.sheet.row(&cells)?;
        Ok(self.celle(row, None))
    }

    /// The degrees of a row of totals, with their working cells.
    fn total_cells(&self, row: u32, gradi: &Gradi, mean: impl Fn(Figura) -> Option<Formula>) -> Vec<Cell> {
        let colonne = self.colonne;
        let mut cells = Vec::new();
        for (scadenza, at) in self.frame.scadenze.iter().zip(0u16..) {
            let grado = gradi.get(scadenza).copied();
            let here = |column, take| Figura { column, scadenza: usize::from(at), take };
            let low = here(colonne.minimo(at), |grado| Some(grado.minimo));
            let high = here(colonne.massimo(at), |grado| Some(grado.massimo));
            let own = here(colonne.realizzazione(at), |grado| grado.valore);
            let bounds = (Sheet::at(low.column, row), Sheet::at(high.column, row));
            cells.push(self.degree(own.column, grado, bounds, mean(own), true));
            cells.push(side(low.column, grado.map(|grado| (mean(low), grado.minimo))));
            cells.push(side(high.column, grado.map(|grado| (mean(high), grado.massimo))));
            if *scadenza == self.frame.last() {
                let covered = here(colonne.copertura(), |grado| Some(grado.copertura));
                cells.push(side(covered.column, grado.map(|grado| (mean(covered), grado.copertura))));
                let words = grado.map(|grado| {
                    formula::sentence("coperto ", &Sheet::at(covered.column, row), grado.copertura, " %")
                });
                let words = words.unwrap_or_else(|| Value::from(UNKNOWN));
                cells.push(Cell::new(colonne.riscontri(), words, Look::TotalText));
            }
            cells.push(Cell::new(colonne.atteso(at), Value::Blank, Look::TotalText));
        }
        for column in colonne.scostamento()..colonne.riscontri() {
            cells.push(Cell::new(column, Value::Blank, Look::TotalText));
        }
        cells
    }

    fn celle(&self, row: u32, pesi: Option<String>) -> Celle {
        let colonne = self.colonne;
        let at = |column| self.sheet.beyond(column, row);
        let last = self.frame.columns().saturating_sub(1);
        Celle {
            pesi,
            gradi: (0..self.frame.columns()).map(|one| at(colonne.realizzazione(one))).collect(),
            minimo: at(colonne.minimo(last)),
            massimo: at(colonne.massimo(last)),
            copertura: at(colonne.copertura()),
            row,
        }
    }
}

impl Celle {
    /// The cell of a column, for formulas of the same sheet.
    fn cell(&self, column: u16) -> String {
        Sheet::at(column, self.row)
    }
}

/// A total that is a formula, or the sign that there is none.
fn total(column: u16, formula: Option<Formula>) -> Cell {
    match formula {
        Some(formula) => {
            let gives = formula.gives;
            Cell::new(column, formula::live(Some(formula), gives), Look::TotalFigure)
        }
        None => Cell::new(column, UNKNOWN, Look::TotalCount),
    }
}
