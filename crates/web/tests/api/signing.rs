//! Signing in, lockout, cookies and the token of forms.

use axum::http::Method;
use desk::Role;
use serde_json::{Value, json};

use crate::world::{Answer, ENTERPRISE, PASSWORD, World};

async fn try_in(world: &World, login: &str, password: &str) -> Answer {
    world.post("/session").json(&json!({ "login": login, "password": password })).send().await
}

fn cookie_of(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_tells_who_it_is_and_ends_for_good() {
    let world = World::new();
    let begun = world.sign_in("Operator").await.with(200);
    assert_eq!(begun.body["account"]["login"], "operator");
    assert_eq!(begun.body["permissions"], json!(["manage-accounts", "keep-absences", "keep-rules"]));
    assert_eq!(begun.body["expires_at"], "2013-09-02T18:15:00+06:00");
    assert_eq!(begun.header("cache-control"), "no-store");
    let token = begun.body["token"].as_str().unwrap();
    let shown = world.get("/session").bearer(token).send().await.with(200);
    assert_eq!(shown.body["csrf"], begun.body["csrf"]);
    assert_eq!(shown.body["token"], Value::Null, "a token is told once");
    world.call(Method::DELETE, "/session").bearer(token).send().await.with(204);
    let gone = world.get("/session").bearer(token).send().await.with(401);
    assert_eq!(gone.header("www-authenticate"), "Bearer");
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_login_and_wrong_password_look_alike() {
    let world = World::new();
    let wrong = try_in(&world, "operator", "not the password").await.with(401);
    let unknown = try_in(&world, "nobody", "not the password").await.with(401);
    assert_eq!(wrong.body, unknown.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_five_refusals_known_and_unknown_logins_are_told_to_wait() {
    let world = World::new();
    for login in ["operator", "nobody"] {
        for _ in 0..4 {
            try_in(&world, login, "not the password").await.with(401);
        }
        let locked = try_in(&world, login, "not the password").await.with(429);
        assert_eq!(locked.header("retry-after"), "900");
    }
    let right = try_in(&world, "operator", PASSWORD).await.with(429);
    assert_eq!(right.body["type"], "/problems/too-many");
    world.set("2013-09-02T10:31:00+06:00");
    try_in(&world, "operator", PASSWORD).await.with(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cookie_session_writes_only_with_the_token_of_its_forms() {
    let world = World::new();
    world.person(ENTERPRISE, Role::Reception).await;
    let begun = world.sign_in("reception.cadastre-21-astana").await.with(200);
    let (cookie, csrf) = (cookie_of(&begun), begun.body["csrf"].as_str().unwrap());
    world.get("/inbox").header("cookie", &cookie).send().await.with(200);
    let form = world.form(begun.body["token"].as_str().unwrap(), "cadastre").await;
    let without = world.post("/cases").header("cookie", &cookie).keyed().json(&form).send().await.with(403);
    assert_eq!(without.field(), "X-CSRF-Token");
    let foreign = world.sign_in("operator").await.with(200);
    let others = foreign.body["csrf"].as_str().unwrap();
    for wrong in ["", "0", others] {
        let call = world.post("/cases").header("cookie", &cookie).header("x-csrf-token", wrong).keyed();
        call.json(&form).send().await.with(403);
    }
    let inbox = world.get("/inbox").header("cookie", &cookie).send().await.with(200);
    assert_eq!(inbox.body["cases"], json!([]));
    let call = world.post("/cases").header("cookie", &cookie).header("x-csrf-token", csrf).keyed();
    call.json(&form).send().await.with(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cookie_is_bound_to_the_host_where_people_come_by_https() {
    let safe = World::reached(true).sign_in("operator").await.with(200);
    let cookie = safe.header("set-cookie");
    assert!(cookie.starts_with("__Host-zher="), "{cookie}");
    for part in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Domain"));
    let plain = World::new().sign_in("operator").await.with(200);
    let cookie = plain.header("set-cookie");
    assert!(cookie.starts_with("zher=") && !cookie.contains("Secure") && cookie.contains("HttpOnly"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_description_names_the_cookie_that_signing_in_sets() {
    for world in [World::reached(true), World::new()] {
        let described = world.get("/openapi.json").send().await.with(200).body;
        let name = described["components"]["securitySchemes"]["cookie"]["name"].as_str().unwrap();
        let signed = world.sign_in("operator").await.with(200);
        assert_eq!(cookie_of(&signed).split('=').next(), Some(name));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_another_site_signs_nobody_in() {
    let world = World::new();
    let body = json!({ "login": "operator", "password": PASSWORD });
    let call = world.post("/session").header("sec-fetch-site", "cross-site").json(&body);
    let refused = call.send().await.with(403);
    assert_eq!(refused.header("set-cookie"), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_makes_locks_and_frees_accounts() {
    let world = World::new();
    let operator = world.sign_in("operator").await.with(200).body["token"].as_str().unwrap().to_owned();
    let body = json!({
        "login": "marat", "name": "Марат", "post": "маман", "office": ENTERPRISE, "roles": ["executor"],
        "password": PASSWORD,
    });
    let made = world.post("/accounts").bearer(&operator).json(&body).send().await.with(201);
    let path = format!("/accounts/{}", made.body["id"].as_str().unwrap());
    let twice = world.post("/accounts").bearer(&operator).json(&body).send().await.with(422);
    assert_eq!(twice.field(), "login");
    let marat = world.sign_in("marat").await.with(200).body["token"].as_str().unwrap().to_owned();
    let status = format!("{path}/status");
    let locked = json!({ "status": "locked" });
    let unmet = world.post(&status).bearer(&operator).json(&locked).send().await.with(428);
    assert_eq!(unmet.field(), "If-Match");
    let set = |version: &str| world.post(&status).bearer(&operator).header("if-match", version);
    set("\"99\"").json(&locked).send().await.with(412);
    let answer = set(made.header("etag")).json(&locked).send().await.with(200);
    assert_eq!(answer.body["status"], "locked");
    world.get("/session").bearer(&marat).send().await.with(401);
    world.sign_in("marat").await.with(401);
    set(answer.header("etag")).json(&json!({ "status": "active" })).send().await.with(200);
    world.sign_in("marat").await.with(200);
}
