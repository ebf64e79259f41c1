//! A few cells written back, against copying the workbook: in memory, and on a disk with the bytes really there. Prints
//! medians and their ratio; asserts nothing about time.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a benchmark may stop at the first surprise"
)]

use rust_decimal::Decimal;
use rust_xlsxwriter::{Formula, Workbook};
use schedario::patch::{Change, Edit, Outcome, patch};
use schedario::place::CellRef;
use std::fs::File;
use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

const RUNS: usize = 31;
/// Cells written into each workbook.
const EDITS: u32 = 8;

fn main() {
    type Make = fn() -> Vec<u8>;
    let workbooks: [(&str, Make); 4] = [
        ("an Area of the sample", || {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/calenzano-2023/consuntivo");
            std::fs::read(folder.join("Area Risorse.xlsx")).expect("the sample is there")
        }),
        ("50 sheets, no formulas", || sheets(50, 120, false)),
        ("50 sheets, 6 000 formulas", || sheets(50, 120, true)),
        ("one sheet, 200 000 cells", || sheets(1, 12_500, false)),
    ];
    // part of a name as an argument: only that one
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    for (name, make) in workbooks.into_iter().filter(|(name, _)| name.contains(&wanted)) {
        let bytes = make();
        measure(name, &middle(&bytes), &bytes);
    }
}

fn measure(name: &str, sheet: &str, bytes: &[u8]) {
    let edits: Vec<Edit> = (0..EDITS).map(|index| edit(sheet, index)).collect();
    let patched = patch(bytes, &edits).expect("the workbook can be changed");
    let written = patched.outcomes.iter().filter(|outcome| **outcome == Outcome::Written).count();
    let folder = std::env::temp_dir().join(format!("schedario-bench-patch-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder to write in");
    let (from, to) = (folder.join("prima.xlsx"), folder.join("dopo.xlsx"));
    std::fs::write(&from, bytes).expect("a workbook to copy");
    let put = |bytes: &[u8]| {
        let mut file = File::create(&to).expect("a file to write");
        file.write_all(bytes).and_then(|()| file.sync_all()).expect("a disk with room");
    };
    // alternating, so that whatever else the machine does weighs on all
    let mut times: [Vec<Duration>; 4] = Default::default();
    for _ in 0..RUNS {
        times[0].push(timed(|| drop(black_box(bytes.to_vec()))));
        times[1].push(timed(|| drop(black_box(patch(black_box(bytes), &edits)))));
        times[2].push(timed(|| put(&std::fs::read(&from).expect("the workbook is there"))));
        times[3].push(timed(|| {
            let bytes = std::fs::read(&from).expect("the workbook is there");
            let patched = patch(&bytes, &edits).expect("the workbook can be changed");
            put(&patched.bytes.expect("something changes"));
        }));
    }
    let [copied, changed, stored, rewritten] = times.map(|mut times| median(&mut times));
    println!(
        "{name} ({} KB, {written} cells): in memory {:.3} ms to change, {:.3} ms to copy; on disk {:.2} ms to change, {:.2} ms to copy, ratio {:.2}",
        bytes.len() / 1024,
        ms(changed),
        ms(copied),
        ms(rewritten),
        ms(stored),
        ms(rewritten) / ms(stored)
    );
    let _ = std::fs::remove_dir_all(&folder);
}

fn edit(sheet: &str, index: u32) -> Edit {
    // below whatever the sheet holds, and never in a merged region
    let cell = CellRef::new(20_000 + index, 3);
    let change = match index % 2 {
        0 => Change::Number { value: Decimal::from(index), percent: false },
        _ => Change::Text(format!("voce {index}")),
    };
    Edit { sheet: sheet.into(), cell, expected: None, change }
}

/// The name of the sheet in the middle.
fn middle(bytes: &[u8]) -> String {
    let (workbook, _) = schedario::grid::open(&"prova.xlsx".into(), bytes.to_vec());
    let sheets = workbook.expect("a workbook").sheets;
    sheets[sheets.len() / 2].name.to_string()
}

/// A workbook of forms: texts and numbers in 16 columns, one of them computed if asked.
fn sheets(count: u32, rows: u32, formulas: bool) -> Vec<u8> {
    let mut book = Workbook::new();
    for number in 1..=count {
        let sheet = book.add_worksheet();
        sheet.set_name(format!("Foglio {number}")).expect("a name");
        for row in 0..rows {
            for column in 0..16u16 {
                let written = match column {
                    15 if formulas => {
                        let formula = Formula::new(format!("SUM(B{0}:N{0})", row + 1)).set_result("91");
                        sheet.write_formula(row, column, formula)
                    }
                    0 | 14 => sheet.write_string(row, column, format!("attività {row} della fase {column}")),
                    _ => sheet.write_number(row, column, f64::from(column)),
                };
                written.expect("a cell within the sheet");
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
