//! A form being written, block after block: the boxes that both families share, each with its rule and its check.

use super::convalide;
use super::foglio::{BEGUN, Dato, Foglio, Zona};
use super::modulo::Modulo;
use super::richiami;
use super::stile::{Segno, Stile};
use super::{Contesto, SENZA_ENTE, nome_scadenza};
use crate::publish::style::Look;
use anyhow::Result;
use rust_xlsxwriter::{DataValidation, Worksheet};

/// The columns of labels, those of what is written beside them, the last that is printed, and that of the checks.
pub(super) const ETICHETTA: (u16, u16) = (0, 1);
pub(super) const VALORE: (u16, u16) = (2, ULTIMA);
pub(super) const ULTIMA: u16 = 15;
pub(super) const RICHIAMI: u16 = 17;

/// The row with the year, and beside it what the whole form still lacks.
const TESTATA: u32 = 1;

/// The form.
pub(super) struct Scrittura<'a> {
    pub(super) foglio: Foglio,
    pub(super) modulo: &'a Modulo,
    pub(super) contesto: &'a Contesto<'a>,
    /// The cells by which a form is known to be begun.
    pub(super) avvio: Vec<String>,
    pub(super) anno: String,
    pub(super) durata: String,
}

/// A box with its label.
pub(super) struct Casella<'a> {
    pub(super) etichetta: &'a str,
    pub(super) dato: Dato,
    pub(super) stile: Stile,
    pub(super) punti: f64,
}

impl<'a> Scrittura<'a> {
    pub(super) fn new(
        name: &str,
        widths: &[f64],
        modulo: &'a Modulo,
        contesto: &'a Contesto<'a>,
    ) -> Result<Scrittura<'a>> {
        let foglio = Foglio::new(name, widths)?;
        Ok(Scrittura {
            foglio,
            modulo,
            contesto,
            avvio: Vec::new(),
            anno: String::new(),
            durata: String::new(),
        })
    }

    /// Whose form it is, and of which year.
    pub(super) fn testata(&mut self) -> Result<()> {
        let ente = self.modulo.ente.clone().unwrap_or_else(|| SENZA_ENTE.to_owned());
        self.foglio.print(Zona::riga(0, (0, ULTIMA)), &ente, Stile::Come(Look::Ente))?;
        let title = Zona::riga(TESTATA, (0, 2));
        self.foglio.print(title, "Obiettivo assegnato per l'anno", Stile::Come(Look::Title))?;
        let anno = Zona::riga(TESTATA, (3, 5));
        let year = self.modulo.anno.map_or(Dato::Vuoto, |anno| Dato::Numero(anno.into()));
        self.foglio.write(anno, &year, Stile::Anno)?;
        self.foglio.only(anno, &convalide::anno()?)?;
        self.anno = anno.fixed();
        self.foglio.tall(TESTATA, 22.0);
        self.foglio.next = TESTATA + 1;
        self.foglio.skip(6.0);
        Ok(())
    }

    /// A label with its box at its right; where the box is.
    pub(super) fn casella(&mut self, casella: Casella<'_>) -> Result<Zona> {
        let riga = self.foglio.next;
        let zona = Zona::riga(riga, VALORE);
        self.foglio.print(Zona::riga(riga, ETICHETTA), casella.etichetta, Stile::Come(Look::Subband))?;
        self.foglio.write(zona, &casella.dato, casella.stile)?;
        self.foglio.tall(riga, casella.punti);
        self.foglio.next += 1;
        Ok(zona)
    }

    /// Says of a box that it must be filled in, once the form is begun.
    pub(super) fn required(&mut self, zona: Zona, is_empty: bool, words: &str) {
        self.required_at(zona.righe.0, zona, is_empty, words);
    }

    /// The same, said beside another row: two boxes of a row cannot both speak there.
    pub(super) fn required_at(&mut self, riga: u32, zona: Zona, is_empty: bool, words: &str) {
        let is_missing = is_empty && self.modulo.is_begun();
        self.foglio.remark(riga, richiami::required(&zona.at(), is_missing, words));
        self.foglio.sign(zona, format!("AND({BEGUN},{}=\"\")", zona.fixed()), Segno::Manca);
    }

    /// A rule on a box.
    pub(super) fn only(&mut self, zona: Zona, rule: &DataValidation) -> Result<()> {
        self.foglio.only(zona, rule)
    }

    /// The title of a block, over the whole width.
    pub(super) fn fascia(&mut self, text: &str) -> Result<()> {
        self.foglio.skip(8.0);
        let riga = self.foglio.next;
        self.foglio.print(Zona::riga(riga, (0, ULTIMA)), text, Stile::Come(Look::Band))?;
        self.foglio.tall(riga, 18.0);
        self.foglio.next += 1;
        Ok(())
    }

    /// The headings of a table: columns and words.
    pub(super) fn colonne(&mut self, heads: &[((u16, u16), &str)]) -> Result<()> {
        for (columns, text) in heads {
            self.foglio.print(Zona::riga(self.foglio.next, *columns), text, Stile::Come(Look::Header))?;
        }
        self.foglio.next += 1;
        Ok(())
    }

    /// The reference to the DUP: three boxes beside one label.
    pub(super) fn dup(&mut self) -> Result<()> {
        let first = self.foglio.next;
        let label = Zona { righe: (first, first + 2), colonne: ETICHETTA };
        self.foglio.print(label, "Riferimento DUP", Stile::Come(Look::Subband))?;
        let modulo = self.modulo;
        let parts = [
            ("Missione", &modulo.missione),
            ("Programma", &modulo.programma),
            ("Obiettivo operativo", &modulo.obiettivo_operativo),
        ];
        for (riga, (label, text)) in (first..).zip(parts) {
            self.foglio.print(Zona::riga(riga, (2, 2)), label, Stile::Come(Look::Subband))?;
            self.foglio.write(Zona::riga(riga, (3, ULTIMA)), &Dato::text(text.as_ref()), Stile::Testo)?;
            self.foglio.tall(riga, 18.0);
        }
        self.foglio.next = first + 3;
        Ok(())
    }

    /// When it ends and how long it lasts, in one row.
    pub(super) fn conclusione(&mut self) -> Result<()> {
        let riga = self.foglio.next;
        let (data, durata) = (Zona::riga(riga, (2, 2)), Zona::riga(riga, (8, ULTIMA)));
        self.foglio.print(Zona::riga(riga, ETICHETTA), "Data di conclusione", Stile::Come(Look::Subband))?;
        let day = self.modulo.data_conclusione.map_or(Dato::Vuoto, Dato::Data);
        self.foglio.write(data, &day, Stile::Data)?;
        self.foglio.print(Zona::riga(riga, (3, 7)), "Durata", Stile::Come(Look::Subband))?;
        self.foglio.write(durata, &Dato::text(self.modulo.durata.as_ref()), Stile::Parola)?;
        self.durata = durata.fixed();
        self.only(data, &convalide::conclusione(&data.at(), &self.anno, &self.durata)?)?;
        self.only(durata, &convalide::scelta(&["annuale", "pluriennale"], "Durata")?)?;
        let check = richiami::conclusione(&data.at(), &self.durata, &self.anno, self.modulo);
        self.foglio.remark(riga, check);
        self.foglio.sign(data, format!("AND({BEGUN},{}=\"\")", data.fixed()), Segno::Manca);
        self.foglio.tall(riga, 20.0);
        self.foglio.next += 1;
        Ok(())
    }

    /// The points of the Nucleo and the weight that comes of them: the program fills them in, or the Nucleo.
    pub(super) fn peso(&mut self) -> Result<()> {
        self.foglio.skip(8.0);
        let first = self.foglio.next;
        let criteri = &self.contesto.quadro.regolamento.pesatura.criteri;
        let names = criteri.iter().map(|criterio| criterio.nome.as_str());
        let mut riga = first;
        for (text, massimo) in std::iter::once(("Peso ponderale", None))
            .chain(names.zip(criteri.iter().map(|criterio| Some(criterio.massimo))))
        {
            let zona = Zona::riga(riga, (9, ULTIMA));
            self.foglio.print(Zona::riga(riga, (0, 8)), text, Stile::Come(Look::Subband))?;
            self.foglio.write(zona, &Dato::Vuoto, Stile::Numero)?;
            match massimo {
                Some(massimo) => {
                    let top = massimo.normalize();
                    let words = crate::publish::figure::short(top);
                    self.only(zona, &convalide::punti(&zona.at(), &top.to_string(), &words, text)?)?;
                }
                None => {
                    let message =
                        "Lo calcola schedario dai punti del Nucleo di Valutazione: si può lasciare vuoto.";
                    self.only(zona, &convalide::aiuto("Peso ponderale", message)?)?;
                }
            }
            self.foglio.tall(riga, 16.0);
            riga += 1;
        }
        self.foglio.next = riga;
        Ok(())
    }

    /// Rows to write in that say nothing of the plan: people, equipment.
    pub(super) fn righe_libere(&mut self, rows: u32, columns: &[(u16, u16)]) -> Result<()> {
        for _ in 0..rows {
            for columns in columns {
                self.foglio.write(Zona::riga(self.foglio.next, *columns), &Dato::Vuoto, Stile::Testo)?;
            }
            self.foglio.tall(self.foglio.next, 16.0);
            self.foglio.next += 1;
        }
        Ok(())
    }

    /// The words over a column of results.
    pub(super) fn conseguito(&self, at: usize) -> String {
        let name = self.contesto.scadenze.get(at).map(|scadenza| nome_scadenza(*scadenza, self.modulo.anno));
        format!("Valore conseguito al {}", name.unwrap_or_default())
    }

    /// The sheet, with its checks.
    pub(super) fn close(self) -> Result<Worksheet> {
        let begun = format!("COUNTA({})>0", self.avvio.join(","));
        self.foglio.close((ULTIMA, RICHIAMI), (TESTATA, self.modulo.is_begun()), &begun)
    }
}

/// Splits columns into so many parts, as even as they can be.
pub(super) fn split(columns: (u16, u16), parts: usize) -> Vec<(u16, u16)> {
    let (all, parts) = (usize::from(columns.1 - columns.0) + 1, parts.max(1));
    let edge = |part: usize| columns.0 + u16::try_from(all * part / parts).unwrap_or(0);
    (0..parts).map(|part| (edge(part), edge(part + 1).max(edge(part) + 1) - 1)).collect()
}
