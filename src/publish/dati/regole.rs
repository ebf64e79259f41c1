//! The regolamento in the data contract: where it comes from, and its main choices.

use super::grado::{Cifra, figure};
use crate::regolamento::{Nominato, Regolamento, Trasversali};
use serde::Serialize;

/// The regolamento: all of it null but the origin where it could not be used.
#[derive(Serialize)]
pub(super) struct Regole<'d> {
    /// The file's name, or `modello`.
    origine: &'d str,
    metodo: Option<&'static str>,
    fonte: Option<&'d str>,
    parametri: Option<Parametri<'d>>,
}

/// The main parameters.
#[derive(Serialize)]
struct Parametri<'d> {
    sezioni_dal_modello: &'d [String],
    criteri: Vec<Criterio<'d>>,
    tetto: Cifra,
    base: &'static str,
    mancanti: &'static str,
    ente: &'static str,
    trasversali: &'static str,
    quota_trasversali: Option<Cifra>,
    cause_esterne: &'static str,
    decimali: u32,
    fasce: Vec<Fascia<'d>>,
}

/// A criterion.
#[derive(Serialize)]
struct Criterio<'d> {
    id: &'d str,
    nome: &'d str,
    massimo: Cifra,
    peso: Option<Cifra>,
    fonte: &'d str,
}

/// A band.
#[derive(Serialize)]
struct Fascia<'d> {
    da: Cifra,
    a: Cifra,
    nome: &'d str,
}

impl<'d> Regole<'d> {
    /// The regolamento's row.
    pub(super) fn of(regolamento: &'d Regolamento, withheld: bool) -> Regole<'d> {
        let pesatura = Some(&regolamento.pesatura).filter(|_| !withheld);
        Regole {
            origine: regolamento.file.as_deref().unwrap_or("modello"),
            metodo: pesatura.map(|pesatura| pesatura.metodo.nome()),
            fonte: pesatura.map(|pesatura| pesatura.fonte.as_str()),
            parametri: (!withheld).then(|| Parametri::of(regolamento)),
        }
    }
}

impl<'d> Parametri<'d> {
    fn of(regolamento: &'d Regolamento) -> Parametri<'d> {
        let pesatura = &regolamento.pesatura;
        let criteri = pesatura.criteri.iter().map(|criterio| Criterio {
            id: &criterio.id,
            nome: &criterio.nome,
            massimo: criterio.massimo.into(),
            peso: figure(criterio.peso),
            fonte: &criterio.fonte,
        });
        let fasce = regolamento.fasce.elenco.iter();
        let quota = match regolamento.aggregazione.trasversali {
            Trasversali::QuotaFissa(quota) => Some(quota.into()),
            Trasversali::UnaVolta | Trasversali::PerArea => None,
        };
        Parametri {
            sezioni_dal_modello: &regolamento.dal_modello,
            criteri: criteri.collect(),
            tetto: regolamento.indicatori.tetto.into(),
            base: regolamento.obiettivi.base.nome(),
            mancanti: regolamento.obiettivi.mancanti.nome(),
            ente: regolamento.aggregazione.ente.nome(),
            trasversali: regolamento.aggregazione.trasversali.nome(),
            quota_trasversali: quota,
            cause_esterne: regolamento.cause_esterne.politica.nome(),
            decimali: regolamento.stampa.decimali,
            fasce: fasce
                .map(|fascia| Fascia { da: fascia.da.into(), a: fascia.a.into(), nome: &fascia.nome })
                .collect(),
        }
    }
}
