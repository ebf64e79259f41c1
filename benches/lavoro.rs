//! The main job against its floor: the same input files read cell by cell with bare calamine, and the same output
//! cells written with bare rust_xlsxwriter. Prints medians and their ratio; asserts nothing about time.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a benchmark may stop at the first surprise"
)]

use calamine::{Data, DataRef, Ods, Reader, Sheets, Xls, Xlsx, open_workbook};
use std::fs::File;
use std::hint::black_box;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const RUNS: usize = 21;

fn main() {
    let input = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/calenzano-2023/consuntivo");
    let output = std::env::temp_dir().join(format!("schedario-bench-{}", std::process::id()));
    let job = || drop(black_box(schedario::job::elabora(&input, Some(&output)).expect("the main job runs")));
    job();
    let outputs: Vec<Vec<(u32, u16, Data)>> =
        workbooks(&output).iter().flat_map(|path| cells(path)).collect();
    let floor = || {
        for path in workbooks(&input) {
            black_box(read(&path));
        }
        black_box(write(&outputs));
    };
    // alternating, so that whatever else the machine does weighs on both
    let (mut jobs, mut floors) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        jobs.push(timed(job));
        floors.push(timed(floor));
    }
    let (job, floor) = (median(&mut jobs), median(&mut floors));
    println!("main job {:>8.1} ms   floor {:>8.1} ms   ratio {:.2}", ms(job), ms(floor), ms(job) / ms(floor));
    let _ = std::fs::remove_dir_all(&output);
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

fn workbooks(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder exists")
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| matches!(path.extension().and_then(|e| e.to_str()), Some("xlsx" | "xls" | "ods")))
        .collect();
    found.sort();
    found
}

/// Reads every cell of a workbook, the cheapest way calamine offers for its format; how many there are.
fn read(path: &Path) -> usize {
    match path.extension().and_then(|e| e.to_str()) {
        Some("xlsx") => {
            let mut book: Xlsx<BufReader<File>> = open_workbook(path).expect("a workbook");
            let mut count = 0;
            for name in book.sheet_names() {
                let mut cells = book.worksheet_cells_reader(&name).expect("a sheet");
                while let Some(cell) = cells.next_cell().expect("a cell") {
                    count += usize::from(!matches!(cell.get_value(), DataRef::Empty));
                }
            }
            count
        }
        Some("xls") => dense(open_workbook::<Xls<_>, _>(path).map(Sheets::Xls).expect("a workbook")),
        _ => dense(open_workbook::<Ods<_>, _>(path).map(Sheets::Ods).expect("a workbook")),
    }
}

fn dense(mut book: Sheets<BufReader<File>>) -> usize {
    book.worksheets().iter().map(|(_, range)| range.used_cells().count()).sum()
}

/// The cells of one of our outputs, sheet by sheet.
fn cells(path: &Path) -> Vec<Vec<(u32, u16, Data)>> {
    let mut book: Xlsx<BufReader<File>> = open_workbook(path).expect("our own workbook");
    let sheets = book.worksheets();
    let of = |range: &calamine::Range<Data>| {
        let (top, left) = range.start().unwrap_or((0, 0));
        let used = range.used_cells();
        used.map(|(row, column, value)| (top + row as u32, (left + column as u32) as u16, value.clone()))
            .collect()
    };
    sheets.iter().map(|(_, range)| of(range)).collect()
}

/// Writes cells and nothing else.
fn write(sheets: &[Vec<(u32, u16, Data)>]) -> usize {
    let mut book = rust_xlsxwriter::Workbook::new();
    for cells in sheets {
        let sheet = book.add_worksheet();
        for (row, column, value) in cells {
            match value {
                Data::Float(number) => sheet.write_number(*row, *column, *number).map(drop),
                other => sheet.write_string(*row, *column, other.to_string()).map(drop),
            }
            .expect("a cell within the sheet");
        }
    }
    book.save_to_buffer().expect("a workbook").len()
}
