//! One step for many cases on the pages.

use axum::body::Body;
use axum::http::{Method, Request, header};
use desk::Role;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::world::{ENTERPRISE, World};

/// Cases of one applicant for several parcels.
async fn lodged(world: &World, token: &str, count: usize) -> Vec<Value> {
    let mut cases = Vec::new();
    for number in 0..count {
        let mut form = world.form(token, "cadastre").await;
        form["parcels"][0]["cadastral_number"] = json!(format!("21-318-065-{:03}", 200 + number));
        cases.push(world.lodge(token, &form).await.with(201).body);
    }
    cases
}

fn id(case: &Value) -> &str {
    case["case"].as_str().unwrap()
}

async fn sent(world: &World, path: &str, token: &str, body: String) -> (u16, String) {
    let request = Request::builder().method(Method::POST).uri(path);
    let request = request.header(header::COOKIE, format!("zher={token}")).body(Body::from(body)).unwrap();
    let response = world.router.clone().oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let bytes = axum::body::to_bytes(response.into_body(), 4 << 20).await.unwrap();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

/// The hidden fields of the form that goes to `/bulk`.
fn hidden(html: &str) -> String {
    let (_, form) = html.split_once("action=\"/en/bulk\"").expect("a form to confirm");
    let form = form.split("</form>").next().unwrap();
    let mut fields = form_urlencoded::Serializer::new(String::new());
    for part in form.split("<input type=\"hidden\" name=\"").skip(1) {
        let (name, rest) = part.split_once("\" value=\"").unwrap();
        fields.append_pair(name, rest.split('"').next().unwrap());
    }
    fields.finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_ticks_checks_and_confirms_and_a_second_click_is_harmless() {
    let world = World::new();
    let reception = world.person(ENTERPRISE, Role::Reception).await;
    let head = world.person(ENTERPRISE, Role::Head).await;
    let cases = lodged(&world, &reception, 3).await;
    let (_, html) = world.page_of("/en/inbox", Some(&reception)).await;
    assert!(!html.contains("name=\"case\""), "a reception has no step for many");
    let (_, html) = world.page_of("/en/inbox?state=lodged&tick=all", Some(&head)).await;
    for case in &cases {
        assert!(html.contains(&format!("value=\"{}\" form=\"bulk\" checked", id(case))), "{html}");
    }
    assert!(html.contains("name=\"from\" value=\"state=lodged\""), "{html}");

    let ticked: String = cases.iter().map(|case| format!("&case={}", id(case))).collect();
    let (status, html) =
        world.page_of(&format!("/en/bulk?from=state%3Dlodged&step=start{ticked}"), Some(&head)).await;
    assert_eq!(status, 200);
    assert!(html.contains("Confirm, cases: 3") && html.contains("href=\"/en/inbox?state=lodged\""), "{html}");
    world.step(&head, &cases[1], 1, &json!({ "command": "start" })).await.with(200);
    let form = hidden(&html);
    let (status, html) = sent(&world, "/en/bulk", &head, form.clone()).await;
    assert_eq!(status, 200);
    assert!(html.contains("Cases on which the step was taken: 2") && html.contains("Not done: 1"), "{html}");
    assert!(html.contains("The case changed after the check"), "{html}");
    let (_, again) = sent(&world, "/en/bulk", &head, form).await;
    assert!(again.contains("Cases on which the step was taken: 2"), "{again}");
    for case in &cases {
        assert_eq!(world.case(&head, case).await["version"], 2, "each was started once");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_done_says_why_and_is_not_sent_on() {
    let world = World::new();
    let reception = world.person(ENTERPRISE, Role::Reception).await;
    let head = world.person(ENTERPRISE, Role::Head).await;
    let cases = lodged(&world, &reception, 2).await;
    world.step(&head, &cases[0], 1, &json!({ "command": "start" })).await.with(200);
    let path = format!("/en/bulk?step=grant&case={}&case={}", id(&cases[0]), id(&cases[1]));
    let (_, html) = world.page_of(&path, Some(&head)).await;
    assert!(
        html.contains("The step will be taken: 1") && html.contains("The step will not be taken: 1"),
        "{html}"
    );
    assert!(html.contains("/en/law/1#p"), "the paragraph leads to the law: {html}");
    assert!(hidden(&html).contains(id(&cases[0])) && !hidden(&html).contains(id(&cases[1])));

    for (query, says) in [
        ("step=grant".to_owned(), "Tick at least one case"),
        (format!("case={}", id(&cases[0])), "Choose the step"),
        (format!("step=assign&case={}", id(&cases[0])), "Choose the step"),
        (
            format!("step=assign&officer=00000000-0000-7000-8000-000000000000&case={}", id(&cases[0])),
            "Choose an officer of your office",
        ),
    ] {
        let (status, html) = world.page_of(&format!("/en/bulk?{query}"), Some(&head)).await;
        assert_eq!(status, 422, "{query}");
        assert!(html.contains(says), "{query}: {html}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_gives_a_case_to_another_officer_on_its_page() {
    let world = World::new();
    let reception = world.person(ENTERPRISE, Role::Reception).await;
    let head = world.person(ENTERPRISE, Role::Head).await;
    let executor = world.person(ENTERPRISE, Role::Executor).await;
    let officer = world.desk.session(&executor).unwrap().unwrap().account.id.0;
    let case = world.lodged(&reception, "cadastre").await;
    let (_, html) = world.page_of(&format!("/en/cases/{}", id(&case)), Some(&head)).await;
    assert!(html.contains(&format!("<option value=\"{officer}\"")), "{html}");
    let (_, rest) = html.split_once("name=\"csrf\" value=\"").unwrap();
    let csrf = rest.split('"').next().unwrap();
    let form = format!("csrf={csrf}&step=assign&version=1&key=assign-on-page&officer={officer}");
    let (status, _) = sent(&world, &format!("/en/cases/{}/steps", id(&case)), &head, form).await;
    assert_eq!(status, 303);
    assert_eq!(world.case(&head, &case).await["assignee"]["account"], officer.to_string());
}
