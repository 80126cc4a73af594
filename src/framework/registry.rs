//! What a provider offers, made ready once for the whole process.

use std::collections::BTreeMap;

use super::erased::{ErasedAction, ErasedDataSource, ErasedListResource, ErasedResource, round_trip};
use super::schema::{Shape, check, identity_type};
use super::{Diagnostic, Function, IdentitySchema, Offers, Provider, Signature};
use crate::wire::Type;

/// A provider with all that it offers: schemas, their types, and what answers for them.
pub struct Registry<P: Provider> {
    pub(crate) provider: P,
    pub(crate) config: Shape,
    pub(crate) resources: BTreeMap<&'static str, ResourceEntry<P::Client>>,
    pub(crate) data_sources: BTreeMap<&'static str, DataSourceEntry<P::Client>>,
    pub(crate) actions: BTreeMap<&'static str, ActionEntry<P::Client>>,
    pub(crate) list_resources: BTreeMap<&'static str, ListResourceEntry<P::Client>>,
    pub(crate) functions: BTreeMap<&'static str, FunctionEntry>,
    twice: Vec<&'static str>,
}

/// A resource made ready.
pub(crate) struct ResourceEntry<C> {
    pub(crate) resource: Box<dyn ErasedResource<C>>,
    pub(crate) type_name: &'static str,
    pub(crate) shape: Shape,
    pub(crate) identity: Option<Identity>,
}

/// A resource's identity made ready.
pub(crate) struct Identity {
    pub(crate) schema: IdentitySchema,
    pub(crate) ty: Type,
}

impl<C> ResourceEntry<C> {
    /// The type of its identity.
    pub(crate) fn identity_type(&self) -> Option<&Type> {
        self.identity.as_ref().map(|identity| &identity.ty)
    }
}

/// A data source made ready.
pub(crate) struct DataSourceEntry<C> {
    pub(crate) data_source: Box<dyn ErasedDataSource<C>>,
    pub(crate) type_name: &'static str,
    pub(crate) shape: Shape,
}

/// An action made ready.
pub(crate) struct ActionEntry<C> {
    pub(crate) action: Box<dyn ErasedAction<C>>,
    pub(crate) type_name: &'static str,
    pub(crate) shape: Shape,
}

/// A list resource made ready.
pub(crate) struct ListResourceEntry<C> {
    pub(crate) list: Box<dyn ErasedListResource<C>>,
    pub(crate) type_name: &'static str,
    pub(crate) shape: Shape,
}

/// A function made ready.
pub(crate) struct FunctionEntry {
    pub(crate) function: Box<dyn Function>,
    pub(crate) signature: Signature,
}

impl<P: Provider> std::fmt::Debug for Registry<P> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Registry")
            .field("resources", &self.resources.keys())
            .field("data_sources", &self.data_sources.keys())
            .field("actions", &self.actions.keys())
            .field("list_resources", &self.list_resources.keys())
            .field("functions", &self.functions.keys())
            .finish()
    }
}

impl<P: Provider> Registry<P> {
    /// Asks the provider for all that it offers.
    pub fn new(provider: P) -> Self {
        let mut offers = Offers::default();
        provider.register(&mut offers);
        let (mut resources, mut data_sources, mut twice) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        for resource in offers.resources {
            let type_name = resource.type_name();
            let identity =
                resource.identity_schema().map(|schema| Identity { ty: identity_type(&schema), schema });
            let shape = Shape::new(resource.schema());
            if resources.insert(type_name, ResourceEntry { resource, type_name, shape, identity }).is_some() {
                twice.push(type_name);
            }
        }
        for data_source in offers.data_sources {
            let type_name = data_source.type_name();
            let shape = Shape::new(data_source.schema());
            if data_sources.insert(type_name, DataSourceEntry { data_source, type_name, shape }).is_some() {
                twice.push(type_name);
            }
        }
        let (mut actions, mut list_resources) = (BTreeMap::new(), BTreeMap::new());
        for action in offers.actions {
            let type_name = action.type_name();
            let shape = Shape::new(action.schema());
            if actions.insert(type_name, ActionEntry { action, type_name, shape }).is_some() {
                twice.push(type_name);
            }
        }
        for list in offers.list_resources {
            let type_name = list.type_name();
            let shape = Shape::new(list.schema());
            if list_resources.insert(type_name, ListResourceEntry { list, type_name, shape }).is_some() {
                twice.push(type_name);
            }
        }
        let mut functions = BTreeMap::new();
        for function in offers.functions {
            let (name, signature) = (function.name(), function.signature());
            if functions.insert(name, FunctionEntry { function, signature }).is_some() {
                twice.push(name);
            }
        }
        let config = Shape::new(provider.schema());
        Self { provider, config, resources, data_sources, actions, list_resources, functions, twice }
    }

    /// Everything that Terraform would refuse in the schemas, and every model that is not its schema; empty when all is well.
    ///
    /// To be asserted in a test of each provider. A debug build also reports it as errors of `GetProviderSchema`.
    pub fn problems(&self) -> Vec<String> {
        let mut problems: Vec<String> =
            self.twice.iter().map(|name| format!("{name}: is offered twice")).collect();
        problems.extend(check::provider(&self.config.schema));
        problems.extend(check::model("provider", &self.config.ty, round_trip::<P::Config>));
        for (name, entry) in &self.resources {
            problems.extend(check::resource(name, &entry.shape.schema));
            problems.extend(check::model(name, &entry.shape.ty, |value| entry.resource.round_trip(value)));
            if let Some(identity) = &entry.identity {
                let place = format!("{name} (identity)");
                problems.extend(check::identity(&place, &identity.schema));
                let round_trip = |value: &_| entry.resource.round_trip_identity(value);
                problems.extend(check::model(&place, &identity.ty, round_trip));
            }
        }
        for (name, entry) in &self.data_sources {
            problems.extend(check::data_source(name, &entry.shape.schema));
            problems.extend(check::model(name, &entry.shape.ty, |value| entry.data_source.round_trip(value)));
        }
        for (name, entry) in &self.actions {
            let place = format!("{name} (action)");
            problems.extend(check::configured(&place, &entry.shape.schema));
            problems.extend(check::model(&place, &entry.shape.ty, |value| entry.action.round_trip(value)));
        }
        for (name, entry) in &self.list_resources {
            let place = format!("{name} (list)");
            if self.resources.get(name).is_none_or(|resource| resource.identity.is_none()) {
                problems.push(format!("{place}: it has no resource of this name with an identity"));
            }
            problems.extend(check::configured(&place, &entry.shape.schema));
            problems.extend(check::model(&place, &entry.shape.ty, |value| entry.list.round_trip(value)));
        }
        for (name, entry) in &self.functions {
            problems.extend(check::function(name, &entry.signature));
        }
        problems
    }

    pub(crate) fn resource(&self, type_name: &str) -> Result<&ResourceEntry<P::Client>, Diagnostic> {
        self.resources
            .get(type_name)
            .ok_or_else(|| unknown("resource type", type_name, self.resources.keys()))
    }

    pub(crate) fn data_source(&self, type_name: &str) -> Result<&DataSourceEntry<P::Client>, Diagnostic> {
        let offered = self.data_sources.keys();
        self.data_sources.get(type_name).ok_or_else(|| unknown("data source type", type_name, offered))
    }

    pub(crate) fn action(&self, type_name: &str) -> Result<&ActionEntry<P::Client>, Diagnostic> {
        self.actions.get(type_name).ok_or_else(|| unknown("action type", type_name, self.actions.keys()))
    }

    pub(crate) fn list_resource(&self, type_name: &str) -> Result<&ListResourceEntry<P::Client>, Diagnostic> {
        let offered = self.list_resources.keys();
        self.list_resources.get(type_name).ok_or_else(|| unknown("list resource type", type_name, offered))
    }

    pub(crate) fn function(&self, name: &str) -> Result<&FunctionEntry, Diagnostic> {
        self.functions.get(name).ok_or_else(|| unknown("function", name, self.functions.keys()))
    }
}

fn unknown<'a>(kind: &str, name: &str, offered: impl Iterator<Item = &'a &'static str>) -> Diagnostic {
    let offered: Vec<&str> = offered.copied().collect();
    Diagnostic::error(
        format!("Unknown {kind}"),
        format!(
            "This provider has no {kind} {name:?}. It has: {}. Another version of the provider may have it.",
            offered.join(", ")
        ),
    )
}
