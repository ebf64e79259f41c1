//! The obiettivi in the data contract: what the scheda and the pesatura say, and what was computed.

use super::fase::{self, Fase};
use super::grado::{Cifra, Grado, PerScadenza, figure, per};
use super::indicatore::{self, Indicatore};
use super::origine::Origine;
use super::{text, typed};
use crate::model::{self, Durata, Scadenza, Scheda, Stato};
use crate::place::Field;
use crate::publish::Quadro;
use crate::publish::figure::one_line;
use crate::publish::gruppo;
use indexmap::IndexMap;
use serde::Serialize;

/// An obiettivo.
#[derive(Serialize)]
pub(super) struct Obiettivo<'d> {
    ambito: &'d str,
    numero: &'d str,
    titolo: Option<String>,
    titolo_allegato: Option<String>,
    responsabile: Option<String>,
    anno: Option<i16>,
    origine: Option<Origine<'d>>,
    riferimento_dup: RiferimentoDup,
    durata: Option<&'static str>,
    tipologia: Option<String>,
    descrizione: Option<String>,
    data_conclusione: Option<String>,
    punteggi: IndexMap<&'d str, Option<Cifra>>,
    peso_ponderale: Option<Cifra>,
    peso_relativo: Option<Cifra>,
    indicatori: Vec<Indicatore<'d>>,
    fasi: Vec<Fase<'d>>,
    avanzamento_atteso: PerScadenza<Option<Cifra>>,
    realizzazione: PerScadenza<Option<Grado>>,
    fascia: Option<&'d str>,
    motivazione: Option<String>,
    atto_conclusivo: Option<String>,
    stato: &'static str,
}

/// Reference to the DUP.
#[derive(Serialize)]
struct RiferimentoDup {
    missione: Option<String>,
    programma: Option<String>,
    obiettivo_operativo: Option<String>,
}

/// The row of an obiettivo.
pub(super) fn row<'d>(
    obiettivo: &'d model::Obiettivo,
    quadro: &Quadro<'d>,
    scadenze: &[Scadenza],
) -> Obiettivo<'d> {
    let scheda = obiettivo.scheda.as_ref();
    let riga = obiettivo.pesatura.as_ref();
    let esito = gruppo::esito(quadro.esiti, obiettivo);
    let words = |field: fn(&Scheda) -> &Field<String>| scheda.and_then(|scheda| text(field(scheda)));
    Obiettivo {
        ambito: obiettivo.chiave.ambito.nome(),
        numero: &obiettivo.chiave.numero,
        titolo: obiettivo.titolo().map(|cited| one_line(&cited.value)),
        titolo_allegato: riga.and_then(|riga| text(&riga.titolo)),
        responsabile: words(|scheda| &scheda.responsabile),
        anno: scheda.and_then(|scheda| scheda.anno.value()).copied(),
        origine: scheda.map(|scheda| &scheda.place).or(riga.map(|riga| &riga.place)).map(Origine::from),
        riferimento_dup: RiferimentoDup {
            missione: words(|scheda| &scheda.riferimento_dup.missione),
            programma: words(|scheda| &scheda.riferimento_dup.programma),
            obiettivo_operativo: words(|scheda| &scheda.riferimento_dup.obiettivo_operativo),
        },
        durata: scheda.and_then(|scheda| scheda.tipologia.durata.value()).map(|durata| match durata {
            Durata::Annuale => "annuale",
            Durata::Pluriennale => "pluriennale",
        }),
        tipologia: words(|scheda| &scheda.tipologia.testo),
        descrizione: words(|scheda| &scheda.descrizione),
        data_conclusione: scheda.and_then(|scheda| scheda.data_conclusione.value()).map(ToString::to_string),
        punteggi: punteggi(obiettivo, quadro),
        peso_ponderale: figure(
            esito.and_then(|esito| esito.peso_ponderale.as_ref()).map(|found| found.value),
        ),
        peso_relativo: figure(esito.and_then(|esito| esito.peso_relativo.as_ref()).map(|found| found.value)),
        indicatori: scheda.map(|scheda| indicatore::rows(scheda, esito, scadenze)).unwrap_or_default(),
        fasi: scheda.map(fase::rows).unwrap_or_default(),
        avanzamento_atteso: per(scadenze, |at| {
            figure(esito.and_then(|esito| esito.avanzamento_atteso.get(at)).map(|found| found.value))
        }),
        realizzazione: per(scadenze, |at| {
            esito.and_then(|esito| esito.realizzazione.get(at)).map(|found| Grado::from(&found.value))
        }),
        fascia: esito.and_then(|esito| esito.fascia.as_deref()),
        motivazione: words(|scheda| &scheda.motivazione).or_else(|| scheda.and_then(cause)),
        atto_conclusivo: scheda.and_then(|scheda| typed(&scheda.atto_conclusivo)),
        stato: stato(&obiettivo.stato),
    }
}

/// On forms that ask for the causes instead of one motivazione: the one that was filled in, or both, told apart.
fn cause(scheda: &Scheda) -> Option<String> {
    match (text(&scheda.cause_interne), text(&scheda.cause_esterne)) {
        (Some(interne), Some(esterne)) => Some(format!("Cause interne: {interne} Cause esterne: {esterne}")),
        (one, other) => one.or(other),
    }
}

fn stato(stato: &Stato) -> &'static str {
    match stato {
        Stato::Attivo => "attivo",
        Stato::Ritirato(_) => "ritirato",
        Stato::Neutralizzato(_) => "neutralizzato",
    }
}

/// The points by criterion, in the regolamento's order, then those that only the table has.
fn punteggi<'d>(obiettivo: &'d model::Obiettivo, quadro: &Quadro<'d>) -> IndexMap<&'d str, Option<Cifra>> {
    let punti = gruppo::punti(quadro.piano, obiettivo);
    let point = |id: &str| figure(punti.and_then(|punti| punti.get(id)?.value().copied()));
    let known = quadro.regolamento.pesatura.criteri.iter().map(|criterio| criterio.id.as_str());
    let own = punti.into_iter().flat_map(|punti| punti.keys()).map(String::as_str);
    known.chain(own).map(|id| (id, point(id))).collect()
}
