//! Why a cell, or a whole workbook, is not changed: in words for whoever will type the value by hand instead.

/// Why an edit is not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The format cannot be changed in place.
    Format,
}

impl Refusal {
    /// The reason, in Italian: the end of a sentence that begins with the cell or the file.
    pub fn reason(&self) -> String {
        match self {
            Refusal::Format => "è in un formato che non si può modificare sul posto".to_owned(),
        }
    }
}
