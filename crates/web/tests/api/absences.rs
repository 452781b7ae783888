//! Absences and deputies on the pages.

use axum::body::Body;
use axum::http::{Method, Request, header};
use desk::Role;
use serde_json::json;
use tower::ServiceExt;

use crate::world::{ENTERPRISE, World};

async fn sent(world: &World, path: &str, token: &str, body: String) -> (u16, String) {
    let request = Request::builder().method(Method::POST).uri(path);
    let request = request.header(header::COOKIE, format!("zher={token}")).body(Body::from(body)).unwrap();
    let response = world.router.clone().oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let bytes = axum::body::to_bytes(response.into_body(), 4 << 20).await.unwrap();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

fn csrf(html: &str) -> String {
    let (_, rest) = html.split_once("name=\"csrf\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

fn account_of(world: &World, token: &str) -> String {
    world.desk.session(token).unwrap().unwrap().account.id.0.to_string()
}

/// A head says who stands in; the deputy sees it, signs, and the case says in whose place.
#[tokio::test(flavor = "multi_thread")]
async fn a_head_names_a_deputy_on_the_page_and_the_deputys_pages_say_so() {
    let world = World::new();
    let reception = world.person(ENTERPRISE, Role::Reception).await;
    let head = world.person(ENTERPRISE, Role::Head).await;
    let executor = world.person(ENTERPRISE, Role::Executor).await;
    let deputy = account_of(&world, &executor);
    let case = world.lodged(&reception, "cadastre").await;
    let own = json!({ "command": "assign", "officer": { "account": account_of(&world, &head) } });
    world.step(&head, &case, 1, &own).await.with(200);
    world.step(&executor, &case, 2, &json!({ "command": "start" })).await.with(200);
    let (_, html) = world.page_of("/en/absences", Some(&head)).await;
    assert!(html.contains(&format!("<option value=\"{deputy}\"")), "{html}");
    assert!(html.contains("Absences of the office") && html.contains("Record my absence"), "{html}");
    let (_, executors) = world.page_of("/en/absences", Some(&executor)).await;
    assert!(!executors.contains("Absences of the office"), "{executors}");
    let form = |rest: &str| format!("csrf={}&do=absence-own&key=absence-on-page&{rest}", csrf(&html));

    let typed = form("deputy=&from=2013-09-01&through=2013-09-03");
    let (status, wrong) = sent(&world, "/en/absences", &head, typed).await;
    assert_eq!(status, 422);
    assert!(
        wrong.contains("Choose who stands in.") && wrong.contains("02.09.2013 or a later day"),
        "{wrong}"
    );
    assert!(wrong.contains("value=\"2013-09-03\""), "nothing typed is lost: {wrong}");

    let right = form(&format!("deputy={deputy}&from=2013-09-02&through=2013-09-03"));
    for _ in 0..2 {
        let (status, done) = sent(&world, "/en/absences", &head, right.clone()).await;
        assert_eq!(status, 200);
        assert_eq!(done.matches("End: ").count(), 4, "once, in both lists, heading and button: {done}");
    }
    let (_, inbox) = world.page_of("/en/inbox?whose=mine", Some(&executor)).await;
    assert!(inbox.contains("Until 03.09.2013 you stand in for"), "{inbox}");
    assert!(inbox.contains("in place of"), "the head's case is marked: {inbox}");
    world.step(&executor, &case, 3, &json!({ "command": "grant" })).await.with(200);
    let (_, shown) =
        world.page_of(&format!("/en/cases/{}", case["case"].as_str().unwrap()), Some(&head)).await;
    assert!(shown.contains("(in place of Сәуле head."), "{shown}");
    let history = world.case(&head, &case).await["history"].clone();
    let last = history.as_array().unwrap().last().unwrap();
    assert_eq!(last["actor"]["acting_for"]["account"], account_of(&world, &head), "{last}");

    let (_, rest) = inbox.split_once("</h1>").unwrap();
    assert!(rest.contains("/en/absences"), "the sentence leads to the absences");
    let (_, id) = html_of(&world, &head)
        .await
        .split_once("name=\"absence\" value=\"")
        .map(|(one, two)| (one.len(), two.split('"').next().unwrap().to_owned()))
        .unwrap();
    let end = format!("csrf={}&do=end-absence&absence={id}", csrf(&html));
    assert_eq!(sent(&world, "/en/absences", &head, end.clone()).await.0, 200);
    assert_eq!(sent(&world, "/en/absences", &head, end).await.0, 422, "it has ended already");
    let (_, inbox) = world.page_of("/en/inbox", Some(&executor)).await;
    assert!(!inbox.contains("you stand in for"), "{inbox}");
}

async fn html_of(world: &World, token: &str) -> String {
    world.page_of("/en/absences", Some(token)).await.1
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_records_an_absence_on_the_page_of_the_account() {
    let world = World::new();
    let head = world.person(ENTERPRISE, Role::Head).await;
    let executor = world.person(ENTERPRISE, Role::Executor).await;
    let operator = world.sign_in("operator").await.with(200).body["token"].as_str().unwrap().to_owned();
    let path = format!("/en/accounts/{}", account_of(&world, &head));
    let (_, html) = world.page_of(&path, Some(&operator)).await;
    assert!(html.contains("Record an absence"), "{html}");
    let form = format!(
        "csrf={}&do=absence-account&key=absence-by-admin&deputy={}&from=2013-09-02&through=2013-09-02",
        csrf(&html),
        account_of(&world, &executor)
    );
    let (status, html) = sent(&world, &path, &operator, form).await;
    assert_eq!(status, 200, "{html}");
    assert!(html.contains("02.09.2013: Сәуле executor.") && html.contains("in effect"), "{html}");
    assert_eq!(world.desk.session(&executor).unwrap().unwrap().acting_for.len(), 1);
}
