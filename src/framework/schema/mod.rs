//! Schemas: what can be written in HCL, and how it is planned.

pub(crate) mod check;
mod secrets;
mod shape;
mod whole;

use std::ops::RangeBounds;
use std::sync::Arc;

pub(crate) use secrets::up_to_sets;
pub(crate) use shape::{Level, Shape, children, children_mut, get, identity_type, inside};
pub use whole::Whole;
pub(crate) use whole::is_whole;

use crate::wire::{Type, Value};

/// Who sets an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The user, always.
    Required,
    /// The user, if they like.
    Optional,
    /// The provider.
    Computed,
    /// The user, if they like; else the provider.
    OptionalComputed,
}

/// How the values inside a nested attribute are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nesting {
    /// One object.
    Single,
    /// A list of objects.
    List,
    /// A set of objects.
    Set,
    /// A map of objects.
    Map,
}

/// What an attribute holds.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A value of a type.
    Plain(Type),
    /// Objects with a schema of their own.
    Nested(Nesting, Vec<Attribute>),
}

/// What the plan says of a computed attribute that the configuration leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Computed {
    /// Unknown at create, and at every update that changes anything.
    Anew,
    /// Unknown at create, then kept: it never changes by an update.
    Kept,
    /// Unknown at create and when one of these attributes of the root changes; else kept.
    Follows(&'static [&'static str]),
    /// Only managed when configured: null at create, the prior value kept when it is taken out.
    Unmanaged,
}

/// Whether two texts mean the same. The first is the one that stays.
pub type SemanticEquality = fn(&str, &str) -> bool;

/// One attribute: its type, who sets it, its documentation and its planning rules.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// The name in HCL.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Who sets it.
    pub mode: Mode,
    /// Markdown: what it is, units, default, range, an example.
    pub description: String,
    /// Why it should not be used any more, and what to use.
    pub deprecation: Option<String>,
    /// Terraform hides it in its output.
    pub sensitive: bool,
    /// Never in state or plan: readable from the configuration only (Terraform 1.11 and later).
    pub write_only: bool,
    /// The value when the configuration has null. Makes the attribute optional + computed.
    pub default: Option<Value>,
    /// What the plan says when it is computed and left out.
    pub computed: Computed,
    /// A change of it replaces the resource.
    pub requires_replace: bool,
    /// A number that a configuration may only give as a whole one, and its bounds.
    pub whole: Option<Whole>,
    /// Elements of a list, a set or a map may be null; else a null among them is refused.
    pub null_elements: bool,
    /// In a provider's block: it only tunes how the work is done. While it is unknown a plan goes on with its default.
    pub tuning: bool,
    /// Texts that mean the same are no change when the plan compares configuration and state: the state's text stays.
    pub equal_at_plan: Option<SemanticEquality>,
    /// Texts that mean the same are no drift when a read compares state and server: the state's text stays.
    pub equal_at_read: Option<SemanticEquality>,
}

impl Attribute {
    /// An attribute of a type; it starts as optional.
    pub fn new(name: &'static str, ty: Type, description: impl Into<String>) -> Self {
        Self {
            name,
            kind: Kind::Plain(ty),
            mode: Mode::Optional,
            description: description.into(),
            deprecation: None,
            sensitive: false,
            write_only: false,
            default: None,
            computed: Computed::Anew,
            requires_replace: false,
            whole: None,
            null_elements: false,
            tuning: false,
            equal_at_plan: None,
            equal_at_read: None,
        }
    }

    /// Text.
    pub fn string(name: &'static str, description: impl Into<String>) -> Self {
        Self::new(name, Type::String, description)
    }

    /// A number.
    pub fn number(name: &'static str, description: impl Into<String>) -> Self {
        Self::new(name, Type::Number, description)
    }

    /// True or false.
    pub fn bool(name: &'static str, description: impl Into<String>) -> Self {
        Self::new(name, Type::Bool, description)
    }

    /// A list of a type.
    pub fn list(name: &'static str, element: Type, description: impl Into<String>) -> Self {
        Self::new(name, Type::List(Arc::new(element)), description)
    }

    /// A set of a type.
    pub fn set(name: &'static str, element: Type, description: impl Into<String>) -> Self {
        Self::new(name, Type::Set(Arc::new(element)), description)
    }

    /// A map of a type.
    pub fn map(name: &'static str, element: Type, description: impl Into<String>) -> Self {
        Self::new(name, Type::Map(Arc::new(element)), description)
    }

    /// Objects with a schema of their own.
    pub fn nested(
        name: &'static str,
        nesting: Nesting,
        attributes: Vec<Attribute>,
        description: impl Into<String>,
    ) -> Self {
        Self { kind: Kind::Nested(nesting, attributes), ..Self::new(name, Type::Dynamic, description) }
    }

    /// The user sets it, always.
    #[must_use]
    pub fn required(self) -> Self {
        Self { mode: Mode::Required, ..self }
    }

    /// The provider sets it.
    #[must_use]
    pub fn computed(self, rule: Computed) -> Self {
        Self { mode: Mode::Computed, computed: rule, ..self }
    }

    /// The user sets it, else the provider.
    #[must_use]
    pub fn optional_computed(self, rule: Computed) -> Self {
        Self { mode: Mode::OptionalComputed, computed: rule, ..self }
    }

    /// The value when the configuration has null.
    #[must_use]
    pub fn default(self, value: impl Into<Value>) -> Self {
        Self { mode: Mode::OptionalComputed, default: Some(value.into()), ..self }
    }

    /// Terraform hides it in its output.
    #[must_use]
    pub fn sensitive(self) -> Self {
        Self { sensitive: true, ..self }
    }

    /// Never in state or plan.
    #[must_use]
    pub fn write_only(self) -> Self {
        Self { write_only: true, ..self }
    }

    /// A change of it replaces the resource.
    #[must_use]
    pub fn requires_replace(self) -> Self {
        Self { requires_replace: true, ..self }
    }

    /// A configuration may only give it as a whole number within these bounds. They are what an error about another number
    /// names; what lies outside of them is for the block's own validation to judge.
    #[must_use]
    pub fn whole(self, bounds: impl RangeBounds<i64>) -> Self {
        Self { whole: Some(Whole::new(&bounds)), ..self }
    }

    /// Elements may be null.
    #[must_use]
    pub fn null_elements(self) -> Self {
        Self { null_elements: true, ..self }
    }

    /// In a provider's block: it only tunes how the work is done.
    #[must_use]
    pub fn tuning(self) -> Self {
        Self { tuning: true, ..self }
    }

    /// Texts that mean the same are no change in a plan.
    #[must_use]
    pub fn equal_at_plan(self, same: SemanticEquality) -> Self {
        Self { equal_at_plan: Some(same), ..self }
    }

    /// Texts that mean the same are no drift in a read.
    #[must_use]
    pub fn equal_at_read(self, same: SemanticEquality) -> Self {
        Self { equal_at_read: Some(same), ..self }
    }
}

/// The schema of a provider, a resource or a data source.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    /// Raised when stored states need an upgrade; an added attribute needs none.
    pub version: i64,
    /// Markdown.
    pub description: String,
    /// Why it should not be used any more, and what to use.
    pub deprecation: Option<String>,
    /// The attributes, in any order.
    pub attributes: Vec<Attribute>,
}

/// One attribute of an identity.
#[derive(Clone, Debug)]
pub struct IdentityAttribute {
    /// The name in `identity = { … }`.
    pub name: &'static str,
    /// Text, number, bool, or a list of those.
    pub ty: Type,
    /// What it is.
    pub description: String,
    /// An import by identity must give it; else it may.
    pub required_for_import: bool,
    /// It may change while the object stays the same, as a name does. Any other that is stored never changes: the framework
    /// refuses an answer that says otherwise.
    pub mutable: bool,
}

/// What names one object for ever, apart from its attributes (Terraform 1.12 and later).
#[derive(Clone, Debug)]
pub struct IdentitySchema {
    /// Raised when stored identities need an upgrade.
    pub version: i64,
    /// The attributes.
    pub attributes: Vec<IdentityAttribute>,
}
