//! A private-ownership act through the API, from the counter to the applicant's hands.

use desk::Role;
use serde_json::{Value, json};

use crate::world::{CENTRE, ENTERPRISE, World};

fn open(view: &Value) -> Vec<&str> {
    view["steps"].as_array().unwrap().iter().map(|step| step["step"].as_str().unwrap()).collect()
}

/// The way of handing out that the open step names first.
fn hand_out(view: &Value) -> Value {
    let steps = view["steps"].as_array().unwrap();
    let step = steps.iter().find(|step| step["step"] == "hand-out").unwrap();
    let way =
        &step["needs"].as_array().unwrap().iter().find(|need| need["need"] == "way").unwrap()["choices"][0];
    assert!(way["cite"].as_str().unwrap().starts_with("S1 ¶15"));
    json!({ "command": "hand-out", "way": way["way"], "to": "Айгүл Серікова", "shown": way["requires"] })
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_is_lodged_made_and_handed_out() {
    let world = World::new();
    let reception = world.person(ENTERPRISE, Role::Reception).await;
    let executor = world.person(ENTERPRISE, Role::Executor).await;
    let form = world.form(&reception, "cadastre").await;
    let preview = world.preview(&reception, &form).await;
    assert_eq!(preview["problem"], Value::Null);
    assert_eq!(preview["term"]["due"], "2013-09-10T18:00:00+06:00");
    let lodged = world.lodge(&reception, &form).await.with(201);
    assert_eq!(lodged.header("etag"), format!("\"{}\"", lodged.body["version"]));
    let case = lodged.body;
    let view = world.case(&executor, &case).await;
    assert_eq!((&view["state"], &view["term"]["days_left"]), (&json!("lodged"), &json!(6)));
    assert_eq!(view["term"]["due"], "2013-09-10T18:00:00+06:00");
    assert_eq!(view["term"]["incomplete_refusal_until"], "2013-09-04T18:00:00+06:00");
    assert_eq!(view["request"]["lodged_at"], "2013-09-02T10:15:00+06:00");
    assert!(open(&view).contains(&"start"), "{:?}", open(&view));
    assert!(!open(&view).contains(&"assign"), "an executor does not assign");

    let path = format!("/cases/{}/receipt", case["case"].as_str().unwrap());
    let receipt = world.get(&path).bearer(&reception).send().await.with(200).body;
    assert_eq!(receipt["number"], case["number"]);
    assert_eq!(receipt["lines"][0]["content"]["accepted_at"], "2013-09-02T10:15:00+06:00");

    let account =
        world.get("/session").bearer(&executor).send().await.with(200).body["account"]["id"].clone();
    let mut version = view["version"].as_u64().unwrap();
    // Sessions end when nobody uses them: two days later everybody signs in anew.
    world.set("2013-09-04T11:00:00+06:00");
    let reception = world.person(ENTERPRISE, Role::Reception).await;
    let executor = world.person(ENTERPRISE, Role::Executor).await;
    let head = world.person(ENTERPRISE, Role::Head).await;
    let taken = [
        (&head, json!({ "command": "assign", "officer": { "account": account } }), "lodged"),
        (&executor, json!({ "command": "start" }), "in-work"),
        (&head, json!({ "command": "grant" }), "granted"),
        (&executor, json!({ "command": "ready", "number": "А-1" }), "ready"),
    ];
    for (who, step, state) in taken {
        let answer = world.step(who, &case, version, &step).await.with(200);
        assert_eq!(answer.body["state"], state, "{step}");
        version = answer.body["version"].as_u64().unwrap();
    }
    let view = world.case(&reception, &case).await;
    let handed = world.step(&reception, &case, version, &hand_out(&view)).await.with(200);
    assert_eq!(handed.body["state"], "handed-out");

    let history = world.case(&head, &case).await["history"].clone();
    let based: Vec<_> =
        history.as_array().unwrap().iter().filter(|line| !line["provenance"].is_null()).collect();
    assert!(based.iter().any(|line| line["name"]["en"] == "Granted"), "{history}");
    assert!(based.iter().all(|line| line["provenance"]["standard"] == 1));
    let asked = json!({ "number": case["number"], "secret": case["tracking_secret"] });
    let tracked = world.post("/tracking").json(&asked).send().await.with(200).body;
    assert_eq!(tracked["state"], "handed-out");
    assert!(!tracked.to_string().contains("Айгүл"), "nothing personal");
    world
        .post("/tracking")
        .json(&json!({ "number": case["number"], "secret": "wrong" }))
        .send()
        .await
        .with(404);
    let book = world.get("/registers/registration").bearer(&head).send().await.with(200).body;
    let lines = book["lines"].as_array().unwrap();
    assert_eq!(lines.iter().map(|line| line["number"].as_u64().unwrap()).collect::<Vec<_>>(), [1, 2, 3]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_travels_from_the_centre_and_everybody_who_looks_is_recorded() {
    let world = World::new();
    let counter = world.person(CENTRE, Role::Reception).await;
    let reception = world.person(ENTERPRISE, Role::Reception).await;
    let head = world.person(ENTERPRISE, Role::Head).await;
    let case = world.lodged(&counter, "centre").await;
    let body = json!({ "to": ENTERPRISE, "cases": [case["case"]] });
    let list = world.post("/transfer-lists").bearer(&counter).json(&body).send().await.with(201).body;
    assert_eq!((&list["number"], &list["files"][0]["number"]), (&json!("2013-1"), &case["number"]));
    let path = format!("/transfer-lists/{}", list["id"].as_str().unwrap());
    let early = world.post(&format!("{path}/received")).bearer(&reception).send().await.with(422);
    assert_eq!(early.field(), "list");
    world.post(&format!("{path}/sent")).bearer(&counter).send().await.with(200);
    world.post(&format!("{path}/received")).bearer(&reception).send().await.with(200);
    let view = world.case(&head, &case).await;
    assert_eq!(view["custody"]["office"], ENTERPRISE);
    let incoming = world.get("/transfer-lists?direction=incoming").bearer(&reception).send().await.with(200);
    assert_eq!(incoming.body["lists"][0]["received_at"], "2013-09-02T10:15:00+06:00");
    let notices =
        world.get(&format!("/notices?office={ENTERPRISE}&lang=en")).bearer(&head).send().await.with(200);
    assert!(notices.body["notices"][0]["text"].as_str().unwrap().contains(case["number"].as_str().unwrap()));

    let found = world.post("/cases/search").bearer(&head).json(&json!({ "q": "серикова" })).send().await;
    assert_eq!(found.with(200).body["cases"][0]["id"], case["case"], "found without the Kazakh letters");
    let why = format!("/cases/{}?why=complaint", case["case"].as_str().unwrap());
    world.get(&why).bearer(&head).send().await.with(200);
    let log = format!("/cases/{}/access-log?lang=en", case["case"].as_str().unwrap());
    let looks = world.get(&log).bearer(&head).send().await.with(200).body;
    let reasons: Vec<_> = looks["looks"].as_array().unwrap().iter().map(|look| look["why"].clone()).collect();
    assert!(
        reasons.contains(&json!("complaint")) && reasons.contains(&json!("Searched by name")),
        "{reasons:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_of_the_law_names_paragraph_remedy_and_instants_of_the_case() {
    let world = World::new();
    let reception = world.person(ENTERPRISE, Role::Reception).await;
    let head = world.person(ENTERPRISE, Role::Head).await;
    let case = world.lodged(&reception, "cadastre").await;
    let version = case["version"].as_u64().unwrap();
    let refused = world.step(&head, &case, version, &json!({ "command": "grant" })).await.with(422);
    assert_eq!(refused.body["type"], "/problems/refused");
    assert_eq!(refused.field(), "command");
    assert_eq!(refused.body["allowed"], json!(["in-work"]));
    assert!(refused.body["cite"].as_str().unwrap().starts_with("S1 ¶"));
    assert!(!refused.body["remedy"].as_str().unwrap().is_empty());
    world.set("2013-09-05T09:00:00+06:00");
    let head = world.person(ENTERPRISE, Role::Head).await;
    let body = json!({ "command": "refuse-incomplete", "missing": ["application"], "reason": "…" });
    let late = world.step(&head, &case, version, &body).await.with(422);
    assert!(late.body["detail"].as_str().unwrap().contains("04.09.2013 18:00"), "{}", late.body);
    assert_eq!(world.case(&head, &case).await["version"], case["version"]);
}
