//! `null_resource` as Go's null provider 2.1.2 has it, made with our framework: the runtime on equal terms.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::SystemTime;

use terraform_provider_td::framework::{
    ApplyResult, Attr, Attribute, Computed, Configure, Context, Create, Delete, Diagnostic, Diagnostics,
    NoIdentity, Provider, Read, ReadOutcome, Registration, Registry, Resource, Schema, StoredObject, Update,
    routes,
};
use terraform_provider_td::plugin;
use terraform_provider_td::wire::{Str, Type};

use crate::Outcome;

/// Serves the Terraform process that started this one.
pub(crate) fn serve() -> Outcome<()> {
    let registry = Arc::new(Registry::new(NullProvider));
    plugin::run(plugin::serve(move |connection| routes(Arc::clone(&registry), connection.stop)))??;
    Ok(())
}

struct NullProvider;

terraform_provider_td::model! {
    struct NoConfig {}
}

terraform_provider_td::model! {
    struct Null {
        id: Attr<Str>,
        triggers: Attr<BTreeMap<Str, Attr<Str>>>,
    }
}

impl Provider for NullProvider {
    type Config = NoConfig;
    type Client = ();

    fn schema(&self) -> Schema {
        Schema::default()
    }

    async fn configure(&self, _: Configure<'_, NoConfig>, _: &mut Diagnostics) -> Option<Arc<()>> {
        Some(Arc::new(()))
    }

    fn register(&self, registration: &mut Registration<()>) {
        registration.resource(NullResource);
    }
}

struct NullResource;

impl Resource for NullResource {
    type Model = Null;
    type Identity = NoIdentity;
    type Client = ();

    fn type_name(&self) -> &'static str {
        "null_resource"
    }

    fn schema(&self) -> Schema {
        Schema {
            attributes: vec![
                Attribute::string("id", "A number.").computed(Computed::Kept),
                Attribute::map("triggers", Type::String, "Replaces it when they change.").requires_replace(),
            ],
            ..Schema::default()
        }
    }

    async fn create(
        &self,
        _: &Context<()>,
        request: Create<'_, Null, NoIdentity>,
        _: &mut Diagnostics,
    ) -> ApplyResult<Null, NoIdentity> {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let model = Null {
            id: Attr::Known(now.as_nanos().to_string().into()),
            triggers: request.planned.triggers.clone(),
        };
        Ok(StoredObject { model, identity: None, private: request.private })
    }

    async fn read(
        &self,
        _: &Context<()>,
        request: Read<'_, Null, NoIdentity>,
        _: &mut Diagnostics,
    ) -> Result<ReadOutcome<Null, NoIdentity>, Diagnostic> {
        Ok(ReadOutcome::Found(Box::new(request.state.clone()), None))
    }

    async fn update(
        &self,
        _: &Context<()>,
        request: Update<'_, Null, NoIdentity>,
        _: &mut Diagnostics,
    ) -> ApplyResult<Null, NoIdentity> {
        Ok(StoredObject { model: request.planned.clone(), identity: None, private: request.private })
    }

    async fn delete(
        &self,
        _: &Context<()>,
        _: Delete<'_, Null, NoIdentity>,
        _: &mut Diagnostics,
    ) -> Result<(), Diagnostic> {
        Ok(())
    }
}
