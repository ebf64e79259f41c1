//! A workbook with everything in it: whatever is not the cell asked for stays byte for byte.

use crate::banco::{edit, part, patched, refused, shown, shown_on, stored_entries, stretch, written, zipped};
use rust_xlsxwriter::{
    Button, Chart, ChartType, Color, ConditionalFormatDataBar, ConditionalFormatFormula, ConditionalFormatIconSet,
    ConditionalFormatIconType, DataValidation, DataValidationRule, DocProperties, Format, Formula, Image, Note, Shape,
    Sparkline, Table, TableColumn, TableFunction, Url, Workbook,
};
use schedario::package::Package;
use schedario::patch::{Edit, Outcome};
use std::collections::BTreeSet;

/// The smallest picture.
const DOT: &[u8] = &[
    0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1F,
    0x15, 0xC4, 0x89, 0, 0, 0, 13, b'I', b'D', b'A', b'T', 0x78, 0x9C, 0x63, 0, 1, 0, 0, 5, 0, 1, 0x0D, 0x0A, 0x2D, 0xB4,
    0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
];

/// A scheda with a picture, a chart, notes, rules, bars, a table, sparklines, a macro, a button, names, a protected
/// sheet and one that nobody sees.
fn rich() -> Vec<u8> {
    let mut book = Workbook::new();
    let macros = std::env::temp_dir().join(format!("schedario-vba-{}.bin", std::process::id()));
    std::fs::write(&macros, b"not really a macro").unwrap();
    book.add_vba_project(&macros).unwrap();
    let _ = std::fs::remove_file(&macros);
    let title = Format::new().set_bold().set_background_color(Color::RGB(0xFFCC00)).set_text_wrap();
    let percent = Format::new().set_num_format("0%").set_background_color(Color::RGB(0xE0E0E0));
    let sheet = book.add_worksheet().set_name("Scheda").unwrap();
    sheet.merge_range(0, 0, 0, 5, "Obiettivo n. 2: Catalogo", &title).unwrap();
    let bold = Format::new().set_bold();
    let plain = Format::new();
    sheet.write_rich_string(1, 0, &[(&bold, "Peso: "), (&plain, "....... %")]).unwrap();
    sheet.write_string(2, 0, "Valutazione").unwrap();
    for (row, value) in [(3, 0.3), (4, 0.5), (5, 0.2)] {
        sheet.write_number_with_format(row, 1, value, &percent).unwrap();
    }
    sheet.write_formula_with_format(6, 1, Formula::new("SUM(B4:B6)").set_result("1"), &percent).unwrap();
    sheet.write_dynamic_array_formula(8, 8, 10, 8, Formula::new("B4:B6*2").set_result("0.6")).unwrap();
    let list = DataValidation::new().allow_list_strings(&["Alta", "Media", "Bassa"]).unwrap();
    sheet.add_data_validation(2, 1, 2, 1, &list).unwrap();
    let whole = DataValidation::new().allow_whole_number(DataValidationRule::Between(1, 5));
    sheet.add_data_validation(7, 1, 7, 1, &whole).unwrap();
    let other = DataValidation::new().allow_list_formula(Formula::new("=Elenchi!$A$1:$A$3"));
    sheet.add_data_validation(9, 1, 9, 1, &other).unwrap();
    sheet.add_conditional_format(3, 1, 5, 1, &ConditionalFormatDataBar::new()).unwrap();
    sheet.add_conditional_format(3, 2, 5, 2, &ConditionalFormatIconSet::new().set_icon_type(ConditionalFormatIconType::ThreeTrafficLights)).unwrap();
    sheet.add_conditional_format(3, 3, 5, 3, &ConditionalFormatFormula::new().set_rule("=$B4>0.4").set_format(&title)).unwrap();
    sheet.insert_note(3, 1, &Note::new("Da rivedere").set_author("Ufficio")).unwrap();
    sheet.insert_image(12, 0, &Image::new_from_buffer(DOT).unwrap()).unwrap();
    sheet.embed_image(12, 4, &Image::new_from_buffer(DOT).unwrap()).unwrap();
    let mut chart = Chart::new(ChartType::Column);
    chart.add_series().set_values("Scheda!$B$4:$B$6");
    sheet.insert_chart(14, 0, &chart).unwrap();
    sheet.add_sparkline(3, 6, &Sparkline::new().set_range(("Scheda", 3, 1, 5, 1))).unwrap();
    sheet.insert_button(20, 0, &Button::new().set_caption("Calcola").set_macro("Calcola")).unwrap();
    sheet.insert_shape(24, 0, &Shape::textbox().set_text("Avvertenze")).unwrap();
    sheet.insert_checkbox(26, 0, true).unwrap();
    sheet.write_url(27, 0, Url::new("https://example.org/").set_text("Regolamento")).unwrap();
    sheet.group_rows(28, 30).unwrap().set_row_hidden(29).unwrap();
    sheet.set_header("&CScheda &A").set_landscape().set_freeze_panes(1, 0).unwrap();
    sheet.set_print_area(0, 0, 40, 8).unwrap().set_page_breaks(&[20]).unwrap();
    let table = book.add_worksheet().set_name("Tabella").unwrap();
    let columns = [
        TableColumn::new().set_header("Fase").set_total_label("Totale"),
        TableColumn::new().set_header("Peso").set_total_function(TableFunction::Sum),
        TableColumn::new().set_header("Doppio").set_formula("[@Peso]*2"),
    ];
    table.write_column(2, 1, ["Stesura", "Stampa"]).unwrap();
    table.write_column(2, 2, [40, 60]).unwrap();
    table.add_table(1, 1, 4, 3, &Table::new().set_name("Fasi").set_columns(&columns).set_total_row(true)).unwrap();
    let lists = book.add_worksheet().set_name("Elenchi").unwrap().set_very_hidden(true);
    lists.write_column(0, 0, ["Sì", "No", "In parte"]).unwrap();
    let locked = book.add_worksheet().set_name("Protetto").unwrap();
    locked.write_number(0, 0, 1).unwrap();
    locked.write_number_with_format(1, 0, 1, &Format::new().set_unlocked()).unwrap();
    locked.protect_with_password("segreto");
    let mut own = Chart::new(ChartType::Pie);
    own.add_series().set_values("Scheda!$B$4:$B$6");
    book.add_chartsheet().set_name("Grafico").unwrap().insert_chart(0, 0, &own).unwrap();
    book.define_name("Giudizi", "=Elenchi!$A$1:$A$3").unwrap();
    let properties = DocProperties::new().set_title("Scheda").set_custom_property("Protocollo", "12/2023");
    book.set_properties(&properties);
    with_later_parts(book.save_to_buffer().unwrap())
}

/// The workbook with parts that later versions and other producers add.
fn with_later_parts(bytes: Vec<u8>) -> Vec<u8> {
    let mut package = Package::open(&bytes).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for (name, _) in stored_entries(&bytes) {
        parts.push((name.clone(), package.bytes(&name).unwrap()));
    }
    for name in [
        "xl/threadedComments/threadedComment1.xml",
        "xl/persons/person.xml",
        "customXml/item1.xml",
        "xl/externalLinks/externalLink1.xml",
        "xl/printerSettings/printerSettings1.bin",
        "xl/ctrlProps/ctrlProp1.xml",
        "xl/calcChain.xml",
    ] {
        parts.push((name.to_owned(), format!("<dati><di>{name}</di></dati>").into_bytes()));
    }
    zipped(&parts)
}

fn on(sheet: &str, address: &str, new: &str) -> Edit {
    Edit { sheet: sheet.into(), ..edit(address, new) }
}

/// The parts whose stored bytes are not the same, after checking that all are there and in order.
fn changed(before: &[u8], after: &[u8]) -> BTreeSet<String> {
    let (before, after) = (stored_entries(before), stored_entries(after));
    let names = |entries: &[(String, Vec<u8>)]| entries.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&before), names(&after));
    before.into_iter().zip(after).filter(|(one, other)| one.1 != other.1).map(|(one, _)| one.0).collect()
}

#[test]
fn one_cell_changes_one_part() {
    let before = rich();
    let edits = [
        stretch("A2", "Peso: ....... %", ".......", "15"),
        edit("B3", "Alta"),
        edit("B8", "4"),
        edit("B10", "In parte"),
        edit("H40", "fuori dall'area"),
    ];
    let after = written(&before, &edits);
    assert_eq!(changed(&before, &after), BTreeSet::from(["xl/worksheets/sheet1.xml".to_owned()]));
    assert_eq!(["A2", "B3", "H40"].map(|cell| shown(&after, cell)), ["Peso: 15 %", "Alta", "fuori dall'area"]);
    let sheet = part(&after, "xl/worksheets/sheet1.xml");
    for piece in ["x14:sparkline", "dataBar", "conditionalFormatting", "dataValidations", "legacyDrawing", "rowBreaks"] {
        assert_eq!(sheet.matches(piece).count(), part(&before, "xl/worksheets/sheet1.xml").matches(piece).count(), "{piece}");
    }
}

#[test]
fn a_style_more_changes_the_styles_and_nothing_else() {
    let before = rich();
    let after = written(&before, &[edit("H41", "31/12/2023")]);
    let expected = ["xl/styles.xml", "xl/worksheets/sheet1.xml"].map(str::to_owned);
    assert_eq!(changed(&before, &after), BTreeSet::from(expected));
    assert_eq!(shown(&after, "H41"), "31/12/2023");
}

#[test]
fn hidden_sheets_and_cells_left_open_by_a_protection_are_written() {
    let before = rich();
    let after = written(&before, &[on("Elenchi", "A3", "Forse"), on("Protetto", "A2", "9"), on("Tabella", "B3", "Bozze")]);
    assert_eq!(shown_on(&after, "Elenchi", "A3"), "Forse");
    let expected = ["2", "3", "4"].map(|number| format!("xl/worksheets/sheet{number}.xml"));
    assert_eq!(changed(&before, &after), BTreeSet::from(expected));
}

#[test]
fn what_must_not_be_touched_is_refused_with_its_reason() {
    let before = rich();
    for (edit, why) in [
        (edit("B1", "x"), "unione di celle"),
        (edit("B3", "Altissima"), "si può scegliere solo tra: Alta, Media, Bassa"),
        (edit("B8", "6"), "un numero intero tra 1 e 5"),
        (edit("B10", "Mai"), "si può scegliere solo tra: Sì, No, In parte"),
        (edit("B7", "5"), "contiene una formula"),
        (edit("I9", "5"), "formula matriciale"),
        (edit("I10", "5"), "formula matriciale"),
        (on("Tabella", "C2", "Pesi"), "intestazione"),
        (on("Tabella", "B5", "Somma"), "totali"),
        (on("Tabella", "D3", "5"), "contiene una formula"),
        (on("Protetto", "A1", "5"), "foglio protetto"),
        (on("Grafico", "A1", "5"), "solo un grafico"),
    ] {
        let (cell, sheet) = (edit.cell, edit.sheet.clone());
        let reason = refused(&before, edit);
        assert!(reason.contains(why), "{sheet} {cell}: {reason}");
    }
}

#[test]
fn edits_refused_do_not_stop_the_others() {
    let before = rich();
    let patched = patched(&before, &[edit("B7", "5"), edit("B3", "Bassa"), edit("B8", "9")]);
    assert!(matches!(&patched.outcomes[..], [Outcome::Refused(_), Outcome::Written, Outcome::Refused(_)]));
    assert_eq!(shown(&patched.bytes.unwrap(), "B3"), "Bassa");
}
