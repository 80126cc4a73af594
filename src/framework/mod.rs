//! What a provider author writes against.
//!
//! A provider is a [`Provider`] with [`Resource`]s and [`DataSource`]s over typed [`Model`]s; the framework answers
//! Terraform's RPCs with them, does the planning that can be derived from a [`Schema`], and checks every answer by
//! Terraform's own rules before it leaves.

mod context;
mod data_source;
mod diagnostic;
mod erased;
mod guard;
mod message;
mod model;
mod panic;
mod plan;
mod private;
#[expect(
    missing_docs,
    clippy::allow_attributes,
    clippy::allow_attributes_without_reason,
    reason = "generated from proto/tfplugin6.proto"
)]
pub mod proto;
mod provider;
mod registry;
mod resource;
mod rpc;
mod schema;
mod tf6;
mod trail;

pub use context::{ClientCapabilities, Context};
pub use data_source::{DataSource, ReadData};
pub use diagnostic::{Diagnostic, Diagnostics, Severity};
pub use model::{Attr, ConvertError, FromValue, Model, NoIdentity, ToValue};
#[doc(hidden)]
pub use model::{FieldNames, field, show};
pub use panic::is_guarded;
pub use private::Private;
pub use provider::{Configure, Offers, Provider};
pub use registry::Registry;
pub use resource::{
    Apply, Create, Delete, Failed, Import, Plan, PlanDestroy, Read, ReadOutcome, Resource, Saved, TakeOver,
    Update, Validate,
};
pub use schema::{
    Attribute, Computed, IdentityAttribute, IdentitySchema, Kind, Mode, Nesting, SameMeaning, Schema,
};
pub use tf6::routes;

#[cfg(test)]
mod tests;
