//! The regolamento: the parameters of the municipality's own system of measurement, each with its source.
