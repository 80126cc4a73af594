//! What a provider author writes against.
//!
//! A provider is a [`Provider`] with [`Resource`]s and [`DataSource`]s over typed [`Model`]s; the framework answers
//! Terraform's RPCs with them, does the planning that can be derived from a [`Schema`], and checks every answer by
//! Terraform's own rules before it leaves.

mod context;
mod data_source;
mod diagnostic;
mod model;
mod private;
mod provider;
mod resource;
mod schema;

pub use context::{ClientCapabilities, Context};
pub use data_source::{DataSource, ReadData};
pub use diagnostic::{Diagnostic, Diagnostics, Severity};
pub use model::{Attr, ConvertError, FromValue, Model, NoIdentity, ToValue};
#[doc(hidden)]
pub use model::{FieldNames, field, show};
pub use private::Private;
pub use provider::{Configure, Offers, Provider};
pub use resource::{
    Apply, Create, Delete, Failed, Import, Plan, PlanDestroy, Read, ReadOutcome, Resource, Saved, TakeOver,
    Update, Validate,
};
pub use schema::{
    Attribute, Computed, IdentityAttribute, IdentitySchema, Kind, Mode, Nesting, SameMeaning, Schema,
};
