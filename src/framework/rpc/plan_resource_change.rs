//! PlanResourceChange: what a create, an update or a destroy would do.

use crate::framework::path_ref::PathRef;
use crate::framework::proto::plan_resource_change::{Request, Response};
use crate::framework::registry::ResourceEntry;
use crate::framework::rpc::Server;
use crate::framework::rpc::response_state::{encode, encode_identity};
use crate::framework::{
    Context, Diagnostic, Diagnostics, Plan, PlanDestroy, Private, Provider, consistency, plan, proto_convert,
};
use crate::wire::{Path, Value};

/// What the resource's own hook gets and gives.
type Planned<'a> = Plan<'a, Value, Value>;

pub(crate) async fn serve<P: Provider>(
    server: &Server<P>,
    request: Request,
    diagnostics: &mut Diagnostics,
) -> Result<Response, Diagnostic> {
    let entry = server.registry.resource(&request.type_name)?;
    let (ty, name) = (&entry.shape.ty, entry.type_name);
    let prior = entry.read(request.prior_state.as_ref(), "prior state")?;
    let proposed = entry.read(request.proposed_new_state.as_ref(), "proposed state")?;
    let config = entry.read(request.config.as_ref(), "configuration")?;
    let identity = entry.read_identity(request.prior_identity.as_ref(), "prior identity")?;
    let capabilities = request.client_capabilities.as_ref();
    let context = server.context(capabilities);
    let deferred = server.deferred(capabilities);
    // A later Terraform hands the private data of the saved plan of a create to the plan that it makes again in apply.
    let private =
        if request.prior_private.is_empty() { request.planned_private } else { request.prior_private };
    let private = Private::read(private, name)?;

    let mut response = if proposed.is_null() {
        let destroy = PlanDestroy { prior: &prior, identity: identity.as_ref(), private: &private };
        if deferred.is_none() && !prior.is_null() {
            entry.block.plan_destroy(&context, destroy, diagnostics).await?;
        }
        Response {
            planned_state: encode(&Value::Null, ty, "a plan", diagnostics),
            planned_identity: encode_identity(entry, identity.as_ref(), diagnostics),
            planned_private: private.into_bytes(),
            ..Default::default()
        }
    } else {
        let plan = from_schema(entry, &prior, &config, proposed, identity, private)?;
        let plan = if deferred.is_none() { refine(entry, &context, plan, diagnostics).await? } else { plan };
        Response {
            planned_state: encode(&plan.planned, ty, &format!("the plan of a {name}"), diagnostics),
            requires_replace: plan.requires_replace.iter().map(proto_convert::path).collect(),
            planned_identity: encode_identity(entry, plan.identity.as_ref(), diagnostics),
            planned_private: plan.private.into_bytes(),
            ..Default::default()
        }
    };
    response.deferred = deferred;
    Ok(response)
}

/// The plan that the schema alone gives.
fn from_schema<'a, C>(
    entry: &ResourceEntry<C>,
    prior: &'a Value,
    config: &'a Value,
    mut planned: Value,
    identity: Option<Value>,
    private: Private,
) -> Result<Planned<'a>, Diagnostic> {
    let (Some(configured), Value::Object(object)) = (config.as_object(), &mut planned) else {
        return Err(Diagnostic::error(
            "A plan without a configuration",
            format!("Terraform asked for the plan of a {} without its configuration.", entry.type_name),
        ));
    };
    let requires_replace = plan::plan(&entry.shape, prior.as_object(), configured, object);
    let prior = Some(prior).filter(|prior| !prior.is_null());
    Ok(Plan { prior, config, planned, identity, requires_replace, private })
}

/// The plan after the resource's say, checked by Terraform's rules.
async fn refine<'p, C>(
    entry: &ResourceEntry<C>,
    context: &Context<C>,
    plan: Planned<'p>,
    diagnostics: &mut Diagnostics,
) -> Result<Planned<'p>, Diagnostic> {
    let before = plan.identity.clone();
    let mut plan = entry.block.plan(context, plan, diagnostics).await?;
    plan.requires_replace.sort();
    plan.requires_replace.dedup();

    // What the resource refuses is no plan that Terraform would look at: its own words are enough.
    let refused = diagnostics.has_error();
    let mut found = Vec::new();
    consistency::conform(&mut plan.planned, &entry.shape.ty, &PathRef::Root, &mut found);
    let prior = plan.prior.and_then(Value::as_object);
    if let (Some(config), Some(planned)) = (plan.config.as_object(), plan.planned.as_object()) {
        consistency::assert_plan_valid(
            entry.shape.level(),
            prior,
            config,
            planned,
            &PathRef::Root,
            &mut found,
        );
    }
    let exists = |path: &Path| {
        consistency::exists(path, &plan.planned)
            || plan.prior.is_some_and(|prior| consistency::exists(path, prior))
    };
    for path in plan.requires_replace.iter().filter(|path| !exists(path)) {
        found.push(consistency::Violation {
            path: path.clone(),
            rule: "there is nothing there that could be replaced".into(),
        });
    }
    if let (Some(identity), Some(schema)) = (&mut plan.identity, &entry.identity) {
        consistency::conform(identity, &schema.ty, &PathRef::Root, &mut found);
        if prior.is_some() && plan.requires_replace.is_empty() {
            consistency::unknowns(identity, &PathRef::Root, &mut found);
            if let Some(before) = &before {
                consistency::identity_stays(&schema.schema, before, identity, &mut found);
            }
        }
    }
    if !refused {
        diagnostics.extend(found.iter().map(|violation| violation.diagnostic(entry.type_name, "planned")));
    }
    Ok(plan)
}
