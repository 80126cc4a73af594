//! GenerateResourceConfig: the configuration that would give a state, for `-generate-config-out`.

use crate::framework::proto::generate_resource_config::{Request, Response};
use crate::framework::rpc::Server;
use crate::framework::rpc::response_state::encode;
use crate::framework::{Diagnostic, Diagnostics, Provider, plan};
use crate::wire::Value;

pub(crate) async fn serve<P: Provider>(
    server: &Server<P>,
    request: Request,
    diagnostics: &mut Diagnostics,
) -> Result<Response, Diagnostic> {
    let entry = server.registry.resource(&request.type_name)?;
    let mut config = entry.read(request.state.as_ref(), "state")?;
    if let Value::Object(object) = &mut config {
        plan::generated_config(entry.shape.level(), object);
    }
    let what = format!("the configuration of a {}", entry.type_name);
    Ok(Response { config: encode(&config, &entry.shape.ty, &what, diagnostics), ..Default::default() })
}
