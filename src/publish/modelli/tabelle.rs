//! The tables of a form: the timetable with its months, the indicatori, the monitoring. Their rows number themselves, and
//! their weights are summed before the eyes of whoever types them.

use super::convalide;
use super::foglio::{Dato, Zona};
use super::modulo::VoceIndicatore;
use super::richiami;
use super::scrittura::{Scrittura, ULTIMA};
use super::stile::{Segno, Stile};
use crate::publish::style::Look;
use anyhow::Result;
use rust_decimal::Decimal;

/// Rows ready for phases, and for indicatori.
pub(super) const FASI: u32 = 8;
pub(super) const INDICATORI: u32 = 5;

/// The columns of a timetable.
pub(super) struct ColonneFasi {
    pub(super) descrizione: (u16, u16),
    pub(super) gennaio: u16,
    pub(super) peso: u16,
}

/// The columns of a table of indicatori, those of its results included where it has them.
pub(super) struct ColonneIndicatori {
    pub(super) descrizione: (u16, u16),
    pub(super) atteso: (u16, u16),
    pub(super) peso: (u16, u16),
    pub(super) conseguito: Vec<(u16, u16)>,
    pub(super) verifica: Option<(u16, u16)>,
}

/// The months over their columns.
const MESI: [&str; 12] = ["GEN", "FEB", "MAR", "APR", "MAG", "GIU", "LUG", "AGO", "SET", "OTT", "NOV", "DIC"];

const AFTER_WORK: &str =
    "Si scrive a cose fatte. Va bene un numero, una percentuale, una data, oppure sì o no.";

impl Scrittura<'_> {
    /// The names of the months, in the row that is written next.
    pub(super) fn mesi(&mut self, gennaio: u16) -> Result<()> {
        for (column, month) in (gennaio..).zip(MESI) {
            self.foglio.print(Zona::riga(self.foglio.next, (column, column)), month, Stile::TestaMese)?;
        }
        Ok(())
    }

    /// The rows of the timetable, and their sum.
    pub(super) fn fasi(&mut self, columns: &ColonneFasi) -> Result<()> {
        let (first, last) = (self.foglio.next, self.foglio.next + FASI - 1);
        let mesi = (columns.gennaio, columns.gennaio + 11);
        let voci = Zona { righe: (first, last), colonne: (columns.descrizione.0, columns.descrizione.0) };
        self.avvio.push(Zona::riga(first, columns.descrizione).fixed());
        for (at, riga) in (first..=last).enumerate() {
            self.fase(at, riga, columns)?;
        }
        let grid = Zona { righe: (first, last), colonne: mesi };
        self.only(grid, &convalide::mese(&grid.at())?)?;
        self.foglio.sign(grid, format!("TRIM({})<>\"\"", grid.at()), Segno::Segnato);
        let pesi = Zona { righe: (first, last), colonne: (columns.peso, columns.peso) };
        self.only(pesi, &convalide::percento(&pesi.at(), "Peso della fase")?)?;
        let known: Vec<Option<Decimal>> = self.modulo.fasi.iter().map(|voce| voce.peso).collect();
        let none = "◄ scrivere i pesi delle fasi";
        let check = richiami::somma(pesi, voci, &known, none);
        self.totale(pesi, (columns.peso, columns.peso), &known, check)
    }

    fn fase(&mut self, at: usize, riga: u32, columns: &ColonneFasi) -> Result<()> {
        let voce = self.modulo.fasi.get(at);
        let descrizione = Zona::riga(riga, columns.descrizione);
        let mesi = Zona::riga(riga, (columns.gennaio, columns.gennaio + 11));
        let peso = Zona::riga(riga, (columns.peso, columns.peso));
        let text = voce.and_then(|voce| voce.descrizione.as_ref());
        self.number(riga, descrizione, text.is_some())?;
        self.foglio.write(descrizione, &Dato::text(text), Stile::Testo)?;
        for (month, column) in (1u16..=12).zip(columns.gennaio..) {
            let marked = voce.is_some_and(|voce| voce.mesi.contains(&month));
            let mark = if marked { Dato::Testo("X".to_owned()) } else { Dato::Vuoto };
            self.foglio.write(Zona::riga(riga, (column, column)), &mark, Stile::Mese)?;
        }
        let weight = voce.and_then(|voce| voce.peso).map_or(Dato::Vuoto, Dato::Numero);
        self.foglio.write(peso, &weight, Stile::Numero)?;
        let fixed = |zona: Zona| zona.at();
        self.foglio.remark(riga, richiami::fase(&fixed(descrizione), &mesi.range(), &fixed(peso), voce));
        self.foglio.tall(riga, 26.0);
        Ok(())
    }

    /// The rows of the indicatori, and the sum of their weights. Where they stand.
    pub(super) fn indicatori(&mut self, columns: &ColonneIndicatori) -> Result<(u32, u32)> {
        let (first, last) = (self.foglio.next, self.foglio.next + INDICATORI - 1);
        self.avvio.push(Zona::riga(first, columns.descrizione).fixed());
        for (at, riga) in (first..=last).enumerate() {
            self.indicatore(at, riga, columns)?;
        }
        let pesi = Zona { righe: (first, last), colonne: columns.peso };
        let sums = Zona { righe: (first, last), colonne: (columns.peso.0, columns.peso.0) };
        let voci = Zona { righe: (first, last), colonne: (columns.descrizione.0, columns.descrizione.0) };
        self.only(pesi, &convalide::percento(&pesi.at(), "Peso dell'indicatore")?)?;
        let known: Vec<Option<Decimal>> = self.modulo.indicatori.iter().map(|voce| voce.peso).collect();
        let check = richiami::somma(sums, voci, &known, "✓ nessun peso: contano tutti uguali");
        self.totale(sums, columns.peso, &known, check)?;
        Ok((first, last))
    }

    fn indicatore(&mut self, at: usize, riga: u32, columns: &ColonneIndicatori) -> Result<()> {
        let voce = self.modulo.indicatori.get(at);
        let (descrizione, atteso) = (Zona::riga(riga, columns.descrizione), Zona::riga(riga, columns.atteso));
        let text = |part: fn(&VoceIndicatore) -> &Option<String>| {
            Dato::text(voce.and_then(|voce| part(voce).as_ref()))
        };
        self.foglio.write(
            Zona::riga(riga, (0, 0)),
            &Dato::Numero(Decimal::from(at + 1)),
            Stile::Come(Look::Count),
        )?;
        self.foglio.write(descrizione, &text(|voce| &voce.descrizione), Stile::Testo)?;
        self.foglio.write(atteso, &text(|voce| &voce.atteso), Stile::Letterale)?;
        let help = "Un numero (1750), una percentuale (almeno 90 %), un limite (al massimo 30), un rapporto (25/25), una data \
                    (31/12/2023) oppure sì.";
        self.only(atteso, &convalide::suggeriti(&["sì"], "Valore atteso", help)?)?;
        let peso = voce.and_then(|voce| voce.peso).map_or(Dato::Vuoto, Dato::Numero);
        self.foglio.write(Zona::riga(riga, columns.peso), &peso, Stile::Numero)?;
        for (at, columns) in columns.conseguito.iter().enumerate() {
            self.risultato(Zona::riga(riga, *columns), voce, at)?;
        }
        if let Some(columns) = columns.verifica {
            let zona = Zona::riga(riga, columns);
            self.foglio.write(zona, &text(|voce| &voce.verifica), Stile::Parola)?;
            let words = [
                "realizzato",
                "non realizzato",
                "realizzato in parte: 25 %",
                "realizzato in parte: 50 %",
                "realizzato in parte: 75 %",
            ];
            let help =
                "Si sceglie dall'elenco; un'altra percentuale si scrive come «realizzato in parte: 60 %».";
            self.only(zona, &convalide::suggeriti(&words, "Verifica", help)?)?;
        }
        let (first, last) = (riga - at as u32, riga - at as u32 + INDICATORI - 1);
        let column = crate::place::column_letters(u32::from(columns.peso.0));
        let pesi = format!("${column}${}:${column}${}", first + 1, last + 1);
        let cells = [&descrizione.at(), &atteso.at(), &Zona::riga(riga, columns.peso).at()];
        let weighed = self.modulo.indicatori.iter().any(|voce| voce.peso.is_some());
        let check = richiami::indicatore(cells.map(String::as_str), &pesi, voce, weighed);
        self.foglio.remark(riga, check);
        self.foglio.sign(descrizione, missing(descrizione, atteso), Segno::Manca);
        self.foglio.sign(atteso, missing(atteso, descrizione), Segno::Manca);
        self.foglio.tall(riga, 26.0);
        Ok(())
    }

    /// The monitoring table: the indicatori named by formulas, and what was achieved.
    pub(super) fn monitoraggio(
        &mut self,
        source: &ColonneIndicatori,
        from: u32,
        columns: &ColonneIndicatori,
    ) -> Result<()> {
        for at in 0..INDICATORI {
            let (riga, origin) = (self.foglio.next, from + at);
            let voce = self.modulo.indicatori.get(at as usize);
            for (target, origin, text) in [
                (
                    columns.descrizione,
                    Zona::riga(origin, source.descrizione),
                    voce.and_then(|voce| voce.descrizione.as_ref()),
                ),
                (
                    columns.atteso,
                    Zona::riga(origin, source.atteso),
                    voce.and_then(|voce| voce.atteso.as_ref()),
                ),
            ] {
                let formula = format!("IF({0}=\"\",\"\",{0})", origin.at());
                let gives = text.map_or("", String::as_str);
                self.foglio.live(Zona::riga(riga, target), &formula, gives, Stile::Copia)?;
            }
            let number = Dato::Numero(Decimal::from(at + 1));
            self.foglio.write(Zona::riga(riga, (0, 0)), &number, Stile::Come(Look::Count))?;
            for (at, columns) in columns.conseguito.iter().enumerate() {
                self.risultato(Zona::riga(riga, *columns), voce, at)?;
            }
            self.foglio.tall(riga, 26.0);
            self.foglio.next += 1;
        }
        Ok(())
    }

    /// A box for what was achieved at a deadline.
    fn risultato(&mut self, zona: Zona, voce: Option<&VoceIndicatore>, at: usize) -> Result<()> {
        let text = voce.and_then(|voce| voce.conseguito.get(at)).and_then(Option::as_ref);
        self.foglio.write(zona, &Dato::text(text), Stile::Letterale)?;
        let title: String = self.conseguito(at).chars().take(32).collect();
        self.only(zona, &convalide::suggeriti(&["sì", "no"], &title, AFTER_WORK)?)
    }

    /// The number of a phase, as soon as it is described: one more than the row above, so that rows and whole tables can
    /// be copied.
    fn number(&mut self, riga: u32, descrizione: Zona, is_described: bool) -> Result<()> {
        let zona = Zona::riga(riga, (0, 0));
        let above = Zona::riga(riga.saturating_sub(1), (0, 0)).at();
        let formula = format!("IF({}=\"\",\"\",N({above})+1)", descrizione.at());
        let before = (riga - self.foglio.next) as usize;
        let rows = self.modulo.fasi.get(..=before).unwrap_or_default();
        let run = rows.iter().rev().take_while(|voce| voce.descrizione.is_some()).count();
        let gives = if is_described { run.to_string() } else { String::new() };
        self.foglio.live(zona, &formula, &gives, Stile::Come(Look::Count))
    }

    /// The row under weights, with their sum and what is wrong with it.
    fn totale(
        &mut self,
        pesi: Zona,
        columns: (u16, u16),
        known: &[Option<Decimal>],
        check: super::foglio::Richiamo,
    ) -> Result<()> {
        let riga = pesi.righe.1 + 1;
        let label = Zona::riga(riga, (0, columns.0 - 1));
        let sum = known.iter().flatten().try_fold(Decimal::ZERO, |sum, peso| sum.checked_add(*peso));
        let gives = sum.filter(|_| known.iter().any(Option::is_some)).map(|sum| sum.normalize().to_string());
        let formula = format!("IF(COUNT({0})=0,\"\",ROUND(SUM({0}),6))", pesi.range());
        self.foglio.print(label, "Totale", Stile::Come(Look::TotalText))?;
        self.foglio.live(
            Zona::riga(riga, columns),
            &formula,
            &gives.unwrap_or_default(),
            Stile::Come(Look::TotalCount),
        )?;
        if columns.1 < ULTIMA {
            self.foglio.write(
                Zona::riga(riga, (columns.1 + 1, ULTIMA)),
                &Dato::Vuoto,
                Stile::Come(Look::TotalText),
            )?;
        }
        self.foglio.remark(riga, check);
        self.foglio.next = riga + 1;
        Ok(())
    }
}

/// This box is empty and the other is not.
fn missing(this: Zona, other: Zona) -> String {
    format!("AND({}=\"\",{}<>\"\")", this.fixed(), other.fixed())
}
