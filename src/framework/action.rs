//! The trait of an action, and what it tells while it runs.

use std::future::Future;

use tokio::sync::mpsc;

use super::{Context, Diagnostic, Diagnostics, Model, Schema, Validate};

/// Something that is done once, without any state (Terraform 1.14 and later): from `apply -invoke` or an
/// `action_trigger`.
pub trait Action: Send + Sync + 'static {
    /// Its configuration.
    type Model: Model;
    /// What the provider's `configure` makes.
    type Client: Send + Sync + 'static;

    /// The name in HCL, with the provider's prefix.
    fn type_name(&self) -> &'static str;

    /// What can be written in its `config` block; nothing in it may be computed.
    fn schema(&self) -> Schema;

    /// Checks a configuration without any client: it may hold unknowns, and credentials may be absent.
    fn validate(&self, request: Validate<'_, Self::Model>, diagnostics: &mut Diagnostics) {
        let _ = (request, diagnostics);
    }

    /// Has its say in the plan: an error forbids it. The configuration may hold unknowns.
    fn plan(
        &self,
        context: &Context<Self::Client>,
        config: &Self::Model,
        diagnostics: &mut Diagnostics,
    ) -> impl Future<Output = ()> + Send {
        let _ = (context, config, diagnostics);
        async {}
    }

    /// Does it. The configuration is wholly known.
    fn invoke(
        &self,
        context: &Context<Self::Client>,
        request: Invoke<'_, Self::Model>,
        diagnostics: &mut Diagnostics,
    ) -> impl Future<Output = Result<(), Diagnostic>> + Send;
}

/// What [`Action::invoke`] takes.
#[derive(Debug)]
pub struct Invoke<'a, M> {
    /// The configuration.
    pub config: &'a M,
    /// Where to tell how it goes.
    pub progress: &'a Progress,
}

/// Tells the user how an action goes on.
#[derive(Clone, Debug)]
pub struct Progress(pub(crate) mpsc::UnboundedSender<String>);

impl Progress {
    /// Shows a line. Nobody listening any more is no error: the action goes on.
    pub fn say(&self, line: impl Into<String>) {
        let _ = self.0.send(line.into());
    }
}
