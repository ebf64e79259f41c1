//! Workbooks drawn as text: a test is a table that an office could read, with the rilievi it expects written beside
//! the rows. The notation is in `tests/README.md`. A drawing that breaks it panics: it is a mistake of the test's.
#![allow(dead_code)] // every test uses its own part

use schedario::grid::{Cell, Content, Fill, Format, Sheet, Workbook};
use schedario::place::{CellRange, CellRef};
use schedario::rilievo::{Dove, Rilievo};
use std::collections::BTreeMap;

/// A folder as drawn.
#[derive(Debug, Default)]
pub struct Tabella {
    /// The workbooks, each with its sheets, in the order drawn.
    pub libri: Vec<Workbook>,
    /// The text under `# regolamento.toml`, if it is drawn.
    pub regolamento: Option<String>,
    /// The rilievi expected.
    pub attesi: Vec<Atteso>,
}

/// A rilievo expected, where the drawing says so.
#[derive(Debug, Clone)]
pub struct Atteso {
    pub codice: String,
    pub file: String,
    pub foglio: Option<String>,
    /// Row counted from 0; `None` for a rilievo on the whole sheet or folder.
    pub riga: Option<u32>,
    /// The very cell, where the drawing names it.
    pub cella: Option<String>,
    /// What the message must contain.
    pub testo: String,
}

impl Atteso {
    pub fn matches(&self, rilievo: &Rilievo) -> bool {
        let Dove { file, foglio, celle } = &rilievo.dove;
        let first = celle.map(|cells| cells.first);
        rilievo.codice == self.codice
            && **file == *self.file
            && foglio.as_deref() == self.foglio.as_deref()
            && first.map(|cell| cell.row) == self.riga
            && self.cella.as_ref().is_none_or(|cell| first.map(|at| at.to_string()).as_ref() == Some(cell))
            && rilievo.messaggio.contains(&self.testo)
    }
}

impl Tabella {
    /// Reads a drawing.
    pub fn new(drawing: &str) -> Tabella {
        let mut pen = Pen::default();
        for line in drawing.lines() {
            pen.line(line);
        }
        pen.finish()
    }
}

/// The drawings of a text: every block fenced by ```` ```tabella ````, whatever comment sign stands before its lines.
pub fn drawings(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        let line = line.strip_prefix("//!").map_or(line, |rest| rest.strip_prefix(' ').unwrap_or(rest));
        match line.trim_end() {
            "```tabella" => {
                inside = true;
                found.push(String::new());
            }
            "```" => inside = false,
            _ if inside => {
                let drawing = found.last_mut().unwrap();
                drawing.push_str(line);
                drawing.push('\n');
            }
            _ => {}
        }
    }
    found
}

/// What differs between the rilievi expected and those found; a code that `counts` refuses may be found unexpected.
pub fn differences(attesi: &[Atteso], found: &[Rilievo], counts: impl Fn(&str) -> bool) -> Vec<String> {
    let mut left: Vec<&Rilievo> = found.iter().collect();
    let mut different = Vec::new();
    for atteso in attesi {
        match left.iter().position(|rilievo| atteso.matches(rilievo)) {
            Some(at) => {
                left.remove(at);
            }
            None => different.push(format!("atteso e non trovato: {atteso:?}")),
        }
    }
    for rilievo in left.into_iter().filter(|rilievo| counts(rilievo.codice)) {
        let cell = rilievo.dove.celle.map(|cells| cells.first.to_string()).unwrap_or_default();
        different.push(format!(
            "trovato e non atteso: {} {} › {} › {cell} {}",
            rilievo.codice,
            rilievo.dove.file,
            rilievo.dove.foglio.as_deref().unwrap_or_default(),
            rilievo.messaggio
        ));
    }
    different
}

/// A cell as drawn, before merges are known.
enum Drawn {
    Value(Cell),
    Left,
    Above,
}

/// The sheet being drawn.
struct Page {
    file: String,
    name: String,
    hidden: bool,
    rows: BTreeMap<u32, Vec<Drawn>>,
}

#[derive(Default)]
struct Pen {
    pages: Vec<Page>,
    regolamento: Option<String>,
    in_regolamento: bool,
    row: Option<u32>,
    attesi: Vec<Atteso>,
}

impl Pen {
    fn line(&mut self, line: &str) {
        let (line, mark) = split_mark(line);
        let drawn = line.trim();
        if let Some(heading) =
            drawn.strip_prefix("# ").filter(|h| h.contains('›') || *h == "regolamento.toml")
        {
            self.heading(heading);
        } else if self.in_regolamento {
            let text = self.regolamento.get_or_insert_default();
            text.push_str(line);
            text.push('\n');
        } else if drawn.contains('|') {
            self.row(drawn);
        } else {
            assert!(drawn.is_empty(), "una riga del disegno non si capisce: {line}");
        }
        if let Some(mark) = mark {
            self.mark(mark);
        }
    }

    fn heading(&mut self, heading: &str) {
        self.row = None;
        self.in_regolamento = heading == "regolamento.toml";
        if self.in_regolamento {
            self.regolamento = Some(String::new());
            return;
        }
        let (heading, hidden) = match heading.strip_suffix("[nascosto]") {
            Some(rest) => (rest, true),
            None => (heading, false),
        };
        let (file, name) = heading.split_once('›').unwrap();
        let (file, name) = (file.trim().to_owned(), name.trim().to_owned());
        self.pages.push(Page { file, name, hidden, rows: BTreeMap::new() });
    }

    fn row(&mut self, drawn: &str) {
        let mut pieces: Vec<&str> = drawn.split('|').collect();
        if drawn.ends_with('|') {
            pieces.pop();
        }
        let number = pieces.remove(0).trim();
        if number.is_empty() {
            let letters = pieces.iter().all(|piece| piece.trim().len() <= 1);
            return assert!(letters, "una riga senza numero porta solo le lettere delle colonne: {drawn}");
        }
        let number: u32 = number.parse().unwrap_or_else(|_| panic!("non è un numero di riga: {number}"));
        let page = self.pages.last_mut().expect("manca l'intestazione «# file › foglio»");
        let xls = format(&page.file) == Format::Xls;
        let cells = pieces
            .iter()
            .enumerate()
            .map(|(column, text)| drawn_cell(text.trim(), CellRef::new(number - 1, column as u32), xls));
        let previous = page.rows.insert(number - 1, cells.collect());
        assert!(previous.is_none(), "la riga {number} è disegnata due volte");
        self.row = Some(number - 1);
    }

    fn mark(&mut self, mark: &str) {
        let (codice, rest) = mark.split_once(' ').unwrap_or((mark, ""));
        let (cella, testo) = match rest.split_once(' ') {
            Some((cell, testo)) if is_address(cell) => (Some(cell.to_owned()), testo),
            None if is_address(rest) => (Some(rest.to_owned()), ""),
            _ => (None, rest),
        };
        let page = self.pages.last().filter(|_| !self.in_regolamento);
        let file = if self.in_regolamento { "regolamento.toml" } else { "" };
        self.attesi.push(Atteso {
            codice: codice.to_owned(),
            file: page.map_or(file.to_owned(), |page| page.file.clone()),
            foglio: page.map(|page| page.name.clone()),
            riga: self.row,
            cella,
            testo: testo.trim().to_owned(),
        });
    }

    fn finish(self) -> Tabella {
        let mut libri: Vec<Workbook> = Vec::new();
        for page in self.pages {
            let sheet = sheet(&page);
            match libri.iter_mut().find(|book| *book.file == *page.file) {
                Some(book) => book.sheets.push(sheet),
                None => {
                    let format = format(&page.file);
                    libri.push(Workbook { file: sheet.file.clone(), format, sheets: vec![sheet] });
                }
            }
        }
        Tabella { libri, regolamento: self.regolamento, attesi: self.attesi }
    }
}

/// `<- FAS101 …` at the end of a line, or alone on it.
fn split_mark(line: &str) -> (&str, Option<&str>) {
    let is_code = |text: &str| {
        let code: Vec<char> = text.chars().take(6).collect();
        matches!(code.as_slice(), [a, b, c, d, e, f] if [a, b, c].iter().all(|c| c.is_ascii_uppercase())
            && [d, e, f].iter().all(|c| c.is_ascii_digit()))
    };
    match line.split_once("<- ").filter(|(_, mark)| is_code(mark)) {
        Some((line, mark)) => (line, Some(mark.trim())),
        None => (line, None),
    }
}

fn is_address(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
    digits.len() < text.len() && !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

fn format(file: &str) -> Format {
    match file.rsplit('.').next() {
        Some("xls") => Format::Xls,
        Some("ods") => Format::Ods,
        Some("xlsb") => Format::Xlsb,
        _ => Format::Xlsx,
    }
}

fn drawn_cell(text: &str, at: CellRef, xls: bool) -> Drawn {
    match text {
        "<" => return Drawn::Left,
        "^" => return Drawn::Above,
        _ => {}
    }
    let (mut rest, mut fill, mut formula) = (text, None, false);
    while let Some((before, modifier)) = rest.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')) {
        match (modifier, colour(modifier)) {
            ("formula", _) => formula = true,
            (_, Some(colour)) => fill = Some(colour),
            _ => break,
        }
        rest = before.trim_end();
    }
    let (content, text) = content(rest, xls);
    let fill = fill.filter(|_| !xls);
    Drawn::Value(Cell { range: CellRange::single(at), content, text, fill, formula })
}

fn colour(name: &str) -> Option<Fill> {
    let rgb = match name {
        "giallo" => [255, 255, 0],
        "verde" => [146, 208, 80],
        "azzurro" => [155, 194, 230],
        "grigio" => [217, 217, 217],
        "rosso" => [255, 0, 0],
        "arancio" => [255, 192, 0],
        _ => {
            let hex = name.strip_prefix('#').filter(|hex| hex.len() == 6)?;
            let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).ok();
            [part(0)?, part(2)?, part(4)?]
        }
    };
    Some(Fill(rgb))
}

/// What Excel makes of a text typed in a cell, and shows.
fn content(typed: &str, xls: bool) -> (Content, String) {
    let shown = typed.to_owned();
    if typed.is_empty() {
        return (Content::Empty, shown);
    }
    if let Some(text) = typed.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        let text = text.replace('⏎', "\n");
        return (Content::Text(text.clone()), text);
    }
    if matches!(typed, "VERO" | "FALSO") {
        return (Content::Bool(typed == "VERO"), shown);
    }
    if typed.starts_with('#') && (typed.ends_with('!') || typed == "#N/D") {
        return (Content::Error(shown.clone()), shown);
    }
    if let Some(date) = day(typed) {
        return (date, shown);
    }
    if let Some(share) = typed.strip_suffix('%').and_then(number) {
        let percent = if xls { None } else { Some(true) };
        let value = (share / rust_decimal::Decimal::ONE_HUNDRED).normalize();
        // xls says no number format: the cell shows the bare number
        let shown = if xls { value.to_string().replace('.', ",") } else { shown };
        return (Content::Number { value, percent }, shown);
    }
    if let Some(value) = number(typed) {
        return (Content::Number { value, percent: if xls { None } else { Some(false) } }, shown);
    }
    let text = typed.replace('⏎', "\n");
    (Content::Text(text.clone()), text)
}

/// `31/12/2023`; or `12-ott`, which is what Excel shows of a `12/10` it took for a date.
fn day(typed: &str) -> Option<Content> {
    let months = ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"];
    if let Some((day, month)) = typed.split_once('-') {
        let month = months.iter().position(|name| *name == month)? as i8 + 1;
        let date = jiff::civil::Date::new(2023, month, day.parse().ok()?).ok()?;
        return Some(Content::Date { date, without_year: true });
    }
    let [day, month, year] = typed.split('/').collect::<Vec<_>>().try_into().ok()?;
    let date = jiff::civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    (year.len() == 4).then_some(Content::Date { date, without_year: false })
}

/// `1750`, `1.750`, `12,50`, `-5`.
fn number(typed: &str) -> Option<rust_decimal::Decimal> {
    let plain = typed.strip_prefix('-').unwrap_or(typed);
    let (whole, decimals) = plain.split_once(',').unwrap_or((plain, "0"));
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let groups: Vec<&str> = whole.split('.').collect();
    let grouped = groups.len() == 1 || groups[1..].iter().all(|group| group.len() == 3);
    if !groups.iter().all(|group| digits(group)) || !grouped || !digits(decimals) {
        return None;
    }
    typed.replace('.', "").replace(',', ".").parse().ok()
}

/// The cells of a page with their merged regions.
fn sheet(page: &Page) -> Sheet {
    let mut anchors: BTreeMap<CellRef, CellRef> = BTreeMap::new();
    let mut cells: BTreeMap<CellRef, Cell> = BTreeMap::new();
    for (row, drawn) in &page.rows {
        for (column, one) in drawn.iter().enumerate() {
            let at = CellRef::new(*row, column as u32);
            let anchor = match one {
                Drawn::Value(cell) => {
                    cells.insert(at, cell.clone());
                    at
                }
                Drawn::Left => {
                    anchors[&CellRef::new(*row, at.column.checked_sub(1).expect("< nella prima colonna"))]
                }
                Drawn::Above => {
                    let above = CellRef::new(row.checked_sub(1).expect("^ nella prima riga"), at.column);
                    *anchors.get(&above).unwrap_or_else(|| panic!("sopra {at} non è disegnata nessuna cella"))
                }
            };
            anchors.insert(at, anchor);
        }
    }
    let mut merges = Vec::new();
    for (at, cell) in &mut cells {
        let region: Vec<CellRef> =
            anchors.iter().filter(|(_, anchor)| *anchor == at).map(|(cell, _)| *cell).collect();
        let last = CellRef::new(
            region.iter().map(|cell| cell.row).max().unwrap(),
            region.iter().map(|cell| cell.column).max().unwrap(),
        );
        cell.range = CellRange { first: *at, last };
        let full = (last.row - at.row + 1) * (last.column - at.column + 1);
        assert_eq!(full as usize, region.len(), "la cella unita {at} non è un rettangolo");
        if last != *at {
            merges.push(cell.range);
        }
    }
    cells.retain(|_, cell| cell.content != Content::Empty || cell.fill.is_some());
    anchors.retain(|cell, anchor| cell != anchor);
    Sheet {
        file: page.file.as_str().into(),
        name: page.name.as_str().into(),
        hidden: page.hidden,
        has_fills: format(&page.file) != Format::Xls,
        hidden_rows: Default::default(),
        hidden_columns: Default::default(),
        merges,
        cells,
        covered: anchors,
    }
}
