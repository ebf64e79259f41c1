//! Days counted from an epoch, as workbooks store dates.
//!
//! A serial is a count of days with the time as its fraction, from 1900 or from 1904. Years below 1900 and
//! beyond 9999 do not exist for a workbook, and here they are no dates either. Calendars and formats are
//! elsewhere.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// One more than the serial of 31/12/9999, counted from 1900.
const BEYOND: f64 = 2_958_466.0;
const FROM_1900_TO_1904: f64 = 1462.0;
const SECONDS: i64 = 86_400;

/// A day and the second in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    /// The day; `None` for day 0, which Excel shows as 00/01/1900: a time, or an empty reference.
    pub day: Option<Date>,
    /// Seconds since midnight.
    pub second: i64,
}

/// The moment a serial stands for, if there is one.
pub(super) fn moment(serial: f64, from_1904: bool) -> Option<Moment> {
    let shifted = if from_1904 { serial + FROM_1900_TO_1904 } else { serial };
    if !shifted.is_finite() || serial < 0.0 || shifted >= BEYOND {
        return None;
    }
    let total = (shifted * SECONDS as f64).round() as i64;
    let (days, second) = (total / SECONDS, total % SECONDS);
    // Excel believes in 29/02/1900, serial 60: before it, days are counted one later.
    let epoch = if days <= 60 { date(1899, 12, 31) } else { date(1899, 12, 30) };
    let day = match days {
        0 => None,
        _ => Some(epoch.checked_add(days.days()).ok()?),
    };
    Some(Moment { day, second })
}

/// The serial of a day, counted from 1900.
pub(super) fn days_since_1900(day: Date) -> i64 {
    let days = (day - date(1899, 12, 30)).get_days();
    // Days before Excel's imaginary 29/02/1900 are counted one earlier.
    i64::from(if days <= 60 { days - 1 } else { days })
}
