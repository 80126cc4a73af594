//! Resources, data sources, actions and list resources without their model types: what the RPCs call.
//!
//! They take and give the same structs as the typed traits, with [`Value`]s for models and identities.

mod action;
mod data_source;
mod list_resource;
mod resource;

pub(crate) use action::DynAction;
pub(crate) use data_source::DynDataSource;
pub(crate) use list_resource::DynListResource;
pub(crate) use resource::DynResource;

use super::validation::piecewise;
use super::{
    Action, ConvertError, DataSource, Diagnostic, Diagnostics, FromValue, IdentitySchema, ListResource,
    Model, Resource, Schema, Validate,
};
use crate::wire::{Type, Value};

/// What all kinds of blocks have in common, without their types.
pub(crate) trait Block: Send + Sync {
    fn type_name(&self) -> &'static str;
    fn schema(&self) -> Schema;
    /// None but for a resource that has one.
    fn identity_schema(&self) -> Option<IdentitySchema>;
    /// A value through the model and back: it stays the same when the model is the schema.
    fn round_trip(&self, value: &Value) -> Result<Value, ConvertError>;
    /// The block's own rules; what does not fit its model is told, and passed over by them. `ty` is the schema's.
    fn validate(&self, request: Validate<'_, Value>, ty: &Type, diagnostics: &mut Diagnostics);
}

/// One kind of block: a wrapper, so that one trait can be made of several, and what it has in common with the others.
macro_rules! kind {
    ($wrapper:ident of $kind:ident, identity: $identity:expr) => {
        pub(crate) struct $wrapper<T>(pub(crate) T);

        impl<T: $kind> Block for $wrapper<T> {
            fn type_name(&self) -> &'static str {
                $kind::type_name(&self.0)
            }

            fn schema(&self) -> Schema {
                $kind::schema(&self.0)
            }

            fn identity_schema(&self) -> Option<IdentitySchema> {
                let identity: fn(&T) -> Option<IdentitySchema> = $identity;
                identity(&self.0)
            }

            fn round_trip(&self, value: &Value) -> Result<Value, ConvertError> {
                round_trip::<T::Model>(value)
            }

            fn validate(&self, request: Validate<'_, Value>, ty: &Type, diagnostics: &mut Diagnostics) {
                let write_only_allowed = request.write_only_allowed;
                if let Some(config) = piecewise(request.config, ty, diagnostics) {
                    let request = Validate { config: &config, write_only_allowed };
                    $kind::validate(&self.0, request, diagnostics);
                }
            }
        }
    };
}

kind!(ResourceAdapter of Resource, identity: Resource::identity_schema);
kind!(DataSourceAdapter of DataSource, identity: |_| None);
kind!(ActionAdapter of Action, identity: |_| None);
kind!(ListResourceAdapter of ListResource, identity: |_| None);

/// Reads a model; what does not fit is an error at its attribute.
pub(crate) fn typed<T: FromValue>(value: &Value) -> Result<T, Diagnostic> {
    T::from_value(value).map_err(|error| {
        Diagnostic::error("A value that the provider can't take", format!("{error}.")).at(error.path)
    })
}

/// Reads a model of what is stored or planned: there is no line of the configuration to point at.
pub(crate) fn stored<T: FromValue>(value: &Value) -> Result<T, Diagnostic> {
    T::from_value(value).map_err(|error| {
        Diagnostic::error(
            "A stored value that the provider can't take",
            format!(
                "What stands in the state or in the saved plan does not fit this version of the provider: {error}. The                  configuration is not at fault. Use the version of the provider that wrote it; a state that was edited by hand                  can be put right by hand, or take the object out of the state and import it again."
            ),
        )
    })
}

/// A value through a model and back.
pub(crate) fn round_trip<M: Model>(value: &Value) -> Result<Value, ConvertError> {
    M::from_value(value).map(|model| model.to_value())
}
