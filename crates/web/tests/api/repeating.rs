//! Repeating a call, and calling on what has changed.

use desk::Role;
use serde_json::{Value, json};

use crate::world::{ENTERPRISE, World};

async fn count(world: &World, token: &str) -> usize {
    world.get("/inbox").bearer(token).send().await.with(200).body["cases"].as_array().unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn lodging_twice_with_one_key_makes_one_case_and_answers_the_same() {
    let world = World::new();
    let token = world.person(ENTERPRISE, Role::Reception).await;
    let form = world.form(&token, "cadastre").await;
    let call = || world.post("/cases").bearer(&token).header("idempotency-key", "a-key-of-mine").json(&form);
    let first = call().send().await.with(201);
    let again = call().send().await.with(201);
    assert_eq!(first.body, again.body);
    assert!(first.body["tracking_secret"].is_string());
    assert_eq!(count(&world, &token).await, 1);
    let mut other = form.clone();
    other["applicant"]["name"] = json!("Басқа адам");
    let call = world.post("/cases").bearer(&token).header("idempotency-key", "a-key-of-mine").json(&other);
    let mismatch = call.send().await.with(409);
    assert_eq!(mismatch.field(), "Idempotency-Key");
    assert_eq!(count(&world, &token).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_repeated_with_its_key_is_taken_once_and_a_stale_version_is_refused() {
    let world = World::new();
    let reception = world.person(ENTERPRISE, Role::Reception).await;
    let executor = world.person(ENTERPRISE, Role::Executor).await;
    let case = world.lodged(&reception, "cadastre").await;
    let path = format!("/cases/{}/steps", case["case"].as_str().unwrap());
    let tag = format!("\"{}\"", case["version"]);
    let start = json!({ "command": "start" });
    let call = || {
        let call = world.post(&path).bearer(&executor).header("if-match", &tag);
        call.header("idempotency-key", "start-once").json(&start)
    };
    let first = call().send().await.with(200);
    assert_eq!(call().send().await.with(200).body, first.body);
    let stale = world.step(&executor, &case, case["version"].as_u64().unwrap(), &start).await.with(412);
    assert_eq!((stale.field(), &stale.body["type"]), ("If-Match", &json!("/problems/stale")));
    assert_eq!(world.case(&executor, &case).await["version"], first.body["version"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_without_version_or_key_or_with_a_strange_one_names_the_header() {
    let world = World::new();
    let reception = world.person(ENTERPRISE, Role::Reception).await;
    let executor = world.person(ENTERPRISE, Role::Executor).await;
    let case = world.lodged(&reception, "cadastre").await;
    let path = format!("/cases/{}/steps", case["case"].as_str().unwrap());
    let start = json!({ "command": "start" });
    let call = || world.post(&path).bearer(&executor).json(&start);
    let missing = call().keyed().send().await.with(428);
    assert_eq!(missing.field(), "If-Match");
    for strange in ["1", "*", "\"one\"", "W/\"1\"", "\"1"] {
        let answer = call().keyed().header("if-match", strange).send().await.with(422);
        assert_eq!(answer.field(), "If-Match", "{strange}");
    }
    let answer = call().header("if-match", "\"1\"").send().await.with(422);
    assert_eq!(answer.field(), "Idempotency-Key");
    for strange in ["short", "with a space"] {
        let call = call().header("if-match", "\"1\"").header("idempotency-key", strange);
        assert_eq!(call.send().await.with(422).field(), "Idempotency-Key", "{strange}");
    }
    assert_eq!(world.case(&executor, &case).await["state"], "lodged");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_the_version_is_told_that_nothing_happened() {
    let world = World::new();
    let token = world.person(ENTERPRISE, Role::Reception).await;
    let case = world.lodged(&token, "cadastre").await;
    let path = format!("/cases/{}", case["case"].as_str().unwrap());
    let first = world.get(&path).bearer(&token).send().await.with(200);
    assert_eq!(first.header("cache-control"), "no-store");
    let tag = first.header("etag").to_owned();
    let same = world.get(&path).bearer(&token).header("if-none-match", &tag).send().await.with(304);
    assert_eq!((same.header("etag"), &same.body), (tag.as_str(), &Value::String(String::new())));
    world.get(&path).bearer(&token).header("if-none-match", "\"0\"").send().await.with(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_strange_cursor_is_no_place_in_a_list() {
    let world = World::new();
    let token = world.person(ENTERPRISE, Role::Head).await;
    for path in ["/inbox?cursor=x", "/registers/registration?cursor=x", "/notices?cursor=x"] {
        assert_eq!(world.get(path).bearer(&token).send().await.with(422).field(), "cursor", "{path}");
    }
    let keeper = world.person(ENTERPRISE, Role::Administrator).await;
    for cursor in ["x", "operator", "00000000-0000-7000-8000-000000000000"] {
        let path = format!("/accounts?cursor={cursor}");
        assert_eq!(world.get(&path).bearer(&keeper).send().await.with(422).field(), "cursor", "{path}");
    }
}
