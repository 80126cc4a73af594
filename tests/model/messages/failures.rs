//! What is said when Treasure Data, or what stands in its place, does not answer as it should.

use super::*;
use crate::canned;
use crate::provider::KEY;

const JSON: &str = "application/json";

#[tokio::test(flavor = "multi_thread")]
async fn what_a_failing_request_says() {
    let provider = Provider::new(&clock());
    let td = Td::start(&clock(), &[]).await;
    let mut said = Said::on(&provider, &td).await;
    let answer = canned::answer_always;
    let nobody = canned::Nobody::hold();
    for (about, endpoint) in [
        ("a wrong key", answer("401 Unauthorized", JSON, r#"{"error":"Authentication failed"}"#)),
        ("a key without permission", answer("403 Forbidden", JSON, r#"{"message":"Access denied"}"#)),
        ("a host without this API", answer("404 Not Found", "text/html", "<html>Not Found</html>")),
        ("a refused request", answer("422 Unprocessable Entity", JSON, r#"{"text":"Validation failed"}"#)),
        ("a strange status", answer("418 I'm a teapot", "text/plain", "short and stout")),
        ("too many requests", answer("429 Too Many Requests", JSON, "{}")),
        ("an error of Treasure Data", answer("500 Internal Server Error", JSON, "null")),
        ("a server without this operation", answer("501 Not Implemented", JSON, r#"{"error":"not here"}"#)),
        ("a redirect", answer("302 Found", "text/plain", "")),
        ("a page for people", answer("200 OK", "text/html", "<html>Please log in</html>")),
        ("another JSON", answer("200 OK", JSON, r#"{"hello":"world"}"#)),
        ("nobody there", nobody.url()),
    ] {
        let block =
            [("api_key", KEY.into()), ("endpoint", endpoint.as_str().into()), ("max_retries", 0.into())];
        said.connection = provider.connect_with(&block).await;
        said.read(about, &stored("daily", &[]), "").await;
    }
    let failing = answer("503 Service Unavailable", JSON, "{}");
    let block = [("api_key", KEY.into()), ("endpoint", failing.as_str().into()), ("max_retries", 0.into())];
    said.connection = provider.connect_with(&block).await;
    let (prior, planned) = (stored("daily", &[]), stored("daily", &[("query", "select 2".into())]));
    said.applied("a create without a clear answer", None, Some(&planned)).await;
    said.applied("an update without a clear answer", Some(&prior), Some(&planned)).await;
    said.applied("a delete without a clear answer", Some(&prior), None).await;
    said.is("failures");
}
