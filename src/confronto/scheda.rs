//! Two states of one obiettivo beside one another, box by box, in the order of the form.

use super::campo::Pen;
use super::{Differenza, Materia, Scritto, Tipo, Valore};
use super::{fasi, giudizio, indicatori, monitoraggio, pesi};
use crate::model::{Durata, Obiettivo, Scheda, Stato};
use crate::place::{Field, Place};

/// What the difference in the state of an obiettivo is called.
pub(super) const STATO: &str = "stato dell'obiettivo";

/// What the difference in its number is called.
pub(super) const NUMERO: &str = "numero dell'obiettivo";

/// An obiettivo, and the year of its plan.
#[derive(Clone, Copy)]
pub(super) struct OfPlan<'a> {
    pub(super) obiettivo: &'a Obiettivo,
    pub(super) anno: Option<i16>,
}

/// Every value that differs.
pub(super) fn differenze(mut pen: Pen, prima: OfPlan<'_>, dopo: OfPlan<'_>) -> Vec<Differenza> {
    let (one, other) = (prima.obiettivo, dopo.obiettivo);
    if let Some(stato) = stato(one, other) {
        pen.write(stato);
    }
    match (&one.scheda, &other.scheda) {
        (Some(a), Some(b)) => {
            if one.chiave.numero != other.chiave.numero {
                pen.field(Materia::Testi, NUMERO, &a.numero, &b.numero, |_, _| {
                    giudizio::Judgement::Other(None)
                });
            }
            heading(&mut pen, a, b);
            description(&mut pen, a, b);
            let pairs = indicatori::compare(&mut pen, a, b);
            fasi::compare(&mut pen, (a, prima.anno), (b, dopo.anno));
            pesi::boxes(&mut pen, &a.peso, &b.peso);
            monitoraggio::compare(&mut pen, a, b, &pairs);
            end(&mut pen, a, b);
        }
        (a, b) => whole(&mut pen, Materia::Testi, "scheda", a.as_ref().map(place), b.as_ref().map(place)),
    }
    match (&one.pesatura, &other.pesatura) {
        (Some(a), Some(b)) => pesi::rows(&mut pen, a, b),
        (a, b) => {
            let (a, b) = (a.as_ref().map(|riga| &riga.place), b.as_ref().map(|riga| &riga.place));
            whole(&mut pen, Materia::Pesi, "riga nella pesatura", a, b);
        }
    }
    pen.done()
}

fn place(scheda: &Scheda) -> &Place {
    &scheda.place
}

/// A form, or a row, that is there on one side only: its boxes are not told one by one.
fn whole(pen: &mut Pen, materia: Materia, voce: &str, prima: Option<&Place>, dopo: Option<&Place>) {
    let (tipo, nota) = match (prima, dopo) {
        (Some(_), None) => (Tipo::Tolto, "c'è solo nella cartella di prima"),
        (None, Some(_)) => (Tipo::Aggiunto, "c'è solo nella cartella di dopo"),
        _ => return,
    };
    let valore = |place: Option<&Place>| match place {
        Some(place) => Valore { scritto: Scritto::Presente, place: Some(place.clone()) },
        None => Valore { scritto: Scritto::Assente, place: None },
    };
    pen.write(Differenza {
        materia,
        voce: voce.to_owned(),
        tipo,
        prima: valore(prima),
        dopo: valore(dopo),
        nota: Some(nota.to_owned()),
    });
}

fn stato(prima: &Obiettivo, dopo: &Obiettivo) -> Option<Differenza> {
    let same = match (&prima.stato, &dopo.stato) {
        (Stato::Attivo, Stato::Attivo) => true,
        (Stato::Ritirato(a), Stato::Ritirato(b)) | (Stato::Neutralizzato(a), Stato::Neutralizzato(b)) => {
            super::testo::same(&a.raw, &b.raw)
        }
        _ => false,
    };
    let valore = |obiettivo: &Obiettivo| match &obiettivo.stato {
        Stato::Attivo => {
            let place = obiettivo.scheda.as_ref().map(|scheda| scheda.place.clone());
            Valore { scritto: Scritto::Testo("da perseguire".to_owned()), place }
        }
        Stato::Ritirato(text) | Stato::Neutralizzato(text) => Valore::made(text.raw.clone(), &text.place),
    };
    let nota = match &dopo.stato {
        Stato::Attivo => "di nuovo da perseguire",
        Stato::Ritirato(_) => "ritirato",
        Stato::Neutralizzato(_) => "neutralizzato: non raggiungibile per cause esterne",
    };
    (!same).then(|| Differenza {
        materia: Materia::Testi,
        voce: STATO.to_owned(),
        tipo: Tipo::Cambiato,
        prima: valore(prima),
        dopo: valore(dopo),
        nota: Some(nota.to_owned()),
    })
}

fn heading(pen: &mut Pen, a: &Scheda, b: &Scheda) {
    let anni = pen.anni;
    pen.text(Materia::Testi, "ente", &a.ente, &b.ente);
    for at in 0..a.aree.len().max(b.aree.len()) {
        let of = |scheda: &Scheda| scheda.aree.get(at).cloned().unwrap_or(Field::Absent);
        pen.text(Materia::Testi, "Area", &of(a), &of(b));
    }
    pen.text(Materia::Testi, "trasversale a tutte le Aree", &a.trasversale, &b.trasversale);
    pen.text(Materia::Testi, "Responsabile", &a.responsabile, &b.responsabile);
    pen.field(Materia::Testi, "anno", &a.anno, &b.anno, |a, b| giudizio::anno(a, b, anni));
    pen.text(Materia::Testi, "titolo", &a.titolo, &b.titolo);
}

fn description(pen: &mut Pen, a: &Scheda, b: &Scheda) {
    let anni = pen.anni;
    let (one, other) = (&a.riferimento_dup, &b.riferimento_dup);
    pen.text(Materia::Testi, "riferimento DUP", &one.testo, &other.testo);
    for (voce, part, with) in [
        ("Missione", &one.missione, &other.missione),
        ("Programma", &one.programma, &other.programma),
        ("obiettivo operativo", &one.obiettivo_operativo, &other.obiettivo_operativo),
    ] {
        // what stands in the whole box has been compared with it
        if !(is_inside(part, &one.testo) && is_inside(with, &other.testo)) {
            pen.text(Materia::Testi, voce, part, with);
        }
    }
    pen.text(Materia::Testi, "tipologia", &a.tipologia.testo, &b.tipologia.testo);
    if a.tipologia.testo.raw().is_none() && b.tipologia.testo.raw().is_none() {
        let (one, other) = (&a.tipologia.durata, &b.tipologia.durata);
        pen.field(Materia::Testi, "durata", one, other, |a, b| durata(a.value, b.value));
    }
    pen.text(Materia::Testi, "stato attuale", &a.stato_attuale, &b.stato_attuale);
    pen.text(Materia::Testi, "descrizione", &a.descrizione, &b.descrizione);
    let voce = "data di conclusione";
    pen.field(Materia::Testi, voce, &a.data_conclusione, &b.data_conclusione, |a, b| {
        giudizio::data(a, b, anni)
    });
}

fn durata(a: Durata, b: Durata) -> giudizio::Judgement {
    match a == b {
        true => giudizio::Judgement::Same,
        false => giudizio::Judgement::Other(None),
    }
}

fn is_inside<T, U>(part: &Field<T>, whole: &Field<U>) -> bool {
    part.is_absent() || part.place() == whole.place()
}

fn end(pen: &mut Pen, a: &Scheda, b: &Scheda) {
    let deadlines = |scheda: &Scheda| {
        let all: Vec<String> = scheda.scadenze.iter().map(ToString::to_string).collect();
        (!all.is_empty()).then(|| all.join(", "))
    };
    let voce = "scadenze del monitoraggio";
    pen.said(Materia::Risultati, voce, (deadlines(a), &a.place), (deadlines(b), &b.place));
    let anni = pen.anni;
    let (one, other) = (&a.percentuale_complessiva, &b.percentuale_complessiva);
    pen.field(Materia::Risultati, "percentuale complessiva", one, other, |a, b| {
        giudizio::percento(a, b, anni)
    });
    for (voce, one, other) in [
        ("atto conclusivo", &a.atto_conclusivo, &b.atto_conclusivo),
        ("motivazione", &a.motivazione, &b.motivazione),
        ("cause interne", &a.cause_interne, &b.cause_interne),
        ("cause esterne", &a.cause_esterne, &b.cause_esterne),
    ] {
        pen.text(Materia::Risultati, voce, one, other);
    }
}
