//! An OCI layout as a registry gives it out: what an `oci_mirror` of OpenTofu's needs, and no more.

use crate::https::Found;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// What a registry that holds the layout as each of its repositories answers to `path`, such as
/// `v2/mirror/td/manifests/0.1.0`.
pub(crate) fn find(layout: &Path, path: &str) -> Option<Found> {
    if path.trim_end_matches('/') == "v2" {
        return Some(Found { kind: "application/json".into(), more: String::new(), body: b"{}".to_vec() });
    }
    let (repository, wanted) = path.rsplit_once('/')?;
    let index: Value = serde_json::from_slice(&fs::read(layout.join("index.json")).ok()?).ok()?;
    let tag = |manifest: &Value| manifest["annotations"]["org.opencontainers.image.ref.name"].clone();
    let manifests = index["manifests"].as_array()?;
    if repository.ends_with("/tags") {
        let tags: Vec<_> = manifests.iter().map(tag).collect();
        let body = serde_json::json!({ "name": "td", "tags": tags }).to_string().into_bytes();
        return Some(Found { kind: "application/json".into(), more: String::new(), body });
    }
    let digest = match manifests.iter().find(|manifest| tag(manifest) == wanted) {
        Some(manifest) => manifest["digest"].as_str()?,
        None => wanted,
    };
    let body = fs::read(layout.join("blobs/sha256").join(digest.strip_prefix("sha256:")?)).ok()?;
    let kind = match repository.ends_with("/manifests") {
        true => serde_json::from_slice::<Value>(&body).ok()?["mediaType"].as_str()?.to_owned(),
        false => "application/octet-stream".to_owned(),
    };
    Some(Found { kind, more: format!("Docker-Content-Digest: {digest}\r\n"), body })
}
