//! An action: takes everything off a shelf.

use std::collections::BTreeSet;

use terraform_provider_td::framework::{Action, Attribute, Context, Diagnostic, Diagnostics, Invoke, Schema};
use terraform_provider_td::model;
use terraform_provider_td::wire::Str;

use crate::store::{Client, Request, Shelf};

model! {
    pub(crate) struct Config {
        pub(crate) name: Attr<Str>,
    }
}

/// The action.
#[derive(Debug)]
pub(crate) struct Clear;

impl Action for Clear {
    type Model = Config;
    type Client = Client;

    fn type_name(&self) -> &'static str {
        "memory_clear"
    }

    fn schema(&self) -> Schema {
        Schema {
            description: "Takes everything off a shelf.".into(),
            attributes: vec![Attribute::string("name", "The shelf's name.").required()],
            ..Schema::default()
        }
    }

    async fn invoke(
        &self,
        context: &Context<Client>,
        request: Invoke<'_, Config>,
        _: &mut Diagnostics,
    ) -> Result<(), Diagnostic> {
        let (client, name) = (context.client()?, request.config.name.known().map(ToString::to_string));
        let name = name.unwrap_or_default();
        let Some(before) = client.ask(&Request::Get(name.clone())).await? else {
            let detail = format!("There is no shelf {name:?}. Create it first, or correct the name.");
            return Err(Diagnostic::error("No such shelf", detail).at_attribute("name"));
        };
        request.progress.say(format!("takes {} items off {name}", before.items.len()));
        client.ask(&Request::Put(name, Shelf { items: BTreeSet::new(), ..before })).await.map(|_| ())
    }
}
