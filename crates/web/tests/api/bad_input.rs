//! Bad input of every kind gets an answer that names field and remedy, in the asked language, and nothing is written.

use desk::Role;
use serde_json::{Value, json};

use crate::world::{Answer, ENTERPRISE, World};

/// A request with one thing wrong, and the field that the answer must name.
type Spoiled = (fn(&mut Value), &'static str);

const SPOILED: &[Spoiled] = &[
    (|form| form["service"] = json!(99), "service"),
    (|form| form["service"] = json!("one"), "service"),
    (|form| form["case"] = json!(77), "case"),
    (|form| form["case"] = json!(-1), "case"),
    (|form| form["channel"] = json!("pigeon"), "channel"),
    (|form| form["channel"] = json!("agency"), "channel"),
    (|form| form["product"] = json!("castle"), "product"),
    (|form| form["color"] = json!("red"), "color"),
    (|form| form["applicant"] = json!("Айгүл"), "applicant"),
    (|form| form["applicant"]["age"] = json!(30), "applicant.age"),
    (|form| form["applicant"]["name"] = json!("  "), "applicant.name"),
    (|form| form["applicant"]["name"] = json!(null), "applicant.name"),
    (|form| form["applicant"]["name"] = json!("А".repeat(301)), "applicant.name"),
    (|form| form["applicant"]["identifier"] = json!("850412000019"), "applicant.identifier"),
    (|form| form["applicant"]["identifier"] = json!("85041200001x"), "applicant.identifier"),
    (|form| form["applicant"]["kind"] = json!("ghost"), "applicant.kind"),
    (|form| form["applicant"]["language"] = json!("de"), "applicant.language"),
    (|form| form["applicant"]["email"] = json!("nowhere"), "applicant.email"),
    (|form| form["parcels"] = json!([]), "parcels"),
    (|form| form["parcels"][0]["area_ha"] = json!("-1"), "parcels[0].area_ha"),
    (|form| form["parcels"][0]["area_ha"] = json!(0.12), "parcels[0].area_ha"),
    (|form| form["parcels"][0]["cadastral_number"] = json!("21-318"), "parcels[0].cadastral_number"),
    (|form| form["papers"] = json!([]), "papers"),
    (|form| form["papers"][0]["id"] = json!("love-letter"), "papers"),
    (|form| form["papers"][0]["how"] = json!("by-owl"), "papers[0].how"),
    (|form| form["papers"][0]["count"] = json!(0), "papers"),
    (|form| form["papers"][0]["reason"] = json!("…"), "papers[0].reason"),
    (|form| form["payment"]["paid_on"] = json!("2013-02-30"), "payment.paid_on"),
    (|form| form["payment"]["paid_on"] = json!("2013-09-03"), "payment.paid_on"),
    (|form| form["payment"]["area_ha"] = json!("-1"), "payment.area_ha"),
    (|form| form["payment"]["amount"] = json!("0.01"), "payment.amount"),
    (|form| form["payment"]["payer"] = json!("king"), "payment.payer"),
    (|form| form["accept_incomplete"] = json!("yes"), "accept_incomplete"),
];

#[track_caller]
fn names(answer: &Answer, field: &str, language: &str) {
    assert_eq!(answer.status.as_u16(), 422, "{field}: {}", answer.body);
    let named = answer.body["errors"].as_array().into_iter().flatten().any(|error| error["field"] == field);
    assert!(named, "{field}: {}", answer.body);
    assert!(!answer.body["remedy"].as_str().unwrap().is_empty(), "{field}");
    assert_eq!(answer.header("content-language"), language);
    assert_eq!(answer.header("content-type"), "application/problem+json");
}

async fn nothing_was_written(world: &World, token: &str) {
    let inbox = world.get("/inbox").bearer(token).send().await.with(200);
    assert_eq!(inbox.body["cases"], json!([]));
    let book = world.get("/registers/registration").bearer(token).send().await.with(200);
    assert_eq!(book.body["lines"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_spoiled_field_of_a_request_is_named_in_three_languages_and_nothing_is_written() {
    let world = World::new();
    let token = world.person(ENTERPRISE, Role::Reception).await;
    let form = world.form(&token, "cadastre").await;
    for (spoil, field) in SPOILED {
        let mut wrong = form.clone();
        spoil(&mut wrong);
        let mut details = Vec::new();
        for language in ["kk", "ru", "en"] {
            let path = format!("/cases?lang={language}");
            let answer = world.post(&path).bearer(&token).keyed().json(&wrong).send().await;
            names(&answer, field, language);
            details.push(answer.body["detail"].as_str().unwrap().to_owned());
        }
        details.sort();
        details.dedup();
        assert_eq!(details.len(), 3, "{field}: {details:?}");
    }
    nothing_was_written(&world, &token).await;
    world.lodge(&token, &form).await.with(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn all_wrong_fields_are_told_at_once() {
    let world = World::new();
    let token = world.person(ENTERPRISE, Role::Reception).await;
    let mut form = world.form(&token, "cadastre").await;
    form["applicant"]["name"] = json!("");
    form["parcels"][0]["area_ha"] = json!("-1");
    form["payment"]["paid_on"] = json!("yesterday");
    let answer = world.lodge(&token, &form).await.with(422);
    let fields: Vec<_> =
        answer.body["errors"].as_array().unwrap().iter().map(|error| error["field"].clone()).collect();
    assert_eq!(fields, [json!("applicant.name"), json!("parcels[0].area_ha"), json!("payment.paid_on")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_paper_is_refused_by_its_name_with_the_paragraph() {
    let world = World::new();
    let token = world.person(ENTERPRISE, Role::Reception).await;
    let mut form = world.form(&token, "cadastre").await;
    let papers = form["papers"].as_array_mut().unwrap();
    papers.retain(|paper| paper["id"] != "application");
    let answer = world.lodge(&token, &form).await.with(422);
    assert_eq!(answer.body["type"], "/problems/refused");
    assert_eq!(answer.body["allowed"], json!(["application"]));
    assert!(answer.body["cite"].as_str().unwrap().starts_with("S1 ¶"));
    nothing_was_written(&world, &token).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_megabyte_broken_json_and_what_is_no_object_are_refused_by_their_own_status() {
    let world = World::new();
    let token = world.person(ENTERPRISE, Role::Reception).await;
    let post = || world.post("/cases").bearer(&token).keyed();
    post().raw(format!("{{\"service\":\"{}\"}}", "1".repeat(1 << 20))).send().await.with(413);
    post().raw("{\"service\":1,").send().await.with(400);
    post().raw("").send().await.with(400);
    post().raw(vec![0xff, 0xfe, 0x00]).send().await.with(400);
    post().raw("[".repeat(100_000)).send().await.with(400);
    assert_eq!(post().raw("[1]").send().await.with(422).field(), "body");
    nothing_was_written(&world, &token).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_spoiled_field_of_a_step_is_named_and_the_case_stays() {
    let world = World::new();
    let reception = world.person(ENTERPRISE, Role::Reception).await;
    let head = world.person(ENTERPRISE, Role::Head).await;
    let case = world.lodged(&reception, "cadastre").await;
    let version = case["version"].as_u64().unwrap();
    let spoiled = [
        (json!({}), "command"),
        (json!({ "command": 1 }), "command"),
        (json!({ "command": "fly", "ground": "g" }), "command"),
        (json!({ "command": "clock" }), "command"),
        (json!({ "command": "lodge" }), "command"),
        (json!({ "command": "transfer-file" }), "command"),
        (json!({ "command": "start", "speed": 1 }), "speed"),
        (json!({ "command": "assign" }), "officer"),
        (json!({ "command": "assign", "officer": { "account": "ann" } }), "officer.account"),
        (
            json!({ "command": "assign", "officer": { "account": "00000000-0000-7000-8000-000000000000" } }),
            "officer",
        ),
        (json!({ "command": "suspend", "ground": "g" }), "notice"),
        (json!({ "command": "suspend", "ground": "g", "notice": { "document": 5 } }), "notice.document"),
        (
            json!({ "command": "suspend", "ground": "g", "notice": { "document": "d", "next_steps": "s", "mood": 1 } }),
            "notice.mood",
        ),
        (json!({ "command": "refuse-incomplete", "missing": "all", "reason": "r" }), "missing"),
        (json!({ "command": "cancel", "reason": "р".repeat(5000) }), "reason"),
        (json!({ "command": "link", "case": "x", "relation": "earlier" }), "case"),
        (json!({ "command": "link", "case": case["case"], "relation": "cousin" }), "relation"),
        (json!({ "command": "correct-slip", "field": "iin", "new": "n", "reason": "r" }), "field"),
    ];
    for (step, field) in spoiled {
        let path = format!("/cases/{}/steps?lang=en", case["case"].as_str().unwrap());
        let answer = world.post(&path).bearer(&head).on_version(version).json(&step).send().await;
        names(&answer, field, "en");
    }
    assert_eq!(world.case(&head, &case).await["version"], case["version"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn spoiled_questions_name_their_parameter() {
    let world = World::new();
    let head = world.person(ENTERPRISE, Role::Head).await;
    let spoiled = [
        ("/inbox?late=perhaps", "late"),
        ("/inbox?state=lost", "state"),
        ("/inbox?service=many", "service"),
        ("/inbox?office=%00", "office"),
        ("/notices?office=a%00b", "office"),
        ("/inbox?colour=red", "colour"),
        ("/registers/registration?year=1200", "period"),
        ("/transfer-lists?direction=up", "direction"),
    ];
    for (path, field) in spoiled {
        let answer = world.get(path).bearer(&head).send().await;
        names(&answer, field, "kk");
    }
    for path in ["/registers/cookbook", "/cases/nothing", "/transfer-lists/nothing"] {
        world.get(path).bearer(&head).send().await.with(404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn spoiled_searches_name_their_question() {
    let world = World::new();
    let head = world.person(ENTERPRISE, Role::Head).await;
    let spoiled = [
        (json!({}), "q"),
        (json!({ "q": "a", "iin": "850412000019" }), "q"),
        (json!({ "iin": "850412000019" }), "iin"),
        (json!({ "number": "01-2013-000001-1" }), "number"),
        (json!({ "cadastral_number": "21" }), "cadastral_number"),
        (json!({ "q": "12345" }), "q"),
        (json!({ "q": "a", "colour": "red" }), "colour"),
    ];
    for (body, field) in spoiled {
        let answer = world.post("/cases/search").bearer(&head).json(&body).send().await;
        assert_eq!(answer.status, 422, "{body}: {}", answer.body);
        let named = answer.body["errors"].as_array().unwrap().iter().any(|error| error["field"] == field);
        assert!(named, "{body}: {}", answer.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_without_a_name_is_named_all_the_same() {
    // Found by fuzzing: the answer named no field.
    let world = World::new();
    for (query, field) in [("=x", "\"\""), ("+=x", "\" \"")] {
        let answer = world.get(&format!("/offices?{query}")).send().await.with(422);
        assert_eq!(answer.body["field"], field, "{}", answer.body);
    }
}
