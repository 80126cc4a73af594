//! What one RPC's work may use beside its own data.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::Diagnostic;

/// What Terraform can do with an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClientCapabilities {
    /// An answer may be put off (`deferred`). The framework uses it itself when the provider's configuration is unknown.
    pub deferral_allowed: bool,
    /// Write-only attributes are kept out of state (Terraform 1.11 and later). False where Terraform did not say.
    pub write_only_allowed: bool,
}

/// What one RPC's work may use beside its own data.
///
/// `C` is what the provider's [`configure`](super::Provider::configure) made: its API client.
#[derive(Debug)]
pub struct Context<C> {
    /// What `configure` made for this connection; None before it, or when it failed.
    pub client: Option<Arc<C>>,
    /// Cancelled when Terraform asks to stop (Ctrl-C): end soon, with the truest state.
    pub stop: CancellationToken,
    /// What Terraform can do with the answer.
    pub capabilities: ClientCapabilities,
}

impl<C> Context<C> {
    /// The client, or an error that says that the provider is not configured: `configure` failed or was not called.
    pub fn client(&self) -> Result<&Arc<C>, Diagnostic> {
        self.client.as_ref().ok_or_else(|| {
            Diagnostic::error(
                "The provider is not configured",
                "This operation needs a configured provider, and its configuration failed or was not sent. See the errors \
                 about the provider's configuration; when there are none, this is a bug in the provider or in Terraform.",
            )
        })
    }
}
