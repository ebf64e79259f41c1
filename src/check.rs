//! The checks: one rule, one file. A rule looks at the plan, the regolamento and the results, and adds rilievi; it
//! knows neither how the plan was read nor how a rilievo is printed.
//!
//! A rule's header is its documentation, and the tables drawn in it are its test (`tests/rules.rs`). To add one: a
//! file in `check/` named code and defect, its `mod` line and its place in [`RULES`].

mod atti;
mod attribuzione;
mod confronto;
mod doc;
pub(crate) mod parole;
mod persone;
mod rendiconto;
mod scambio;
mod scrittura;
mod somma;
mod titoli;

mod ent101_obiettivo_ripetuto;
mod ent102_condiviso_punti_diversi;
mod ent103_condiviso_esiti_diversi;
mod ent104_responsabile_di_piu_aree;
mod ent105_responsabile_discordante;
mod ent106_ente_discordante;
mod ent107_cartella_incompleta;
mod ent108_numeri_mancanti;
mod ent109_chi_deve_rendicontare;
mod ent110_aree_simili;
mod fas101_fasi_somma;
mod fas201_fase_senza_peso;
mod fas202_pesi_tutti_vuoti;
mod fas203_fasi_numerazione;
mod fas204_nessun_mese;
mod fas205_fase_senza_mesi;
mod fas206_mesi_con_salto;
mod fas207_fase_oltre_termine;
mod fas208_attivita_ordinaria;
mod fas209_anno_senza_fasi;
mod ind101_indicatore_senza_atteso;
mod ind102_atteso_da_scrivere;
mod ind103_limite_detto_altrove;
mod ind104_pesi_su_alcuni;
mod ind105_pesi_somma;
mod ind106_scadenza_oltre_conclusione;
mod ind107_scadenza_gia_passata;
mod ind108_colonne_scambiate;
mod ind109_piu_misure_un_atteso;
mod ind110_rapporto_senza_totale;
mod mon201_atteso_cambiato;
mod mon202_indicatori_non_monitorati;
mod mon203_riga_senza_indicatore;
mod mon204_non_rendicontato;
mod mon205_scadenza_senza_colonna;
mod mon206_risultato_in_calo;
mod mon207_verifica_in_contrasto;
mod mon208_percentuale_diversa;
mod mon209_scostamento_senza_motivo;
mod mon210_si_senza_data;
mod mon211_grado_fuori_misura;
mod pes201_scheda_mancante;
mod pes202_pesatura_mancante;
mod pes203_punteggio_mancante;
mod pes204_punteggio_fuori_misura;
mod pes205_riquadro_diverso;
mod pes206_peso_diverso;
mod pes207_titolo_diverso;
mod pes208_titolo_di_un_altro;
mod pes209_pesatura_di_altro_anno;
mod pes210_pesatura_ripetuta;
mod reg101_criterio_senza_colonna;
mod reg102_colonna_fuori_regolamento;
mod reg103_tempi_di_pagamento;
mod reg104_regolamento_modello;
mod sch201_anno_discordante;
mod sch202_annuale_oltre_anno;
mod sch203_pluriennale_breve;
mod sch204_conclusione_vuota;
mod sch205_blocco_mancante;
mod sch206_atto_con_due_date;
mod sch207_senza_indicatori;
mod sch208_trasversale_in_area;
mod sch209_senza_titolo;

pub use attribuzione::attribute;
pub use doc::{Doc, codici, doc};
pub(crate) use persone::{nome_di_persona, parole_di_nome};

use crate::compute::esito::Esiti;
use crate::model::{Indicatore, Obiettivo, Piano, Scheda};
use crate::place::Place;
use crate::regolamento::Regolamento;
use crate::rilievo::Rilievo;

/// What a rule may look at.
pub struct Context<'a> {
    /// The plan as read.
    pub piano: &'a Piano,
    /// The parameters.
    pub regolamento: &'a Regolamento,
    /// What was computed.
    pub esiti: &'a Esiti,
}

impl<'a> Context<'a> {
    /// The obiettivi that have a scheda, in the plan's order.
    fn schede(&self) -> impl Iterator<Item = (&'a Obiettivo, &'a Scheda)> + use<'a> {
        self.piano.obiettivi.values().filter_map(|obiettivo| Some((obiettivo, obiettivo.scheda.as_ref()?)))
    }
}

impl Context<'_> {
    /// The name of a criterion as the regolamento prints it; its id, if the regolamento has none such.
    fn criterio<'c>(&'c self, id: &'c str) -> &'c str {
        let known = self.regolamento.pesatura.criteri.iter().find(|criterio| criterio.id == id);
        known.map_or(id, |criterio| &criterio.nome)
    }
}

/// Whether an indicatore counts in the plan's year, and not in one to come.
fn counts(piano: &Piano, indicatore: &Indicatore) -> bool {
    indicatore.anno.zip(piano.anno).is_none_or(|(own, anno)| own <= anno)
}

/// Whether two places are on one sheet.
fn same_sheet(a: &Place, b: &Place) -> bool {
    (&a.file, &a.sheet) == (&b.file, &b.sheet)
}

/// A rule.
pub struct Rule {
    /// Stable code, such as `FAS101`; never reused.
    pub codice: &'static str,
    /// The defect in one word or two: `fasi-somma`.
    pub nome: &'static str,
    /// The rule's own file, whose header is its documentation.
    pub source: &'static str,
    /// The logic.
    pub run: fn(&Context<'_>, &mut Vec<Rilievo>),
}

/// Every rule, by code.
pub const RULES: &[Rule] = &[
    ent101_obiettivo_ripetuto::RULE,
    ent102_condiviso_punti_diversi::RULE,
    ent103_condiviso_esiti_diversi::RULE,
    ent104_responsabile_di_piu_aree::RULE,
    ent105_responsabile_discordante::RULE,
    ent106_ente_discordante::RULE,
    ent107_cartella_incompleta::RULE,
    ent108_numeri_mancanti::RULE,
    ent109_chi_deve_rendicontare::RULE,
    ent110_aree_simili::RULE,
    fas101_fasi_somma::RULE,
    fas201_fase_senza_peso::RULE,
    fas202_pesi_tutti_vuoti::RULE,
    fas203_fasi_numerazione::RULE,
    fas204_nessun_mese::RULE,
    fas205_fase_senza_mesi::RULE,
    fas206_mesi_con_salto::RULE,
    fas207_fase_oltre_termine::RULE,
    fas208_attivita_ordinaria::RULE,
    fas209_anno_senza_fasi::RULE,
    ind101_indicatore_senza_atteso::RULE,
    ind102_atteso_da_scrivere::RULE,
    ind103_limite_detto_altrove::RULE,
    ind104_pesi_su_alcuni::RULE,
    ind105_pesi_somma::RULE,
    ind106_scadenza_oltre_conclusione::RULE,
    ind107_scadenza_gia_passata::RULE,
    ind108_colonne_scambiate::RULE,
    ind109_piu_misure_un_atteso::RULE,
    ind110_rapporto_senza_totale::RULE,
    mon201_atteso_cambiato::RULE,
    mon202_indicatori_non_monitorati::RULE,
    mon203_riga_senza_indicatore::RULE,
    mon204_non_rendicontato::RULE,
    mon205_scadenza_senza_colonna::RULE,
    mon206_risultato_in_calo::RULE,
    mon207_verifica_in_contrasto::RULE,
    mon208_percentuale_diversa::RULE,
    mon209_scostamento_senza_motivo::RULE,
    mon210_si_senza_data::RULE,
    mon211_grado_fuori_misura::RULE,
    pes201_scheda_mancante::RULE,
    pes202_pesatura_mancante::RULE,
    pes203_punteggio_mancante::RULE,
    pes204_punteggio_fuori_misura::RULE,
    pes205_riquadro_diverso::RULE,
    pes206_peso_diverso::RULE,
    pes207_titolo_diverso::RULE,
    pes208_titolo_di_un_altro::RULE,
    pes209_pesatura_di_altro_anno::RULE,
    pes210_pesatura_ripetuta::RULE,
    reg101_criterio_senza_colonna::RULE,
    reg102_colonna_fuori_regolamento::RULE,
    reg103_tempi_di_pagamento::RULE,
    reg104_regolamento_modello::RULE,
    sch201_anno_discordante::RULE,
    sch202_annuale_oltre_anno::RULE,
    sch203_pluriennale_breve::RULE,
    sch204_conclusione_vuota::RULE,
    sch205_blocco_mancante::RULE,
    sch206_atto_con_due_date::RULE,
    sch207_senza_indicatori::RULE,
    sch208_trasversale_in_area::RULE,
    sch209_senza_titolo::RULE,
];

/// Runs every rule.
pub fn check(context: &Context<'_>) -> Vec<Rilievo> {
    let mut rilievi = Vec::new();
    for rule in RULES {
        (rule.run)(context, &mut rilievi);
    }
    rilievi
}
