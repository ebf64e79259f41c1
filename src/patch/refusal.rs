//! Why a cell, or a whole workbook, is not changed: in words for whoever will type the value by hand instead.

use crate::grid::{Closed, Kind};
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
    /// One of this program's own results.
    Output,
    /// Not a workbook at all.
    NoWorkbook,
    /// The sheet is of charts or macros and has no cells.
    NoCells,
    /// The part of the sheet is stored in an encoding that cannot be changed in place.
    Encoding,
    /// The sheet cannot be read.
    SheetDamaged(Fault),
    /// A formula shared with other cells computes the cell.
    SharedFormula,
    /// The cell belongs to a what-if table.
    DataTable,
    /// The cell is the header of a table's column.
    TableHeader,
    /// The cell is in the totals of a table.
    TableTotals,
    /// The file has this cell twice.
    CellTwice,
    /// The cell would have to be added among rows or cells that are not in order.
    OutOfOrder,
    /// Its own rule allows only these values; the words that say which.
    NotAllowed(String),
    /// The cell holds no text of which a stretch could be replaced.
    NotText,
    /// The text has characters that cannot stand in a cell.
    Characters,
    /// The text is longer than a cell can hold.
    TooLong,
    /// The cell's number format would show the day as a number.
    DayAsNumber,
    /// The cell's number format would show the percentage without its sign.
    PercentAsNumber,
    /// The cell's number format would show the number as a day or a time.
    NumberAsDay,
    /// The workbook's styles cannot take the number format that the value needs.
    NoStyle,
    /// Another cell of the workbook does not hold what was expected, and nothing is changed.
    Elsewhere,
    /// The structure of the workbook is protected: no sheet can be hidden.
    Structure,
    /// No visible sheet would be left.
    LastVisible,
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
            Refusal::Output => "è un esito di schedario, che non si modifica",
            Refusal::NoWorkbook => "non è una cartella di lavoro che si possa aprire",
            Refusal::NoCells => "è in un foglio che contiene solo un grafico, senza celle",
            Refusal::Encoding => {
                "è in un foglio salvato in una codifica insolita: aprire il file con Excel e salvarlo di nuovo"
            }
            Refusal::SheetDamaged(fault) => return format!("è in un foglio che {}", fault.reason()),
            Refusal::SharedFormula => "contiene una formula comune ad altre celle, che non viene sostituita",
            Refusal::DataTable => "fa parte di una tabella di simulazione, che non viene spezzata",
            Refusal::TableHeader => {
                "è l'intestazione di una colonna di tabella: cambiarla cambierebbe le formule che la nominano"
            }
            Refusal::TableTotals => "è nella riga dei totali di una tabella",
            Refusal::CellTwice => {
                "compare due volte nel file: aprirlo con Excel e salvarlo di nuovo, poi riprovare"
            }
            Refusal::OutOfOrder => {
                "andrebbe aggiunta in un foglio le cui righe non sono in ordine: aprire il file con Excel e salvarlo di nuovo, poi riprovare"
            }
            Refusal::NotAllowed(allowed) => {
                return format!("ha una regola di convalida che non ammette questo valore: {allowed}");
            }
            Refusal::NotText => "non contiene un testo, e non se ne può sostituire un tratto",
            Refusal::Characters => "riceverebbe un testo con caratteri che una cella non può contenere",
            Refusal::TooLong => "riceverebbe un testo più lungo di 32.767 caratteri, il massimo di una cella",
            Refusal::DayAsNumber => {
                "ha un formato di numero che mostrerebbe la data come un numero: dare alla cella un formato di data"
            }
            Refusal::PercentAsNumber => {
                "ha un formato di numero che mostrerebbe la percentuale senza il suo segno, 0,80 per 80%: dare alla cella il formato percentuale"
            }
            Refusal::NumberAsDay => {
                "ha un formato di data o di ora che mostrerebbe il numero come una data: dare alla cella un formato di numero"
            }
            Refusal::NoStyle => {
                "ha bisogno di un formato che la cartella di lavoro non ha, e che non si può aggiungere"
            }
            Refusal::Structure => "ha la struttura protetta: togliere la protezione della cartella di lavoro",
            Refusal::LastVisible => "non avrebbe più nessun foglio visibile",
            Refusal::Elsewhere => {
                "non è stata scritta, perché un'altra cella della cartella di lavoro non contiene più ciò che ci si aspettava"
            }
        };
        reason.to_owned()
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Refusal {
        Refusal::Damaged(fault)
    }
}

impl From<Closed> for Refusal {
    fn from(closed: Closed) -> Refusal {
        match closed {
            Closed::Package(fault) => Refusal::Damaged(fault),
            Closed::Password => Refusal::Encrypted,
            Closed::Output => Refusal::Output,
            Closed::Other(Kind::FlatOpenDocument | Kind::Xml2003) => Refusal::Format,
            _ => Refusal::NoWorkbook,
        }
    }
}
