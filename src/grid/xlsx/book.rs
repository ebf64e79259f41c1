//! The workbook part: which sheets there are, in which order, and where their parts stand.
//!
//! Of sheets that are no worksheets only the names are kept. It also writes the skeleton of the plain copy that
//! calamine is given. Cells are not looked at.

use crate::grid::refusal::Refusal;
use crate::grid::sniff::main_part;
use crate::package::{Event, Fault, Package, Relation};

const MOST_SHEETS: usize = 2000;
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// What the workbook part says.
pub(crate) struct Book {
    /// The workbook part itself.
    pub main: String,
    /// Worksheets in tab order.
    pub sheets: Vec<SheetEntry>,
    /// Names of the sheets that are no worksheets: of charts, of macros.
    pub others: Vec<String>,
    /// Names given to cells and formulas.
    pub names: Vec<DefinedName>,
    /// Whether days are counted from 1904.
    pub from_1904: bool,
    /// Whether formulas compute with figures as shown, not as stored.
    pub rounded: bool,
    relations: Vec<Relation>,
    written: Vec<String>,
}

/// A worksheet as the workbook lists it.
pub(crate) struct SheetEntry {
    /// Its name, as on the tab.
    pub name: String,
    /// Its place among all tabs, from 0.
    pub tab: usize,
    /// Whether the tab is hidden.
    pub hidden: bool,
    /// Its part; `None` if the workbook points nowhere.
    pub target: Option<String>,
}

/// A name given to cells or to a formula.
pub(crate) struct DefinedName {
    /// The name.
    pub name: String,
    /// The tab on which alone it is known.
    pub tab: Option<usize>,
    /// What it stands for, a formula without `=`.
    pub text: String,
}

impl Book {
    /// Reads the workbook part and its relationships.
    pub fn read(package: &mut Package) -> Result<Book, Refusal> {
        let main = main_part(package)?.ok_or(Fault::MissingPart)?;
        let relations = package.relations(&main)?;
        let part = package.part(&main)?;
        let mut book = Book::empty(main, relations);
        let mut tabs = 0;
        let mut xml = part.xml();
        while let Some(event) = xml.next()? {
            let Event::Start(tag) = event else { continue };
            match tag.name() {
                "workbookPr" => {
                    let epoch = tag.attribute("date1904");
                    book.from_1904 = epoch.map_or(book.from_1904, |value| value == "1" || value == "true");
                }
                "calcPr" => {
                    book.rounded = matches!(tag.attribute("fullPrecision").as_deref(), Some("0" | "false"));
                }
                "sheet" => {
                    let name = tag.attribute("name").unwrap_or_default();
                    let hidden = tag.attribute("state").is_some_and(|state| state != "visible");
                    book.add(SheetEntry { name, tab: tabs, hidden, target: None }, tag.attribute("id"));
                    tabs += 1;
                }
                "definedName" => {
                    let tab = tag.attribute("localSheetId").map(|tab| tab.parse().unwrap_or(usize::MAX));
                    let name = tag.attribute("name").unwrap_or_default();
                    book.names.push(DefinedName { name, tab, text: xml.text()? });
                }
                _ => {}
            }
        }
        if book.sheets.len() > MOST_SHEETS {
            return Err(Refusal::TooManyCells);
        }
        book.write();
        Ok(book)
    }

    fn empty(main: String, relations: Vec<Relation>) -> Book {
        let (sheets, others, names, written) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Book { main, sheets, others, names, from_1904: false, rounded: false, relations, written }
    }

    /// Adds a sheet; of a chart or macro sheet, its name.
    fn add(&mut self, sheet: SheetEntry, id: Option<String>) {
        let relation = self.relations.iter().find(|relation| Some(&relation.id) == id.as_ref());
        if relation.is_none_or(|relation| relation.kind == "worksheet") {
            let target = relation.map(|relation| relation.target.clone());
            self.sheets.push(SheetEntry { target, ..sheet });
        } else {
            self.others.push(sheet.name);
        }
    }

    /// The part of this kind that all sheets share.
    pub fn shared(&self, kind: &str) -> Option<&str> {
        let found = self.relations.iter().find(|relation| relation.kind == kind)?;
        Some(&found.target)
    }

    /// The parts that make a package with this many worksheets a workbook.
    pub fn skeleton(&self, sheets: usize) -> Vec<(String, Vec<&[u8]>)> {
        let names = ["_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"];
        debug_assert!(sheets <= self.sheets.len());
        let written = names.iter().zip(&self.written);
        written.map(|(name, text)| (name.to_string(), vec![text.as_bytes()])).collect()
    }

    fn write(&mut self) {
        let (mut sheets, mut targets) = (String::new(), String::new());
        for name in (0..self.sheets.len()).map(numbered) {
            sheets.push_str(&format!(r#"<sheet name="{name}" sheetId="1" r:id="{name}"/>"#));
            let target = format!("worksheets/{name}.xml");
            targets.push_str(&relation(&name, "worksheet", &target));
        }
        let epoch = u8::from(self.from_1904);
        self.written = vec![
            relationships(&relation("book", "officeDocument", "xl/workbook.xml")),
            format!(
                r#"<workbook xmlns="{MAIN}" xmlns:r="{TYPES}"><workbookPr date1904="{epoch}"/><sheets>{sheets}</sheets></workbook>"#
            ),
            relationships(&targets),
        ];
    }
}

/// The name a worksheet goes by in the plain copy.
pub(in crate::grid) fn numbered(index: usize) -> String {
    format!("sheet{index}")
}

fn relation(id: &str, kind: &str, target: &str) -> String {
    format!(r#"<Relationship Id="{id}" Type="{TYPES}/{kind}" Target="{target}"/>"#)
}

fn relationships(inside: &str) -> String {
    format!(r#"<Relationships xmlns="{RELATIONS}">{inside}</Relationships>"#)
}
