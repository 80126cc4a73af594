//! ValidateResourceConfig: checks a resource's block; it may hold unknowns, and nothing is configured yet.

use crate::framework::proto::validate_resource_config::{Request, Response};
use crate::framework::rpc::Server;
use crate::framework::schema::{Level, children, get, inside};
use crate::framework::trail::Trail;
use crate::framework::{Diagnostic, Diagnostics, Provider, Validate};
use crate::wire::Object;

pub(crate) async fn serve<P: Provider>(
    server: &Server<P>,
    request: Request,
    diagnostics: &mut Diagnostics,
) -> Result<Response, Diagnostic> {
    let entry = server.registry.resource(&request.type_name)?;
    let config = entry.read(request.config.as_ref(), "configuration")?;
    let write_only_allowed =
        request.client_capabilities.is_some_and(|client| client.write_only_attributes_allowed);
    if let (false, Some(object)) = (write_only_allowed, config.as_object()) {
        refuse_write_only(entry.shape.level(), object, &Trail::Root, diagnostics);
    }
    entry.block.validate(Validate { config: &config, write_only_allowed }, diagnostics);
    Ok(Response::default())
}

/// A Terraform that does not know write-only attributes would store their values.
fn refuse_write_only(level: Level<'_>, config: &Object, trail: &Trail<'_>, diagnostics: &mut Diagnostics) {
    for (attribute, ty) in level.iter() {
        let value = get(config, attribute.name);
        let trail = Trail::Attribute(trail, attribute.name);
        if attribute.write_only && !value.is_null() {
            let path = trail.path();
            diagnostics.push(
                Diagnostic::error(
                    "Write-only attributes need Terraform 1.11",
                    format!(
                        "`{path}` is never stored in the state, which only Terraform 1.11 and OpenTofu 1.11 and later can \
                         do; this version would store it in plain text. Use a later version, or leave it out."
                    ),
                )
                .at(path),
            );
        } else if let Some((nesting, level)) = inside(attribute, ty) {
            for (place, object) in children(nesting, value) {
                refuse_write_only(level, object, &place.after(&trail), diagnostics);
            }
        }
    }
}
