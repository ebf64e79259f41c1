//! The preview: a copy of a workbook in which everything that was recognised is coloured and annotated, so that the
//! office sees what was understood before trusting any figure.
//!
//! It is a drawing of the grid, not of the page: texts, merges and what each cell was taken for; the office's own
//! formatting is deliberately left out, for colour here has one meaning only.

use super::measure::{Size, height};
use crate::grid::{Cell, Sheet, Workbook};
use crate::model::walk::Voce;
use crate::package::OUTPUT_MARK;
use crate::place::{CellRange, CellRef};
use crate::read::{Sorte, Traccia};
use crate::rilievo::Rilievo;
use anyhow::Result;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatPattern, Note, Worksheet,
};
use std::collections::{BTreeMap, BTreeSet};

/// What there is to show of a workbook.
pub struct Veduta<'a> {
    /// The workbook as a grid.
    pub book: &'a Workbook,
    /// What became of each cell.
    pub tracce: &'a [Traccia],
    /// Every value that was read, with its name.
    pub voci: Vec<Voce<'a>>,
    /// What was found wrong in it.
    pub rilievi: &'a [Rilievo],
}

/// What a cell's colour says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tinta {
    Etichetta,
    Valore,
    Vuoto,
    Saltata,
    NonLetta,
    Rilievo,
}

impl Tinta {
    const ALL: [Tinta; 6] =
        [Tinta::Etichetta, Tinta::Valore, Tinta::Vuoto, Tinta::Saltata, Tinta::NonLetta, Tinta::Rilievo];

    /// What it means, in the legend.
    fn meaning(self) -> (&'static str, &'static str) {
        match self {
            Tinta::Etichetta => {
                ("Etichetta", "il programma l'ha riconosciuta e cerca il valore a destra o sotto")
            }
            Tinta::Valore => ("Valore letto", "la nota della cella dice che cos'è e come è stato capito"),
            Tinta::Vuoto => ("Casella vuota", "il campo c'è ma non è compilato"),
            Tinta::Saltata => ("Riconosciuta e non usata", "personale, firme, righe di totale e simili"),
            Tinta::NonLetta => ("Non riconosciuta", "il programma non l'ha usata: leggere il rilievo"),
            Tinta::Rilievo => ("Con rilievo", "la nota della cella dice che cosa controllare"),
        }
    }

    /// Colour and pattern: no meaning by colour alone, so that a black and white print still tells.
    fn format(self) -> Format {
        let plain = Format::new()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Hair)
            .set_font_size(9);
        match self {
            Tinta::Etichetta => plain.set_bold().set_background_color(Color::RGB(0xDD_E6_F0)),
            Tinta::Valore => plain.set_background_color(Color::RGB(0xE2_F0_D9)),
            Tinta::Vuoto => {
                plain.set_background_color(Color::RGB(0xFF_F9_DB)).set_border(FormatBorder::Dashed)
            }
            Tinta::Saltata => plain.set_font_color(Color::RGB(0x80_80_80)).set_italic(),
            Tinta::NonLetta => plain
                .set_pattern(FormatPattern::LightUp)
                .set_foreground_color(Color::RGB(0xC0_50_4D))
                .set_background_color(Color::RGB(0xFB_E4_E2)),
            Tinta::Rilievo => plain
                .set_background_color(Color::RGB(0xFC_E4_D6))
                .set_border(FormatBorder::Medium)
                .set_border_color(Color::RGB(0xC5_5A_11)),
        }
    }
}

/// What is written on a cell.
#[derive(Default)]
struct Annotazione {
    voci: Vec<String>,
    rilievi: Vec<String>,
    vuoto: bool,
}

/// Draws the preview.
///
/// # Errors
/// A limit of the xlsx format, which no workbook that could be opened should reach.
pub fn anteprima(veduta: &Veduta<'_>) -> Result<Vec<u8>> {
    let mut out = rust_xlsxwriter::Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_author("schedario").set_custom_property(OUTPUT_MARK, "1");
    out.set_properties(&properties.set_creation_datetime(&created));
    legend(out.add_worksheet(), veduta)?;
    let mut names = BTreeSet::from(["LEGENDA".to_owned()]);
    for sheet in &veduta.book.sheets {
        let worksheet = out.add_worksheet();
        worksheet.set_name(free_name(&sheet.name, &mut names))?;
        draw(worksheet, sheet, veduta)?;
    }
    Ok(out.save_to_buffer()?)
}

fn legend(worksheet: &mut Worksheet, veduta: &Veduta<'_>) -> Result<()> {
    let bold = Format::new().set_bold();
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    worksheet
        .set_name("Legenda")?
        .set_column_width(0, 30)?
        .set_column_width(1, 16)?
        .set_column_width(2, 90)?;
    worksheet.write_string_with_format(
        0,
        0,
        "Che cosa è stato capito",
        &Format::new().set_bold().set_font_size(14),
    )?;
    worksheet.write_string(1, 0, &*veduta.book.file)?;
    let mut row = 3;
    for tinta in Tinta::ALL {
        let (name, meaning) = tinta.meaning();
        worksheet.write_string_with_format(row, 0, name, &tinta.format())?;
        worksheet.write_string(row, 2, meaning)?;
        row += 1;
    }
    row += 1;
    for (column, heading) in ["Foglio", "Cella", "Rilievo"].into_iter().enumerate() {
        worksheet.write_string_with_format(row, column as u16, heading, &bold)?;
    }
    for rilievo in veduta.rilievi {
        row += 1;
        let cell = rilievo.dove.celle.map(|cells| cells.first.to_string()).unwrap_or_default();
        worksheet.write_string_with_format(
            row,
            0,
            rilievo.dove.foglio.as_deref().unwrap_or_default(),
            &wrap,
        )?;
        worksheet.write_string_with_format(row, 1, cell, &wrap)?;
        worksheet.write_string_with_format(row, 2, said(rilievo), &wrap)?;
        worksheet.set_row_height(row, height(&said(rilievo), Size { points: 11.0, ..SIZE }, 90.0, 1))?;
    }
    worksheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

fn said(rilievo: &Rilievo) -> String {
    format!("{} {}: {}", rilievo.gravita.word(), rilievo.codice, rilievo.messaggio)
}

fn draw(worksheet: &mut Worksheet, sheet: &Sheet, veduta: &Veduta<'_>) -> Result<()> {
    let notes = annotations(sheet, veduta);
    let sorti: BTreeMap<CellRef, Sorte> = veduta
        .tracce
        .iter()
        .filter(|traccia| traccia.place.sheet == sheet.name)
        .map(|traccia| (traccia.place.cells.first, traccia.sorte))
        .collect();
    let cells: BTreeSet<CellRef> = sorti.keys().chain(notes.keys()).copied().collect();
    let widest = cells.iter().map(|cell| sheet.extent(cell.row, cell.column).last.column).max().unwrap_or(0);
    let widths: Vec<f64> = (0..=widest).map(|column| column_width(sheet, column)).collect();
    for (column, width) in widths.iter().enumerate() {
        worksheet.set_column_width(column as u16, *width)?;
    }
    for (row, height) in heights(sheet, &widths) {
        worksheet.set_row_height(row, height)?;
    }
    for at in cells {
        let range = sheet.extent(at.row, at.column);
        let note = notes.get(&range.first);
        let tinta = tinta(sorti.get(&range.first).copied(), note);
        let text = sheet.at(at.row, at.column).map(|cell| cell.text.trim()).unwrap_or_default();
        write(worksheet, range, text, &tinta.format())?;
        if let Some(note) = note.map(Annotazione::text).filter(|note| !note.is_empty()) {
            let note = Note::new(note)
                .set_author("schedario")
                .add_author_prefix(false)
                .set_width(260)
                .set_height(120);
            worksheet.insert_note(range.first.row, range.first.column as u16, &note)?;
        }
    }
    worksheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

fn write(worksheet: &mut Worksheet, range: CellRange, text: &str, format: &Format) -> Result<()> {
    let text: String = text.chars().take(32_000).collect();
    let (first, last) = (range.first, range.last);
    match first == last {
        true => worksheet.write_string_with_format(first.row, first.column as u16, text, format)?,
        false => worksheet.merge_range(
            first.row,
            first.column as u16,
            last.row,
            last.column as u16,
            &text,
            format,
        )?,
    };
    Ok(())
}

/// Rows as tall as their tallest text. What a merged region needs beyond its rows goes to the last of them.
fn heights(sheet: &Sheet, widths: &[f64]) -> BTreeMap<u32, f64> {
    let mut found: BTreeMap<u32, f64> = BTreeMap::new();
    let mut cells: Vec<&Cell> = sheet.filled().collect();
    cells.sort_by_key(|cell| (cell.range.last.row - cell.range.first.row, cell.range));
    for cell in cells {
        let (first, last) = (cell.range.first, cell.range.last);
        let own = widths.get(first.column as usize..=last.column as usize).unwrap_or_default();
        let needed = height(cell.text.trim(), SIZE, own.iter().sum(), own.len());
        let above: f64 =
            (first.row..last.row).map(|row| found.get(&row).copied().unwrap_or(SIZE.line())).sum();
        let room = found.entry(last.row).or_insert(SIZE.line() + 3.0);
        *room = room.max(needed - above).min(TALLEST);
    }
    found
}

/// The letters of the preview, as wide as its bold labels.
const SIZE: Size = Size { points: 9.0, bold: true, indented: false };
/// Excel's tallest row, points.
const TALLEST: f64 = 409.0;

/// Wide enough for the texts that stand in this column alone, within reason.
fn column_width(sheet: &Sheet, column: u32) -> f64 {
    let own =
        sheet.filled().filter(|cell| cell.range.first.column == column && cell.range.last.column == column);
    let longest = own.map(|cell| cell.text.lines().map(|line| line.chars().count()).max().unwrap_or(0)).max();
    (longest.unwrap_or(0) as f64 + 2.0).clamp(5.0, 40.0)
}

fn tinta(sorte: Option<Sorte>, note: Option<&Annotazione>) -> Tinta {
    match (sorte, note) {
        (Some(Sorte::NonLetta), _) => Tinta::NonLetta,
        (_, Some(note)) if !note.rilievi.is_empty() => Tinta::Rilievo,
        (Some(Sorte::Letta) | None, Some(note)) if note.vuoto => Tinta::Vuoto,
        (Some(Sorte::Letta) | None, Some(_)) => Tinta::Valore,
        (Some(Sorte::Etichetta), _) => Tinta::Etichetta,
        _ => Tinta::Saltata,
    }
}

fn annotations(sheet: &Sheet, veduta: &Veduta<'_>) -> BTreeMap<CellRef, Annotazione> {
    let mut notes: BTreeMap<CellRef, Annotazione> = BTreeMap::new();
    for voce in veduta.voci.iter().filter(|voce| voce.place.sheet == sheet.name) {
        let first = sheet.extent(voce.place.cells.first.row, voce.place.cells.first.column).first;
        let note = notes.entry(first).or_default();
        note.vuoto = (note.voci.is_empty() || note.vuoto) && voce.capito == "vuoto";
        note.voci.push(match voce.capito.is_empty() {
            true => voce.nome.clone(),
            false => format!("{}: {}", voce.nome, voce.capito),
        });
    }
    for voce in veduta.voci.iter().filter(|voce| voce.place.sheet == sheet.name) {
        // the months of a phase are several cells: they share its colour, the note stands on the first
        for cell in sheet.cells.keys().filter(|cell| voce.place.cells.contains(**cell)) {
            notes.entry(*cell).or_default();
        }
    }
    for rilievo in veduta.rilievi.iter().filter(|rilievo| rilievo.dove.foglio.as_ref() == Some(&sheet.name)) {
        let Some(cells) = rilievo.dove.celle else { continue };
        let first = sheet.extent(cells.first.row, cells.first.column).first;
        notes.entry(first).or_default().rilievi.push(said(rilievo));
    }
    notes
}

impl Annotazione {
    fn text(&self) -> String {
        self.voci.iter().chain(&self.rilievi).cloned().collect::<Vec<_>>().join("\n")
    }
}

/// A tab's name as xlsx allows it, and not taken yet.
fn free_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let clean: String = name.chars().map(|c| if "[]:*?/\\".contains(c) { '-' } else { c }).collect();
    let clean = clean.trim_matches('\'').to_owned();
    let clean = if clean.trim().is_empty() { "Foglio".to_owned() } else { clean };
    let candidates = (1..).map(|n: u32| {
        let tail = if n == 1 { String::new() } else { format!(" ({n})") };
        let head: String = clean.chars().take(31 - tail.chars().count()).collect();
        format!("{head}{tail}")
    });
    let mut free = candidates.filter(|name| !taken.contains(&name.to_uppercase()));
    let name = free.next().unwrap_or_default();
    taken.insert(name.to_uppercase());
    name
}
