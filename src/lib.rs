//! `schedario` reads the workbooks in which an Italian municipality keeps its schede obiettivo and their
//! pesatura, checks them, computes weights and degrees of achievement, and writes the annexes.
//!
//! The modules stand in the order in which data flows through them; imports run one way only, upwards in this list
//! (`tests/architecture.rs` holds the arrows, ARCHITECTURE.md the map).

pub mod place;
pub mod rilievo;

pub mod package;
pub mod store;

pub mod grid;
pub mod layout;
pub mod model;
pub mod read;

pub mod folder;
pub mod regolamento;

pub mod modifiche;
pub mod patch;

pub mod compute;

pub mod check;

pub mod confronto;

pub mod answers;

pub mod plan;

pub mod seguito;

pub mod publish;

pub mod job;

pub mod render;

pub mod cli;
