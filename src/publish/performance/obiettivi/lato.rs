//! The working columns beside the printed page: what the totals rest on.

use super::{Obiettivi, PESO};
use crate::compute::esito::Esito;
use crate::model::{Obiettivo, Scadenza};
use crate::publish::figure::UNKNOWN;
use crate::publish::formula::{self, Formula};
use crate::publish::performance::grado::{self, Formulas};
use crate::publish::performance::totale::Riga;
use crate::publish::sheet::{Cell, Sheet, Value};
use crate::publish::style::Look;
use rust_decimal::Decimal;

impl Obiettivi<'_> {
    /// The formulas of an obiettivo's degree on its indicatori; none where its state decides instead.
    pub(super) fn formulas(
        &self,
        obiettivo: &Obiettivo,
        esito: Option<&Esito>,
        at: u16,
        scadenza: Scadenza,
    ) -> Formulas {
        match (self.blocks.get(&obiettivo.chiave), esito) {
            (Some(block), Some(esito)) => {
                let regolamento = self.frame.quadro.regolamento;
                grado::formulas(block, esito, (at, scadenza), &self.frame.tetto, regolamento)
            }
            _ => Formulas::default(),
        }
    }

    /// The working cells of an obiettivo.
    pub(super) fn side(
        &self,
        row: u32,
        obiettivo: &Obiettivo,
        esito: Option<&Esito>,
        peso: Option<Decimal>,
    ) -> (Vec<Cell>, Riga) {
        let colonne = self.colonne;
        let mut cells = Vec::new();
        let mut gradi = Vec::new();
        for (at, scadenza) in (0..).zip(&self.frame.scadenze) {
            let grado = esito.and_then(|esito| esito.realizzazione.get(scadenza)).map(|found| found.value);
            let formulas = self.formulas(obiettivo, esito, at, *scadenza);
            cells.push(side(colonne.minimo(at), grado.map(|grado| (formulas.minimo, grado.minimo))));
            cells.push(side(colonne.massimo(at), grado.map(|grado| (formulas.massimo, grado.massimo))));
            if *scadenza == self.frame.last() {
                cells.push(side(
                    colonne.copertura(),
                    grado.map(|grado| (formulas.copertura, grado.copertura)),
                ));
            }
            gradi.push(grado);
        }
        let conta = esito.is_some_and(|esito| esito.conta);
        let counts = peso.filter(|_| conta);
        let copia = obiettivo.copia_di.is_some();
        let from = |column: u16, figure: Option<Decimal>, source: u16, why: &str| match figure {
            Some(figure) => Cell::new(column, Value::Live(Sheet::at(source, row), figure), Look::Side),
            None => Cell::new(column, why, Look::Side),
        };
        cells.push(from(colonne.peso_gruppo(), counts, PESO, if conta { UNKNOWN } else { "non conta" }));
        let why = if copia && conta {
            "già contato"
        } else if conta {
            UNKNOWN
        } else {
            "non conta"
        };
        let ente = counts.filter(|_| !copia);
        cells.push(from(colonne.peso_ente(), ente, colonne.peso_gruppo(), why));
        (cells, Riga { peso: counts, ente, gradi })
    }
}

/// A working figure: its formula where that gives it.
pub(super) fn side(column: u16, figure: Option<(Option<Formula>, Decimal)>) -> Cell {
    match figure {
        Some((formula, figure)) => Cell::new(column, formula::live(formula, figure), Look::Side),
        None => Cell::new(column, UNKNOWN, Look::Side),
    }
}
