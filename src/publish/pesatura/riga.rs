//! The rows of the pesatura: one an obiettivo, with its points as typed and its weights as formulas.

use super::totale::Total;
use super::{AREA, CRITERI, NUMERO, Pesatura, TITOLO};
use crate::compute::esito::Esito;
use crate::model::Obiettivo;
use crate::place::Field;
use crate::publish::figure::{UNKNOWN, one_line, short};
use crate::publish::formula::{self, Formula, Term};
use crate::publish::gruppo::{self, Gruppo, Punti};
use crate::publish::sheet::{Cell, Rows, Sheet, Value};
use crate::publish::style::Look;
use crate::regolamento::Criterio;
use anyhow::Result;
use rust_decimal::Decimal;

impl Pesatura<'_> {
    /// The rows of a group, and its total.
    pub(super) fn group(&mut self, gruppo: &Gruppo<'_>) -> Result<Total> {
        let esiti = self.quadro.esiti;
        let mut rows = Vec::new();
        for obiettivo in &gruppo.obiettivi {
            rows.push(self.obiettivo(obiettivo, gruppo::esito(esiti, obiettivo))?);
        }
        self.areas(gruppo, &rows)?;
        let total = self.total(gruppo, &rows)?;
        let weight = total.term(self.ponderale());
        for (rows, obiettivo) in rows.iter().zip(&gruppo.obiettivi) {
            self.relative(*rows, gruppo::esito(esiti, obiettivo), weight.as_ref())?;
        }
        Ok(total)
    }

    /// A row, but for its peso relativo: that needs the total, which stands below.
    fn obiettivo(&mut self, obiettivo: &Obiettivo, esito: Option<&Esito>) -> Result<Rows> {
        let row = self.sheet.next();
        let riga = obiettivo.pesatura.as_ref();
        let punti = gruppo::punti(self.quadro.piano, obiettivo);
        let progressivo = riga.and_then(|riga| riga.progressivo.as_deref()).unwrap_or(UNKNOWN);
        let mut cells = vec![
            Cell::new(0, Value::number_like(progressivo), Look::Count),
            Cell::new(NUMERO, Value::number_like(&obiettivo.chiave.numero), Look::Count),
            Cell::new(TITOLO, title(obiettivo, gruppo::has_table(self.quadro.piano)), Look::Text),
        ];
        let mut points = Vec::new();
        for (column, criterio) in (CRITERI..).zip(&self.quadro.regolamento.pesatura.criteri) {
            if let Some(figure) = gruppo::punto(punti, criterio) {
                points.push(Term { at: Sheet::at(column, row), figure });
            }
            cells.push(point(column, punti, criterio));
        }
        let column = self.ponderale();
        cells.push(match esito.and_then(|esito| esito.peso_ponderale.as_ref()) {
            Some(peso) => Cell::new(column, formula::live(self.weight(&points), peso.value), Look::Figure),
            None => Cell::new(column, UNKNOWN, Look::Missing),
        });
        self.sheet.row(&cells)
    }

    fn weight(&self, points: &[Term]) -> Option<Formula> {
        let pesatura = &self.quadro.regolamento.pesatura;
        if points.len() != pesatura.criteri.len() {
            return None;
        }
        let massimi: Vec<Decimal> = pesatura.criteri.iter().map(|criterio| criterio.massimo).collect();
        let pesi: Vec<Decimal> = pesatura.criteri.iter().filter_map(|criterio| criterio.peso).collect();
        formula::peso(pesatura.metodo, points, &massimi, &pesi, self.parametri)
    }

    fn relative(&mut self, rows: Rows, esito: Option<&Esito>, total: Option<&Term>) -> Result<()> {
        let column = self.relativo();
        let decimals = self.quadro.regolamento.stampa.decimali;
        let known =
            esito.and_then(|esito| Some((esito.peso_ponderale.as_ref()?, esito.peso_relativo_stampato?)));
        let cell = match known {
            None => Cell::new(column, UNKNOWN, Look::Missing),
            Some((peso, printed)) => {
                let peso = Term { at: Sheet::at(self.ponderale(), rows.first), figure: peso.value };
                let formula = total.and_then(|total| formula::peso_relativo(&peso, total, printed, decimals));
                Cell::new(column, formula::live(formula, printed), Look::Figure)
            }
        };
        self.sheet.beside(rows, &cell)
    }

    /// The Area's cell down its rows; more than one where the trasversali have more than one coordinator.
    fn areas(&mut self, gruppo: &Gruppo<'_>, rows: &[Rows]) -> Result<()> {
        let words = |obiettivo: &Obiettivo| match gruppo.area {
            Some(area) => area.nome.clone(),
            None => {
                let own = obiettivo.pesatura.as_ref().and_then(|riga| riga.area.value());
                own.map_or_else(|| gruppo.nome().to_owned(), |text| one_line(text))
            }
        };
        let mut at = 0;
        while let (Some(obiettivo), Some(from)) = (gruppo.obiettivi.get(at), rows.get(at)) {
            let text = words(obiettivo);
            let alike = gruppo.obiettivi.iter().skip(at).take_while(|other| words(other) == text).count();
            at += alike.max(1);
            let last = rows.get(at - 1).unwrap_or(from);
            self.sheet.down(from.first, last.last, Cell::new(AREA, text, Look::Key))?;
        }
        Ok(())
    }
}

/// The title as the table shortens it; the scheda's where the table does not list the obiettivo.
fn title(obiettivo: &Obiettivo, listed_at_all: bool) -> String {
    let listed = obiettivo.pesatura.as_ref().and_then(|riga| riga.titolo.value());
    let title = listed.or_else(|| obiettivo.titolo().map(|cited| &cited.value));
    let title = title.map_or_else(|| UNKNOWN.to_owned(), |text| one_line(text));
    match &obiettivo.pesatura {
        None if listed_at_all => format!("{title} (non è nella tabella della pesatura)"),
        _ => title,
    }
}

/// The points of a criterion, or what was typed in their place.
fn point(column: u16, punti: Option<&Punti>, criterio: &Criterio) -> Cell {
    match (gruppo::punto(punti, criterio), punti.and_then(|punti| punti.get(&criterio.id))) {
        (Some(points), _) => Cell::new(column, Value::Number(points), Look::Count),
        (None, Some(Field::Filled(cited))) => {
            let words = format!("{} (da 0 a {})", one_line(&cited.raw), short(criterio.massimo));
            Cell::new(column, words, Look::Waiting)
        }
        (None, Some(Field::Unreadable(cited))) => Cell::new(column, one_line(&cited.raw), Look::Waiting),
        (None, Some(Field::Blank(_) | Field::Absent) | None) => Cell::new(column, UNKNOWN, Look::Missing),
    }
}
