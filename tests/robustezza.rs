//! Damaged, odd and hostile files: nothing panics or hangs, nothing is read as other than it was written, what cannot
//! be read is told in Italian with its file, and the others are read all the same. All of them are made here.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use schedario::folder;
use schedario::grid::{self, Content, Workbook};
use schedario::layout::Lessico;
use schedario::place::CellRef;
use schedario::read::read_workbook;
use schedario::rilievo::{Gravita, Rilievo};
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const SCHEDA: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Area Cultura</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Obiettivo n. 2: Catalogo</t></is></c><c r="B2"><v>12.5</v></c></row>"#;

type Parts = Vec<(String, Vec<u8>)>;

fn sheet(rows: &str) -> String {
    format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>"#)
}

fn relations(entries: &[(String, &str, String)]) -> String {
    let one = |(id, kind, target): &(String, &str, String)| {
        format!(r#"<Relationship Id="{id}" Type="{TYPES}/{kind}" Target="{target}"/>"#)
    };
    let all: String = entries.iter().map(one).collect();
    format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{all}</Relationships>"#
    )
}

/// The parts of a workbook: each sheet with its name, its part, and that part's content if it is there.
fn parts(sheets: &[(&str, &str, Option<&str>)]) -> Parts {
    let id = |at: usize| format!("r{at}");
    let listed: String = (0..)
        .zip(sheets)
        .map(|(at, (name, ..))| format!(r#"<sheet name="{name}" sheetId="{}" r:id="{}"/>"#, at + 1, id(at)))
        .collect();
    let links: Vec<_> =
        (0..).zip(sheets).map(|(at, (_, target, _))| (id(at), "worksheet", target.to_string())).collect();
    let book = format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{TYPES}"><sheets>{listed}</sheets></workbook>"#);
    let mut parts = vec![
        (
            "_rels/.rels".to_owned(),
            relations(&[("r".to_owned(), "officeDocument", "xl/workbook.xml".to_owned())]).into_bytes(),
        ),
        ("xl/workbook.xml".to_owned(), book.into_bytes()),
        ("xl/_rels/workbook.xml.rels".to_owned(), relations(&links).into_bytes()),
    ];
    parts.extend(sheets.iter().filter_map(|(_, target, content)| {
        Some((format!("xl/{target}"), content.as_ref()?.as_bytes().to_vec()))
    }));
    parts
}

fn zipped(parts: &Parts, method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn unzipped(bytes: &[u8]) -> Parts {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        parts.push((entry.name().unwrap().to_string(), content));
    }
    parts
}

/// A workbook whose first sheet is this, and whose second is a sound scheda.
fn beside(first: &str) -> Vec<u8> {
    zipped(
        &parts(&[
            ("Primo", "worksheets/a.xml", Some(first)),
            ("Secondo", "worksheets/b.xml", Some(&sheet(SCHEDA))),
        ]),
        CompressionMethod::Deflated,
    )
}

fn open(name: &str, bytes: Vec<u8>) -> (Option<Workbook>, Vec<Rilievo>) {
    grid::open(&Arc::from(name), bytes)
}

/// Opens, and reads whatever was opened.
fn through(name: &str, bytes: Vec<u8>, lessico: &Lessico) -> Vec<Rilievo> {
    let (book, mut rilievi) = open(name, bytes);
    assert!(book.is_some() || !rilievi.is_empty(), "rifiutato in silenzio");
    rilievi.extend(book.iter().flat_map(|book| read_workbook(book, lessico).1));
    rilievi
}

/// A message says something, in the office's language, and nothing of libraries.
fn is_plain(rilievo: &Rilievo) -> bool {
    let strange = ["Error", "error", "\\x", "EOCD", "Zip", "xml", "panic", "Some(", "os error"];
    !rilievo.messaggio.is_empty() && strange.iter().all(|word| !rilievo.messaggio.contains(word))
}

fn errors<'a>(rilievi: &'a [Rilievo], sheet: &str) -> Vec<&'a Rilievo> {
    let of = |rilievo: &&Rilievo| {
        rilievo.gravita == Gravita::Errore && rilievo.dove.foglio.as_deref() == Some(sheet)
    };
    rilievi.iter().filter(of).collect()
}

#[test]
fn a_sheet_that_cannot_be_trusted_costs_itself_and_not_its_neighbour() {
    let merges: String = (1..=500_001).map(|row| format!(r#"<mergeCell ref="A{row}:B{row}"/>"#)).collect();
    let sound = sheet(SCHEDA);
    for (what, first) in [
        ("row past the end", sheet(r#"<row r="4294967295"><c r="A4294967295"><v>1</v></c></row>"#)),
        ("address that wraps around", sheet(r#"<row r="1"><c r="A4294967297"><v>1</v></c></row>"#)),
        ("column past the end", sheet(r#"<row r="1"><c r="ZZZZZZZZ1"><v>1</v></c></row>"#)),
        ("cut", sound[..sound.len() * 2 / 3].to_owned()),
        ("entities", format!(r#"<!DOCTYPE a [<!ENTITY b "c">]>{sound}"#)),
        ("too deep", "<a>".repeat(1000) + &"</a>".repeat(1000)),
        (
            "too many merges",
            sheet("").replace("</worksheet>", &format!("<mergeCells>{merges}</mergeCells></worksheet>")),
        ),
        ("blown up", sheet(&" ".repeat(40 << 20))),
    ] {
        let (book, rilievi) = open("Area Cultura.xlsx", beside(&first));
        let names: Vec<_> = book.unwrap().sheets.iter().map(|sheet| sheet.name.to_string()).collect();
        assert_eq!(names, ["Secondo"], "{what}");
        assert_eq!(errors(&rilievi, "Primo").len(), 1, "{what}: {rilievi:?}");
        assert!(rilievi.iter().all(is_plain), "{what}: {rilievi:?}");
    }
}

#[test]
fn odd_but_legal_workbooks_are_read_as_they_are() {
    let strict = |text: &str| {
        text.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
            .replace(TYPES, "http://purl.oclc.org/ooxml/officeDocument/relationships")
    };
    let plain = parts(&[("F", "worksheets/a.xml", Some(&sheet(SCHEDA)))]);
    let changed = |change: &dyn Fn(&str) -> Vec<u8>| -> Parts {
        plain.iter().map(|(name, text)| (name.clone(), change(std::str::from_utf8(text).unwrap()))).collect()
    };
    let utf16 = |text: &str| -> Vec<u8> {
        [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let prefixed = |text: &str| match text.contains("<worksheet") {
        true => text
            .replace("</", "</x:")
            .replace('<', "<x:")
            .replace("<x:/x:", "</x:")
            .replace("xmlns=", "xmlns:x=")
            .into_bytes(),
        false => text.as_bytes().to_vec(),
    };
    let without_addresses = |text: &str| {
        let mut text = text.to_owned();
        for address in ["A1", "A2", "B2", "1", "2"] {
            text = text.replace(&format!(r#" r="{address}""#), "");
        }
        text.into_bytes()
    };
    for (what, parts) in [
        ("strict", changed(&|text| strict(text).into_bytes())),
        ("sixteen bits", changed(&|text| utf16(text))),
        ("prefixes", changed(&prefixed)),
        ("no addresses", changed(&without_addresses)),
        ("backslashes", changed(&|text| text.replace("worksheets/a.xml", "worksheets\\a.xml").into_bytes())),
        (
            "absolute",
            changed(&|text| text.replace("\"worksheets/a.xml", "\"/xl/worksheets/a.xml").into_bytes()),
        ),
    ] {
        let (book, rilievi) = open("strano.xlsx", zipped(&parts, CompressionMethod::Deflated));
        let book = book.unwrap_or_else(|| panic!("{what}: {rilievi:?}"));
        let shown: Vec<_> =
            book.sheets[0].filled().map(|cell| (cell.range.first.to_string(), cell.text.as_str())).collect();
        let expected = [("A1", "Area Cultura"), ("A2", "Obiettivo n. 2: Catalogo"), ("B2", "12,5")];
        assert_eq!(shown, expected.map(|(cell, text)| (cell.to_owned(), text)), "{what}");
    }
}

#[test]
fn a_cell_that_cannot_be_read_is_told_and_the_others_are_there() {
    let rows = r##"<row r="1"><c r="A1" t="e"><v>#SPILL!</v></c><c r="B1"><v>NaN</v></c><c r="C1"><v>1e999</v></c><c r="D1" t="s"><v>7</v></c><c r="E1" t="b"><v>7</v></c><c r="F1"><v>1</v></c><c r="F1"><v>2</v></c><c r="G1"><v>0.1</v></c></row>"##;
    let (book, rilievi) = open("celle.xlsx", beside(&sheet(rows)));
    let book = book.unwrap();
    let told: Vec<_> = errors(&rilievi, "Primo")
        .iter()
        .filter_map(|rilievo| Some(rilievo.dove.celle?.first.to_string()))
        .collect();
    assert_eq!(told, ["A1", "B1", "C1", "D1", "E1", "F1"]);
    let numbers = book.sheets[0].filled().filter(|cell| matches!(cell.content, Content::Number { .. }));
    assert_eq!(numbers.map(|cell| cell.text.as_str()).collect::<Vec<_>>(), ["0,1"]);
}

#[test]
fn two_sheets_of_one_name_or_of_one_content_are_never_taken_for_each_other() {
    let sound = sheet(SCHEDA);
    let homonyms = parts(&[
        ("Dati", "worksheets/a.xml", Some(&sound)),
        ("DATI", "worksheets/b.xml", Some(&sound)),
        ("Altro", "worksheets/c.xml", Some(&sound)),
    ]);
    let (book, rilievi) = open("x.xlsx", zipped(&homonyms, CompressionMethod::Deflated));
    assert_eq!(book.unwrap().sheets.len(), 1);
    assert_eq!(rilievi.len(), 2, "{rilievi:?}");
    let twins = parts(&[
        ("Uno", "worksheets/a.xml", Some(&sound)),
        ("Due", "worksheets/a.xml", None),
        ("Tre", "worksheets/manca.xml", None),
    ]);
    let (book, rilievi) = open("x.xlsx", zipped(&twins, CompressionMethod::Deflated));
    assert_eq!(book.unwrap().sheets.len(), 1);
    assert_eq!((errors(&rilievi, "Due").len(), errors(&rilievi, "Tre").len()), (1, 1));
    let mut doubled = parts(&[("Uno", "worksheets/a.xml", Some(&sound))]);
    doubled.push(("XL/worksheets/A.xml".to_owned(), sheet("").into_bytes()));
    let (book, rilievi) = open("x.xlsx", zipped(&doubled, CompressionMethod::Deflated));
    assert!(book.is_none() && rilievi.iter().all(is_plain), "{rilievi:?}");
}

#[test]
fn a_flipped_bit_never_becomes_another_number() {
    let rows: String = (1..60)
        .map(|row| format!(r#"<row r="{row}"><c r="A{row}"><v>{}.25</v></c></row>"#, row * 37))
        .collect();
    let sound =
        zipped(&parts(&[("F", "worksheets/a.xml", Some(&sheet(&rows)))]), CompressionMethod::Deflated);
    let texts = |bytes: Vec<u8>| -> Option<Vec<String>> {
        let book = open("bit.xlsx", bytes).0?;
        Some(book.sheets.first()?.filled().map(|cell| cell.text.clone()).collect())
    };
    let truth = texts(sound.clone()).unwrap();
    assert_eq!(truth.len(), 59);
    for bit in (0..sound.len() * 8).step_by(11) {
        let mut flipped = sound.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(texts(flipped).is_none_or(|read| read == truth), "bit {bit}");
    }
}

#[test]
fn a_file_cut_anywhere_is_refused_unless_only_padding_is_missing() {
    for (name, bytes) in [("a.xlsx", beside(&sheet(SCHEDA))), ("a.xls", sample("Area Edilizia.xls"))] {
        let cells = |book: Workbook| book.sheets.into_iter().map(|sheet| sheet.cells).collect::<Vec<_>>();
        let whole = cells(open(name, bytes.clone()).0.unwrap());
        for part in 0..50 {
            let (book, rilievi) = open(name, bytes[..bytes.len() * part / 50].to_vec());
            match book {
                Some(book) => assert!(cells(book) == whole, "{name} {part}/50"),
                None => assert!(rilievi.len() == 1 && is_plain(&rilievi[0]), "{name} {part}/50: {rilievi:?}"),
            }
        }
    }
}

#[test]
fn what_is_no_workbook_is_called_by_its_name() {
    let text = zipped(&vec![("word/document.xml".to_owned(), b"<a/>".to_vec())], CompressionMethod::Stored);
    let other = zipped(&vec![("a.txt".to_owned(), b"ciao".to_vec())], CompressionMethod::Stored);
    for (bytes, word) in [
        (vec![], "vuoto"),
        (vec![0; 5000], "solo zeri"),
        (b"<html><table></table></html>".to_vec(), "pagina web"),
        (b"a;b;c\n1;2;3\n".to_vec(), "testo"),
        (b"%PDF-1.7".to_vec(), "PDF"),
        (br"{\rtf1 ciao}".to_vec(), "Word"),
        (b"Rar!\x1a\x07".to_vec(), "archivio"),
        (text, "Word"),
        (other, "archivio"),
        (b"PK\x03\x04".to_vec(), "incompleto"),
    ] {
        let (book, rilievi) = open("finto.xlsx", bytes);
        assert!(book.is_none());
        assert!(rilievi[0].messaggio.contains(word), "{word}: {}", rilievi[0].messaggio);
    }
}

#[test]
fn a_small_file_that_would_fill_the_memory_is_refused() {
    let head = r##"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:fo="f"><office:automatic-styles><style:style style:name="g" style:family="table-cell"><style:table-cell-properties fo:background-color="#ffff00"/></style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="A">"##;
    let tail = "</table:table></office:spreadsheet></office:body></office:document-content>";
    let ods = |rows: &str| {
        let kind = b"application/vnd.oasis.opendocument.spreadsheet".to_vec();
        let parts = vec![
            ("mimetype".to_owned(), kind),
            ("content.xml".to_owned(), format!("{head}{rows}{tail}").into_bytes()),
        ];
        zipped(&parts, CompressionMethod::Deflated)
    };
    let cell = |repeat: &str, text: &str| {
        format!(
            r#"<table:table-row table:number-rows-repeated="{repeat}"><table:table-cell office:value-type="string" table:number-columns-repeated="{repeat}"><text:p>{text}</text:p></table:table-cell></table:table-row>"#
        )
    };
    let spaces = r#"<text:s text:c="4000000000"/>"#;
    for rows in [cell("16384", "x"), cell("1000", &"lorem ".repeat(1000)), cell("1", &spaces.repeat(200))] {
        let (book, rilievi) = open("bomba.ods", ods(&rows));
        assert!(book.is_none() && rilievi.len() == 1 && rilievi.iter().all(is_plain), "{rilievi:?}");
    }
    // A sheet coloured to its end is no attack: it is read, its background left out.
    let coloured = r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:style-name="g" table:number-columns-repeated="16384"/></table:table-row>"#;
    let (book, _) = open("sfondo.ods", ods(&(cell("1", "Area Cultura") + coloured)));
    assert_eq!(book.unwrap().sheets[0].filled().count(), 1);
    let corners = sheet(
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#,
    );
    let (book, _) = open("angoli.xlsx", beside(&corners));
    assert!(book.unwrap().sheets[0].at(1_048_575, 16_383).is_some());
    let rows: String = (1..=300)
        .map(|row| format!(r#"<row r="{row}">{}</row>"#, r#"<c t="s"><v>0</v></c>"#.repeat(5)))
        .collect();
    let mut shared = parts(&[("F", "worksheets/a.xml", Some(&sheet(&rows)))]);
    shared.push((
        "xl/sharedStrings.xml".to_owned(),
        format!(r#"<sst xmlns="{MAIN}"><si><t>{}</t></si></sst>"#, "x".repeat(1 << 20)).into_bytes(),
    ));
    shared[2].1 = String::from_utf8(shared[2].1.clone()).unwrap().replace("</Relationships>", &format!(r#"<Relationship Id="s" Type="{TYPES}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#)).into_bytes();
    let (book, rilievi) = open("testo.xlsx", zipped(&shared, CompressionMethod::Deflated));
    assert!(book.is_none() && rilievi[0].messaggio.contains("troppo testo"), "{rilievi:?}");
}

#[test]
fn merges_that_overlap_or_make_no_sense_are_left_out_and_told() {
    let merges = r#"<mergeCells><mergeCell ref="C3:A1"/><mergeCell ref="A1:C1"/><mergeCell ref="B1:D3"/><mergeCell ref="pippo"/></mergeCells></worksheet>"#;
    let (book, rilievi) = open("unioni.xlsx", beside(&sheet(SCHEDA).replace("</worksheet>", merges)));
    let book = book.unwrap();
    assert_eq!(book.sheets[0].merges.len(), 1);
    assert_eq!(book.sheets[0].extent(0, 2).first, CellRef::new(0, 0));
    assert!(
        rilievi.iter().any(|rilievo| rilievo.codice == "LET008" && rilievo.messaggio.starts_with("3 unioni")),
        "{rilievi:?}"
    );
}

fn sample(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/calenzano-2023/consuntivo").join(name))
        .unwrap()
}

/// The same numbers at every run, for every machine.
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides.max(1)
    }
}

fn spoil_bytes(dice: &mut Dice, bytes: &mut Vec<u8>) {
    for _ in 0..=dice.roll(6) {
        let at = dice.roll(bytes.len());
        let end = bytes.len().min(at + dice.roll(64));
        match dice.roll(6) {
            0 => bytes[at] ^= 1 << dice.roll(8),
            1 => bytes[at..end].fill([0, 255, 127, 128][dice.roll(4)]),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let to = dice.roll(bytes.len() - (end - at));
                bytes.copy_within(at..end, to);
            }
            4 if dice.roll(4) == 0 => bytes.truncate(at.max(1)),
            _ => {
                let word =
                    [0, 1, u32::MAX - 1, u32::MAX, 0x7FFF_FFFF, 0x1000_0000, 65_535, 256][dice.roll(8)];
                let room = bytes.len().min(at + 4) - at;
                bytes[at..at + room].copy_from_slice(&word.to_le_bytes()[..room]);
            }
        }
    }
}

const NONSENSE: [&str; 16] = [
    "0",
    "-1",
    "4294967296",
    "18446744073709551615",
    "1e999",
    "NaN",
    "A1048577",
    "XFE1",
    "",
    "true",
    "#SPILL!",
    "9999-99-99",
    "1048576",
    "È",
    "A1:XFD1048576",
    "PT99999999999H",
];

/// Puts nonsense in the place of an attribute's value or of a text, or takes a stretch of tags away.
fn spoil_xml(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let (opening, closing) = [("=\"", "\""), (">", "<"), ("<", "<")][dice.roll(3)];
    let places: Vec<usize> = text.match_indices(opening).map(|(at, _)| at + opening.len()).collect();
    let start = if places.is_empty() { 0 } else { places[dice.roll(places.len())] };
    let end = text[start..].find(closing).map_or(text.len(), |end| start + end);
    let new = if closing == opening { "" } else { NONSENSE[dice.roll(NONSENSE.len())] };
    *bytes = format!("{}{new}{}", &text[..start], &text[end..]).into_bytes();
}

#[test]
fn hundreds_of_spoilt_workbooks_end_in_a_reading_or_in_a_refusal() {
    let lessico = Lessico::embedded();
    for (name, mutants) in [
        ("Area Edilizia.xls", 300),
        ("Area Pianificazione Urbanistica.xlsx", 120),
        ("Area Vigilanza.ods", 60),
    ] {
        let sound = sample(name);
        let parts = if name.ends_with("xls") { Vec::new() } else { unzipped(&sound) };
        for seed in 0..mutants {
            let mut dice = Dice::new(seed);
            let mut spoilt = sound.clone();
            match parts.is_empty() || seed % 4 == 0 {
                true => spoil_bytes(&mut dice, &mut spoilt),
                false => {
                    let mut parts = parts.clone();
                    for _ in 0..=dice.roll(3) {
                        let at = dice.roll(parts.len());
                        spoil_xml(&mut dice, &mut parts[at].1);
                    }
                    spoilt = zipped(&parts, CompressionMethod::Stored);
                }
            }
            let rilievi = through(name, spoilt, &lessico);
            assert!(
                rilievi.iter().filter(|rilievo| rilievo.codice < "LET020").all(is_plain),
                "{name} {seed}: {rilievi:?}"
            );
        }
    }
}

/// A folder that lasts as long as a test.
struct Desk(PathBuf);

impl Desk {
    fn new(name: &str) -> Desk {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("robustezza-{name}"));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Desk(path)
    }

    fn with(self, name: &str, bytes: &[u8]) -> Desk {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn one_bad_file_never_stops_the_others_and_is_not_counted_as_read() {
    let desk = Desk::new("PEG 50% è #1 & co")
        .with("Area Cultura.xlsx", &beside(&sheet(SCHEDA)))
        .with("sotto/à b/vuoto.xlsx", b"")
        .with("~$Area Cultura.xlsx", b"segnaposto")
        .with(".nascosto.xlsx", b"x");
    let read = folder::read(&desk.0).unwrap();
    assert_eq!(
        read.files.iter().map(|file| file.to_string()).collect::<Vec<_>>(),
        ["Area Cultura.xlsx", "sotto/à b/vuoto.xlsx"]
    );
    assert_eq!(read.unread, 1);
    assert!(read.rilievi.iter().any(|rilievo| &*rilievo.dove.file == "sotto/à b/vuoto.xlsx"));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_round_in_a_circle_shows_every_file_once() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new("giro").with("sotto/Area Cultura.xlsx", &beside(&sheet(SCHEDA)));
    symlink("..", desk.0.join("sotto/giro")).unwrap();
    symlink("sotto", desk.0.join("altro nome")).unwrap();
    symlink("nulla.xlsx", desk.0.join("appeso.xlsx")).unwrap();
    let read = folder::read(&desk.0).unwrap();
    assert_eq!(
        read.files.iter().map(|file| file.to_string()).collect::<Vec<_>>(),
        ["appeso.xlsx", "sotto/Area Cultura.xlsx"]
    );
    let told: Vec<_> = read.rilievi.iter().filter(|rilievo| &*rilievo.dove.file == "appeso.xlsx").collect();
    assert!(told.len() == 1 && told[0].messaggio.contains("non c'è") && is_plain(told[0]), "{told:?}");
}

#[test]
fn a_vocabulary_that_is_wrong_or_greedy_is_told_or_used_and_breaks_nothing() {
    for (text, expected) in [
        ("[campo.descrizone]\netichette = [\"x\"]", "«descrizone» non è fra i nomi"),
        ("[campo.descrizione]\netichette = \"x\"", "parentesi quadre"),
        ("[campo.descrizione", "TOML"),
        ("[campo.descrizione]\netichette = [\"a\", \"\", \"  \", \"12\", \"Area\", \"Obiettivo\"]", ""),
        ("[mesi]\n1 = [\"\", \"a\"]", ""),
        ("[mesi]\npippo = [\"a\"]", "«pippo» non è un mese"),
    ] {
        let desk = Desk::new("lessico")
            .with("Area Cultura.xlsx", &beside(&sheet(SCHEDA)))
            .with("lessico.toml", text.as_bytes());
        let read = folder::read(&desk.0).unwrap();
        let told: Vec<_> = read.rilievi.iter().filter(|rilievo| rilievo.codice == "LET041").collect();
        match expected {
            "" => assert!(told.is_empty(), "{text}: {told:?}"),
            _ => assert!(told.iter().any(|rilievo| rilievo.messaggio.contains(expected)), "{text}: {told:?}"),
        }
    }
}
