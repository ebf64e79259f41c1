//! The workbook of blank forms: A4, the municipality on every page, the same bytes at every run; without the mark by which
//! this program's results are skipped, for these are to be read.

use crate::publish::Quadro;
use crate::publish::book::for_header;
use crate::publish::style::FONT;
use anyhow::Result;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};

/// A4 in Excel's list of papers.
const A4: u8 = 9;

/// A workbook being put together.
pub(super) struct Libro {
    workbook: Workbook,
    ente: String,
    titolo: String,
}

impl Libro {
    pub(super) fn new(quadro: &Quadro<'_>, titolo: &str) -> Result<Libro> {
        let mut workbook = Workbook::new();
        workbook.set_default_format(&Format::new().set_font_name(FONT).set_font_size(10), 17, 64)?;
        let anno = quadro.piano.anno.and_then(|anno| u16::try_from(anno).ok()).unwrap_or(2000);
        let mut properties = DocProperties::new().set_title(titolo).set_author("schedario");
        let day = ExcelDateTime::from_ymd(anno, 1, 1).or_else(|_| ExcelDateTime::from_ymd(2000, 1, 1));
        if let Ok(day) = day {
            properties = properties.set_creation_datetime(&day);
        }
        workbook.set_properties(&properties);
        let ente = quadro.piano.ente.value().map(|ente| for_header(ente)).unwrap_or_default();
        Ok(Libro { workbook, ente, titolo: for_header(titolo) })
    }

    /// Adds a sheet of text, one page wide.
    pub(super) fn text(&mut self, mut sheet: Worksheet) -> Result<()> {
        self.page(&mut sheet, false);
        self.workbook.push_worksheet(sheet);
        Ok(())
    }

    /// Adds a form: its heading on every page, the page ends where a block begins.
    pub(super) fn form(&mut self, mut sheet: Worksheet, landscape: bool, breaks: &[u32]) -> Result<()> {
        self.page(&mut sheet, landscape);
        sheet.set_repeat_rows(0, 1)?.set_freeze_panes(2, 0)?.set_page_breaks(breaks)?;
        self.workbook.push_worksheet(sheet);
        Ok(())
    }

    /// Adds a table whose head, if it has one, is on every page and in sight.
    pub(super) fn table(
        &mut self,
        mut sheet: Worksheet,
        head: Option<(u32, u32)>,
        landscape: bool,
    ) -> Result<()> {
        self.page(&mut sheet, landscape);
        if let Some((first, last)) = head {
            sheet.set_repeat_rows(first, last)?.set_freeze_panes(last + 1, 0)?;
        }
        self.workbook.push_worksheet(sheet);
        Ok(())
    }

    fn page(&self, sheet: &mut Worksheet, landscape: bool) {
        sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
        sheet.set_margins(0.4, 0.4, 0.75, 0.65, 0.35, 0.3);
        if landscape {
            sheet.set_landscape();
        }
        sheet.set_header(format!("&L&8&\"{FONT}\"{}&R&8&\"{FONT}\"{}", self.ente, self.titolo));
        sheet.set_footer(format!("&L&8&\"{FONT}\"&A&R&8&\"{FONT}\"pagina &P di &N"));
    }

    /// The workbook's bytes.
    pub(super) fn bytes(mut self) -> Result<Vec<u8>> {
        Ok(self.workbook.save_to_buffer()?)
    }
}
