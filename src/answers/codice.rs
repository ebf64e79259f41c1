//! The code of a row: which indicatore of which obiettivo it asks about, for which deadline of which municipality, and
//! what the indicatore said when the workbook was prepared.
//!
//! Written in one cell of the row, as text that no spreadsheet program takes for a number or a date; its last four
//! signs tell whether the others are whole.

use super::impronta;
use crate::layout::fold;
use crate::model::{Ambito, Chiave};
use crate::package::OUTPUT_MARK;
use jiff::civil::Date;

const VERSION: &str = "/M1";

/// What identifies a row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Codice {
    /// A number made from the municipality's name.
    pub ente: u32,
    /// The day of the deadline.
    pub scadenza: Date,
    /// The obiettivo.
    pub chiave: Chiave,
    /// Position of the indicatore in its scheda, from 0.
    pub indicatore: usize,
    /// A number made from what the indicatore said.
    pub impronta: u32,
}

/// The number of a municipality's name.
pub(super) fn ente(name: &str) -> u32 {
    impronta::of(&fold(name))
}

/// Whether a text is, or was, a code.
pub(super) fn is_code(text: &str) -> bool {
    text.trim_start().starts_with(OUTPUT_MARK)
}

impl Codice {
    /// The code as written in its cell.
    pub fn written(&self) -> String {
        let ambito = match &self.chiave.ambito {
            Ambito::Trasversale => "T".to_owned(),
            Ambito::Area(nome) => format!("A:{}", escaped(nome)),
        };
        let body = format!(
            "{OUTPUT_MARK}{VERSION}|{:08X}|{}|{ambito}|{}|{}|{:08X}",
            self.ente,
            self.scadenza,
            escaped(&self.chiave.numero),
            self.indicatore + 1,
            self.impronta
        );
        let check = check(&body);
        format!("{body}|{check}")
    }

    /// Reads a code; `None` if a sign of it was lost or changed.
    pub fn read(text: &str) -> Option<Codice> {
        let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (body, said) = text.rsplit_once('|')?;
        if check(body) != said.trim() {
            return None;
        }
        let mut parts = body.strip_prefix(OUTPUT_MARK)?.strip_prefix(VERSION)?.strip_prefix('|')?.split('|');
        let ente = number(parts.next()?)?;
        let scadenza = parts.next()?.parse().ok()?;
        let ambito = match parts.next()? {
            "T" => Ambito::Trasversale,
            area => Ambito::Area(plain(area.strip_prefix("A:")?)),
        };
        let chiave = Chiave { ambito, numero: plain(parts.next()?) };
        let indicatore = parts.next()?.parse::<usize>().ok()?.checked_sub(1)?;
        let impronta = number(parts.next()?)?;
        parts.next().is_none().then_some(Codice { ente, scadenza, chiave, indicatore, impronta })
    }
}

fn number(text: &str) -> Option<u32> {
    u32::from_str_radix(text, 16).ok()
}

/// Four signs that follow from the others.
fn check(body: &str) -> String {
    let hash = impronta::of(body);
    format!("{:04X}", (hash >> 16) ^ (hash & 0xFFFF))
}

/// A name within a code: runs of blanks folded, as reading does, and the separator escaped.
fn escaped(name: &str) -> String {
    let line = name.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace('%', "%25").replace('|', "%7C")
}

fn plain(name: &str) -> String {
    name.replace("%7C", "|").replace("%25", "%")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn codice() -> Codice {
        let chiave = Chiave { ambito: Ambito::Area("AMBIENTE E VIABILITA'".into()), numero: "6 bis".into() };
        Codice { ente: 7, scadenza: date(2023, 9, 30), chiave, indicatore: 2, impronta: 0xABCD_0123 }
    }

    #[test]
    fn a_code_is_read_as_it_was_written() {
        let own = codice();
        assert_eq!(Codice::read(&own.written()), Some(own.clone()));
        assert_eq!(Codice::read(&format!("  {}\n", own.written())), Some(own.clone()));
        let odd = Codice { chiave: Chiave { ambito: Ambito::Trasversale, numero: "1|%".into() }, ..own };
        assert_eq!(Codice::read(&odd.written()), Some(odd));
    }

    #[test]
    fn a_sign_lost_or_changed_is_told() {
        let written = codice().written();
        for at in 0..written.len() {
            let mut bytes = written.clone().into_bytes();
            bytes[at] = if bytes[at] == b'4' { b'5' } else { b'4' };
            let changed = String::from_utf8(bytes).unwrap();
            assert_eq!(Codice::read(&changed), None, "{changed}");
            let mut lost = written.clone();
            lost.remove(at);
            assert_eq!(Codice::read(&lost), None, "{lost}");
        }
    }
}
