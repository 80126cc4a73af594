//! The description of what is served (`tests/openapi/td.json`) and the emulator's routes are the same.

use std::collections::BTreeSet;

use serde_json::Value;

#[test]
fn every_route_is_described_and_every_description_is_a_route() {
    let description: Value = serde_json::from_str(include_str!("../openapi/td.json")).unwrap();
    let mut described = BTreeSet::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        let parts = path.trim_start_matches('/').split('/');
        let pattern: Vec<&str> = parts.map(|part| if part.starts_with('{') { "*" } else { part }).collect();
        for (method, operation) in methods.as_object().unwrap() {
            described.insert((method.to_uppercase(), pattern.join("/")));
            let parameters = operation["parameters"].as_array().unwrap();
            let named = parameters.iter().map(|parameter| {
                let key = parameter["$ref"].as_str().unwrap().rsplit('/').next().unwrap();
                &description["components"]["parameters"][key]
            });
            let in_path = named.filter(|parameter| parameter["in"] == "path");
            let names: Vec<_> =
                in_path.map(|parameter| format!("{{{}}}", parameter["name"].as_str().unwrap())).collect();
            let wanted: Vec<&str> = path.split('/').filter(|part| part.starts_with('{')).collect();
            assert_eq!(names, wanted, "{path}");
        }
    }
    let served: BTreeSet<(String, String)> = terraform_provider_td::emulator::routes()
        .map(|(method, path)| (method.to_owned(), path.to_owned()))
        .collect();
    assert_eq!(described, served);
}
