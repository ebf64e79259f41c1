//! Choices made by name: a method, a policy. The list of names is closed, and a name that is not in it is a defect.

/// A choice that the regolamento makes by its name.
pub trait Nominato: Copy + 'static {
    /// All the choices, in the order in which the model lists them.
    const TUTTI: &'static [Self];

    /// Its name as written in the file: `media_pesata`.
    fn nome(self) -> &'static str;
}
