//! What a provider author writes against.
//!
//! A provider is a [`Provider`] with [`Resource`]s, [`DataSource`]s, [`Action`]s, [`ListResource`]s and [`Function`]s over
//! typed [`Model`]s; the framework answers
//! Terraform's RPCs with them, does the planning that can be derived from a [`Schema`], and checks every answer by
//! Terraform's own rules before it leaves.
//!
//! A complete provider:
//!
//! ```
//! use std::sync::Arc;
//!
//! use terraform_provider_td::framework::*;
//! use terraform_provider_td::wire::Str;
//!
//! terraform_provider_td::model! {
//!     struct Config {}
//! }
//!
//! terraform_provider_td::model! {
//!     struct Greeting {
//!         name: Attr<Str>,
//!         text: Attr<Str>,
//!     }
//! }
//!
//! struct Greeter;
//!
//! impl DataSource for Greeter {
//!     type Model = Greeting;
//!     type Client = Str;
//!
//!     fn type_name(&self) -> &'static str {
//!         "hello_greeting"
//!     }
//!
//!     fn schema(&self) -> Schema {
//!         let name = Attribute::string("name", "Whom to greet.").required();
//!         let text = Attribute::string("text", "The greeting.").computed(Computed::Anew);
//!         Schema { description: "A greeting.".into(), attributes: vec![name, text], ..Schema::default() }
//!     }
//!
//!     async fn read(
//!         &self,
//!         context: &Context<Str>,
//!         request: ReadData<'_, Greeting>,
//!         _: &mut Diagnostics,
//!     ) -> Result<Greeting, Diagnostic> {
//!         let word = context.client()?;
//!         let text = request.config.name.clone().map(|name| format!("{word} {name}").into());
//!         Ok(Greeting { text, ..request.config.clone() })
//!     }
//! }
//!
//! struct Hello;
//!
//! impl Provider for Hello {
//!     type Config = Config;
//!     type Client = Str;
//!
//!     fn schema(&self) -> Schema {
//!         Schema { description: "Greets.".into(), ..Schema::default() }
//!     }
//!
//!     async fn configure(&self, _: Configure<'_, Config>, _: &mut Diagnostics) -> Option<Arc<Str>> {
//!         Some(Arc::new("hello".into()))
//!     }
//!
//!     fn register(&self, registration: &mut Registration<Str>) {
//!         registration.data_source(Greeter);
//!     }
//! }
//!
//! let registry = Registry::new(Hello);
//! assert!(registry.problems().is_empty());
//! let service = routes(Arc::new(registry), Default::default());
//! ```

mod action;
mod consistency;
mod context;
mod data_source;
mod diagnostic;
mod dynamic;
mod function;
mod journal;
mod list_resource;
mod model;
mod panic;
mod path_ref;
mod plan;
mod private;
#[expect(
    missing_docs,
    clippy::allow_attributes,
    clippy::allow_attributes_without_reason,
    reason = "generated from proto/tfplugin6.proto"
)]
pub mod proto;
mod proto_convert;
mod provider;
mod registry;
mod resource;
mod rpc;
mod schema;
mod tf6;
mod validation;

pub use action::{Action, Invoke, Progress};
pub use context::{ClientCapabilities, Context};
pub use data_source::{DataSource, ReadData};
pub use diagnostic::{Diagnostic, Diagnostics, Severity};
pub use function::{Arguments, Function, FunctionError, Parameter, Signature};
pub use list_resource::{List, ListDemand, ListResource, ListResults};
pub use model::{Attr, ConvertError, FromValue, Model, NoIdentity, ToValue};
#[doc(hidden)]
pub use model::{FieldNames, field, show};
pub use private::Private;
pub use provider::{Configure, Provider, Registration};
pub use registry::Registry;
pub use resource::{
    ApplyError, ApplyResult, Create, Delete, Import, MoveState, Plan, PlanDestroy, Read, ReadOutcome,
    Resource, StoredObject, Update, Validate,
};
pub use schema::{
    Attribute, Computed, IdentityAttribute, IdentitySchema, Kind, Mode, Nesting, Schema, SemanticEquality,
    Whole,
};
pub use tf6::routes;

#[cfg(test)]
mod tests;
