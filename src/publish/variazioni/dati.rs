//! The differences for programs, `schedario/variazioni/1`. What is not known is null, never left out.

use super::Variazioni;
use crate::confronto::{
    Anni, Copia, Differenza, Dubbio, Esito, Incertezza, Materia, Prova, Quale, Quota, Riferimento, Scritto,
    Sorte, Tipo, Valore, Variazione,
};
use crate::place::Place;
use crate::publish::figure::one_line;
use anyhow::Result;
use rust_decimal::Decimal;
use serde_json::{Value, json};

const SCHEMA: &str = "schedario/variazioni/1";

/// The bytes.
pub(super) fn bytes(variazioni: &Variazioni<'_>) -> Result<Vec<u8>> {
    let confronto = variazioni.confronto;
    let lato = |quale: Quale| {
        let (lato, cartella) = match quale {
            Quale::Prima => (&confronto.prima, &variazioni.prima),
            Quale::Dopo => (&confronto.dopo, &variazioni.dopo),
        };
        json!({
            "cartella": cartella.nome,
            "ente": lato.ente.as_deref().map(one_line),
            "anno": lato.anno,
            "obiettivi": lato.obiettivi,
        })
    };
    let copied = confronto.somiglianze.as_ref();
    let data = json!({
        "schema": SCHEMA,
        "prima": lato(Quale::Prima),
        "dopo": lato(Quale::Dopo),
        "anni": anni(confronto.anni),
        "invariato": confronto.is_unchanged(),
        "differenze": confronto.cambiate(),
        "non_confrontabili": confronto.non_confrontabili(),
        "avvertenze": confronto.avvertenze,
        "aree_rinominate": confronto.aree_rinominate.iter()
            .map(|(prima, dopo)| json!({"prima": prima, "dopo": dopo})).collect::<Vec<_>>(),
        "obiettivi": confronto.variazioni.iter().filter(|one| is_told(one)).map(variazione).collect::<Vec<_>>(),
        "da_decidere": confronto.dubbi.iter().map(dubbio).collect::<Vec<_>>(),
        "somiglianze": copied.map(|copied| json!({
            "copiati": copied.quanti(Esito::Copiato),
            "obiettivi": copied.totale,
            "quota_copiata": quota(copied.quota()),
            "elenco": copied.copie.iter().map(copia).collect::<Vec<_>>(),
        })),
        "non_letti": confronto.incertezze.iter().map(incertezza).collect::<Vec<_>>(),
    });
    let mut bytes = serde_json::to_vec_pretty(&data)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Whether there is anything to say of an obiettivo.
fn is_told(one: &Variazione) -> bool {
    one.is_changed() || !one.differenze.is_empty() || one.incerto
}

fn anni(anni: Anni) -> &'static str {
    match anni {
        Anni::Stesso(_) => "stesso",
        Anni::Consecutivi(..) => "consecutivi",
        Anni::Lontani(..) => "non_consecutivi",
        Anni::Ignoti => "ignoti",
    }
}

/// A share, percent 0-100.
fn quota(quota: Option<Quota>) -> Value {
    let percent = quota.map(|quota| Decimal::new(i64::from(quota.0), 1).normalize().to_string());
    percent.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or(Value::Null)
}

fn variazione(one: &Variazione) -> Value {
    let sorte = match one.sorte {
        Sorte::Rimasto => "rimasto",
        Sorte::Aggiunto => "aggiunto",
        Sorte::Assente => "non_presente",
        Sorte::Ritirato => "ritirato",
        Sorte::Neutralizzato => "neutralizzato",
        Sorte::Ripreso => "ripreso",
    };
    let (per, in_comune) = match one.prova {
        None => (None, None),
        Some(Prova::Numero(share)) => (Some("numero"), share),
        Some(Prova::Contenuto(share)) => (Some("contenuto"), Some(share)),
    };
    json!({
        "prima": one.prima.as_ref().map(riferimento),
        "dopo": one.dopo.as_ref().map(riferimento),
        "esito": sorte,
        "rinumerato": one.rinumerato,
        "altra_area": one.spostato,
        "riconosciuto_da": per,
        "parole_in_comune": quota(in_comune),
        "somiglianza_con_lo_stesso_numero": quota(one.stesso_numero),
        "incerto": one.incerto,
        "differenze": one.differenze.iter().map(differenza).collect::<Vec<_>>(),
    })
}

fn riferimento(one: &Riferimento) -> Value {
    json!({
        "ambito": one.chiave.ambito.nome(),
        "numero": one.chiave.numero,
        "titolo": one.titolo.as_deref().map(one_line),
        "origine": one.place.as_ref().map(origine),
    })
}

fn origine(place: &Place) -> Value {
    json!({"file": &*place.file, "foglio": &*place.sheet, "cella": place.cells.first.to_string()})
}

fn differenza(one: &Differenza) -> Value {
    let argomento = match one.materia {
        Materia::Testi => "testi",
        Materia::Indicatori => "indicatori",
        Materia::Fasi => "fasi",
        Materia::Pesi => "pesi",
        Materia::Risultati => "risultati",
    };
    let tipo = match one.tipo {
        Tipo::Cambiato => "cambiato",
        Tipo::Aggiunto => "aggiunto",
        Tipo::Tolto => "tolto",
        Tipo::UnAnnoDopo => "un_anno_dopo",
        Tipo::NonConfrontabile => "non_confrontabile",
    };
    json!({
        "argomento": argomento,
        "voce": one.voce,
        "tipo": tipo,
        "prima": valore(&one.prima),
        "dopo": valore(&one.dopo),
        "nota": one.nota,
    })
}

fn valore(valore: &Valore) -> Value {
    let (stato, testo) = match &valore.scritto {
        Scritto::Testo(text) => ("scritto", Some(text)),
        Scritto::Illeggibile(text) => ("illeggibile", Some(text)),
        Scritto::Presente => ("presente", None),
        Scritto::Vuoto => ("vuoto", None),
        Scritto::Assente => ("assente", None),
    };
    json!({"stato": stato, "testo": testo, "origine": valore.place.as_ref().map(origine)})
}

fn dubbio(one: &Dubbio) -> Value {
    let side = |all: &[Riferimento]| all.iter().map(riferimento).collect::<Vec<_>>();
    json!({
        "prima": side(&one.prima),
        "dopo": side(&one.dopo),
        "parole_in_comune": quota(Some(one.quota)),
    })
}

fn copia(one: &Copia) -> Value {
    let esito = match one.esito {
        Esito::Copiato => "copiato",
        Esito::InGranParte => "in_gran_parte",
        Esito::Riscritto => "riscritto",
        Esito::SoloTitolo => "solo_titolo",
        Esito::Nuovo => "nuovo",
    };
    json!({
        "prima": one.prima.as_ref().map(riferimento),
        "dopo": riferimento(&one.dopo),
        "esito": esito,
        "parole_in_comune": quota(one.quota),
        "un_anno_dopo": one.un_anno_dopo,
        "date_rimaste_indietro": one.date_ferme,
        "altre_differenze": one.altre,
    })
}

fn incertezza(one: &Incertezza) -> Value {
    let dove = &one.rilievo.dove;
    json!({
        "cartella": one.quale.parola().to_lowercase(),
        "codice": one.rilievo.codice,
        "file": Some(&*dove.file).filter(|file| !file.is_empty()),
        "foglio": dove.foglio.as_deref(),
        "cella": dove.celle.map(|celle| celle.first.to_string()),
        "obiettivo": one.rilievo.obiettivo,
        "messaggio": one.rilievo.messaggio,
    })
}
