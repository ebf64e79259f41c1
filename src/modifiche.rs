//! A list of changes that somebody typed: which cell of which workbook, what it must hold, what it shall hold.
//!
//! The list is a CSV as Excel saves it in Italian: semicolons, a first line `file;foglio;cella;atteso;nuovo`, in UTF-8 or in
//! Windows' own encoding. What a value is follows from how it is typed. The only room that names `csv`; it opens no
//! workbook.

mod typed;

pub use typed::{agrees, change};

use crate::patch::Change;
use crate::place::CellRef;

/// The columns of the list, in the order in which they are usually written.
pub const COLUMNS: [&str; 5] = ["file", "foglio", "cella", "atteso", "nuovo"];

/// A line of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Modifica {
    /// The line of the file on which it begins, from 1.
    pub line: u64,
    /// The workbook, as written.
    pub file: String,
    /// The sheet, as written.
    pub foglio: String,
    /// The cell.
    pub cella: CellRef,
    /// What the cell must hold, as written; `None` for no comparison.
    pub atteso: Option<String>,
    /// What it shall hold, as written.
    pub nuovo: String,
    /// What it shall hold.
    pub change: Change,
}

/// A line that cannot be used, and why, in Italian.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errore {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong and what to do.
    pub message: String,
}

/// Reads the list from the bytes of its file: its lines, and what is wrong with the others.
pub fn read(bytes: &[u8]) -> (Vec<Modifica>, Vec<Errore>) {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        let message = "è una cartella di lavoro, non una lista: la lista si salva da Excel come CSV (delimitato dal separatore di elenco)";
        return (Vec::new(), vec![error(1, message.to_owned())]);
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        let message = "è un testo Unicode a 16 bit: salvare la lista da Excel come CSV UTF-8";
        return (Vec::new(), vec![error(1, message.to_owned())]);
    }
    // lines are counted right only when they end one way
    let text = decode(bytes).replace("\r\n", "\n").replace('\r', "\n");
    // a quotation mark that is never closed would swallow all the lines after it
    if text.matches('"').count() % 2 == 1 {
        let line = 1 + text.rsplit_once('"').map_or(0, |(before, _)| before.matches('\n').count() as u64);
        let message = "una virgoletta non è chiusa, in questa riga o prima: dentro un testo fra virgolette si scrivono doppie (\"\")";
        return (Vec::new(), vec![error(line, message.to_owned())]);
    }
    let text = text.strip_prefix("sep=;\n").unwrap_or(&text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let Some(Ok(head)) = records.next() else {
        return (Vec::new(), vec![error(1, "il file è vuoto".to_owned())]);
    };
    let columns = match columns(&head) {
        Ok(columns) => columns,
        Err(message) => return (Vec::new(), vec![error(1, message)]),
    };
    let (mut lines, mut errors) = (Vec::new(), Vec::new());
    for record in records {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                if record.iter().all(|field| field.trim().is_empty()) {
                    continue;
                }
                match modifica(&record, &columns, head.len(), line) {
                    Ok(modifica) => lines.push(modifica),
                    Err(message) => errors.push(error(line, message)),
                }
            }
            Err(fault) => {
                let line = fault.position().map_or(0, csv::Position::line);
                errors.push(error(line, "la riga non si legge: controllare le virgolette".to_owned()));
            }
        }
    }
    (lines, errors)
}

fn error(line: u64, message: String) -> Errore {
    Errore { line, message }
}

/// UTF-8 with or without its mark, else the encoding in which Excel saves a CSV on Windows.
fn decode(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// Where each of [`COLUMNS`] stands.
fn columns(head: &csv::StringRecord) -> Result<[usize; 5], String> {
    let names: Vec<String> = head.iter().map(|name| name.trim().to_lowercase()).collect();
    if head.len() == 1 && names.iter().any(|name| name.contains([',', '\t'])) {
        return Err(
            "le colonne devono essere separate dal punto e virgola, non da virgole o tabulazioni".to_owned()
        );
    }
    let mut found = [0; 5];
    for (at, column) in found.iter_mut().zip(COLUMNS) {
        let Some(position) = names.iter().position(|name| name == column) else {
            return Err(format!(
                "la prima riga deve essere «{}», con il punto e virgola; manca «{column}»",
                COLUMNS.join(";")
            ));
        };
        if names.iter().filter(|name| *name == column).count() > 1 {
            return Err(format!("la colonna «{column}» è scritta due volte"));
        }
        *at = position;
    }
    Ok(found)
}

fn modifica(
    record: &csv::StringRecord,
    columns: &[usize; 5],
    width: usize,
    line: u64,
) -> Result<Modifica, String> {
    let [file, foglio, cella, atteso, nuovo] = columns.map(|at| record.get(at).unwrap_or_default());
    for (name, value) in [("file", file), ("foglio", foglio), ("cella", cella)] {
        if value.trim().is_empty() {
            return Err(format!("manca «{name}»"));
        }
    }
    let written = cella.trim().replace('$', "");
    let cella = CellRef::read(&written)
        .ok_or_else(|| format!("«{written}» non è una cella: scrivere per esempio C12"))?;
    if record.len() <= columns.iter().copied().max().unwrap_or_default() {
        return Err("mancano delle colonne: ogni riga ne ha cinque, anche se vuote".to_owned());
    }
    if record.iter().skip(width).any(|field| !field.trim().is_empty()) {
        return Err(
            "ha più colonne della prima riga: un testo con il punto e virgola va fra virgolette".to_owned()
        );
    }
    let change = change(nuovo)?;
    let atteso = (!atteso.trim().is_empty()).then(|| atteso.to_owned());
    Ok(Modifica {
        line,
        file: file.trim().to_owned(),
        foglio: foglio.to_owned(),
        cella,
        atteso,
        nuovo: nuovo.to_owned(),
        change,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_as_excel_saves_it_is_read_line_by_line() {
        let text = "file;foglio;cella;atteso;nuovo\r\nArea Cultura.xlsx;OB 1;C4;;80\r\n\"a;b.xlsx\";OB 1;$D$5;\"due\nrighe\";'80\r\n;;;;\r\n";
        let (lines, errors) = read(text.as_bytes());
        assert_eq!(errors, []);
        assert_eq!(lines.len(), 2);
        assert_eq!((lines[0].line, lines[0].cella.to_string()), (2, "C4".to_owned()));
        assert_eq!(lines[0].atteso, None);
        assert_eq!((lines[1].file.as_str(), lines[1].cella.to_string()), ("a;b.xlsx", "D5".to_owned()));
        assert_eq!(lines[1].change, Change::Text("80".into()));
    }

    #[test]
    fn windows_own_letters_and_other_orders_of_columns_are_read() {
        let (lines, errors) = read(b"Cella;Foglio;File;Nuovo;Atteso;nota\nB2;Attivit\xE0;a.xlsx;s\xEC;;x\n");
        assert_eq!(errors, []);
        assert_eq!((lines[0].foglio.as_str(), lines[0].nuovo.as_str()), ("Attività", "sì"));
    }

    #[test]
    fn a_line_that_cannot_be_used_is_told_with_its_number() {
        let (lines, errors) = read(
            "file;foglio;cella;atteso;nuovo\na.xlsx;F;12;;1\na.xlsx;F;B2;;=A1\na.xlsx;F;B3\n".as_bytes(),
        );
        assert!(lines.is_empty());
        assert_eq!(errors.iter().map(|error| error.line).collect::<Vec<_>>(), [2, 3, 4]);
        for (line, told) in
            [("a.xlsx;F;B2;;\"nota\na.xlsx;F;B3;;9", "virgoletta"), ("a.xlsx;F;B2;;uno; due", "più colonne")]
        {
            let (lines, errors) = read(format!("file;foglio;cella;atteso;nuovo\n{line}\n").as_bytes());
            assert!(lines.is_empty(), "{line}");
            assert!(errors[0].message.contains(told), "{}", errors[0].message);
        }
        let (_, errors) = read(b"file,foglio,cella,atteso,nuovo\n");
        assert!(errors[0].message.contains("punto e virgola"), "{}", errors[0].message);
    }
}
