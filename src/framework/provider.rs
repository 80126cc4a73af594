//! The trait of a provider.

use std::future::Future;
use std::sync::Arc;

use super::dynamic::{
    ActionAdapter, DataSourceAdapter, DynAction, DynDataSource, DynListResource, DynResource,
    ListResourceAdapter, ResourceAdapter,
};
use super::{Diagnostics, Function, Model, Schema, Validate};

/// A provider: its configuration, what it makes of it, and what it registers.
pub trait Provider: Send + Sync + 'static {
    /// Its configuration.
    type Config: Model;
    /// What `configure` makes and every resource gets: an API client, say. One for each connection.
    type Client: Send + Sync + 'static;

    /// What can be written in the provider's block.
    fn schema(&self) -> Schema;

    /// Checks a configuration; it may hold unknowns.
    fn validate(&self, request: Validate<'_, Self::Config>, diagnostics: &mut Diagnostics) {
        let _ = (request, diagnostics);
    }

    /// Makes the client for one connection. Unknown values are no error here: fail later, in what needs them.
    /// None together with an error: every later operation of this connection fails.
    fn configure(
        &self,
        request: Configure<'_, Self::Config>,
        diagnostics: &mut Diagnostics,
    ) -> impl Future<Output = Option<Arc<Self::Client>>> + Send;

    /// Registers all of them.
    fn register(&self, registration: &mut super::Registration<Self::Client>);
}

/// What [`Provider::configure`] takes.
#[derive(Debug)]
pub struct Configure<'a, M> {
    /// The configuration; anything in it may be unknown while planning.
    pub config: &'a M,
    /// The attributes that are not wholly known yet, but for those that only tune the work: sorted, empty in apply.
    pub unknown: &'a [&'static str],
    /// Terraform's version, such as `1.11.4`.
    pub terraform_version: &'a str,
}

/// What a provider registers: its resources, data sources, actions and list resources, of one client type, and its functions.
pub struct Registration<C> {
    pub(crate) resources: Vec<Box<dyn DynResource<C>>>,
    pub(crate) data_sources: Vec<Box<dyn DynDataSource<C>>>,
    pub(crate) actions: Vec<Box<dyn DynAction<C>>>,
    pub(crate) list_resources: Vec<Box<dyn DynListResource<C>>>,
    pub(crate) functions: Vec<Box<dyn Function>>,
}

impl<C> Default for Registration<C> {
    fn default() -> Self {
        Self {
            resources: Vec::new(),
            data_sources: Vec::new(),
            actions: Vec::new(),
            list_resources: Vec::new(),
            functions: Vec::new(),
        }
    }
}

impl<C> std::fmt::Debug for Registration<C> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let resources = self.resources.iter().map(|one| one.type_name());
        let data_sources = self.data_sources.iter().map(|one| one.type_name());
        let actions = self.actions.iter().map(|one| one.type_name());
        let list_resources = self.list_resources.iter().map(|one| one.type_name());
        let functions = self.functions.iter().map(|one| one.name());
        f.debug_struct("Registration")
            .field("resources", &resources.collect::<Vec<_>>())
            .field("data_sources", &data_sources.collect::<Vec<_>>())
            .field("actions", &actions.collect::<Vec<_>>())
            .field("list_resources", &list_resources.collect::<Vec<_>>())
            .field("functions", &functions.collect::<Vec<_>>())
            .finish()
    }
}

impl<C: Send + Sync + 'static> Registration<C> {
    /// Registers a resource.
    pub fn resource<R: super::Resource<Client = C>>(&mut self, resource: R) {
        self.resources.push(Box::new(ResourceAdapter(resource)));
    }

    /// Registers a data source.
    pub fn data_source<D: super::DataSource<Client = C>>(&mut self, data_source: D) {
        self.data_sources.push(Box::new(DataSourceAdapter(data_source)));
    }

    /// Registers an action.
    pub fn action<A: super::Action<Client = C>>(&mut self, action: A) {
        self.actions.push(Box::new(ActionAdapter(action)));
    }

    /// Registers a list resource.
    pub fn list_resource<L: super::ListResource<Of: super::Resource<Client = C>>>(&mut self, list: L) {
        self.list_resources.push(Box::new(ListResourceAdapter(list)));
    }

    /// Registers a function.
    pub fn function<F: Function>(&mut self, function: F) {
        self.functions.push(Box::new(function));
    }
}
