//! The fixed endpoints: the worked examples that other programs count on, and their errors in three languages.

use serde_json::{Value, json};

use crate::world::World;

/// Whether every member of `part` stands in `whole` with the same value.
#[track_caller]
fn holds(whole: &Value, part: &Value) {
    for (name, value) in part.as_object().unwrap() {
        assert_eq!(&whole[name], value, "{name} in {whole}");
    }
}

fn fee(payer: &str) -> Value {
    json!({
        "service": 1, "product": "act", "payer": payer, "purpose": "other", "area_ha": "120.5",
        "date": "2013-09-02", "orphan_under_18": false,
    })
}

fn term() -> Value {
    json!({
        "service": 1, "product": "act", "channel": "cadastre", "region": "21",
        "lodged_at": "2013-09-02T10:15:00+06:00", "suspensions": [],
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn the_price_of_a_farm_and_of_a_legal_entity_is_as_the_tariff_says() {
    let world = World::new();
    let farm = world.post("/fees/quote").json(&fee("farm")).send().await.with(200).body;
    holds(
        &farm,
        &json!({
            "amount": "6647.04", "currency": "KZT", "mci": "1731", "base_mci": "3.2", "coefficient": "1.2",
            "exempt": false,
        }),
    );
    assert!(farm["cite"].as_str().unwrap().starts_with("S1 "));
    let entity = world.post("/fees/quote").json(&fee("legal-entity")).send().await.with(200).body;
    assert_eq!(entity["amount"], "7754.88");
    let mut second = fee("farm");
    second["service"] = json!(2);
    let refused = world.post("/fees/quote").json(&second).send().await.with(422).body;
    assert!(refused["cite"].as_str().unwrap().starts_with("S2 ¶6"), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_term_of_six_working_days_ends_as_the_example_says_with_and_without_a_suspension() {
    let world = World::new();
    let plain = world.post("/terms").json(&term()).send().await.with(200).body;
    holds(
        &plain,
        &json!({
            "due": "2013-09-10T18:00:00+06:00", "incomplete_refusal_until": "2013-09-04T18:00:00+06:00",
            "deemed_granted_on": "2013-09-11", "unit": "working-days", "length": 6,
            "days": ["2013-09-03", "2013-09-04", "2013-09-05", "2013-09-06", "2013-09-09", "2013-09-10"],
        }),
    );
    let mut suspended = term();
    suspended["suspensions"] = json!([{ "from": "2013-09-04", "to": "2013-09-20" }]);
    let suspended = world.post("/terms").json(&suspended).send().await.with(200).body;
    holds(
        &suspended,
        &json!({
            "due": "2013-09-27T18:00:00+06:00", "deemed_granted_on": "2013-09-28",
            "days": ["2013-09-03", "2013-09-23", "2013-09-24", "2013-09-25", "2013-09-26", "2013-09-27"],
        }),
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn services_checklists_calendar_offices_and_identifiers_have_their_fixed_shape() {
    let world = World::new();
    let services = world.get("/services").send().await.with(200).body;
    assert_eq!(services["services"].as_array().unwrap().len(), 14);
    holds(
        &services["services"][0],
        &json!({
            "number": 1, "id": "private-ownership-act", "provider": "cadastre-enterprise",
            "channels": ["cadastre", "centre"], "applicants": ["individual", "legal-entity"], "paid": true,
            "deemed_granted": true,
        }),
    );
    assert_eq!(services["services"][0]["cases"][0]["cite"], "S1 ¶11.1");
    let access = services["services"][0]["premises"].as_array().unwrap();
    let access = access.iter().find(|fact| fact["what"] == "accessibility").unwrap();
    holds(access, &json!({ "channel": "cadastre", "means": ["ramp", "lift"], "cite": "S1 ¶10.1" }));
    let list =
        world.get("/services/1/checklist?channel=cadastre&case=1&product=act").send().await.with(200).body;
    let first = &list["documents"][0];
    for member in
        ["id", "name", "copies", "requirement", "condition", "applicants", "any_of", "with", "source", "cite"]
    {
        assert!(first.get(member).is_some(), "{member}");
    }
    let days = world.get("/calendar/2013?schedule=cadastre").send().await.with(200).body;
    let days = days["days"].as_array().unwrap();
    assert_eq!(days.len(), 365);
    let closed = days.iter().find(|day| day["date"] == "2013-05-10").unwrap();
    assert!(closed["open"] == false && closed["reason"]["kk"].is_string());
    let offices = world.get("/offices?service=1&channel=centre&limit=2").send().await.with(200).body;
    assert_eq!(offices["offices"].as_array().unwrap().len(), 2);
    assert!(offices["next"].is_string());
    let number = json!({ "kind": "cadastral-number", "value": "21-318-065-123" });
    let number = world.post("/identifiers/check").json(&number).send().await.with(200).body;
    holds(
        &number,
        &json!({ "valid": true, "oblast": "21", "district": "318", "quarter": "065", "parcel": "123" }),
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn errors_have_their_status_and_speak_the_asked_language() {
    let world = World::new();
    let mut spoiled = term();
    spoiled["region"] = json!("77");
    let mut details = Vec::new();
    for language in ["kk", "ru", "en"] {
        let tagged = |path: &str| format!("{path}?lang={language}");
        let answers = [
            (world.get(&tagged("/nowhere")).send().await.with(404), ""),
            (
                world
                    .get(&format!("/services/99/checklist?channel=cadastre&lang={language}"))
                    .send()
                    .await
                    .with(404),
                "number",
            ),
            (world.post(&tagged("/terms")).raw("{").send().await.with(400), ""),
            (world.post(&tagged("/terms")).json(&spoiled).send().await.with(422), "region"),
            (world.post(&tagged("/terms")).raw(vec![b' '; 1 << 20]).send().await.with(413), ""),
            (world.post(&tagged("/services")).send().await.with(405), ""),
        ];
        for (answer, field) in &answers {
            assert_eq!(answer.field(), *field, "{}", answer.body);
            assert_eq!(answer.header("content-type"), "application/problem+json");
            assert_eq!(answer.header("content-language"), language);
            assert!(answer.body["remedy"].is_string() && answer.body["title"].is_string());
        }
        details.push(answers.map(|(answer, _)| answer.body["detail"].as_str().unwrap().to_owned()));
    }
    for kind in 0..details[0].len() {
        assert!(details[0][kind] != details[1][kind] && details[1][kind] != details[2][kind], "{details:?}");
    }
    let broken = world.get("/services/%ff/checklist?channel=cadastre&case=1").send().await.with(404);
    assert_eq!(broken.header("content-type"), "application/problem+json");
    let accepted = world.get("/nowhere").header("accept-language", "ru-RU,ru;q=0.9").send().await.with(404);
    assert_eq!(accepted.header("content-language"), "ru");
    let usual = world.get("/nowhere").send().await.with(404);
    assert_eq!(usual.header("content-language"), "kk");
}

/// Every `$ref` of a document.
fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get("$ref").and_then(Value::as_str).map(ToOwned::to_owned));
            members.values().for_each(|member| references(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_reference_of_the_description_leads_to_a_schema() {
    let document = World::new().get("/openapi.json").send().await.with(200).body;
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.iter().any(|reference| reference.ends_with("/LodgingRequest")));
    for reference in found {
        let place = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(place).is_some(), "{reference}");
    }
    for operation in
        document["paths"].as_object().unwrap().values().flat_map(|path| path.as_object().unwrap())
    {
        let public = ["law", "tracking"].iter().any(|tag| operation.1["tags"][0] == *tag);
        let begins = operation.1["requestBody"].to_string().contains("/SignInRequest");
        assert_eq!(operation.1["security"].is_array(), !public && !begins, "{}", operation.1["summary"]);
    }
}

/// Two calls of one name could not be told apart by a program made from the description.
#[tokio::test(flavor = "multi_thread")]
async fn every_call_of_the_description_has_a_name_of_its_own_and_says_how_it_refuses() {
    let document = World::new().get("/openapi.json").send().await.with(200).body;
    let paths = document["paths"].as_object().unwrap();
    let mut names = std::collections::BTreeSet::new();
    for (path, item) in paths {
        for (method, operation) in item.as_object().unwrap() {
            let name = operation["operationId"].as_str().unwrap();
            assert!(names.insert(name), "{name} stands twice");
            let answers = operation["responses"].as_object().unwrap();
            let says = |status: &str| answers.contains_key(status);
            assert!(says("422") && says("503"), "{method} {path}");
            assert_eq!(says("413"), operation["requestBody"].is_object(), "{method} {path}");
            assert!(says("404") || !path.contains('{'), "{method} {path}");
            if operation["security"].is_array() {
                assert!(says("401"), "{method} {path}");
                assert!(answers["401"]["headers"]["WWW-Authenticate"].is_object(), "{method} {path}");
            }
        }
    }
    let cases = ["/components/schemas/Case/required", "/components/schemas/ServiceCase/required"];
    for (place, member) in cases.into_iter().zip(["history", "products"]) {
        let required = document.pointer(place).unwrap().as_array().unwrap();
        assert!(
            required.iter().any(|name| name == member),
            "{place}: two things called a case are told apart"
        );
    }
}
