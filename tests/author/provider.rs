//! The provider: its configuration, its client, and what it registers.

use std::sync::Arc;

use terraform_provider_td::framework::{Attribute, Configure, Diagnostics, Provider, Registration, Schema};
use terraform_provider_td::model;
use terraform_provider_td::wire::Str;

use crate::clear::Clear;
use crate::pieces::Pieces;
use crate::shelf::ShelfResource;
use crate::shelf_data::ShelfData;
use crate::store::Client;

model! {
    pub(crate) struct Config {
        pub(crate) socket: Attr<Str>,
    }
}

/// Shelves in memory.
#[derive(Debug)]
pub(crate) struct Memory;

impl Provider for Memory {
    type Config = Config;
    type Client = Client;

    fn schema(&self) -> Schema {
        Schema {
            description: "Shelves in memory.".into(),
            attributes: vec![Attribute::string("socket", "Where the store listens.").required()],
            ..Schema::default()
        }
    }

    async fn configure(&self, request: Configure<'_, Config>, _: &mut Diagnostics) -> Option<Arc<Client>> {
        Some(Arc::new(Client(request.config.socket.known().map(|socket| (**socket).into()))))
    }

    fn register(&self, registration: &mut Registration<Client>) {
        registration.resource(ShelfResource);
        registration.data_source(ShelfData);
        registration.function(Pieces);
        registration.action(Clear);
    }
}
