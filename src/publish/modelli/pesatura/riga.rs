//! The rows of the pesatura to be filled in: the obiettivo, boxes for its points, weights as formulas that stay empty until
//! the points are all there.

use super::{AREA, BLANK_ROWS, CRITERI, NUMERO, TITOLO, Tabella};
use crate::model::Obiettivo;
use crate::publish::figure::{UNKNOWN, one_line};
use crate::publish::formula::{self, Term};
use crate::publish::gruppo::{self, Gruppo};
use crate::publish::modelli::istruzioni;
use crate::publish::sheet::{Cell, Rows, Sheet, Value};
use crate::publish::style::Look;
use anyhow::Result;
use rust_decimal::Decimal;

/// What the trasversali have in the column of the Area.
const ALL_AREAS: &str = "TRASVERSALI A TUTTE LE AREE";

/// A row written: where, and the weight that its points give.
struct Written {
    rows: Rows,
    peso: Option<Decimal>,
}

impl Tabella<'_> {
    /// The obiettivi of an Area or the trasversali, and their total.
    pub(super) fn group(&mut self, group: &Gruppo<'_>, progressivo: &mut u32) -> Result<()> {
        let mut written = Vec::new();
        for obiettivo in &group.obiettivi {
            *progressivo += 1;
            written.push(self.obiettivo(obiettivo, *progressivo)?);
        }
        let (Some(first), Some(last)) = (written.first(), written.last()) else { return Ok(()) };
        let span = (first.rows.first, last.rows.last);
        let name = group.area.map_or_else(|| ALL_AREAS.to_owned(), |area| area.nome.clone());
        self.sheet.down(span.0, span.1, Cell::new(AREA, name, Look::Key))?;
        self.relative(&written, span)?;
        let words = match group.area {
            Some(area) => format!("Totale {}", istruzioni::name_of(area)),
            None => "Totale obiettivi trasversali".to_owned(),
        };
        self.total(words, &written, span)
    }

    fn obiettivo(&mut self, obiettivo: &Obiettivo, progressivo: u32) -> Result<Written> {
        let punti = gruppo::punti(self.quadro.piano, obiettivo);
        let criteri = &self.quadro.regolamento.pesatura.criteri;
        let known: Vec<Option<Decimal>> =
            criteri.iter().map(|criterio| gruppo::punto(punti, criterio)).collect();
        let title = obiettivo.titolo().map_or_else(|| UNKNOWN.to_owned(), |title| one_line(&title.value));
        let cells = vec![
            Cell::new(0, Value::Number(progressivo.into()), Look::Count),
            Cell::new(NUMERO, Value::number_like(&obiettivo.chiave.numero), Look::Count),
            Cell::new(TITOLO, title, Look::Text),
        ];
        self.points(cells, &known)
    }

    /// The rest of a row: boxes for the points, the weight, what is missing.
    fn points(&mut self, mut cells: Vec<Cell>, known: &[Option<Decimal>]) -> Result<Written> {
        let row = self.sheet.next();
        for (column, point) in (CRITERI..).zip(known) {
            cells.push(Cell::new(column, point.map_or(Value::Blank, Value::Number), Look::Count));
        }
        let term = |(column, point): (u16, &Option<Decimal>)| Term {
            at: Sheet::at(column, row),
            figure: point.unwrap_or_default(),
        };
        let terms: Vec<Term> = (CRITERI..).zip(known).map(term).collect();
        let (there, range) = (known.iter().flatten().count(), self.range(row));
        let formula = self.weight(&terms);
        let peso = formula.as_ref().map(|formula| formula.gives).filter(|_| there == known.len());
        let text = formula.map_or_else(|| "\"\"".to_owned(), |formula| formula.text);
        let text = format!("IF(COUNT({range})<{},\"\",{text})", known.len());
        cells.push(Cell::new(self.ponderale(), live(text, peso), Look::Figure));
        let rows = self.sheet.row(&cells)?;
        self.scritte.push((rows.first, there));
        Ok(Written { rows, peso })
    }

    fn weight(&self, terms: &[Term]) -> Option<formula::Formula> {
        let pesatura = &self.quadro.regolamento.pesatura;
        let massimi: Vec<Decimal> = pesatura.criteri.iter().map(|criterio| criterio.massimo).collect();
        let pesi: Vec<Decimal> = pesatura.criteri.iter().filter_map(|criterio| criterio.peso).collect();
        formula::peso(pesatura.metodo, terms, &massimi, &pesi, &self.parametri)
    }

    /// The share of each in the group, once all are weighed.
    fn relative(&mut self, written: &[Written], (top, end): (u32, u32)) -> Result<()> {
        let range = column(self.ponderale(), top, end);
        let sum = sum(written);
        for one in written {
            let at = Sheet::at(self.ponderale(), one.rows.first);
            let count = written.len();
            let formula =
                format!("IF(COUNT({range})<{count},\"\",IF(SUM({range})=0,\"\",100*{at}/SUM({range})))");
            let hundredfold = one.peso.and_then(|peso| Decimal::ONE_HUNDRED.checked_mul(peso));
            let share = sum.zip(hundredfold).and_then(|(sum, figure)| figure.checked_div(sum));
            self.sheet.beside(one.rows, &Cell::new(self.relativo(), live(formula, share), Look::Figure))?;
        }
        Ok(())
    }

    fn total(&mut self, words: String, written: &[Written], (top, end): (u32, u32)) -> Result<()> {
        let mut cells = vec![Cell::wide(0, self.ponderale() - 1, words, Look::TotalText)];
        let known = sum(written);
        let hundred = known.filter(|sum| !sum.is_zero()).map(|_| Decimal::ONE_HUNDRED);
        for (at, gives) in [(self.ponderale(), known), (self.relativo(), hundred)] {
            let range = format!("{}:{}", Sheet::at(at, top), Sheet::at(at, end));
            let formula = format!("IF(COUNT({range})<{},\"\",SUM({range}))", written.len());
            cells.push(Cell::new(at, live(formula, gives), Look::TotalFigure));
        }
        self.sheet.row(&cells)?;
        Ok(())
    }

    /// Rows without an obiettivo, where the plan has none yet: Area, number and title are typed too.
    pub(super) fn blank_rows(&mut self) -> Result<()> {
        let top = self.sheet.next();
        let end = top + BLANK_ROWS - 1;
        for _ in 0..BLANK_ROWS {
            let here = Sheet::at(TITOLO, self.sheet.next());
            let blank = |column: u16, look: Look| Cell::new(column, Value::Blank, look);
            // a row numbers itself once it has a title: until then it is no obiettivo
            let column_of_titles = crate::place::column_letters(u32::from(TITOLO));
            let number = format!("IF({here}=\"\",\"\",COUNTA({column_of_titles}${}:{here}))", top + 1);
            let mut cells = vec![Cell::new(0, live(number, None), Look::Count)];
            cells.extend([blank(AREA, Look::Key), blank(NUMERO, Look::Count), blank(TITOLO, Look::Text)]);
            let rows = self.points(cells, &vec![None; usize::from(self.criteri)])?.rows;
            let (area, peso) = (Sheet::at(AREA, rows.first), Sheet::at(self.ponderale(), rows.first));
            let (areas, pesi) = (column(AREA, top, end), column(self.ponderale(), top, end));
            let formula = format!("IF({peso}=\"\",\"\",100*{peso}/SUMIF({areas},{area},{pesi}))");
            self.sheet.beside(rows, &Cell::new(self.relativo(), live(formula, None), Look::Figure))?;
        }
        Ok(())
    }
}

/// Cells of a column, for formulas that are copied down.
fn column(column: u16, top: u32, end: u32) -> String {
    let letters = crate::place::column_letters(u32::from(column));
    format!("{letters}${}:{letters}${}", top + 1, end + 1)
}

/// A formula that gives a figure, or nothing while it is not known.
fn live(formula: String, figure: Option<Decimal>) -> Value {
    match figure {
        Some(figure) => Value::Live(formula, figure),
        None => Value::LiveText(formula, String::new()),
    }
}

/// The sum of the weights, once all are there.
fn sum(written: &[Written]) -> Option<Decimal> {
    written.iter().try_fold(Decimal::ZERO, |sum, one| sum.checked_add(one.peso?))
}
