//! Why a package cannot be used, in words for whoever keeps the file.
//!
//! A fault says what is wrong with the file as a whole or with one of its parts; what it means for a sheet or
//! a workbook is said by whoever was reading. It is deliberately free of library errors: nobody in an office
//! can do anything with those.

/// What is wrong with a package or a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The file exceeds the size that is opened.
    TooLarge,
    /// The zip directory is not where it should be: the end of the file is missing.
    Truncated,
    /// More entries than any real workbook.
    TooManyParts,
    /// Two parts answer to the same name.
    DuplicateParts,
    /// A part that must be there is not.
    MissingPart,
    /// A part cannot be inflated, or its checksum is wrong.
    Damaged,
    /// A part inflates beyond reason.
    Swollen,
    /// A part is not Unicode text.
    Encoding,
    /// An XML part is cut or its tags do not match.
    Malformed,
    /// An XML part nests its tags beyond reason, or has a tag or a text of absurd length.
    Excessive,
    /// An XML part declares entities of its own, as no spreadsheet program does.
    Doctype,
}

impl Fault {
    /// What is wrong, in Italian: the end of a sentence that begins with the file or the sheet.
    pub fn reason(self) -> &'static str {
        match self {
            Fault::TooLarge => "supera i 100 MB, la dimensione massima che viene aperta",
            Fault::Truncated => "è incompleto: manca la fine",
            Fault::TooManyParts => "contiene più di 10.000 elementi, troppi per una cartella di lavoro",
            Fault::DuplicateParts => "contiene due elementi interni con lo stesso nome",
            Fault::MissingPart => "è privo di un elemento interno indispensabile",
            Fault::Damaged => "è danneggiato: il contenuto non è più quello che era stato salvato",
            Fault::Swollen => "contiene un elemento che, aperto, diventa smisurato",
            Fault::Encoding => "contiene testo in una codifica non leggibile",
            Fault::Malformed => "è danneggiato: il contenuto è interrotto o scomposto",
            Fault::Excessive => "ha una struttura interna smisurata, che nessun foglio di calcolo produce",
            Fault::Doctype => "contiene istruzioni interne che nessun foglio di calcolo produce",
        }
    }
}
