//! The row of an obiettivo.

use super::{NUMERO, Obiettivi, PESO, RELATIVO, RESPONSABILE, TITOLO};
use crate::compute::esito::{Esito, Grado};
use crate::model::{Obiettivo, Stato};
use crate::publish::figure::UNKNOWN;
use crate::publish::formula::{self, Formula, Term};
use crate::publish::gruppo::{self, Gruppo};
use crate::publish::performance::testo;
use crate::publish::performance::totale::{Riga, Righe};
use crate::publish::sheet::{Cell, Rows, Sheet, Value};
use crate::publish::style::Look;
use anyhow::Result;
use rust_decimal::Decimal;

impl Obiettivi<'_> {
    /// The rows of a group, but for their peso relativo, which needs the total below.
    pub(super) fn rows(&mut self, gruppo: &Gruppo<'_>) -> Result<Righe> {
        let mut written = Vec::new();
        let mut righe = Vec::new();
        for obiettivo in &gruppo.obiettivi {
            let (rows, riga) = self.obiettivo(obiettivo, gruppo)?;
            written.push(rows);
            righe.push(riga);
        }
        let first = written.first().map_or(0, |rows| rows.first);
        let last = written.last().map_or(0, |rows| rows.first);
        // the total stands in the row after these
        let total =
            self.weights(gruppo).map(|figure| Term { at: Sheet::at(PESO, self.sheet.next()), figure });
        for (rows, obiettivo) in written.iter().zip(&gruppo.obiettivi) {
            self.relative(*rows, gruppo::esito(self.frame.quadro.esiti, obiettivo), total.as_ref())?;
        }
        Ok(Righe { first, last, righe })
    }

    /// The sum of the weights that are known; none if none is.
    pub(super) fn weights(&self, gruppo: &Gruppo<'_>) -> Option<Decimal> {
        let esito = |obiettivo| gruppo::esito(self.frame.quadro.esiti, obiettivo);
        let known =
            gruppo.obiettivi.iter().filter_map(|one| Some(esito(one)?.peso_ponderale.as_ref()?.value));
        let known: Vec<Decimal> = known.collect();
        if known.is_empty() { None } else { formula::sum(known.into_iter()) }
    }

    fn obiettivo(&mut self, obiettivo: &Obiettivo, gruppo: &Gruppo<'_>) -> Result<(Rows, Riga)> {
        let esito = gruppo::esito(self.frame.quadro.esiti, obiettivo);
        let row = self.sheet.next();
        let colonne = self.colonne;
        let peso = esito.and_then(|esito| esito.peso_ponderale.as_ref()).map(|peso| peso.value);
        let mut cells = vec![
            Cell::new(NUMERO, Value::number_like(&obiettivo.chiave.numero), Look::Count),
            Cell::new(TITOLO, testo::title(obiettivo), Look::Text),
            Cell::new(RESPONSABILE, testo::responsabile(obiettivo, gruppo), Look::Text),
            figure(PESO, peso),
            fascia(colonne.fascia(), obiettivo, esito, self.last_degree(esito)),
            Cell::new(colonne.motivazione(), testo::motivazione(obiettivo), Look::Text),
            Cell::new(colonne.atto(), testo::atto(obiettivo.scheda.as_ref()), Look::Text),
            Cell::new(colonne.riscontri(), testo::riscontri(obiettivo, esito, self.frame.last()), Look::Text),
        ];
        cells.extend(self.degrees(row, obiettivo, esito));
        cells.push(self.gap(row, esito));
        let (side, riga) = self.side(row, obiettivo, esito, peso);
        cells.extend(side);
        Ok((self.sheet.row(&cells)?, riga))
    }

    fn last_degree(&self, esito: Option<&Esito>) -> Option<Grado> {
        Some(esito?.realizzazione.get(&self.frame.last())?.value)
    }

    /// The degree and the planned progress at each deadline.
    fn degrees(&self, row: u32, obiettivo: &Obiettivo, esito: Option<&Esito>) -> Vec<Cell> {
        let colonne = self.colonne;
        let mut cells = Vec::new();
        for (at, scadenza) in (0..).zip(&self.frame.scadenze) {
            let grado = esito.and_then(|esito| esito.realizzazione.get(scadenza)).map(|found| found.value);
            let bounds = (Sheet::at(colonne.minimo(at), row), Sheet::at(colonne.massimo(at), row));
            let own = self.formulas(obiettivo, esito, at, *scadenza).valore;
            cells.push(self.degree(colonne.realizzazione(at), grado, bounds, own, false));
            let atteso =
                esito.and_then(|esito| esito.avanzamento_atteso.get(scadenza)).map(|found| found.value);
            cells.push(figure(colonne.atteso(at), atteso));
        }
        cells
    }

    /// A degree as it is shown.
    pub(super) fn degree(
        &self,
        column: u16,
        grado: Option<Grado>,
        (low, high): (String, String),
        own: Option<Formula>,
        total: bool,
    ) -> Cell {
        let Some(grado) = grado else {
            return Cell::new(column, UNKNOWN, if total { Look::TotalCount } else { Look::Missing });
        };
        let value = formula::degree(&grado, (&low, &high), own, self.frame.decimals());
        let look = match (grado.valore.is_some(), total) {
            (true, false) => Look::Figure,
            (true, true) => Look::TotalFigure,
            (false, false) => Look::Waiting,
            (false, true) => Look::TotalWaiting,
        };
        Cell::new(column, value, look)
    }

    /// The degree less the planned progress, at the last deadline.
    fn gap(&self, row: u32, esito: Option<&Esito>) -> Cell {
        let (colonne, last) = (self.colonne, self.frame.last());
        let column = colonne.scostamento();
        let at = self.frame.columns().saturating_sub(1);
        let planned = esito.and_then(|esito| esito.avanzamento_atteso.get(&last)).map(|found| found.value);
        let (Some(grado), Some(planned)) = (self.last_degree(esito), planned) else {
            return Cell::new(column, UNKNOWN, Look::Missing);
        };
        let (degree, atteso) =
            (Sheet::at(colonne.realizzazione(at), row), Sheet::at(colonne.atteso(at), row));
        if let Some(gap) = grado.valore.and_then(|valore| valore.checked_sub(planned)) {
            return Cell::new(column, Value::Live(format!("{degree}-{atteso}"), gap), Look::Signed);
        }
        let (Some(minimo), Some(massimo)) =
            (grado.minimo.checked_sub(planned), grado.massimo.checked_sub(planned))
        else {
            return Cell::new(column, UNKNOWN, Look::Missing);
        };
        let low = format!("({}-{atteso})", Sheet::at(colonne.minimo(at), row));
        let high = format!("({}-{atteso})", Sheet::at(colonne.massimo(at), row));
        let between = Grado { valore: None, minimo, massimo, copertura: grado.copertura };
        Cell::new(
            column,
            formula::degree(&between, (&low, &high), None, self.frame.decimals()),
            Look::Waiting,
        )
    }

    fn relative(&mut self, rows: Rows, esito: Option<&Esito>, total: Option<&Term>) -> Result<()> {
        let known =
            esito.and_then(|esito| Some((esito.peso_ponderale.as_ref()?, esito.peso_relativo_stampato?)));
        let cell = match known {
            None => Cell::new(RELATIVO, UNKNOWN, Look::Missing),
            Some((peso, printed)) => {
                let peso = Term { at: Sheet::at(PESO, rows.first), figure: peso.value };
                let decimals = self.frame.decimals();
                let formula = total.and_then(|total| formula::peso_relativo(&peso, total, printed, decimals));
                Cell::new(RELATIVO, formula::live(formula, printed), Look::Figure)
            }
        };
        self.sheet.beside(rows, &cell)
    }
}

/// A figure, or the sign that there is none.
pub(super) fn figure(column: u16, figure: Option<Decimal>) -> Cell {
    match figure {
        Some(figure) => Cell::new(column, Value::Number(figure), Look::Figure),
        None => Cell::new(column, UNKNOWN, Look::Missing),
    }
}

/// The band, or why there is none.
fn fascia(column: u16, obiettivo: &Obiettivo, esito: Option<&Esito>, last: Option<Grado>) -> Cell {
    if let Some(fascia) = esito.and_then(|esito| esito.fascia.as_deref()) {
        return Cell::new(column, fascia, Look::Centre);
    }
    let counts = esito.is_some_and(|esito| esito.conta);
    match (&obiettivo.stato, counts, last) {
        (Stato::Ritirato(_), false, _) => Cell::new(column, "ritirato: non conta", Look::Waiting),
        (Stato::Neutralizzato(_), false, _) => Cell::new(column, "neutralizzato: non conta", Look::Waiting),
        (_, _, Some(grado)) if grado.valore.is_none() => Cell::new(column, "in sospeso", Look::Waiting),
        _ => Cell::new(column, UNKNOWN, Look::Missing),
    }
}
