//! What a provider registers, made ready once for the whole process.

use std::collections::BTreeMap;

use super::dynamic::{Block, DynAction, DynDataSource, DynListResource, DynResource, round_trip};
use super::journal::{Kind, Subject};
use super::proto::{DynamicValue, ResourceIdentityData};
use super::schema::{Shape, check, identity_type};
use super::{
    Diagnostic, Diagnostics, Function, IdentitySchema, Provider, Registration, Severity, Signature, Validate,
    journal, proto_convert, validation,
};
use crate::wire::{Type, Value};

/// A provider with all that it registers: schemas, their types, and what answers for them.
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
pub(crate) type ResourceEntry<C> = Entry<dyn DynResource<C>>;
/// A data source made ready.
pub(crate) type DataSourceEntry<C> = Entry<dyn DynDataSource<C>>;
/// An action made ready.
pub(crate) type ActionEntry<C> = Entry<dyn DynAction<C>>;
/// A list resource made ready.
pub(crate) type ListResourceEntry<C> = Entry<dyn DynListResource<C>>;

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
        let value =
            proto_convert::read(value, &self.shape.ty, &format!("the {which} of a {}", self.type_name))?;
        journal::name(&self.shape, &value);
        Ok(value)
    }

    /// Reads an identity in the same way; None when there is none, or null.
    pub(crate) fn read_identity(
        &self,
        identity: Option<&ResourceIdentityData>,
        which: &str,
    ) -> Result<Option<Value>, Diagnostic> {
        let what = format!("the {which} of a {}", self.type_name);
        proto_convert::read_identity(identity, self.identity_type(), &what)
    }

    /// Reads a configuration. One that the host leaves out is one of nulls.
    pub(crate) fn read_config(&self, config: Option<&DynamicValue>) -> Result<Value, Diagnostic> {
        Ok(self.shape.or_nulls(self.read(config, "configuration")?))
    }

    /// Checks a configuration by its schema and by the block's own rules; it may hold unknowns, and nothing is configured
    /// yet. `write_only_allowed` says whether the host keeps write-only values out of state.
    pub(crate) fn validate(&self, config: &Value, write_only_allowed: bool, diagnostics: &mut Diagnostics) {
        let mut config = config.clone();
        validation::check(self.type_name, &self.shape, write_only_allowed, &mut config, diagnostics);
        self.block.validate(Validate { config: &config, write_only_allowed }, &self.shape.ty, diagnostics);
    }

    /// The same for an RPC that works: hosts ask an action's Validate only before the values are known. Warnings were
    /// given there. Err is the last of the errors.
    pub(crate) fn refuse(&self, config: &Value, diagnostics: &mut Diagnostics) -> Result<(), Diagnostic> {
        let mut found = Diagnostics::default();
        self.validate(config, true, &mut found);
        let mut errors: Vec<Diagnostic> =
            found.into_iter().filter(|one| one.severity == Severity::Error).collect();
        let last = errors.pop();
        diagnostics.extend(errors);
        last.map_or(Ok(()), Err)
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
    /// Asks the provider for all that it registers.
    pub fn new(provider: P) -> Self {
        let mut registration = Registration::default();
        provider.register(&mut registration);
        let mut twice = Vec::new();
        let resources = entries(registration.resources, &mut twice);
        let data_sources = entries(registration.data_sources, &mut twice);
        let actions = entries(registration.actions, &mut twice);
        let list_resources = entries(registration.list_resources, &mut twice);
        let mut functions = BTreeMap::new();
        for function in registration.functions {
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
        problems.extend(check::model("provider", &self.config, round_trip::<P::Config>));
        for (name, entry) in &self.resources {
            problems.extend(check::resource(name, &entry.shape.schema));
            problems.extend(check::model(name, &entry.shape, |value| entry.block.round_trip(value)));
            if let Some(identity) = &entry.identity {
                let place = format!("{name} (identity)");
                problems.extend(check::identity(&place, &identity.schema));
                let round_trip = |value: &_| entry.block.round_trip_identity(value);
                problems.extend(check::same(&place, &check::sample(&identity.ty), &identity.ty, round_trip));
            }
        }
        for (name, entry) in &self.data_sources {
            problems.extend(check::data_source(name, &entry.shape.schema));
            problems.extend(check::model(name, &entry.shape, |value| entry.block.round_trip(value)));
        }
        for (name, entry) in &self.actions {
            let place = format!("{name} (action)");
            problems.extend(check::configured(&place, &entry.shape.schema));
            problems.extend(check::model(&place, &entry.shape, |value| entry.block.round_trip(value)));
        }
        for (name, entry) in &self.list_resources {
            let place = format!("{name} (list)");
            if self.resources.get(name).is_none_or(|resource| resource.identity.is_none()) {
                problems.push(format!("{place}: it has no resource of this name with an identity"));
            }
            problems.extend(check::configured(&place, &entry.shape.schema));
            problems.extend(check::model(&place, &entry.shape, |value| entry.block.round_trip(value)));
        }
        for (name, entry) in &self.functions {
            problems.extend(check::function(name, &entry.signature));
        }
        problems
    }

    /// The shape of what a diagnostic is about.
    pub(crate) fn shape(&self, subject: &Subject) -> Option<&Shape> {
        let name = subject.type_name.as_str();
        match subject.kind {
            Kind::Nothing => None,
            Kind::Provider => Some(&self.config),
            Kind::Resource => self.resources.get(name).map(|entry| &entry.shape),
            Kind::DataSource => self.data_sources.get(name).map(|entry| &entry.shape),
            Kind::Action => self.actions.get(name).map(|entry| &entry.shape),
            Kind::ListResource => self.list_resources.get(name).map(|entry| &entry.shape),
        }
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
