//! What one connection remembers between RPCs.

use std::sync::{Arc, PoisonError, RwLock};

use tokio_util::sync::CancellationToken;

use crate::framework::{ClientCapabilities, Context, Provider, Registry, proto};

/// One connection's server.
pub(crate) struct Server<P: Provider> {
    pub(crate) registry: Arc<Registry<P>>,
    /// Ends with the connection.
    connection: CancellationToken,
    /// What runs now; replaced when it is cancelled, so that later RPCs run.
    running: RwLock<CancellationToken>,
    configured: RwLock<Configured<P::Client>>,
}

/// What ConfigureProvider left.
struct Configured<C> {
    client: Option<Arc<C>>,
    unknown: bool,
}

impl<P: Provider> Server<P> {
    /// A server that is not configured yet.
    pub(crate) fn new(registry: Arc<Registry<P>>, connection: CancellationToken) -> Self {
        let running = RwLock::new(connection.child_token());
        let configured = RwLock::new(Configured { client: None, unknown: false });
        Self { registry, connection, running, configured }
    }

    /// Remembers the client, and whether anything in the configuration was unknown.
    pub(crate) fn configure(&self, client: Option<Arc<P::Client>>, unknown: bool) {
        *self.configured.write().unwrap_or_else(PoisonError::into_inner) = Configured { client, unknown };
    }

    /// What an RPC's work may use.
    pub(crate) fn context(&self, capabilities: Option<&proto::ClientCapabilities>) -> Context<P::Client> {
        Context {
            client: self.configured.read().unwrap_or_else(PoisonError::into_inner).client.clone(),
            stop: self.running.read().unwrap_or_else(PoisonError::into_inner).clone(),
            capabilities: ClientCapabilities {
                deferral_allowed: capabilities.is_some_and(|client| client.deferral_allowed),
                write_only_allowed: capabilities.is_some_and(|client| client.write_only_attributes_allowed),
            },
        }
    }

    /// The reason for which an answer is to be put off: the provider's configuration is not known yet, and
    /// Terraform can wait for it.
    pub(crate) fn deferred(
        &self,
        capabilities: Option<&proto::ClientCapabilities>,
    ) -> Option<proto::Deferred> {
        let unknown = self.configured.read().unwrap_or_else(PoisonError::into_inner).unknown;
        (unknown && capabilities.is_some_and(|client| client.deferral_allowed))
            .then(|| proto::Deferred { reason: proto::deferred::Reason::ProviderConfigUnknown.into() })
    }

    /// Cancels what runs; what comes later runs.
    pub(crate) fn stop(&self) {
        let mut running = self.running.write().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *running, self.connection.child_token()).cancel();
    }
}
