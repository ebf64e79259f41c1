//! The first sheet: the Aree and the Ente at a glance, and the payment-time quota.

use super::Frame;
use super::obiettivi::{Celle, Totali};
use super::quota;
use crate::compute::esito::{EsitoArea, Grado};
use crate::publish::book::{Book, Page};
use crate::publish::figure::{UNKNOWN, interval, one_line};
use crate::publish::parole;
use crate::publish::sheet::{Cell, Sheet, Value};
use crate::publish::style::Look;
use anyhow::Result;
use rust_decimal::Decimal;

const AREA: u16 = 0;
const RESPONSABILE: u16 = 1;
const OBIETTIVI: u16 = 2;
const PESI: u16 = 3;
const GRADO: u16 = 4;

/// Writes the sheet.
pub(super) fn write(book: &Book<'_>, frame: &Frame<'_>, totali: &Totali) -> Result<(Sheet, Page)> {
    let mut widths = vec![38.0, 27.0, 10.5, 11.0];
    widths.extend(std::iter::repeat_n(18.5, frame.scadenze.len()));
    widths.extend([10.5, 10.5, 11.0]);
    let sheet = Sheet::new("Riepilogo", &widths, frame.decimals())?;
    let mut table = Riepilogo { sheet, frame };
    book.opening(&mut table.sheet, "Riepilogo delle Aree e dell'Ente")?;
    table.head()?;
    table.rows(totali)?;
    quota::write(&mut table.sheet, frame)?;
    table.sheet.skip(8.0);
    for line in parole::LEGENDA {
        table.sheet.line(*line, Look::Note)?;
    }
    let last_column = table.sheet.last_column();
    Ok((table.sheet, Page { landscape: true, head: None, frozen: 0, last_column }))
}

struct Riepilogo<'t> {
    sheet: Sheet,
    frame: &'t Frame<'t>,
}

/// A row of the summary.
struct Voce<'v> {
    nome: &'v str,
    responsabile: String,
    obiettivi: usize,
    pesi: Option<Decimal>,
    gradi: Vec<Option<Grado>>,
    celle: Option<&'v Celle>,
    total: bool,
}

impl Riepilogo<'_> {
    fn minimo(&self) -> u16 {
        GRADO + self.frame.columns()
    }

    fn head(&mut self) -> Result<()> {
        let last = self.frame.last();
        let mut cells = vec![
            Cell::new(AREA, "Area", Look::Header),
            Cell::new(RESPONSABILE, "Responsabile", Look::Header),
            Cell::new(OBIETTIVI, "Obiettivi", Look::Header),
            Cell::new(PESI, "Somma dei pesi", Look::Header),
            Cell::new(self.minimo(), format!("Minimo al {last} %"), Look::Header),
            Cell::new(self.minimo() + 1, format!("Massimo al {last} %"), Look::Header),
            Cell::new(self.minimo() + 2, format!("Copertura al {last} %"), Look::Header),
        ];
        for (column, scadenza) in (GRADO..).zip(&self.frame.scadenze) {
            cells.push(Cell::new(column, format!("Grado al {scadenza} %"), Look::Header));
        }
        self.sheet.row(&cells).map(|_| ())
    }

    fn rows(&mut self, totali: &Totali) -> Result<()> {
        let quadro = self.frame.quadro;
        let esiti = quadro.esiti;
        let celle = |area: Option<&str>| {
            totali.gruppi.iter().find(|posto| posto.area.as_deref() == area).map(|posto| &posto.celle)
        };
        if esiti.trasversali.obiettivi > 0 {
            let voce =
                self.voce("OBIETTIVI TRASVERSALI", UNKNOWN.to_owned(), &esiti.trasversali, celle(None));
            self.row(&voce)?;
        }
        let mut all = esiti.trasversali.obiettivi;
        for (nome, area) in &quadro.piano.aree {
            let Some(esito) = esiti.aree.get(nome) else { continue };
            let responsabile =
                area.responsabile.value().map_or_else(|| UNKNOWN.to_owned(), |name| one_line(name));
            let voce = self.voce(nome, responsabile, esito, celle(Some(nome.as_str())));
            all += voce.obiettivi;
            self.row(&voce)?;
        }
        let gradi =
            self.frame.scadenze.iter().map(|at| esiti.ente.get(at).map(|found| found.value)).collect();
        self.row(&Voce {
            nome: quadro.ente(),
            responsabile: "GRADO DELL'ENTE".to_owned(),
            obiettivi: all,
            pesi: None,
            gradi,
            celle: Some(&totali.ente),
            total: true,
        })
    }

    fn voce<'v>(
        &self,
        nome: &'v str,
        responsabile: String,
        esito: &EsitoArea,
        celle: Option<&'v Celle>,
    ) -> Voce<'v> {
        let gradi = self.frame.scadenze.iter().map(|at| esito.realizzazione.get(at).map(|found| found.value));
        let pesi = celle.and_then(|celle| celle.pesi.as_ref()).map(|_| esito.somma_pesi);
        Voce {
            nome,
            responsabile,
            obiettivi: esito.obiettivi,
            pesi,
            gradi: gradi.collect(),
            celle,
            total: false,
        }
    }

    fn row(&mut self, voce: &Voce<'_>) -> Result<()> {
        let (text, figure, count) = match voce.total {
            true => (Look::TotalText, Look::TotalFigure, Look::TotalCount),
            false => (Look::Text, Look::Figure, Look::Count),
        };
        let from = |column: u16, at: Option<&String>, figure_there: Option<Decimal>| match (at, figure_there)
        {
            (Some(at), Some(there)) => Cell::new(column, Value::Live(at.clone(), there), figure),
            _ => Cell::new(column, if voce.total { "" } else { UNKNOWN }, count),
        };
        let celle = voce.celle;
        let last = voce.gradi.last().copied().flatten();
        let mut cells = vec![
            Cell::new(AREA, voce.nome, text),
            Cell::new(RESPONSABILE, voce.responsabile.as_str(), text),
            Cell::new(OBIETTIVI, Value::Number(Decimal::from(voce.obiettivi)), count),
            from(PESI, celle.and_then(|celle| celle.pesi.as_ref()), voce.pesi),
            from(self.minimo(), celle.map(|celle| &celle.minimo), last.map(|grado| grado.minimo)),
            from(self.minimo() + 1, celle.map(|celle| &celle.massimo), last.map(|grado| grado.massimo)),
            from(self.minimo() + 2, celle.map(|celle| &celle.copertura), last.map(|grado| grado.copertura)),
        ];
        for (at, grado) in voce.gradi.iter().enumerate() {
            let column = GRADO + at as u16;
            cells.push(self.degree(column, *grado, celle.and_then(|celle| celle.gradi.get(at)), voce.total));
        }
        self.sheet.row(&cells).map(|_| ())
    }

    fn degree(&self, column: u16, grado: Option<Grado>, at: Option<&String>, total: bool) -> Cell {
        let (Some(grado), Some(at)) = (grado, at) else {
            return Cell::new(column, UNKNOWN, if total { Look::TotalCount } else { Look::Missing });
        };
        match (grado.valore, total) {
            (Some(valore), false) => Cell::new(column, Value::Live(at.clone(), valore), Look::Figure),
            (Some(valore), true) => Cell::new(column, Value::Live(at.clone(), valore), Look::TotalFigure),
            (None, total) => {
                // on one line here, and still a figure once nothing is missing any more
                let formula = format!("IF(ISTEXT({at}),SUBSTITUTE({at},CHAR(10),\" \"),{at})");
                let text = interval(grado.minimo, grado.massimo, self.frame.decimals());
                let look = if total { Look::TotalWaiting } else { Look::Waiting };
                Cell::new(column, Value::LiveText(formula, text), look)
            }
        }
    }
}
