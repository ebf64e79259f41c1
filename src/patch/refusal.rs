//! Why a cell, or a whole workbook, is not changed: in words for whoever will type the value by hand instead.

use crate::package::Fault;

/// Why an edit is not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The format cannot be changed in place.
    Format,
    /// The package, or a part of it, cannot be used.
    Damaged(Fault),
    /// Signed: any change would break the signature.
    Signed,
    /// Encrypted.
    Encrypted,
    /// The workbook records who changed what: a change from outside would not be in its records.
    Tracked,
    /// There is no sheet of this name, or more than one.
    NoSheet,
    /// No sheet has such a cell.
    NoCell,
    /// A formula computes the cell.
    Formula,
    /// The cell belongs to an array formula.
    Array,
    /// The cell lies under a merged region, and is not its first.
    MergedInside,
    /// The sheet is protected, and the cell locked.
    Protected,
    /// The cell's own rule does not allow the value.
    Validation,
    /// The cell has a rule of its own that cannot be checked here.
    ValidationUnknown,
    /// The cell is filled from another file or source.
    Linked,
    /// The cell belongs to a pivot table.
    Pivot,
    /// Several edits concern the cell, and they exclude one another.
    Conflict,
    /// The stretch of text to be replaced is not there.
    Stretch,
    /// The stretch holds something that is not plain text: a field, for instance.
    StretchField,
    /// The value cannot be stored: a year that no workbook knows, a text beyond the limit of a cell.
    Unstorable,
}

impl Refusal {
    /// The reason, in Italian: the end of a sentence that begins with the cell or the file.
    pub fn reason(&self) -> String {
        let reason = match self {
            Refusal::Format => "è in un formato che non si può modificare sul posto",
            Refusal::Damaged(fault) => fault.reason(),
            Refusal::Signed => "è firmato digitalmente: qualsiasi modifica renderebbe nulla la firma",
            Refusal::Encrypted => "è protetto da una password: toglierla e salvare di nuovo",
            Refusal::Tracked => {
                "registra le revisioni: accettarle e disattivare la registrazione, poi salvare di nuovo"
            }
            Refusal::NoSheet => "è in un foglio che non c'è, o il cui nome è di più fogli",
            Refusal::NoCell => "è fuori dai limiti di un foglio",
            Refusal::Formula => "contiene una formula, che non viene sostituita",
            Refusal::Array => "fa parte di una formula matriciale, che non viene spezzata",
            Refusal::MergedInside => {
                "è coperta da un'unione di celle: il valore va nella prima cella dell'unione"
            }
            Refusal::Protected => "è bloccata in un foglio protetto: togliere la protezione del foglio",
            Refusal::Validation => "ha una regola di convalida che non ammette questo valore",
            Refusal::ValidationUnknown => {
                "ha una regola di convalida che qui non si può controllare: scrivere il valore a mano"
            }
            Refusal::Linked => "è riempita da un'altra fonte, che la riscriverebbe all'aggiornamento",
            Refusal::Pivot => "fa parte di una tabella pivot, che la riscriverebbe all'aggiornamento",
            Refusal::Conflict => "riceve più modifiche che si escludono a vicenda",
            Refusal::Stretch => "non contiene più il tratto di testo da sostituire",
            Refusal::StretchField => {
                "contiene nel tratto da sostituire un campo calcolato, che non è testo scritto"
            }
            Refusal::Unstorable => "non può contenere questo valore: troppo lungo, o fuori dai limiti",
        };
        reason.to_owned()
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Refusal {
        Refusal::Damaged(fault)
    }
}
