//! When a motivazione is due: an indicatore is not met and no longer can be by the day that matters.

use jiff::civil::Date;
use rust_decimal::Decimal;

/// Whether a degree wants a motivazione: below 100 at the last deadline of the year, or at an earlier one when the day
/// by which it was due has passed. Half of a number in September is no failure.
pub fn is_required(grado: Option<Decimal>, is_last: bool, due: Option<Date>, scadenza: Date) -> bool {
    let settled = is_last || due.is_some_and(|due| due <= scadenza);
    settled && grado.is_some_and(|grado| grado < Decimal::ONE_HUNDRED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_shortfall_is_explained_when_it_can_no_longer_be_made_good() {
        let september = date(2023, 9, 30);
        let half = Some(Decimal::from(50));
        assert!(is_required(half, true, None, september));
        assert!(!is_required(half, false, None, september));
        assert!(is_required(half, false, Some(date(2023, 4, 30)), september));
        assert!(!is_required(half, false, Some(date(2023, 12, 31)), september));
        assert!(!is_required(Some(Decimal::ONE_HUNDRED), true, None, september));
        assert!(!is_required(None, true, None, september));
    }
}
