//! What an import by identity must give.

use std::sync::Arc;

use terraform_provider_td::framework::proto::{
    ResourceIdentityData, get_resource_identity_schemas, import_resource_state,
};
use terraform_provider_td::wire::{Object, ObjectType, Type, Value};

use super::asked::Asked;
use super::is_error;
use super::values::sample;
use crate::provider::encode;

#[tokio::test]
async fn an_import_by_identity_needs_what_its_schema_requires() {
    let mut asked = Asked::new().await;
    let schemas =
        asked.client.get_resource_identity_schemas(get_resource_identity_schemas::Request::default());
    let schemas = schemas.await.expect("schemas").into_inner().identity_schemas;
    let mut count = 0;
    for (type_name, schema) in schemas {
        let attributes: Vec<(String, Type)> = schema
            .identity_attributes
            .iter()
            .map(|one| (one.name.clone(), Type::from_json(&one.r#type).expect("a type")))
            .collect();
        let ty = Type::Object(Arc::new(ObjectType::new(
            attributes.iter().map(|(name, ty)| (name.as_str(), ty.clone())),
        )));
        for one in schema.identity_attributes.iter().filter(|one| one.required_for_import) {
            let value = |(name, ty): &(String, Type)| {
                (name.as_str().to_owned(), if *name == one.name { Value::Null } else { sample(ty) })
            };
            let identity = Value::Object(Object::new(attributes.iter().map(value)));
            let request = import_resource_state::Request {
                type_name: type_name.clone(),
                identity: Some(ResourceIdentityData { identity_data: Some(encode(&identity, &ty)) }),
                ..Default::default()
            };
            let answer = asked.client.import_resource_state(request).await.expect("an answer").into_inner();
            let told = answer
                .diagnostics
                .iter()
                .any(|found| is_error(found) && found.detail.contains(&format!("`{}`", one.name)));
            assert!(told, "{type_name}: {}: {:#?}", one.name, answer.diagnostics);
            count += 1;
        }
    }
    assert!(count >= 1, "no identity requires anything");
}
