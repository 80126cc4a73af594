//! What can go wrong, by the stage at which it did.

/// A failed operation.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// To be replaced by one variant a stage.
    #[error("not written yet")]
    NotWritten,
}
