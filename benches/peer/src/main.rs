//! `null_resource` made with the tf-provider crate: the peer of `benches/null`.

use std::collections::HashMap;
use std::time::SystemTime;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use tf_provider::schema::{Attribute, AttributeConstraint, AttributeType, Block, Description, Schema};
use tf_provider::value::{ValueEmpty, ValueMap, ValueString};
use tf_provider::{
    map, serve, AttributePath, Diagnostics, DynamicDataSource, DynamicResource, Provider, Resource,
};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    if serve("null", NullProvider).await.is_err() {
        std::process::exit(1);
    }
}

struct NullProvider;

#[async_trait]
impl Provider for NullProvider {
    type Config<'a> = ValueEmpty;
    type MetaState<'a> = ValueEmpty;

    fn schema(&self, _: &mut Diagnostics) -> Option<Schema> {
        Some(schema(HashMap::new()))
    }

    async fn configure<'a>(&self, _: &mut Diagnostics, _: String, _: ValueEmpty) -> Option<()> {
        Some(())
    }

    fn get_resources(&self, _: &mut Diagnostics) -> Option<HashMap<String, Box<dyn DynamicResource>>> {
        Some(map! { "resource" => NullResource })
    }

    fn get_data_sources(&self, _: &mut Diagnostics) -> Option<HashMap<String, Box<dyn DynamicDataSource>>> {
        Some(HashMap::new())
    }
}

fn schema(attributes: HashMap<String, Attribute>) -> Schema {
    Schema { version: 0, block: Block { attributes, ..Block::default() } }
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
struct Null<'a> {
    #[serde(borrow = "'a")]
    id: ValueString<'a>,
    triggers: ValueMap<'a, ValueString<'a>>,
}

struct NullResource;

#[async_trait]
impl Resource for NullResource {
    type State<'a> = Null<'a>;
    type PrivateState<'a> = ValueEmpty;
    type ProviderMetaState<'a> = ValueEmpty;

    fn schema(&self, _: &mut Diagnostics) -> Option<Schema> {
        let attribute = |attr_type, text: &'static str, constraint| Attribute {
            attr_type,
            description: Description::plain(text),
            constraint,
            ..Attribute::default()
        };
        let triggers = AttributeType::Map(AttributeType::String.into());
        Some(schema(map! {
            "id" => attribute(AttributeType::String, "A number.", AttributeConstraint::Computed),
            "triggers" => attribute(triggers, "Replaces it when they change.", AttributeConstraint::Optional),
        }))
    }

    async fn read<'a>(
        &self,
        _: &mut Diagnostics,
        state: Null<'a>,
        private: ValueEmpty,
        _: ValueEmpty,
    ) -> Option<(Null<'a>, ValueEmpty)> {
        Some((state, private))
    }

    async fn plan_create<'a>(
        &self,
        _: &mut Diagnostics,
        mut proposed: Null<'a>,
        _: Null<'a>,
        _: ValueEmpty,
    ) -> Option<(Null<'a>, ValueEmpty)> {
        proposed.id = ValueString::Unknown;
        Some((proposed, ValueEmpty::default()))
    }

    async fn plan_update<'a>(
        &self,
        _: &mut Diagnostics,
        prior: Null<'a>,
        proposed: Null<'a>,
        _: Null<'a>,
        private: ValueEmpty,
        _: ValueEmpty,
    ) -> Option<(Null<'a>, ValueEmpty, Vec<AttributePath>)> {
        let changed = proposed.triggers != prior.triggers;
        let replaced = changed.then(|| AttributePath::new("triggers")).into_iter().collect();
        Some((proposed, private, replaced))
    }

    async fn plan_destroy<'a>(
        &self,
        _: &mut Diagnostics,
        _: Null<'a>,
        private: ValueEmpty,
        _: ValueEmpty,
    ) -> Option<ValueEmpty> {
        Some(private)
    }

    async fn create<'a>(
        &self,
        _: &mut Diagnostics,
        mut planned: Null<'a>,
        _: Null<'a>,
        private: ValueEmpty,
        _: ValueEmpty,
    ) -> Option<(Null<'a>, ValueEmpty)> {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        planned.id = ValueString::from(now.as_nanos().to_string());
        Some((planned, private))
    }

    async fn update<'a>(
        &self,
        _: &mut Diagnostics,
        _: Null<'a>,
        planned: Null<'a>,
        _: Null<'a>,
        private: ValueEmpty,
        _: ValueEmpty,
    ) -> Option<(Null<'a>, ValueEmpty)> {
        Some((planned, private))
    }

    async fn destroy<'a>(
        &self,
        _: &mut Diagnostics,
        _: Null<'a>,
        _: ValueEmpty,
        _: ValueEmpty,
    ) -> Option<()> {
        Some(())
    }
}
