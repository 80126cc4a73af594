//! ReadDataSource: asked with a wholly known configuration, in every plan.

use crate::framework::path_ref::PathRef;
use crate::framework::proto::read_data_source::{Request, Response};
use crate::framework::registry::DataSourceEntry;
use crate::framework::rpc::Server;
use crate::framework::rpc::response_state::encode;
use crate::framework::schema::get;
use crate::framework::{Diagnostic, Diagnostics, Kind, Provider, ReadData, consistency, plan};
use crate::wire::{Object, Value};

pub(crate) async fn serve<P: Provider>(
    server: &Server<P>,
    request: Request,
    diagnostics: &mut Diagnostics,
) -> Result<Response, Diagnostic> {
    let entry = server.registry.data_source(&request.type_name)?;
    let (shape, name) = (&entry.shape, entry.type_name);
    let Value::Object(config) = entry.read(request.config.as_ref(), "configuration")? else {
        return Err(Diagnostic::error(
            "A read without a configuration",
            format!("Terraform asked for a {name} without its configuration."),
        ));
    };
    let mut filled = config.clone();
    plan::fill_defaults(shape.level(), &mut filled, &config);
    let capabilities = request.client_capabilities.as_ref();
    if let Some(deferred) = server.deferred(capabilities) {
        plan::mark_unknown(shape.level(), &mut filled, &config, None);
        let state =
            encode(&Value::Object(filled), &shape.ty, &format!("the result of a {name}"), diagnostics);
        return Ok(Response { state, deferred: Some(deferred), ..Default::default() });
    }
    let context = server.context(capabilities);
    let filled = Value::Object(filled);
    let mut read = entry.block.read(&context, ReadData { config: &filled }, diagnostics).await?;
    if let Value::Object(read) = &mut read {
        plan::keep_at_read(shape.level(), read, &config);
    }
    check(entry, &config, &mut read, diagnostics);
    let state = encode(&read, &shape.ty, &format!("the result of a {name}"), diagnostics);
    Ok(Response { state, ..Default::default() })
}

/// The result has its type, nothing unknown, and what was configured as it came.
fn check<C>(entry: &DataSourceEntry<C>, config: &Object, read: &mut Value, diagnostics: &mut Diagnostics) {
    let mut found = Vec::new();
    consistency::conform(read, &entry.shape.ty, &PathRef::Root, &mut found);
    consistency::unknowns(read, &PathRef::Root, &mut found);
    consistency::resolve_unknowns(read);
    if let Some(read) = read.as_object() {
        for (attribute, ty) in entry.shape.level().iter() {
            let wanted = get(config, attribute.name);
            // A nested object's computed values may come in, so only plain ones are compared.
            if !wanted.is_null() && matches!(attribute.kind, Kind::Plain(_)) {
                let path = PathRef::Attribute(&PathRef::Root, attribute.name);
                consistency::assert_object_compatible(
                    wanted,
                    get(read, attribute.name),
                    ty,
                    &path,
                    &mut found,
                );
            }
        }
    }
    diagnostics.extend(found.iter().map(|violation| violation.diagnostic(entry.type_name, "read")));
}
