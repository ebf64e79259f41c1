//! A workbook to be attached to a deed: A4, the municipality and the year on every page, the same bytes at every
//! run. Nothing here knows what its sheets say.

use super::Quadro;
use super::sheet::Sheet;
use super::style::{FONT, Look};
use crate::package::OUTPUT_MARK;
use anyhow::Result;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};

/// How a sheet is printed.
pub(super) struct Page {
    /// Whether the sheet of paper lies on its side.
    pub(super) landscape: bool,
    /// First and last row of the table's head, repeated on each page and kept in sight; none for a page of text.
    pub(super) head: Option<(u32, u32)>,
    /// Columns kept in sight at the left.
    pub(super) frozen: u16,
    /// The last column that is printed.
    pub(super) last_column: u16,
}

/// A workbook being put together.
pub(super) struct Book<'a> {
    /// None for a workbook in which nothing is computed: it names no rules.
    quadro: Option<&'a Quadro<'a>>,
    ente: String,
    titolo: String,
    workbook: Workbook,
}

impl<'a> Book<'a> {
    /// An empty workbook with this title.
    pub(super) fn new(quadro: &'a Quadro<'a>, titolo: &str) -> Result<Book<'a>> {
        Book::of(Some(quadro), quadro.ente(), quadro.piano.anno, titolo, &[])
    }

    /// An empty workbook with this title, whose file carries these properties too.
    pub(super) fn with_properties(
        quadro: &'a Quadro<'a>,
        titolo: &str,
        custom: &[(&str, &str)],
    ) -> Result<Book<'a>> {
        Book::of(Some(quadro), quadro.ente(), quadro.piano.anno, titolo, custom)
    }

    /// An empty workbook in which nothing will be computed.
    pub(super) fn uncomputed(ente: &str, anno: Option<i16>, titolo: &str) -> Result<Book<'a>> {
        Book::of(None, ente, anno, titolo, &[])
    }

    fn of(
        quadro: Option<&'a Quadro<'a>>,
        ente: &str,
        anno: Option<i16>,
        titolo: &str,
        custom: &[(&str, &str)],
    ) -> Result<Book<'a>> {
        let mut workbook = Workbook::new();
        // columns are measured in digits of this font: 7 pixels each, 64 a column; rows are 17 pixels
        workbook.set_default_format(&Format::new().set_font_name(FONT).set_font_size(10), 17, 64)?;
        let anno = anno.and_then(|anno| u16::try_from(anno).ok()).unwrap_or(2000);
        let mut properties = DocProperties::new()
            .set_title(titolo)
            .set_author("schedario")
            .set_company(ente)
            .set_custom_property(OUTPUT_MARK, "1");
        for (name, value) in custom {
            properties = properties.set_custom_property(*name, *value);
        }
        if let Ok(date) = ExcelDateTime::from_ymd(anno, 1, 1).or_else(|_| ExcelDateTime::from_ymd(2000, 1, 1))
        {
            properties = properties.set_creation_datetime(&date);
        }
        workbook.set_properties(&properties);
        Ok(Book { quadro, ente: ente.to_owned(), titolo: titolo.to_owned(), workbook })
    }

    /// The lines at the top of a sheet: who, what, by which rules.
    pub(super) fn opening(&self, sheet: &mut Sheet, subtitle: &str) -> Result<()> {
        if !self.ente.is_empty() {
            sheet.line(self.ente.to_uppercase(), Look::Ente)?;
        }
        sheet.line(self.titolo.as_str(), Look::Title)?;
        sheet.line(subtitle, Look::Subtitle)?;
        if let Some(quadro) = self.quadro {
            rules(quadro, sheet)?;
        }
        sheet.skip(8.0);
        Ok(())
    }

    /// Adds a finished sheet.
    pub(super) fn add(&mut self, mut sheet: Sheet, page: &Page) -> Result<()> {
        let last_row = sheet.next().saturating_sub(1);
        let worksheet = &mut sheet.worksheet;
        worksheet.set_paper_size(9).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
        worksheet.set_margins(0.4, 0.4, 0.75, 0.65, 0.35, 0.3);
        if page.landscape {
            worksheet.set_landscape();
        }
        worksheet.set_print_area(0, 0, last_row, page.last_column)?;
        if let Some((first, last)) = page.head {
            worksheet.set_repeat_rows(first, last)?;
            worksheet.set_freeze_panes(last + 1, page.frozen)?;
        }
        let ente = for_header(&self.ente);
        let titolo = for_header(&self.titolo);
        worksheet.set_header(format!("&L&8&\"{FONT}\"{ente}&R&8&\"{FONT}\"{titolo}"));
        worksheet.set_footer(format!("&L&8&\"{FONT}\"{}&R&8&\"{FONT}\"pagina &P di &N", self.rules()));
        self.workbook.push_worksheet(sheet.finish()?);
        Ok(())
    }

    fn rules(&self) -> &'static str {
        match self.quadro {
            None => "&A",
            Some(quadro) if quadro.regolamento.file.is_none() => "&A – calcolato con il regolamento modello",
            Some(quadro) if quadro.is_withheld() => "&A – nessuna cifra calcolata: il regolamento ha errori",
            Some(_) => "&A",
        }
    }

    /// The workbook's bytes.
    pub(super) fn bytes(mut self) -> Result<Vec<u8>> {
        Ok(self.workbook.save_to_buffer()?)
    }
}

/// By which rules the figures were computed.
fn rules(quadro: &Quadro<'_>, sheet: &mut Sheet) -> Result<()> {
    match &quadro.regolamento.file {
        Some(file) if quadro.is_withheld() => {
            sheet.skip(4.0);
            sheet.line(withheld(file), Look::Notice)?;
        }
        Some(file) => {
            sheet.line(format!("Calcolato secondo il regolamento «{file}»."), Look::Subtitle)?;
            borrowed(quadro, sheet)?;
        }
        None => {
            sheet.skip(4.0);
            sheet.line(MODEL, Look::Notice)?;
        }
    }
    Ok(())
}

/// Which sections the municipality's regolamento lacks.
fn borrowed(quadro: &Quadro<'_>, sheet: &mut Sheet) -> Result<()> {
    let sections = &quadro.regolamento.dal_modello;
    if !sections.is_empty() {
        sheet.skip(4.0);
        let words = format!(
            "ATTENZIONE – Il regolamento dell'Ente non ha queste sezioni, prese dal REGOLAMENTO MODELLO del \
             programma: {}.",
            sections.join(", ")
        );
        sheet.line(words, Look::Notice)?;
    }
    Ok(())
}

/// What every output says on its face when the municipality's own regolamento was not there.
pub(super) const MODEL: &str = "ATTENZIONE – Calcolato con il REGOLAMENTO MODELLO del programma: nella cartella non c'è \
    il regolamento dell'Ente (regolamento.toml). Pesi, gradi e fasce valgono solo come prova finché l'Ente non indica \
    i propri criteri. I parametri usati sono nel foglio «Come si calcola» degli allegati.";

/// What every output says on its face when the municipality's regolamento could not be used.
fn withheld(file: &str) -> String {
    format!(
        "ATTENZIONE – Nessuna cifra è stata calcolata, perché il regolamento «{file}» ha degli errori: correggerli (sono \
         nell'elenco dei rilievi) e ripetere."
    )
}

/// A text inside a header: its `&` are no commands, and it leaves room for the others within Excel's 255.
pub(super) fn for_header(text: &str) -> String {
    text.replace('&', "&&").chars().take(90).collect()
}
