//! The trait of a managed resource, and what its operations take and give.

use std::future::Future;

use super::{Context, Diagnostic, Diagnostics, IdentitySchema, Model, Private, Schema};
use crate::wire::Path;

/// A managed resource.
///
/// The framework has done before each call what the schema says (defaults, what stays known, what is replaced) and
/// checks afterwards what Terraform would check.
pub trait Resource: Send + Sync + 'static {
    /// Its state, plan and configuration.
    type Model: Model;
    /// Its identity; [`NoIdentity`](super::NoIdentity) where it has none.
    type Identity: Model;
    /// What the provider's `configure` makes.
    type Client: Send + Sync + 'static;

    /// The name in HCL, with the provider's prefix.
    fn type_name(&self) -> &'static str;

    /// What can be written and how it is planned.
    fn schema(&self) -> Schema;

    /// What names one object apart from its attributes.
    fn identity_schema(&self) -> Option<IdentitySchema> {
        None
    }

    /// Checks a configuration without any client: it may hold unknowns, and credentials may be absent.
    fn validate(&self, request: Validate<'_, Self::Model>, diagnostics: &mut Diagnostics) {
        let _ = (request, diagnostics);
    }

    /// Refines the plan of a create or an update that the framework has made from the schema.
    ///
    /// Must give the same answer for the same request (Terraform plans again in apply).
    fn plan(
        &self,
        context: &Context<Self::Client>,
        plan: &mut Plan<'_, Self::Model, Self::Identity>,
        diagnostics: &mut Diagnostics,
    ) -> impl Future<Output = ()> + Send {
        let _ = (context, plan, diagnostics);
        async {}
    }

    /// Has its say in the plan of a destroy: an error forbids it.
    fn plan_destroy(
        &self,
        context: &Context<Self::Client>,
        request: PlanDestroy<'_, Self::Model, Self::Identity>,
        diagnostics: &mut Diagnostics,
    ) -> impl Future<Output = ()> + Send {
        let _ = (context, request, diagnostics);
        async {}
    }

    /// Makes the object.
    fn create(
        &self,
        context: &Context<Self::Client>,
        request: Create<'_, Self::Model, Self::Identity>,
        diagnostics: &mut Diagnostics,
    ) -> impl Future<Output = ApplyResult<Self::Model, Self::Identity>> + Send;

    /// Reads the object as it is now.
    fn read(
        &self,
        context: &Context<Self::Client>,
        request: Read<'_, Self::Model, Self::Identity>,
        diagnostics: &mut Diagnostics,
    ) -> impl Future<Output = Result<ReadOutcome<Self::Model, Self::Identity>, Diagnostic>> + Send;

    /// Changes the object in place.
    fn update(
        &self,
        context: &Context<Self::Client>,
        request: Update<'_, Self::Model, Self::Identity>,
        diagnostics: &mut Diagnostics,
    ) -> impl Future<Output = ApplyResult<Self::Model, Self::Identity>> + Send;

    /// Removes the object. An object that is gone already is success. On failure the prior state stays.
    fn delete(
        &self,
        context: &Context<Self::Client>,
        request: Delete<'_, Self::Model, Self::Identity>,
        diagnostics: &mut Diagnostics,
    ) -> impl Future<Output = Result<(), Diagnostic>> + Send;

    /// Takes an existing object in.
    fn import(
        &self,
        context: &Context<Self::Client>,
        request: Import<Self::Identity>,
        diagnostics: &mut Diagnostics,
    ) -> impl Future<Output = Result<StoredObject<Self::Model, Self::Identity>, Diagnostic>> + Send {
        let _ = (context, request, diagnostics);
        async {
            Err(Diagnostic::error(
                "Import is not supported",
                format!("{} can't be imported.", self.type_name()),
            ))
        }
    }

    /// Learns of an object that is in the state, in the current schema's shape: Terraform loads each one before it reads
    /// or plans it, also where nothing is refreshed. Nothing is asked or answered.
    fn loaded(&self, context: &Context<Self::Client>, state: &Self::Model) {
        let _ = (context, state);
    }

    /// Brings a state of an older schema version into the shape of the current one, without any I/O.
    ///
    /// Takes and gives the state's JSON. What the current schema does not know is dropped afterwards, what is missing is null.
    fn upgrade(&self, version: i64, state: serde_json::Value) -> Result<serde_json::Value, Diagnostic> {
        let _ = state;
        Err(Diagnostic::error(
            "The stored state is too old",
            format!(
                "The state of this {} has schema version {version}, which this provider can't read any more. Apply once with \
                 an older version of the provider that reads it, or remove the object from the state and import it again.",
                self.type_name()
            ),
        ))
    }

    /// Brings an identity of an older version into the shape of the current one, as [`upgrade`](Resource::upgrade) does.
    fn upgrade_identity(
        &self,
        version: i64,
        identity: serde_json::Value,
    ) -> Result<serde_json::Value, Diagnostic> {
        let _ = identity;
        Err(Diagnostic::error(
            "The stored identity is too old",
            format!(
                "The identity of this {} has version {version}, which this provider can't read any more. Apply once with an \
                 older version of the provider that reads it, or remove the object from the state and import it again.",
                self.type_name()
            ),
        ))
    }

    /// Takes over the state of another type of resource (a `moved` block), without any I/O and unconfigured. A read follows.
    ///
    /// Its own type at another address of the provider (a mirror, another registry) needs none of this: the framework takes
    /// state, identity and private data on, upgraded as any stored ones.
    fn move_state(
        &self,
        request: MoveState,
    ) -> Result<StoredObject<Self::Model, Self::Identity>, Diagnostic> {
        Err(Diagnostic::error(
            "This move is not supported",
            format!("{} can't take over the state of a {}.", self.type_name(), request.source_type),
        ))
    }
}

/// What [`Resource::move_state`] takes: another type's stored object.
#[derive(Clone, Debug)]
pub struct MoveState {
    /// Whose it was, such as `registry.terraform.io/namespace/name`; the host may also be another registry's.
    pub source_provider: String,
    /// What it was.
    pub source_type: String,
    /// Its schema's version.
    pub source_version: i64,
    /// The state as the other provider stored it.
    pub state: serde_json::Value,
    /// The identity as the other provider stored it.
    pub identity: Option<serde_json::Value>,
    /// Its identity schema's version; 0 where Terraform does not say.
    pub identity_version: i64,
    /// The private data as the other provider stored it, in whatever form.
    pub private: bytes::Bytes,
}

/// What [`Resource::validate`] looks at.
#[derive(Debug)]
pub struct Validate<'a, M> {
    /// The configuration; anything in it may be unknown.
    pub config: &'a M,
    /// Whether Terraform keeps write-only values out of state. The framework refuses them itself where it does not.
    pub write_only_allowed: bool,
}

/// A plan of a create or an update, to be refined.
#[derive(Debug)]
pub struct Plan<'a, M, I> {
    /// The state before; None in the plan of a create.
    pub prior: Option<&'a M>,
    /// The configuration; write-only values are only here.
    pub config: &'a M,
    /// What is planned.
    pub planned: M,
    /// The identity that is planned; None leaves it to apply.
    pub identity: Option<I>,
    /// The paths whose change replaces the resource.
    pub requires_replace: Vec<Path>,
    /// The private data, handed on to apply.
    pub private: Private,
}

impl<M, I> Plan<'_, M, I> {
    /// Whether this plans a new object.
    pub fn is_create(&self) -> bool {
        self.prior.is_none()
    }
}

/// A plan of a destroy.
#[derive(Debug)]
pub struct PlanDestroy<'a, M, I> {
    /// The state before.
    pub prior: &'a M,
    /// The identity before.
    pub identity: Option<&'a I>,
    /// The private data.
    pub private: &'a Private,
}

/// What [`Resource::create`] takes.
#[derive(Debug)]
pub struct Create<'a, M, I> {
    /// What was planned; unknowns are to be filled.
    pub planned: &'a M,
    /// The configuration, wholly known; write-only values are only here.
    pub config: &'a M,
    /// The identity that was planned.
    pub identity: Option<&'a I>,
    /// The private data of the plan.
    pub private: Private,
}

/// What [`Resource::read`] takes.
#[derive(Debug)]
pub struct Read<'a, M, I> {
    /// The state as last stored.
    pub state: &'a M,
    /// The identity as last stored.
    pub identity: Option<&'a I>,
    /// The private data. A read may remember what was not known before; Terraform shows that to nobody, but stores it
    /// with the next apply.
    pub private: &'a mut Private,
}

/// What [`Resource::update`] takes.
#[derive(Debug)]
pub struct Update<'a, M, I> {
    /// The state before.
    pub prior: &'a M,
    /// What was planned; unknowns are to be filled.
    pub planned: &'a M,
    /// The configuration, wholly known; write-only values are only here.
    pub config: &'a M,
    /// The identity that was planned.
    pub identity: Option<&'a I>,
    /// The private data of the plan.
    pub private: Private,
}

/// What [`Resource::delete`] takes.
#[derive(Debug)]
pub struct Delete<'a, M, I> {
    /// The state before.
    pub prior: &'a M,
    /// The identity before.
    pub identity: Option<&'a I>,
    /// The private data.
    pub private: &'a Private,
}

/// What names the object that [`Resource::import`] takes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Import<I> {
    /// `terraform import ADDRESS ID`, or `id = …` in an import block.
    Id(String),
    /// `identity = { … }` in an import block (Terraform 1.12 and later).
    Identity(I),
}

/// An object as it is stored: state, identity, private data.
#[derive(Clone, Debug)]
pub struct StoredObject<M, I> {
    /// The state.
    pub model: M,
    /// The identity; None where the resource has none.
    pub identity: Option<I>,
    /// The private data.
    pub private: Private,
}

/// How an apply failed: what the truest state is now.
#[derive(Clone, Debug)]
pub enum ApplyError<M, I> {
    /// Nothing was changed: the state stays as it was (a create leaves none).
    Unchanged(Diagnostic),
    /// Something was made or changed: this is what is there now. After a create Terraform marks it tainted.
    PartialState(Box<StoredObject<M, I>>, Diagnostic),
}

/// What fails before anything was changed.
impl<M, I> From<Diagnostic> for ApplyError<M, I> {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Unchanged(diagnostic)
    }
}

/// What a create or an update gives.
pub type ApplyResult<M, I> = Result<StoredObject<M, I>, ApplyError<M, I>>;

/// What a read found.
#[derive(Clone, Debug)]
pub enum ReadOutcome<M, I> {
    /// The object, and its identity. None keeps the stored one. Where the request has none, as under Terraform before
    /// 1.12, which stores none, a resource with identities must give it.
    Found(Box<M>, Option<I>),
    /// No object: Terraform plans to make it again.
    Gone,
}
