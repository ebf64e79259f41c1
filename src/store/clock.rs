//! The only clock of the program: backups are named by it, and nothing is computed from it.

use jiff::civil::DateTime;

/// The office's own date and time, to the second.
pub fn now() -> DateTime {
    let now = jiff::Zoned::now().datetime();
    now.with().subsec_nanosecond(0).build().unwrap_or(now)
}

/// A time as an office reads it: `25/11/2026 alle 16.30.05`.
pub(super) fn words(time: DateTime) -> String {
    time.strftime("%d/%m/%Y alle %H.%M.%S").to_string()
}
