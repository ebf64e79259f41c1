use schedario::place::Field;
use serde_json::{Value, json};
fn f<T: std::fmt::Debug>(x: &Field<T>) -> Value {
    match x {
        Field::Filled(c) => {
            json!({"v": c.raw, "t": format!("{:?}", c.value), "c": c.place.cells.first.to_string()})
        }
        Field::Unreadable(c) => json!({"u": c.raw, "c": c.place.cells.first.to_string()}),
        Field::Blank(p) => json!({"b": p.cells.first.to_string()}),
        Field::Absent => Value::Null,
    }
}
fn main() {
    let c = schedario::folder::read(std::path::Path::new(&std::env::args().nth(1).unwrap())).unwrap();
    let p = &c.piano;
    let ob: Vec<Value> = p.obiettivi.values().map(|o| { let s = o.scheda.as_ref(); json!({
      "k": o.chiave.to_string(), "stato": format!("{:?}", o.stato).chars().take(12).collect::<String>(), "copia": o.copia_di.as_ref().map(|k| k.to_string()),
      "pes": o.pesatura.as_ref().map(|r| json!({"titolo": f(&r.titolo),"peso": f(&r.peso_ponderale), "p": r.punteggi.iter().map(|(k,v)| (k.clone(), f(v))).collect::<serde_json::Map<_,_>>()})),
      "s": s.map(|s| json!({"file": &*s.place.file, "foglio": &*s.place.sheet, "cella": s.place.cells.first.to_string(), "ente": f(&s.ente), "aree": s.aree.iter().map(f).collect::<Vec<_>>(), "trasv": f(&s.trasversale), "resp": f(&s.responsabile), "anno": f(&s.anno), "numero": f(&s.numero), "titolo": f(&s.titolo),
        "mis": f(&s.riferimento_dup.missione), "prog": f(&s.riferimento_dup.programma), "oo": f(&s.riferimento_dup.obiettivo_operativo), "tip": f(&s.tipologia.testo), "durata": f(&s.tipologia.durata), "descr": f(&s.descrizione), "dc": f(&s.data_conclusione), "sa": f(&s.stato_attuale),
        "ind": s.indicatori.iter().map(|i| json!({"n": i.numero, "d": f(&i.descrizione), "mis": f(&i.misura), "va": f(&i.valore_atteso), "peso": f(&i.peso), "anno": i.anno, "cons": i.conseguito.iter().map(|(k,v)| (k.to_string(), f(v))).collect::<serde_json::Map<_,_>>(), "ver": f(&i.verifica)})).collect::<Vec<_>>(),
        "fasi": s.cronoprogrammi.iter().map(|c| json!({"anno": c.anno, "tot": f(&c.totale), "f": c.fasi.iter().map(|x| json!({"n": x.numero, "d": f(&x.descrizione), "mesi": x.mesi.iter().map(|m| format!("{}-{}", m.anno, m.mese)).collect::<Vec<_>>(), "p": f(&x.peso)})).collect::<Vec<_>>()})).collect::<Vec<_>>(),
        "peso": f(&s.peso.peso_ponderale), "crit": s.peso.punteggi.iter().map(|(k,v)| (k.clone(), f(v))).collect::<serde_json::Map<_,_>>(),
        "mon": s.monitoraggio.iter().map(|m| json!({"d": f(&m.descrizione), "va": f(&m.valore_atteso), "c": m.conseguito.iter().map(|(k,v)| (k.to_string(), f(v))).collect::<serde_json::Map<_,_>>(), "i": m.indicatori})).collect::<Vec<_>>(),
        "perc": f(&s.percentuale_complessiva), "atto": f(&s.atto_conclusivo), "mot": f(&s.motivazione), "ci": f(&s.cause_interne), "ce": f(&s.cause_esterne)})) }) }).collect();
    println!("{}", serde_json::to_string(&json!({"ente": f(&p.ente), "anno": p.anno, "aree": p.aree.values().map(|a| json!({"n": a.nome, "d": f(&a.denominazione), "r": f(&a.responsabile)})).collect::<Vec<_>>(), "scad": p.scadenze.iter().map(|s| s.to_string()).collect::<Vec<_>>(), "ob": ob,
      "ril": c.rilievi.iter().map(|r| json!([r.codice, r.gravita.word(), &*r.dove.file, r.dove.foglio.as_deref(), r.dove.celle.map(|c| c.first.to_string()), r.messaggio])).collect::<Vec<_>>() })).unwrap());
}
