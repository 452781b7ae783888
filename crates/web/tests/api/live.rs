//! The inbox that keeps itself up to date, and the day of an office.

use desk::Role;
use serde_json::json;

use crate::world::{ELSEWHERE, ENTERPRISE, World};

/// Status, version and body of the list alone.
async fn list(world: &World, path: &str, token: &str, known: Option<&str>) -> (u16, String, String) {
    let mut request = axum::http::Request::builder().uri(path).header("cookie", format!("zher={token}"));
    if let Some(known) = known {
        request = request.header("if-none-match", known);
    }
    let request = request.body(axum::body::Body::empty()).unwrap();
    let response = tower::ServiceExt::oneshot(world.router.clone(), request).await.unwrap();
    let version = response.headers().get("etag").map(|tag| tag.to_str().unwrap().to_owned());
    let status = response.status().as_u16();
    let bytes = axum::body::to_bytes(response.into_body(), 4 << 20).await.unwrap();
    (status, version.unwrap_or_default(), String::from_utf8(bytes.to_vec()).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_sent_again_only_where_it_has_changed() {
    let world = World::new();
    let reception = world.person(ENTERPRISE, Role::Reception).await;
    let head = world.person(ENTERPRISE, Role::Head).await;
    let (_, html) = world.page_of("/en/inbox?state=lodged", Some(&head)).await;
    assert!(html.contains("data-live-inbox=\"/en/inbox/list?state=lodged\""), "{html}");
    let path = "/en/inbox/list?state=lodged";
    let (status, empty, html) = list(&world, path, &head, None).await;
    assert_eq!(status, 200);
    assert!(html.starts_with("<div id=\"list\">") && !html.contains("<html"), "{html}");
    assert_eq!(list(&world, path, &head, Some(&empty)).await, (304, empty.clone(), String::new()));
    let case = world.lodged(&reception, "cadastre").await;
    let (status, one, html) = list(&world, path, &head, Some(&empty)).await;
    assert_eq!(status, 200);
    assert!(html.contains(case["case"].as_str().unwrap()) && one != empty, "{html}");
    assert_eq!(list(&world, path, &head, Some(&one)).await.0, 304);
    world.step(&head, &case, 1, &json!({ "command": "start" })).await.with(200);
    assert_eq!(list(&world, path, &head, Some(&one)).await.1, empty, "it left the filter");
    let far = world.person(ELSEWHERE, Role::Head).await;
    assert!(!list(&world, "/en/inbox/list", &far, None).await.2.contains(case["case"].as_str().unwrap()));
}

/// A head finds what he has to do and not what was done; the rest is one link away, and a filter by name is that filter.
#[tokio::test(flavor = "multi_thread")]
async fn an_inbox_begins_with_what_waits_for_its_reader() {
    let world = World::new();
    let reception = world.person(ENTERPRISE, Role::Reception).await;
    let head = world.person(ENTERPRISE, Role::Head).await;
    let case = world.lodged(&reception, "cadastre").await;
    let id = case["case"].as_str().unwrap();
    let shows = |path: &'static str, who: String| {
        let world = &world;
        async move {
            let (status, html) = world.page_of(path, Some(&who)).await;
            assert_eq!(status, 200, "{path}");
            html
        }
    };
    let begins = shows("/en/inbox", head.clone()).await;
    assert!(begins.contains(id) && begins.contains("aria-current=\"page\">Waiting for you"), "{begins}");
    assert!(begins.contains("href=\"/en/inbox?show=all\">Everything open"), "{begins}");
    assert!(begins.contains("data-live-inbox=\"/en/inbox/list\""), "{begins}");
    for (version, command) in (1..).zip(["start", "grant", "ready"]) {
        world.step(&head, &case, version, &json!({ "command": command })).await.with(200);
    }
    let begins = shows("/en/inbox", head.clone()).await;
    assert!(!begins.contains(id) && begins.contains("No case waits for you."), "{begins}");
    let list = list(&world, "/en/inbox/list", &head, None).await.2;
    assert!(
        list.contains("No case waits for you."),
        "the list that keeps itself up to date says the same: {list}"
    );
    assert!(shows("/en/inbox", reception.clone()).await.contains(id), "the paper waits to be handed out");
    let all = shows("/en/inbox?show=all", head.clone()).await;
    assert!(all.contains(id) && all.contains("aria-current=\"page\">Everything open"), "{all}");
    assert!(all.contains("type=\"hidden\" name=\"show\" value=\"all\""), "filters narrow it: {all}");
    for path in ["/en/inbox?state=ready", "/en/inbox?office=cadastre-21-astana"] {
        let named = shows(path, head.clone()).await;
        assert!(named.contains(id), "{path}: {named}");
    }
    let supervisor = world.person(ENTERPRISE, Role::Supervisor).await;
    let watched = shows("/en/inbox", supervisor).await;
    assert!(
        watched.contains(id) && !watched.contains("Waiting for you"),
        "who only looks sees all: {watched}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_leads_to_its_cases_and_to_the_days_around_it() {
    let world = World::new();
    let reception = world.person(ENTERPRISE, Role::Reception).await;
    let head = world.person(ENTERPRISE, Role::Head).await;
    let case = world.lodged(&reception, "cadastre").await;
    let (status, html) = world.page_of("/en/day?on=2013-09-10", Some(&head)).await;
    assert_eq!(status, 200);
    assert!(html.contains("Calendar: 10.09.2013"), "{html}");
    assert!(html.contains(case["case"].as_str().unwrap()) && html.contains("18:00"), "{html}");
    assert!(html.contains("/en/day?on=2013-09-09") && html.contains("/en/day?on=2013-09-11"), "{html}");
    assert!(html.contains("href=\"/ru/day?on=2013-09-10\""), "the other language shows the same day: {html}");
    let inbox = format!("/en/inbox?office={ENTERPRISE}&on=2013-09-10");
    assert!(html.contains(&inbox.replace('&', "&#38;")), "{html}");
    let (_, listed) = world.page_of(&inbox, Some(&head)).await;
    assert!(listed.contains(case["case"].as_str().unwrap()), "{listed}");
    assert!(
        listed.contains("name=\"on\" type=\"date\" value=\"2013-09-10\""),
        "the filter keeps it: {listed}"
    );
    let (_, html) = world.page_of("/en/day?on=2013-09-14", Some(&head)).await;
    assert!(html.contains("closed ("), "a Saturday says why: {html}");
    for strange in ["", "?on=", "?on=never", "?on=9999-12-31", "?on=-9999-01-01", "?on=2013-09-02&on=x"] {
        let (status, html) = world.page_of(&format!("/en/day{strange}"), Some(&head)).await;
        assert_eq!(status, 200, "{strange}");
        assert!(html.contains("Calendar: 02.09.2013"), "{strange}");
    }
}
