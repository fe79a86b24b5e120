//! What stands for PNG where chutri is built without it.

use std::io::Write;

use super::{ExportError, Fonts, Selection};

/// What names can be drawn with.
///
/// # Errors
/// Always: chutri is built without PNG.
pub fn fonts() -> Result<Fonts, ExportError> {
    Err(ExportError::WithoutPng)
}

/// Writes the picture that [`svg`](super::svg) writes as PNG.
///
/// # Errors
/// Always: chutri is built without PNG.
pub fn png(_: &Selection<'_>, _: Option<f32>, _: impl Write) -> Result<(), ExportError> {
    Err(ExportError::WithoutPng)
}
