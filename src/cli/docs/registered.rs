//! What the provider offers, asked as Terraform asks: so that whatever it can name gets a page by itself.

use std::collections::HashMap;
use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::error::Error;
use crate::framework::{self, Registry, proto};
use crate::provider::TdProvider;
use proto::provider_client::ProviderClient;

/// A kind of thing that gets a page each.
#[derive(Debug)]
pub(super) struct Kind {
    /// As the page's title says it.
    pub(super) title: &'static str,
    /// The folder of its pages, and of its examples and templates.
    pub(super) folder: &'static str,
    /// How the names of its example files begin.
    pub(super) example: &'static str,
    /// Which Terraform knows this kind, where not all do.
    pub(super) since: &'static str,
}

/// The provider's own block.
pub(super) const PROVIDER: Kind = Kind { title: "Provider", folder: "", example: "provider", since: "" };
/// Resources.
pub(super) const RESOURCE: Kind =
    Kind { title: "Resource", folder: "resources", example: "resource", since: "" };
const DATA_SOURCE: Kind =
    Kind { title: "Data Source", folder: "data-sources", example: "data-source", since: "" };
const EPHEMERAL: Kind = Kind {
    title: "Ephemeral Resource",
    folder: "ephemeral-resources",
    example: "ephemeral-resource",
    since: "Terraform 1.10 or later",
};
const LIST: Kind = Kind {
    title: "List Resource",
    folder: "list-resources",
    example: "list-resource",
    since: "Terraform 1.14 or later, in a `.tfquery.hcl` file for `terraform query`",
};
const ACTION: Kind =
    Kind { title: "Action", folder: "actions", example: "action", since: "Terraform 1.14 or later" };
/// Functions.
pub(super) const FUNCTION: Kind =
    Kind { title: "Function", folder: "functions", example: "function", since: "Terraform 1.8 or later" };

/// One thing that a user can name.
#[derive(Debug)]
pub(super) struct Registered {
    pub(super) kind: &'static Kind,
    /// With the provider's prefix, where its kind has one.
    pub(super) name: String,
    /// Markdown.
    pub(super) description: String,
    pub(super) shape: Shape,
    pub(super) identity: Option<proto::ResourceIdentitySchema>,
}

/// What it takes and gives.
#[derive(Debug)]
pub(super) enum Shape {
    Block(proto::schema::Block),
    Function(Box<proto::Function>),
}

impl Registered {
    /// The path of its page under `docs/`: the name without the provider's prefix.
    pub(super) fn page(&self) -> String {
        match self.kind.folder {
            "" => "index.md".to_owned(),
            folder => format!("{folder}/{}.md", self.short()),
        }
    }

    /// Its name without the provider's prefix.
    pub(super) fn short(&self) -> &str {
        self.name.strip_prefix("td_").unwrap_or(&self.name)
    }
}

/// Asks the provider; sorted by kind, then name.
pub(super) fn ask() -> Result<Vec<Registered>, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .map_err(|error| Error::Schemas(error.to_string()))?;
    runtime.block_on(answers()).map_err(|status| Error::Schemas(status.to_string()))
}

async fn answers() -> Result<Vec<Registered>, tonic::Status> {
    let routes = framework::routes(Arc::new(Registry::new(TdProvider::default())), CancellationToken::new());
    let mut provider = ProviderClient::new(routes.prepare());
    let schemas =
        provider.get_provider_schema(proto::get_provider_schema::Request::default()).await?.into_inner();
    let identities = provider
        .get_resource_identity_schemas(proto::get_resource_identity_schemas::Request::default())
        .await?
        .into_inner()
        .identity_schemas;
    let mut offered = vec![block(&PROVIDER, "td".to_owned(), schemas.provider.unwrap_or_default())];
    let mut add = |kind, all: HashMap<String, proto::Schema>| {
        let start = offered.len();
        offered.extend(all.into_iter().map(|(name, schema)| block(kind, name, schema)));
        if let Some(new) = offered.get_mut(start..) {
            new.sort_by(|a, b| a.name.cmp(&b.name));
        }
    };
    add(&RESOURCE, schemas.resource_schemas);
    add(&DATA_SOURCE, schemas.data_source_schemas);
    add(&EPHEMERAL, schemas.ephemeral_resource_schemas);
    add(&LIST, schemas.list_resource_schemas);
    let actions = schemas.action_schemas.into_iter();
    add(&ACTION, actions.map(|(name, action)| (name, action.schema.unwrap_or_default())).collect());
    let mut functions: Vec<_> = schemas.functions.into_iter().collect();
    functions.sort_by(|a, b| a.0.cmp(&b.0));
    offered.extend(functions.into_iter().map(|(name, function)| Registered {
        kind: &FUNCTION,
        name,
        description: function.description.clone(),
        shape: Shape::Function(Box::new(function)),
        identity: None,
    }));
    for one in offered.iter_mut().filter(|one| one.kind.folder == RESOURCE.folder) {
        one.identity = identities.get(&one.name).cloned();
    }
    Ok(offered)
}

fn block(kind: &'static Kind, name: String, schema: proto::Schema) -> Registered {
    let block = schema.block.unwrap_or_default();
    Registered {
        kind,
        name,
        description: block.description.clone(),
        shape: Shape::Block(block),
        identity: None,
    }
}
