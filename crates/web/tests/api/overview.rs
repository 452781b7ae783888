//! The page of what is late and what will be.

use desk::{Permission, Relation, Role, allows};

use crate::world::{CENTRE, ENTERPRISE, World};

#[tokio::test(flavor = "multi_thread")]
async fn the_overview_leads_to_the_cases_that_it_counts() {
    let world = World::new();
    let counter = world.person(CENTRE, Role::Reception).await;
    let case = world.lodged(&counter, "centre").await;
    world.set("2013-09-10T09:00:00+06:00");
    let head = Some(world.person(ENTERPRISE, Role::Head).await);
    let (status, html) = world.page_of("/en/overview", head.as_deref()).await;
    assert_eq!(status, 200);
    assert!(html.contains("Today is 10.09.2013"), "{html}");
    let number = case["number"].as_str().unwrap();
    for query in [
        format!("office={ENTERPRISE}&amp;due=today"),
        "whose=overseen&amp;due=today".to_owned(),
        "whose=overseen&amp;service=1&amp;due=today".to_owned(),
    ] {
        // Some templates write `&` as a number.
        let html = html.replace("&#38;", "&amp;");
        assert!(html.contains(&format!("href=\"/en/inbox?{query}\"")), "{query}: {html}");
        let (status, inbox) =
            world.page_of(&format!("/en/inbox?{}", query.replace("&amp;", "&")), head.as_deref()).await;
        assert_eq!(status, 200);
        assert!(inbox.contains(number), "{query}: {inbox}");
    }
    let (_, inbox) = world.page_of("/en/inbox?due=late", head.as_deref()).await;
    assert!(!inbox.contains(number), "it is not late yet");
    assert!(html.contains("<svg class=\"bars\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_overview_is_for_whoever_oversees_an_office() {
    let world = World::new();
    let (status, _) = world.page("/kk/overview").await;
    assert_eq!(status, 303, "who is not signed in signs in first");
    for role in Role::ALL.iter().copied() {
        let token = world.person(ENTERPRISE, role).await;
        let (status, html) = world.page_of("/kk/overview", Some(&token)).await;
        let may = allows(&[role], Relation::ALL, Permission::SeeOverview);
        assert_eq!(status, if may { 200 } else { 403 }, "{role}");
        assert_eq!(html.contains("href=\"/kk/overview\""), may, "the menu of {role}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_makes_no_sense_is_named_by_its_field() {
    let world = World::new();
    let head = Some(world.person(ENTERPRISE, Role::Head).await);
    for (path, target) in [
        ("/en/inbox?due=someday", "#field-due"),
        ("/en/inbox?service=99", "#field-service"),
        ("/en/inbox?state=lost", "#field-state"),
        ("/en/inbox?office=nowhere", "#field-office"),
        ("/en/overview?cursor=x", "problems"),
    ] {
        let (status, html) = world.page_of(path, head.as_deref()).await;
        assert_eq!(status, 422, "{path}");
        assert!(html.contains(target), "{path}: {html}");
    }
}
