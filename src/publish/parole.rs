//! The words with which the annexes explain the regolamento's choices: one sentence for each method and policy, in
//! the Italian of the office. The choices themselves belong to [`crate::regolamento`].

use super::figure::short;
use crate::regolamento::{Base, Fascia, Mancanti, MetodoEnte, MetodoPeso, Politica, Ritardo, Trasversali};

pub(super) const PESO_RELATIVO: &str = "peso dell'obiettivo fra quelli elencati nella stessa Area (i trasversali fra \
    loro), ritirati compresi. Si stampa in modo che la colonna sommi a 100 esatti: i resti dell'arrotondamento vanno \
    agli obiettivi con la parte tagliata più grande";

pub(super) const PROVE: &str = "vale il valore assegnato dal Nucleo di Valutazione; se manca, la verifica (realizzato \
    100, non realizzato 0, in parte N %); se manca anche questa, il valore conseguito confrontato con quello atteso. Un \
    testo non viene mai valutato: aspetta la verifica";

pub(super) const AREA: &str =
    "media dei gradi dei suoi obiettivi, ognuno con il suo peso ponderale: Σ(P × R) / ΣP";

pub(super) const QUOTA: &str = "parte della retribuzione di risultato legata ai tempi di pagamento, in percento: si \
    perde per intero se l'obiettivo non è rispettato. Non è un peso";

pub(super) const ARROTONDAMENTO: &str = "si arrotonda solo quando si stampa, la metà per eccesso; i calcoli usano le \
    cifre intere";

/// What signs in the pesatura mean.
pub(super) const LEGENDA_PESATURA: &[&str] = &[
    "«—»: il punteggio manca, o la cifra non si può calcolare. Non vale zero. Il motivo è nell'elenco dei rilievi.",
    "Pesi e totali sono formule: cambiando un punteggio nel foglio si vede l'effetto sui pesi. L'ultima cifra di un peso \
     relativo può essere spostata di uno perché la colonna sommi a 100 esatti.",
];

/// What signs and words in the performance annex mean.
pub(super) const LEGENDA: &[&str] = &[
    "«da … a …»: il grado è in sospeso perché mancano dei riscontri; il primo numero vale se tutto ciò che manca fosse \
     0, il secondo se fosse raggiunto per intero. La copertura dice quanta parte del peso ha già un riscontro.",
    "«in sospeso»: per quell'indicatore manca ancora il riscontro; la colonna accanto dice quale.",
    "«—»: la cifra non si può calcolare o il modulo non la prevede. Non vale zero. Il motivo è nell'elenco dei rilievi.",
    "Le cifre calcolate sono formule: cambiando un dato nel foglio si vede l'effetto sui totali. Le colonne grigie a \
     destra, fuori dalla pagina stampata, sono i passaggi intermedi.",
];

/// How points become the weight.
pub(super) fn metodo_peso(metodo: MetodoPeso) -> &'static str {
    match metodo {
        MetodoPeso::Media => "media dei punti dei criteri",
        MetodoPeso::Somma => "somma dei punti dei criteri",
        MetodoPeso::MediaPesata => "media dei punti dei criteri, ognuno con il suo peso",
        MetodoPeso::Prodotto => "prodotto dei punti dei criteri, ognuno diviso per il suo massimo, per 100",
    }
}

/// What a degree rests on.
pub(super) fn base(base: Base) -> &'static str {
    match base {
        Base::Indicatori => {
            "media degli indicatori, ognuno con il suo peso %; se nessuno ha un peso contano tutti uguali"
        }
        Base::Media => "media degli indicatori, tutti uguali",
        Base::Minimo => "il più basso degli indicatori",
        Base::Fasi => "avanzamento delle fasi, ognuna con il suo peso %",
    }
}

/// What becomes of missing evidence.
pub(super) fn mancanti(mancanti: Mancanti) -> &'static str {
    match mancanti {
        Mancanti::Sospeso => "il grado resta in sospeso e si stampa fra quanto e quanto può stare",
        Mancanti::Zero => "gli indicatori senza riscontro contano 0",
        Mancanti::Escludi => {
            "gli indicatori senza riscontro non contano, e gli altri pesi sono riportati a 100"
        }
    }
}

/// How the Ente's degree comes about.
pub(super) fn metodo_ente(metodo: MetodoEnte) -> &'static str {
    match metodo {
        MetodoEnte::MediaPonderata => {
            "media di tutti gli obiettivi distinti, trasversali compresi, con i loro pesi ponderali; un obiettivo di due \
             Aree conta una volta"
        }
        MetodoEnte::MediaAree => "media dei gradi delle Aree, tutte uguali",
    }
}

/// How the trasversali count.
pub(super) fn trasversali(trasversali: Trasversali) -> &'static str {
    match trasversali {
        Trasversali::UnaVolta => "contano una volta sola, nel grado dell'Ente",
        Trasversali::PerArea => "contano in ogni Area con il loro peso ponderale, e una volta per l'Ente",
        Trasversali::QuotaFissa(_) => "contano in ogni Area per una quota fissa, e una volta per l'Ente",
    }
}

/// What becomes of obiettivi withdrawn or stopped.
pub(super) fn politica(politica: Politica) -> &'static str {
    match politica {
        Politica::EscludiRinormalizza => "non contano, e i pesi degli altri sono riportati a 100",
        Politica::Conta100 => "contano 100",
        Politica::PercentualeAllaData => {
            "contano quanto avevano raggiunto all'ultima scadenza con un risultato"
        }
        Politica::Nota => "contano così come stanno; il prospetto lo annota",
    }
}

/// A band of delay: `In ritardo da 1 a 30 giorni`.
pub(super) fn ritardo(ritardo: &Ritardo) -> String {
    match ritardo.a_giorni {
        Some(ultimo) => format!("In ritardo da {} a {ultimo} giorni", ritardo.da_giorni),
        None => format!("In ritardo di {} giorni o più", ritardo.da_giorni),
    }
}

/// A band of the degree: `da 50 compreso a 90 escluso`.
pub(super) fn fascia(fascia: &Fascia, last: bool) -> String {
    match last {
        true => format!("da {} compreso in su", short(fascia.da)),
        false => format!("da {} compreso a {} escluso", short(fascia.da), short(fascia.a)),
    }
}
