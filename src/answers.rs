//! What is asked of each Responsabile at a deadline, and what comes back: the workbooks of the monitoring, row by row.
//!
//! A row is known by the [`Codice`] that it carries, never by where it stands or by its words: workbooks are sorted,
//! renamed, saved by other programs, sent back twice. Answers are typed by the valore atteso and compared with the plan as
//! it is now; what cannot be used is a rilievo, and the rest goes on. This room writes nothing: it says which box of the
//! scheda each answer belongs in and what stands there ([`Casella`]).

mod casella;
mod codice;
mod confronti;
mod contenuto;
mod destinatario;
mod domanda;
mod foglio;
mod grado;
mod impronta;
mod motivazione;
mod persona;
mod preparazione;
mod raccolta;
mod risposta;
mod stato;
mod tipo;
mod unione;
mod verifica_codice;

pub use casella::{Casella, Ora};
pub use codice::Codice;
pub use destinatario::{Destinatario, destinatari};
pub use domanda::{Domanda, domande, is_last};
pub use foglio::{Colonna, INTESTAZIONI};
pub use motivazione::is_required as motivazione_richiesta;
pub use preparazione::da_sapere;
pub use raccolta::{Richiesta, raccogli};
pub use risposta::{Motivazione, PerResponsabile, Risposta, Risposte, StatoDomanda, VoceResponsabile};
pub use tipo::{Tipo, first_day, percent_limit};
