//! The trait of a list resource, and where it puts what it finds.

use std::future::Future;
use std::marker::PhantomData;

use tokio::sync::mpsc;

use super::{Context, Diagnostic, Diagnostics, Model, Resource, Schema, ToValue as _, Validate};
use crate::wire::Value;

/// Finds the objects of a resource's type for `terraform query` (Terraform 1.14 and later).
pub trait ListResource: Send + Sync + 'static {
    /// Its configuration: what is wanted.
    type Model: Model;
    /// The resource whose objects it finds; it has an identity.
    type Of: Resource;

    /// The resource's name in HCL.
    fn type_name(&self) -> &'static str;

    /// What can be written in its `config` block; nothing in it may be computed.
    fn schema(&self) -> Schema;

    /// Checks a configuration without any client: it may hold unknowns, and credentials may be absent.
    fn validate(&self, request: Validate<'_, Self::Model>, diagnostics: &mut Diagnostics) {
        let _ = (request, diagnostics);
    }

    /// Finds them. An error ends the query.
    fn list(
        &self,
        context: &Context<<Self::Of as Resource>::Client>,
        request: List<'_, Self::Model>,
        results: &ListResults<Self::Of>,
    ) -> impl Future<Output = Result<(), Diagnostic>> + Send;
}

/// What [`ListResource::list`] takes.
#[derive(Debug)]
pub struct List<'a, M> {
    /// The configuration, wholly known.
    pub config: &'a M,
    /// Whether the objects themselves are wanted, not only their identities.
    pub include_resource: bool,
    /// How many Terraform takes at most.
    pub limit: usize,
}

/// Where a list puts what it finds, one by one: each waits until Terraform takes it.
#[derive(Debug)]
pub struct ListResults<R> {
    sender: mpsc::Sender<ListResult>,
    of: PhantomData<fn() -> R>,
}

/// One thing that a list found.
#[derive(Debug)]
pub(crate) enum ListResult {
    /// An object.
    Object {
        /// Its identity.
        identity: Value,
        /// What a person reads.
        display_name: String,
        /// The object itself, where it is wanted.
        model: Option<Value>,
    },
    /// A word to the user; an error ends the query.
    Diagnostic(Diagnostic),
}

/// Whether Terraform takes more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListDemand {
    /// It does.
    More,
    /// It has enough, or is gone.
    NoMore,
}

impl<R: Resource> ListResults<R> {
    pub(crate) fn new(sender: mpsc::Sender<ListResult>) -> Self {
        Self { sender, of: PhantomData }
    }

    /// Gives an object: its identity, what a person reads, and itself where it is wanted.
    pub async fn object(
        &self,
        identity: &R::Identity,
        display_name: &str,
        model: Option<&R::Model>,
    ) -> ListDemand {
        let (identity, model) = (identity.to_value(), model.map(super::ToValue::to_value));
        self.give(ListResult::Object { identity, display_name: display_name.to_owned(), model }).await
    }

    /// Warns. To be said before the objects: Terraform hears nothing any more once it has its limit of them.
    pub async fn warn(&self, warning: Diagnostic) -> ListDemand {
        self.give(ListResult::Diagnostic(warning)).await
    }

    async fn give(&self, finding: ListResult) -> ListDemand {
        match self.sender.send(finding).await {
            Ok(()) => ListDemand::More,
            Err(_) => ListDemand::NoMore,
        }
    }
}
