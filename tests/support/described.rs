//! Whether a request of the provider is one that the description of TD's API has (`tests/openapi/td.json`): method, path,
//! parameters, fields of the form and their types.

use serde_json::Value;
use std::sync::LazyLock;

static DESCRIPTION: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../openapi/td.json")).expect("the description is JSON")
});

/// What is wrong with a request; None where the description has it. `target` is path and query, `body` a form.
pub(crate) fn fault(method: &str, target: &str, body: &[u8]) -> Option<String> {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    if !path.starts_with("/v3/") && !path.starts_with("/v4/") {
        return None;
    }
    let paths = DESCRIPTION["paths"].as_object().expect("it has paths");
    let Some((_, methods)) = paths.iter().find(|(known, _)| is_path(known, path)) else {
        return Some(format!("{method} {path}: no such path"));
    };
    let operation = &methods[method.to_lowercase()];
    if operation.is_null() {
        return Some(format!("{method} {path}: no such method"));
    }
    let parameters: Vec<&Value> =
        operation["parameters"].as_array().into_iter().flatten().map(resolved).collect();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let known = parameters.iter().find(|known| known["in"] == "query" && known["name"] == *name);
        match known.map(|known| &known["schema"]) {
            None => return Some(format!("{method} {path}: no such parameter as {name}")),
            Some(schema) if !fits(schema, &value) => {
                return Some(format!("{method} {path}: {name} can't be {value:?}"));
            }
            Some(_) => {}
        }
    }
    let content = &operation["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"];
    let schema = resolved(content.get("allOf").and_then(|all| all.get(0)).unwrap_or(content));
    let mut given = Vec::new();
    for (name, value) in form_urlencoded::parse(body) {
        let field = &schema["properties"][&*name];
        // An empty text takes a setting back.
        if field.is_null() || !(value.is_empty() || fits(field, &value)) {
            return Some(format!("{method} {path}: no such field as {name} with such a value ({value:?})"));
        }
        given.push(name.into_owned());
    }
    let required = content["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let missing = required.into_iter().find(|name| !given.iter().any(|given| given == name))?;
    Some(format!("{method} {path}: the field {missing} is missing"))
}

fn is_path(known: &str, path: &str) -> bool {
    let (known, path): (Vec<&str>, Vec<&str>) = (known.split('/').collect(), path.split('/').collect());
    known.len() == path.len()
        && known
            .iter()
            .zip(&path)
            .all(|(known, part)| known == part || known.starts_with('{') && !part.is_empty())
}

fn resolved(value: &'static Value) -> &'static Value {
    let Some(reference) = value["$ref"].as_str() else { return value };
    DESCRIPTION.pointer(reference.trim_start_matches('#')).expect("what is referred to is there")
}

fn fits(schema: &'static Value, text: &str) -> bool {
    let schema = resolved(schema);
    let is_listed = schema["enum"].as_array().is_none_or(|values| values.iter().any(|value| value == text));
    let is_number = |number: i64| {
        schema["minimum"].as_i64().is_none_or(|least| number >= least)
            && schema["maximum"].as_i64().is_none_or(|most| number <= most)
    };
    is_listed && (schema["type"] != "integer" || text.parse().is_ok_and(is_number))
}

#[test]
fn what_is_not_described_is_found() {
    let create = "/v3/schedule/create/a%2Fb";
    let form = b"type=trino&database=d&query=q&priority=-2&cron=".as_slice();
    assert_eq!(fault("POST", create, form), None);
    assert_eq!(fault("GET", "/v3/schedule/history/a?from=0&to=100", b""), None);
    assert_eq!(fault("POST", "/v3/schedule/update/a", b"result="), None);
    for (method, target, body) in [
        ("GET", create, b"".as_slice()),
        ("GET", "/v3/schedule/show/a", b""),
        ("GET", "/v3/schedule/list?page=2", b""),
        ("GET", "/v3/schedule/history/a?from=x", b""),
        ("POST", create, b"type=trino&database=d"),
        ("POST", create, b"type=cobol&database=d&query=q"),
        ("POST", create, b"type=trino&database=d&query=q&priority=3"),
        ("POST", create, b"type=trino&database=d&query=q&colour=red"),
    ] {
        assert!(fault(method, target, body).is_some(), "{method} {target}");
    }
}
