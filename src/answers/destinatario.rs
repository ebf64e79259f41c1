//! Who is asked about which obiettivi: one list for each Responsabile, whatever the number of their Aree.
//!
//! An obiettivo of an Area is asked of the Area's Responsabile, also where two Aree list it: each answers in its own
//! scheda. A trasversale is asked of every Responsabile of an Area whom its scheda names; where it names none, of whoever
//! it does name; else of nobody in particular, together with the others like it.

use super::persona::Persona;
use crate::layout::{fold, one_line};
use crate::model::{Ambito, Area, Chiave, Piano};

/// Someone who is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destinatario {
    /// The name as printed; `None` where no form says who is responsible.
    pub nome: Option<String>,
    /// Their Aree, in the plan's order; empty for who answers for trasversali only.
    pub aree: Vec<String>,
    /// What they are asked about, the trasversali first.
    pub obiettivi: Vec<Chiave>,
}

impl Destinatario {
    /// The name, or what stands for it: the Area, the trasversali.
    pub fn titolo(&self) -> String {
        match (&self.nome, self.aree.is_empty()) {
            (Some(nome), _) => one_line(nome).trim_end_matches(['.', ',', ';']).to_owned(),
            (None, true) => "Obiettivi trasversali".to_owned(),
            (None, false) => format!("Area {}", self.aree.join(", ")),
        }
    }
}

/// A list being made, with what tells its person from others.
struct Lista {
    persona: Option<Persona>,
    label: String,
    trasversali: Vec<Chiave>,
    own: Vec<Chiave>,
    nome: Option<String>,
    aree: Vec<String>,
}

/// Everybody who is asked, in the order of their Aree; who answers for trasversali only comes first.
pub fn destinatari(piano: &Piano) -> Vec<Destinatario> {
    let mut heads: Vec<Lista> = Vec::new();
    for area in piano.aree.values() {
        let own: Vec<Chiave> = of(piano, &Ambito::Area(area.nome.clone()));
        if !own.is_empty() {
            add_area(&mut heads, piano, area, own);
        }
    }
    let mut others: Vec<Lista> = Vec::new();
    for chiave in of(piano, &Ambito::Trasversale) {
        let named = piano.obiettivi.get(&chiave).and_then(|one| one.scheda.as_ref());
        let named = named.and_then(|scheda| scheda.responsabile.value()).map(|text| one_line(text));
        let text = named.clone().unwrap_or_default();
        let mut found = false;
        for lista in &mut heads {
            if lista.persona.as_ref().is_some_and(|persona| persona.is_named_in(&text)) {
                lista.trasversali.push(chiave.clone());
                found = true;
            }
        }
        if !found {
            let at = position(&mut others, named, None);
            others.get_mut(at).into_iter().for_each(|lista| lista.trasversali.push(chiave.clone()));
        }
    }
    others.extend(heads);
    others.into_iter().map(Lista::finish).collect()
}

fn of(piano: &Piano, ambito: &Ambito) -> Vec<Chiave> {
    piano.obiettivi.keys().filter(|chiave| chiave.ambito == *ambito).cloned().collect()
}

fn add_area(heads: &mut Vec<Lista>, piano: &Piano, area: &Area, own: Vec<Chiave>) {
    let at = position(heads, responsabile(piano, area), Some(&area.nome));
    if let Some(lista) = heads.get_mut(at) {
        lista.aree.push(area.nome.clone());
        lista.own.extend(own);
    }
}

/// Where the list stands of who is named so; a new one if there is none yet, and always for an Area of nobody.
fn position(lists: &mut Vec<Lista>, nome: Option<String>, area: Option<&str>) -> usize {
    let persona = nome.as_deref().and_then(Persona::of);
    let label = match (&nome, area) {
        (Some(nome), _) => fold(nome),
        (None, Some(area)) => format!("\u{1f}{area}"),
        (None, None) => String::new(),
    };
    let same = |lista: &Lista| match (&lista.persona, &persona) {
        (Some(a), Some(b)) => a.is(b),
        (None, None) => lista.label == label,
        _ => false,
    };
    let known = lists.iter().position(same);
    known.unwrap_or_else(|| {
        lists.push(Lista { persona, label, trasversali: vec![], own: vec![], nome, aree: vec![] });
        lists.len() - 1
    })
}

/// Who runs an Area: the person whom most of its schede name, alone or with others; at par the shortest name, which is
/// of one person only, then the first printed.
fn responsabile(piano: &Piano, area: &Area) -> Option<String> {
    let ambito = Ambito::Area(area.nome.clone());
    let schede = piano.obiettivi.values().filter(|one| one.chiave.ambito == ambito);
    let names: Vec<&String> = schede.filter_map(|one| one.scheda.as_ref()?.responsabile.value()).collect();
    let first = area.responsabile.value();
    let mut best: Option<(usize, usize, &String)> = None;
    for name in first.into_iter().chain(names.iter().copied()) {
        let Some(persona) = Persona::of(name) else { continue };
        let naming = names.iter().filter(|text| persona.is_named_in(text)).count();
        let better = |(count, words, _): (usize, usize, &String)| {
            naming > count || (naming == count && persona.len() < words)
        };
        if best.is_none_or(better) {
            best = Some((naming, persona.len(), name));
        }
    }
    best.map(|(_, _, name)| name).or(first).map(|name| one_line(name))
}

impl Lista {
    fn finish(self) -> Destinatario {
        let obiettivi = self.trasversali.into_iter().chain(self.own).collect();
        Destinatario { nome: self.nome, aree: self.aree, obiettivi }
    }
}
