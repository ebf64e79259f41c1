//! Why a file is not opened, in words for the person who has to do something about it.
//!
//! Each refusal says what is wrong and what to do, and carries the code of its kind. The file is not named in
//! the sentence, for the rilievo points at it. How the reason was found out is not told here.

use crate::package::Fault;
use crate::rilievo::{Dove, Gravita, Rilievo};

/// A reason not to open a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// No bytes at all.
    Empty,
    /// One of this program's own outputs: it is passed over, as if it were not there.
    Output,
    /// Only zero bytes.
    Zeros,
    /// The small file Excel leaves beside a workbook that is open.
    Lock,
    /// Encrypted.
    Password,
    /// A document or an archive that is something else.
    Other(Kind),
    /// The content is of no known kind.
    Unknown,
    /// The package cannot be used.
    Package(Fault),
    /// The content is cut or inconsistent.
    Damaged,
    /// More cells, or a larger area, than is ever needed.
    TooManyCells,
}

/// Kinds of files that are sometimes found where a workbook should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A text document.
    Word,
    /// A presentation.
    Slides,
    /// An OpenDocument text or drawing.
    OpenDocument,
    /// A PDF.
    Pdf,
    /// A web page.
    Html,
    /// Plain or separated text.
    Text,
    /// The XML spreadsheet of Excel 2003.
    Xml2003,
    /// OpenDocument as a single XML file.
    FlatOpenDocument,
    /// Apple Numbers.
    Numbers,
    /// An archive of something else.
    Zip,
    /// Excel before 1993.
    OldExcel,
}

impl Refusal {
    /// The rilievo that tells it.
    pub fn rilievo(self, file: &str) -> Rilievo {
        Rilievo::new(self.code(), Gravita::Errore, Dove::file(file), self.message())
    }

    fn code(self) -> &'static str {
        match self {
            Refusal::Password => "LET003",
            Refusal::Package(Fault::TooLarge) => "LET001",
            Refusal::Package(_) | Refusal::Damaged | Refusal::Zeros => "LET002",
            _ => "LET001",
        }
    }

    fn message(self) -> String {
        let message = match self {
            Refusal::Empty => {
                "il file è vuoto (0 byte): la copia o lo scaricamento si è interrotto; recuperare l'originale"
            }
            Refusal::Output => "è un esito di schedario: non contiene schede da leggere",
            Refusal::Zeros => {
                "il file contiene solo zeri: non è ancora stato scaricato dalla cartella condivisa, o il disco ha un guasto; recuperare l'originale"
            }
            Refusal::Lock => {
                "non è una cartella di lavoro ma il segnaposto che Excel lascia mentre il file è aperto; chiudere Excel, poi eliminarlo se resta"
            }
            Refusal::Password => {
                "il file è protetto da una password: aprirlo con Excel o LibreOffice, togliere la password e salvarlo di nuovo"
            }
            Refusal::Other(kind) => return kind.message(),
            Refusal::Unknown => {
                "il contenuto non è quello di un foglio di calcolo: controllare di aver copiato il file giusto"
            }
            Refusal::Package(fault) => {
                return format!(
                    "il file {}; chiederne una nuova copia, o riaprirlo con Excel e salvarlo di nuovo",
                    fault.reason()
                );
            }
            Refusal::Damaged => {
                "il file è danneggiato e non si può leggere; provare ad aprirlo con Excel e salvarlo di nuovo, o chiederne una nuova copia"
            }
            Refusal::TooManyCells => {
                "il file ha troppe celle, o troppo testo, per una raccolta di schede: controllare che non vi siano dati o ripetizioni lontano dalle schede, o dividerlo in più file"
            }
        };
        message.to_string()
    }
}

impl Kind {
    fn message(self) -> String {
        let (what, todo) = match self {
            Kind::Word => {
                ("un documento di testo di Word", "le schede vanno riportate in un foglio di calcolo")
            }
            Kind::Slides => ("una presentazione", "le schede vanno riportate in un foglio di calcolo"),
            Kind::OpenDocument => (
                "un documento OpenDocument, ma non un foglio di calcolo",
                "le schede vanno riportate in un foglio di calcolo",
            ),
            Kind::Pdf => ("un PDF", "serve il foglio di calcolo da cui è stato prodotto"),
            Kind::Html => ("una pagina web salvata col nome di un foglio di calcolo", SAVE_AS),
            Kind::Text => ("un testo semplice o separato da virgole", SAVE_AS),
            Kind::Xml2003 => ("un foglio di calcolo nel formato XML del 2003", SAVE_AS),
            Kind::FlatOpenDocument => ("un OpenDocument in un unico file XML", SAVE_AS),
            Kind::Numbers => ("un documento di Apple Numbers", "esportarlo da Numbers come Excel (.xlsx)"),
            Kind::Zip => ("un archivio compresso", "estrarne i fogli di calcolo nella cartella"),
            Kind::OldExcel => ("una cartella di lavoro di Excel anteriore al 1993", SAVE_AS),
        };
        format!("il file è {what}: {todo}")
    }
}

const SAVE_AS: &str = "aprirlo con Excel o LibreOffice e salvarlo come .xlsx";

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Refusal {
        Refusal::Package(fault)
    }
}
