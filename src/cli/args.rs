//! The arguments, in Italian.

use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

const MODELLO: &str = "{about}\n\nUso: {usage}\n\n{all-args}{after-help}";

/// Legge le schede obiettivo e la pesatura di un Comune, le controlla, calcola e scrive gli allegati.
#[derive(Debug, Parser)]
#[command(
    name = "schedario",
    version,
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    subcommand_help_heading = "Comandi",
    subcommand_value_name = "COMANDO",
    override_usage = "schedario CARTELLA\n     schedario COMANDO …",
    help_template = MODELLO,
    after_help = "Esempi:\n  schedario \"PEG 2023\"                     allegati e rilievi in \"ESITO PEG 2023\"\n  schedario controlla \"PEG 2023\"           solo i rilievi, senza scrivere nulla\n  schedario anteprima \"Area Tecnica.xlsx\"  che cosa è stato capito di una cartella di lavoro\n  schedario spiega FAS101                  che cosa vuol dire un rilievo\n\nUscita: 0 tutto a posto, 1 ci sono errori da correggere, 2 non è stato possibile lavorare."
)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
    /// Mostra questo aiuto
    #[arg(short = 'h', long = "aiuto", visible_alias = "help", global = true, action = clap::ArgAction::Help, help_heading = "Opzioni")]
    aiuto: Option<bool>,
    /// Mostra la versione
    #[arg(short = 'V', long = "versione", alias = "version", action = clap::ArgAction::Version, help_heading = "Opzioni")]
    versione: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Legge la cartella, controlla, calcola e scrive allegati, rilievi e dati
    #[command(help_template = MODELLO, override_usage = "schedario elabora CARTELLA [-o ESITO]")]
    Elabora {
        /// La cartella con le schede e la pesatura; non viene modificata
        #[arg(value_name = "CARTELLA", help_heading = "Argomenti")]
        cartella: PathBuf,
        /// Dove scrivere [se manca: «ESITO» e il nome della cartella, accanto a essa]
        #[arg(short = 'o', long = "esito", value_name = "ESITO", help_heading = "Opzioni")]
        esito: Option<PathBuf>,
        /// Stampa i dati in JSON invece del riepilogo
        #[arg(long, help_heading = "Opzioni")]
        json: bool,
    },
    /// Legge e controlla soltanto; stampa i rilievi
    #[command(help_template = MODELLO, override_usage = "schedario controlla CARTELLA")]
    Controlla {
        /// La cartella con le schede e la pesatura
        #[arg(value_name = "CARTELLA", help_heading = "Argomenti")]
        cartella: PathBuf,
        /// Stampa i rilievi in JSON
        #[arg(long, help_heading = "Opzioni")]
        json: bool,
    },
    /// Copia di una cartella di lavoro con ciò che è stato capito, colorato e annotato
    #[command(help_template = MODELLO, override_usage = "schedario anteprima FILE [-o CARTELLA]")]
    Anteprima {
        /// La cartella di lavoro (xlsx, xlsm, xlsb, xls, ods); non viene modificata
        #[arg(value_name = "FILE", help_heading = "Argomenti")]
        file: PathBuf,
        /// Dove scrivere [se manca: «ESITO» e il nome della cartella del file, accanto a essa]
        #[arg(short = 'o', long = "esito", value_name = "CARTELLA", help_heading = "Opzioni")]
        esito: Option<PathBuf>,
    },
    /// Scrive pesi, verifiche e percentuali nelle caselle vuote delle cartelle di lavoro dell'ufficio
    #[command(help_template = MODELLO, override_usage = "schedario aggiorna CARTELLA [--prova] [--sovrascrivi CAMPO]…")]
    Aggiorna {
        /// La cartella con le schede e la pesatura; prima di scrivere se ne fa una copia
        #[arg(value_name = "CARTELLA", help_heading = "Argomenti")]
        cartella: PathBuf,
        /// Mostra che cosa sarebbe scritto, senza scrivere nulla
        #[arg(long, help_heading = "Opzioni")]
        prova: bool,
        /// Dopo una domanda, sostituisce anche i valori scritti dall'ufficio: punti, peso, percentuale, verifica
        #[arg(long, value_name = "CAMPO", help_heading = "Opzioni")]
        sovrascrivi: Vec<String>,
    },
    /// Riporta le cartelle di lavoro a com'erano prima dell'ultimo aggiornamento
    #[command(help_template = MODELLO, override_usage = "schedario annulla CARTELLA")]
    Annulla {
        /// La cartella aggiornata
        #[arg(value_name = "CARTELLA", help_heading = "Argomenti")]
        cartella: PathBuf,
    },
    /// Scrive una lista di modifiche (file;foglio;cella;atteso;nuovo) in cartelle di lavoro qualsiasi
    #[command(help_template = MODELLO, override_usage = "schedario scrivi MODIFICHE.csv [--prova] [--copia-in CARTELLA]")]
    Scrivi {
        /// La lista, con il punto e virgola; i file si cercano a partire dalla sua cartella
        #[arg(value_name = "MODIFICHE", help_heading = "Argomenti")]
        lista: PathBuf,
        /// Mostra che cosa sarebbe scritto, senza scrivere nulla
        #[arg(long, help_heading = "Opzioni")]
        prova: bool,
        /// Scrive in copie dentro questa cartella e lascia stare gli originali
        #[arg(long, value_name = "CARTELLA", help_heading = "Opzioni")]
        copia_in: Option<PathBuf>,
    },
    /// Prepara le cartelle di lavoro dell'anno dopo con gli obiettivi che proseguono
    #[command(help_template = MODELLO, override_usage = "schedario nuovo-anno CARTELLA [-o NUOVA] [--prosegue OBIETTIVO]… [--finisce OBIETTIVO]…")]
    NuovoAnno {
        /// La cartella con le schede e la pesatura dell'anno che finisce; non viene modificata
        #[arg(value_name = "CARTELLA", help_heading = "Argomenti")]
        cartella: PathBuf,
        /// La nuova cartella [se manca: accanto all'altra, con lo stesso nome e l'anno dopo]
        #[arg(short = 'o', long = "nuova", value_name = "NUOVA", help_heading = "Opzioni")]
        nuova: Option<PathBuf>,
        /// Un obiettivo che prosegue, qualunque cosa dica la sua scheda: RISORSE/2
        #[arg(long, value_name = "OBIETTIVO", help_heading = "Opzioni")]
        prosegue: Vec<String>,
        /// Un obiettivo che finisce, qualunque cosa dica la sua scheda
        #[arg(long, value_name = "OBIETTIVO", help_heading = "Opzioni")]
        finisce: Vec<String>,
    },
    /// Che cosa vuol dire un rilievo (FAS101), o come nasce la cifra di un obiettivo (CARTELLA RISORSE/2)
    #[command(help_template = MODELLO, override_usage = "schedario spiega CODICE\n     schedario spiega CARTELLA OBIETTIVO")]
    Spiega {
        /// Il codice di un rilievo, o la cartella
        #[arg(value_name = "CODICE | CARTELLA", help_heading = "Argomenti")]
        argomento: String,
        /// L'obiettivo, come RISORSE/2 o TRASVERSALE/4
        #[arg(value_name = "OBIETTIVO", help_heading = "Argomenti")]
        obiettivo: Option<String>,
    },
    /// Che cosa è cambiato fra due cartelle: una variazione, un nuovo invio, l'anno dopo
    #[command(
        help_template = MODELLO,
        override_usage = "schedario confronta PRIMA DOPO [-o CARTELLA]",
        after_help = "Uscita: 0 il confronto è fatto (le differenze non sono errori), 1 il confronto è fatto, ma una parte delle cartelle non si è potuta leggere e lì non è sicuro, 2 non è stato possibile confrontare."
    )]
    Confronta {
        /// La cartella di prima; non viene modificata
        #[arg(value_name = "PRIMA", help_heading = "Argomenti")]
        prima: PathBuf,
        /// La cartella di dopo; non viene modificata
        #[arg(value_name = "DOPO", help_heading = "Argomenti")]
        dopo: PathBuf,
        /// Dove scrivere [se manca: «ESITO» e il nome della cartella DOPO, accanto a essa]
        #[arg(short = 'o', long = "esito", value_name = "CARTELLA", help_heading = "Opzioni")]
        esito: Option<PathBuf>,
        /// Stampa le differenze in JSON invece del riepilogo
        #[arg(long, help_heading = "Opzioni")]
        json: bool,
    },
    /// Scrive schede in bianco, la pesatura da compilare con gli obiettivi trovati e un regolamento commentato
    #[command(help_template = MODELLO, override_usage = "schedario modelli CARTELLA [-o MODELLI]")]
    Modelli {
        /// La cartella con le schede, anche vuota; non viene modificata
        #[arg(value_name = "CARTELLA", help_heading = "Argomenti")]
        cartella: PathBuf,
        /// Dove scrivere [se manca: «MODELLI» e il nome della cartella, accanto a essa]
        #[arg(short = 'o', long = "esito", value_name = "MODELLI", help_heading = "Opzioni")]
        esito: Option<PathBuf>,
    },
    /// Fogli di monitoraggio per i Responsabili: si preparano, poi si raccolgono le risposte
    #[command(
        help_template = MODELLO,
        override_usage = "schedario monitoraggio prepara CARTELLA --scadenza 30/09/2023\n     schedario monitoraggio raccogli CARTELLA RISPOSTE",
        disable_help_subcommand = true,
        subcommand_help_heading = "Comandi",
        subcommand_value_name = "COMANDO"
    )]
    Monitoraggio {
        /// Che cosa fare
        #[command(subcommand)]
        azione: Monitoraggio,
    },
}

#[derive(Debug, Subcommand)]
pub enum Monitoraggio {
    /// Un foglio da compilare per ogni Responsabile
    #[command(help_template = MODELLO, override_usage = "schedario monitoraggio prepara CARTELLA --scadenza 30/09/2023 [-o DOVE]")]
    Prepara {
        /// La cartella con le schede; non viene modificata
        #[arg(value_name = "CARTELLA", help_heading = "Argomenti")]
        cartella: PathBuf,
        /// La scadenza a cui si riferiscono i risultati, come 30/09/2023
        #[arg(long, value_name = "DATA", help_heading = "Opzioni")]
        scadenza: String,
        /// Dove scrivere [se manca: «Monitoraggio», la scadenza e il nome della cartella, accanto a essa]
        #[arg(short = 'o', long = "esito", value_name = "DOVE", help_heading = "Opzioni")]
        esito: Option<PathBuf>,
    },
    /// Legge i fogli restituiti: chi ha risposto, che cosa manca, che cosa non va; prepara i solleciti
    #[command(help_template = MODELLO, override_usage = "schedario monitoraggio raccogli CARTELLA RISPOSTE [-o ESITO] [--prova]")]
    Raccogli {
        /// La cartella con le schede
        #[arg(value_name = "CARTELLA", help_heading = "Argomenti")]
        cartella: PathBuf,
        /// La cartella con i fogli restituiti, anche in sottocartelle; non viene modificata
        #[arg(value_name = "RISPOSTE", help_heading = "Argomenti")]
        risposte: PathBuf,
        /// Solo le risposte a questa scadenza, come 30/09/2023 [se manca: tutte]
        #[arg(long, value_name = "DATA", help_heading = "Opzioni")]
        scadenza: Option<String>,
        /// Dove scrivere riepilogo e solleciti [se manca: «ESITO» e il nome della cartella, accanto a essa]
        #[arg(short = 'o', long = "esito", value_name = "ESITO", help_heading = "Opzioni")]
        esito: Option<PathBuf>,
        /// Dice che cosa è stato capito, senza scrivere nulla
        #[arg(long, help_heading = "Opzioni")]
        prova: bool,
    },
}

/// `schedario CARTELLA` is `schedario elabora CARTELLA`, also when a folder is dropped on the program.
pub fn with_default_command(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    let commands = [
        "elabora",
        "controlla",
        "anteprima",
        "aggiorna",
        "annulla",
        "scrivi",
        "confronta",
        "modelli",
        "monitoraggio",
        "nuovo-anno",
        "spiega",
    ];
    let first = arguments.get(1).cloned().unwrap_or_default();
    let text = first.to_string_lossy();
    let command = commands.contains(&&*text);
    if !command && !text.is_empty() && !text.starts_with('-') && Path::new(&first).exists() {
        let chosen = if Path::new(&first).is_dir() { "elabora" } else { "anteprima" };
        arguments.insert(1, chosen.into());
    }
    arguments
}
