//! What real clients send: escapes in paths, four encodings of bodies, compression, large queries.

use serde_json::json;

use crate::client::Td;

#[tokio::test]
async fn names_arrive_however_clients_escape_them() {
    let td = Td::local().await;
    let escapes = [
        ("sched%20test", "sched test"),
        ("a%2Fb", "a/b"),
        ("100%25", "100%"),
        ("a%2Eb", "a.b"),
        ("a%2Eb%2Ejson", "a.b.json"),
        ("a%2Bb", "a+b"),
        ("x+y", "x+y"),
        ("%E6%97%A5%E6%AC%A1%E9%9B%86", "日次集"),
        ("tab%09and%E3%80%80wide", "tab\tand\u{3000}wide"),
        ("semi;colon&amp=1", "semi;colon&amp=1"),
    ];
    for (path, name) in escapes {
        let answer = td.create(path, &[]).await;
        assert_eq!((answer.status, answer.body["name"].as_str()), (200, Some(name)), "{path}");
    }
    assert_eq!(td.list().await.len(), escapes.len());
    assert_eq!(td.create("format.json", &[]).await.body["name"], "format", "a bare dot begins a format");
    assert_eq!(td.create("%FF%FE%FD", &[]).await.status, 400);
    assert_eq!(td.create("a%2fb", &[]).await.status, 409, "an escape's case does not matter");
}

#[tokio::test]
async fn a_doubled_slash_at_the_start_of_a_path_is_one() {
    let td = Td::local().await;
    assert_eq!(td.get("//v3/schedule/list").await.status, 200);
    assert_eq!(td.post("//v3/schedule/create/double", &[("type", "hive")]).await.status, 422);
    assert_eq!(td.get("/v3//schedule/list").await.status, 501, "a path that the emulator does not have");
}

#[tokio::test]
async fn bodies_are_forms_json_multipart_or_query_strings() {
    let td = Td::local().await;
    let post = |name: &str| td.request(reqwest::Method::POST, &format!("/v3/schedule/create/{name}"));
    let fields =
        json!({ "type": "hive", "database": "db", "query": "a\nb & 'c' +%", "cron": null, "priority": 1 });
    let as_json =
        post("as-json").header("content-type", "application/json; charset=utf-8").body(fields.to_string());
    let text = "--x\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\nhive\r\n\
                --x\r\nContent-Disposition: form-data; name=\"database\"\r\n\r\ndb\r\n\
                --x\r\nContent-Disposition: form-data; name=\"query\"\r\n\r\na\nb & 'c' +%\r\n\
                --x\r\nContent-Disposition: form-data; name=\"priority\"\r\n\r\n1\r\n--x--\r\n";
    let as_multipart =
        post("as-multipart").header("content-type", "multipart/form-data; boundary=x").body(text);
    let query = "type=hive&database=db&query=a%0Ab+%26+'c'+%2B%25&priority=1";
    let as_form = post("as-form").header("content-type", "application/x-www-form-urlencoded").body(query);
    let as_query = post(&format!("as-query?{query}"));
    for request in [as_json, as_multipart, as_form, as_query] {
        let answer = td.send(request).await.unwrap();
        assert_eq!(answer.status, 200, "{answer:?}");
        assert_eq!(answer.body["query"], "a\nb & 'c' +%");
        assert_eq!(answer.body["priority"], 1);
    }
    let broken = post("broken").header("content-type", "application/json").body("[1");
    assert_eq!(td.send(broken).await.unwrap().status, 400);
    let strange = post("strange").header("content-type", "text/xml").body("<a/>");
    assert_eq!(td.send(strange).await.unwrap().status, 415);
}

#[tokio::test]
async fn queries_may_have_8_mib_and_no_more() {
    let td = Td::local().await;
    let longest = "日".repeat(8 * 1024 * 1024 / 3);
    assert_eq!(td.create("longest", &[("query", &longest)]).await.status, 200);
    assert_eq!(td.row("longest").await["query"], longest);
    let more = "x".repeat(8 * 1024 * 1024 + 1);
    assert_eq!(td.create("too long", &[("query", &more)]).await.status, 422);
    let far_more = "x".repeat(27 * 1024 * 1024);
    // The answer may come while the body is still being sent.
    let request = td.request(reqwest::Method::POST, "/v3/schedule/create/far").form(&[("query", &far_more)]);
    assert!(td.send(request).await.map_or(true, |answer| answer.status == 413));
}

#[tokio::test]
async fn answers_are_compressed_for_those_who_ask() {
    let td = Td::local().await;
    td.create("large", &[("query", &"SELECT 1 ".repeat(1000))]).await;
    let plain = reqwest::Client::builder().no_proxy().no_gzip().build().unwrap();
    let get = |encoding: &'static str| {
        plain
            .get(format!("{}/v3/schedule/list", td.url))
            .header("authorization", "TD1 1/abc")
            .header("accept-encoding", encoding)
            .send()
    };
    let zipped = get("deflate, gzip").await.unwrap();
    assert_eq!(zipped.headers()["content-encoding"], "gzip");
    assert!(zipped.bytes().await.unwrap().len() < 2000);
    assert_eq!(td.create("large", &[]).await.status, 409);
    let small = plain.get(format!("{}/v3/database/list", td.url)).header("authorization", "TD1 1/abc");
    let small = small.header("accept-encoding", "gzip").send().await.unwrap();
    assert!(small.headers().get("content-encoding").is_none(), "small answers go out as they are");
    let long = "n".repeat(5000);
    let error = plain.get(format!("{}/v3/table/list/{long}", td.url)).header("authorization", "TD1 1/abc");
    let error = error.header("accept-encoding", "gzip").send().await.unwrap();
    assert_eq!(
        (error.status().as_u16(), error.headers().get("content-encoding")),
        (404, None),
        "so do errors"
    );
    let identity = get("identity").await.unwrap();
    assert!(identity.headers().get("content-encoding").is_none());
    assert_eq!(identity.headers()["content-type"], "application/json; charset=utf-8");
}

#[tokio::test]
async fn only_the_methods_of_the_reference_are_answered() {
    let td = Td::local().await;
    assert_eq!(td.get("/v3/schedule/create/name").await.status, 405);
    assert_eq!(td.post("/v3/schedule/list", &[]).await.status, 405);
    // Nobody reads "it does not exist" where the emulator knows nothing.
    for path in ["/v3/schedule/show/name", "/v3/bulk_loads", "/v4/policies", "/v3"] {
        let answer = td.get(path).await;
        assert_eq!(answer.status, 501, "{path}");
        assert!(
            answer.body["message"].as_str().unwrap().starts_with("The emulator does not have"),
            "{answer:?}"
        );
    }
    assert_eq!(td.get("/elsewhere").await.status, 404);
    assert_eq!(td.get("/v3/system/server_status").await.body, json!({ "status": "ok" }));
}
