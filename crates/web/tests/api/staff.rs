//! Accounts among many, and their open sessions: found by who may, ended by who may, on pages and through the API.

use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use desk::{NewAccount, Role};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::world::{CENTRE, ENTERPRISE, PASSWORD, World, account};

/// What a form brings: status, where it leads, the page.
struct Sent {
    status: u16,
    to: String,
    html: String,
}

/// Sends a form as a browser does that has this session.
async fn send(world: &World, token: &str, csrf: &str, path: &str, fields: &[(&str, &str)]) -> Sent {
    let pairs = [("csrf", csrf)].into_iter().chain(fields.iter().copied());
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let request = Request::builder().method("POST").uri(path).header(header::COOKIE, format!("zher={token}"));
    let response = world.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
    let status = response.status().as_u16();
    let to = response.headers().get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
    let bytes = to_bytes(response.into_body(), 4 << 20).await.unwrap();
    Sent { status, to: to.unwrap_or_default(), html: String::from_utf8(bytes.to_vec()).unwrap() }
}

/// The same with the token that the page's forms carry.
async fn sent(world: &World, token: &str, path: &str, fields: &[(&str, &str)]) -> Sent {
    send(world, token, world.desk.csrf_token(token).reveal(), path, fields).await
}

/// A platform with an administrator, of whom the token comes back, and three people to find.
async fn staffed() -> (World, String) {
    let world = World::new();
    let keeper = world.person(ENTERPRISE, Role::Administrator).await;
    let who = world.desk.session(&keeper).unwrap().unwrap();
    for (login, name, office, role) in [
        ("aigul.s", "Серікова Айгүл", CENTRE, Role::Reception),
        ("bolat.o", "Өмәров Болат", CENTRE, Role::Head),
        ("dauren.k", "Кеңесов Дәурен", ENTERPRISE, Role::Head),
    ] {
        let new = NewAccount { name: name.to_owned(), ..account(login, office, &[role]) };
        world.desk.create_account(&who, &new).unwrap();
    }
    (world, keeper)
}

fn id_of(world: &World, token: &str) -> String {
    world.desk.session(token).unwrap().unwrap().account.id.0.to_string()
}

fn signed_in(world: &World, login: &str) -> String {
    world.desk.sign_in(login, PASSWORD).unwrap().session_token.reveal().to_owned()
}

/// Which of the three a page lists.
fn listed(html: &str) -> Vec<&'static str> {
    ["aigul.s", "bolat.o", "dauren.k"]
        .into_iter()
        .filter(|login| html.contains(&format!("\">{login}</a>")))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_are_filtered_by_an_address_that_can_be_kept() {
    let (world, keeper) = staffed().await;
    for (asked, logins) in [
        ("", ["aigul.s", "bolat.o", "dauren.k"].as_slice()),
        (&format!("?office={CENTRE}"), &["aigul.s", "bolat.o"]),
        ("?role=head", &["bolat.o", "dauren.k"]),
        (&format!("?office={CENTRE}&role=head&state=active"), &["bolat.o"]),
        ("?state=locked-out", &[]),
        ("?role=nonsense&state=nonsense", &["aigul.s", "bolat.o", "dauren.k"]),
        ("?office=nowhere", &[]),
        ("?office=%00", &[]),
        ("?q=aigul", &["aigul.s", "bolat.o", "dauren.k"]),
    ] {
        let (status, html) = world.page_of(&format!("/en/accounts{asked}"), Some(&keeper)).await;
        assert_eq!((status, listed(&html).as_slice()), (200, logins), "{asked}: what is typed is no address");
    }
    let path = "/en/accounts/search";
    let filters = [("q", " "), ("office", CENTRE), ("role", "head"), ("state", "")];
    let led = sent(&world, &keeper, path, &filters).await;
    assert_eq!((led.status, led.to), (303, format!("/en/accounts?office={CENTRE}&role=head")));
    let all = sent(&world, &keeper, path, &[("q", "")]).await;
    assert_eq!((all.status, all.to.as_str()), (303, "/en/accounts"));
    let (_, html) = world.page_of("/en/accounts?role=head", Some(&keeper)).await;
    assert!(html.contains("<option value=\"head\" selected>"), "the filter stays chosen: {html}");
    assert!(html.contains("/ru/accounts?role=head"), "and in the other languages: {html}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_sought_by_a_form_and_stands_in_no_address() {
    let (world, keeper) = staffed().await;
    let path = "/en/accounts/search";
    for (typed, logins) in [
        ("AIG", ["aigul.s"].as_slice()),
        ("омар", &["bolat.o"]),
        ("Дәурен кенес", &["dauren.k"]),
        ("gul", &[]),
    ] {
        let found = sent(&world, &keeper, path, &[("q", typed)]).await;
        assert_eq!((found.status, listed(&found.html).as_slice()), (200, logins), "{typed}");
        assert!(found.html.contains(&format!("value=\"{typed}\"")), "what was typed stays: {typed}");
    }
    let both = sent(&world, &keeper, path, &[("q", "о"), ("role", "reception")]).await;
    assert_eq!((both.status, listed(&both.html)), (200, Vec::new()));
    let long = sent(&world, &keeper, path, &[("q", &"а".repeat(201)), ("role", "head")]).await;
    assert_eq!(long.status, 422);
    assert!(long.html.contains("href=\"#find-field-q\"") && long.html.contains("find-field-q-problem"));
    assert!(long.html.contains("<option value=\"head\" selected>"), "nothing chosen is lost");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_behind_a_name_are_asked_for_by_a_form_too() {
    let (world, keeper) = staffed().await;
    let who = world.desk.session(&keeper).unwrap().unwrap();
    for number in 0..51 {
        let login = format!("many.{number:02}");
        let new = NewAccount { name: "Көпов".to_owned(), ..account(&login, CENTRE, &[Role::Executor]) };
        world.desk.create_account(&who, &new).unwrap();
    }
    let path = "/en/accounts/search";
    let first = sent(&world, &keeper, path, &[("q", "копов"), ("role", "executor")]).await;
    assert!(first.html.contains(">many.49</a>") && !first.html.contains(">many.50</a>"), "{}", first.html);
    assert!(!first.html.contains("cursor=") && !first.html.contains("Not all accounts"), "{}", first.html);
    let (_, form) = first.html.split_once("name=\"cursor\" value=\"").unwrap();
    let cursor = form.split('"').next().unwrap();
    let rest = [("q", "копов"), ("role", "executor"), ("cursor", cursor)];
    let second = sent(&world, &keeper, path, &rest).await;
    assert!(second.html.contains(">many.50</a>") && !second.html.contains(">many.49</a>"), "{}", second.html);
    assert!(!second.html.contains("name=\"cursor\""), "{}", second.html);
    let (_, html) = world.page_of("/en/accounts?role=executor", Some(&keeper)).await;
    let (_, next) = html.split_once("/en/accounts?role=executor&#38;cursor=").expect("a next page");
    let cursor = next.split('"').next().unwrap();
    assert!(!cursor.contains("many"), "a login says who somebody is: {cursor}");
    let next = format!("/en/accounts?role=executor&cursor={cursor}");
    assert!(world.page_of(&next, Some(&keeper)).await.1.contains(">many.50</a>"));
    let (status, html) = world.page_of("/en/accounts?cursor=many.49", Some(&keeper)).await;
    assert!(status == 422 && html.contains("Start from the beginning"), "{html}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_and_the_account_tell_the_last_sign_in_and_a_lock_that_passes() {
    let (world, keeper) = staffed().await;
    let row = async |login: &str| {
        let (_, html) = world.page_of("/en/accounts", Some(&keeper)).await;
        html.split("<tr").find(|row| row.contains(&format!(">{login}</a>"))).unwrap().to_owned()
    };
    assert!(row("aigul.s").await.contains("data-label=\"Last sign-in\">none recorded<"));
    let token = signed_in(&world, "aigul.s");
    assert!(row("aigul.s").await.contains("data-label=\"Last sign-in\">02.09.2013 10:15<"));
    let (_, html) = world.page_of(&format!("/en/accounts/{}", id_of(&world, &token)), Some(&keeper)).await;
    assert!(html.contains("Last sign-in</dt><dd class=\"govuk-summary-list__value\">02.09.2013 10:15<"));
    for _ in 0..5 {
        assert!(world.desk.sign_in("bolat.o", "not the password").is_err());
    }
    assert!(row("bolat.o").await.contains(">locked until 02.09.2013 10:30 by wrong passwords<"));
    let (_, html) = world.page_of("/en/accounts?state=locked-out", Some(&keeper)).await;
    assert_eq!(listed(&html), ["bolat.o"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_ends_the_sessions_of_an_account_and_nobody_else_does() {
    let (world, keeper) = staffed().await;
    let (one, two) = (signed_in(&world, "aigul.s"), signed_in(&world, "aigul.s"));
    let path = format!("/en/accounts/{}", id_of(&world, &one));
    let (_, html) = world.page_of(&path, Some(&keeper)).await;
    assert_eq!(html.matches("data-label=\"Last used\">02.09.2013 10:15<").count(), 2, "{html}");
    let end = [("do", "sessions")];
    for role in Role::ALL.iter().copied().filter(|role| *role != Role::Administrator) {
        let other = world.person(ENTERPRISE, role).await;
        assert_eq!(sent(&world, &other, &path, &end).await.status, 403, "{role}");
    }
    assert_eq!(sent(&world, &one, &path, &end).await.status, 403, "nor its holder on this page");
    let anothers = world.desk.csrf_token(&one).reveal().to_owned();
    for csrf in ["", anothers.as_str()] {
        assert_eq!(send(&world, &keeper, csrf, &path, &end).await.status, 403, "{csrf}");
    }
    let nobody = sent(&world, "", &path, &end).await;
    assert_eq!((nobody.status, nobody.to.as_str()), (303, "/en/sign-in"));
    for token in [&one, &two] {
        assert!(world.desk.session(token).unwrap().is_some(), "nobody who may not has ended it");
    }
    let done = sent(&world, &keeper, &path, &end).await;
    assert_eq!((done.status, done.to.as_str()), (303, format!("{path}?done=sessions").as_str()));
    let (_, html) = world.page_of(&done.to, Some(&keeper)).await;
    assert!(html.contains("The sessions are ended.") && html.contains("There are no open sessions."));
    assert!(!html.contains("End all sessions"), "there is nothing to end");
    for token in [&one, &two] {
        assert!(world.desk.session(token).unwrap().is_none());
    }
    let unknown = sent(&world, &keeper, "/en/accounts/00000000-0000-7000-8000-000000000000", &end).await;
    assert_eq!(unknown.status, 404);
    let own = format!("/en/accounts/{}", id_of(&world, &keeper));
    assert_eq!(sent(&world, &keeper, &own, &end).await.status, 404, "his own he ends on his own page");
    assert!(world.desk.session(&keeper).unwrap().is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_ends_his_own_other_sessions_on_his_own_page() {
    let (world, _) = staffed().await;
    let (here, there) = (signed_in(&world, "aigul.s"), signed_in(&world, "aigul.s"));
    let other = signed_in(&world, "bolat.o");
    let (_, html) = world.page_of("/en/me", Some(&here)).await;
    assert_eq!(html.matches("(this session)").count(), 1, "{html}");
    let end = [("do", "sessions")];
    let anothers = world.desk.csrf_token(&other).reveal().to_owned();
    for csrf in ["", anothers.as_str()] {
        assert_eq!(send(&world, &here, csrf, "/en/me", &end).await.status, 403, "{csrf}");
    }
    assert!(world.desk.session(&there).unwrap().is_some());
    let done = sent(&world, &here, "/en/me", &end).await;
    assert_eq!((done.status, done.to.as_str()), (303, "/en/me?done=sessions"));
    let (status, html) = world.page_of(&done.to, Some(&here)).await;
    assert!(status == 200 && html.contains("The sessions are ended."), "{html}");
    assert!(!html.contains("End all other sessions"), "there is no other");
    assert!(world.desk.session(&there).unwrap().is_none());
    assert!(world.desk.session(&other).unwrap().is_some(), "nobody else's");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_lists_accounts_by_role_and_state_and_finds_them_by_name() {
    let (world, keeper) = staffed().await;
    let logins = |body: &Value| -> Vec<String> {
        let accounts = body["accounts"].as_array().unwrap().iter();
        accounts.map(|account| account["login"].as_str().unwrap().to_owned()).collect()
    };
    let get = async |asked: &str| world.get(&format!("/accounts?{asked}")).bearer(&keeper).send().await;
    let heads = get("role=head&state=active").await.with(200).body;
    assert_eq!(logins(&heads), ["bolat.o", "dauren.k"]);
    assert_eq!(heads["accounts"][0]["last_sign_in"], Value::Null);
    let admins = get("role=administrator").await.with(200).body;
    assert_eq!(admins["accounts"][0]["last_sign_in"], "2013-09-02T10:15:00+06:00");
    assert_eq!(logins(&get("state=locked-out").await.with(200).body), [""; 0]);
    assert_eq!(get("role=king").await.with(422).field(), "role");
    assert_eq!(get("state=lost").await.with(422).field(), "state");
    assert_eq!(get("q=aigul").await.with(422).field(), "q", "a name belongs in no address");
    let post = async |body: Value| world.post("/accounts/search").bearer(&keeper).json(&body).send().await;
    assert_eq!(logins(&post(json!({ "q": "серик" })).await.with(200).body), ["aigul.s"]);
    let at = json!({ "q": "", "office": CENTRE, "role": "head", "state": "active" });
    assert_eq!(logins(&post(at).await.with(200).body), ["bolat.o"]);
    assert_eq!(post(json!({})).await.with(422).field(), "q");
    assert_eq!(post(json!({ "q": "а".repeat(201) })).await.with(422).field(), "q");
    assert_eq!(post(json!({ "q": "a", "cursor": "aigul.s" })).await.with(422).field(), "cursor");
    let head = world.person(ENTERPRISE, Role::Head).await;
    world.post("/accounts/search").bearer(&head).json(&json!({ "q": "a" })).send().await.with(403);
    world.post("/accounts/search").json(&json!({ "q": "a" })).send().await.with(401);
}
