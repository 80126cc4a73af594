//! What a provider offers, made ready once for the whole process.

use std::collections::BTreeMap;

use super::erased::{Block, ErasedAction, ErasedDataSource, ErasedListResource, ErasedResource, round_trip};
use super::proto::{DynamicValue, ResourceIdentityData};
use super::schema::{Shape, check, identity_type};
use super::{
    Diagnostic, Diagnostics, Function, IdentitySchema, Offers, Provider, Signature, Validate, message,
};
use crate::wire::{Type, Value};

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

/// A block type made ready.
pub(crate) struct Entry<B: ?Sized> {
    pub(crate) block: Box<B>,
    pub(crate) type_name: &'static str,
    pub(crate) shape: Shape,
    /// The identity of a resource that has one.
    pub(crate) identity: Option<Identity>,
}

/// A resource made ready.
pub(crate) type ResourceEntry<C> = Entry<dyn ErasedResource<C>>;
/// A data source made ready.
pub(crate) type DataSourceEntry<C> = Entry<dyn ErasedDataSource<C>>;
/// An action made ready.
pub(crate) type ActionEntry<C> = Entry<dyn ErasedAction<C>>;
/// A list resource made ready.
pub(crate) type ListResourceEntry<C> = Entry<dyn ErasedListResource<C>>;

/// A resource's identity made ready.
pub(crate) struct Identity {
    pub(crate) schema: IdentitySchema,
    pub(crate) ty: Type,
}

impl<B: Block + ?Sized> Entry<B> {
    fn new(block: Box<B>) -> Self {
        let identity = block.identity_schema().map(|schema| Identity { ty: identity_type(&schema), schema });
        Self { type_name: block.type_name(), shape: Shape::new(block.schema()), identity, block }
    }

    /// The type of its identity.
    pub(crate) fn identity_type(&self) -> Option<&Type> {
        self.identity.as_ref().map(|identity| &identity.ty)
    }

    /// Reads a value of its type. `which` says in an error what it is, such as "prior state".
    pub(crate) fn read(&self, value: Option<&DynamicValue>, which: &str) -> Result<Value, Diagnostic> {
        message::read(value, &self.shape.ty, &format!("the {which} of a {}", self.type_name))
    }

    /// Reads an identity in the same way; None when there is none, or null.
    pub(crate) fn read_identity(
        &self,
        identity: Option<&ResourceIdentityData>,
        which: &str,
    ) -> Result<Option<Value>, Diagnostic> {
        let what = format!("the {which} of a {}", self.type_name);
        message::read_identity(identity, self.identity_type(), &what)
    }

    /// Checks a configuration; it may hold unknowns, and nothing is configured yet.
    pub(crate) fn validate(
        &self,
        config: Option<&DynamicValue>,
        diagnostics: &mut Diagnostics,
    ) -> Result<(), Diagnostic> {
        let config = self.read(config, "configuration")?;
        self.block.validate(Validate { config: &config, write_only_allowed: false }, diagnostics);
        Ok(())
    }
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
        let mut twice = Vec::new();
        let resources = entries(offers.resources, &mut twice);
        let data_sources = entries(offers.data_sources, &mut twice);
        let actions = entries(offers.actions, &mut twice);
        let list_resources = entries(offers.list_resources, &mut twice);
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
            problems.extend(check::model(name, &entry.shape.ty, |value| entry.block.round_trip(value)));
            if let Some(identity) = &entry.identity {
                let place = format!("{name} (identity)");
                problems.extend(check::identity(&place, &identity.schema));
                let round_trip = |value: &_| entry.block.round_trip_identity(value);
                problems.extend(check::model(&place, &identity.ty, round_trip));
            }
        }
        for (name, entry) in &self.data_sources {
            problems.extend(check::data_source(name, &entry.shape.schema));
            problems.extend(check::model(name, &entry.shape.ty, |value| entry.block.round_trip(value)));
        }
        for (name, entry) in &self.actions {
            let place = format!("{name} (action)");
            problems.extend(check::configured(&place, &entry.shape.schema));
            problems.extend(check::model(&place, &entry.shape.ty, |value| entry.block.round_trip(value)));
        }
        for (name, entry) in &self.list_resources {
            let place = format!("{name} (list)");
            if self.resources.get(name).is_none_or(|resource| resource.identity.is_none()) {
                problems.push(format!("{place}: it has no resource of this name with an identity"));
            }
            problems.extend(check::configured(&place, &entry.shape.schema));
            problems.extend(check::model(&place, &entry.shape.ty, |value| entry.block.round_trip(value)));
        }
        for (name, entry) in &self.functions {
            problems.extend(check::function(name, &entry.signature));
        }
        problems
    }

    pub(crate) fn resource(&self, type_name: &str) -> Result<&ResourceEntry<P::Client>, Diagnostic> {
        find("resource type", type_name, &self.resources)
    }

    pub(crate) fn data_source(&self, type_name: &str) -> Result<&DataSourceEntry<P::Client>, Diagnostic> {
        find("data source type", type_name, &self.data_sources)
    }

    pub(crate) fn action(&self, type_name: &str) -> Result<&ActionEntry<P::Client>, Diagnostic> {
        find("action type", type_name, &self.actions)
    }

    pub(crate) fn list_resource(&self, type_name: &str) -> Result<&ListResourceEntry<P::Client>, Diagnostic> {
        find("list resource type", type_name, &self.list_resources)
    }

    pub(crate) fn function(&self, name: &str) -> Result<&FunctionEntry, Diagnostic> {
        find("function", name, &self.functions)
    }
}

/// Makes the blocks of one kind ready; the name of one that is offered again goes to `twice`.
fn entries<B: Block + ?Sized>(
    blocks: Vec<Box<B>>,
    twice: &mut Vec<&'static str>,
) -> BTreeMap<&'static str, Entry<B>> {
    let mut entries = BTreeMap::new();
    for entry in blocks.into_iter().map(Entry::new) {
        let type_name = entry.type_name;
        if entries.insert(type_name, entry).is_some() {
            twice.push(type_name);
        }
    }
    entries
}

fn find<'r, T>(kind: &str, name: &str, offered: &'r BTreeMap<&'static str, T>) -> Result<&'r T, Diagnostic> {
    offered.get(name).ok_or_else(|| {
        let names: Vec<&str> = offered.keys().copied().collect();
        Diagnostic::error(
            format!("Unknown {kind}"),
            format!(
                "This provider has no {kind} {name:?}. It has: {}. Another version of the provider may have it.",
                names.join(", ")
            ),
        )
    })
}
