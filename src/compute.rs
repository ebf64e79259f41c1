//! From what was read to figures: weights, degrees of achievement, planned progress.
//!
//! Every parameter comes from the regolamento, every figure carries the article and the cells it rests on. This room
//! knows no file and no sheet; it passes addresses on and never looks at them.

pub mod esito;

use crate::model::Piano;
use crate::regolamento::Regolamento;

/// Computes everything that can be computed of a plan.
pub fn compute(_piano: &Piano, _regolamento: &Regolamento) -> esito::Esiti {
    todo!()
}
