//! The pages of the administration: who may open them, and what a form of theirs does.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use desk::{AccountQuery, Law, Role};
use tower::ServiceExt;

use crate::world::{CENTRE, ENTERPRISE, PASSWORD, World};

const PLACES: [&str; 8] = [
    "/admin",
    "/admin/rules",
    "/admin/rules/check",
    "/admin/rules/index",
    "/admin/rules/day",
    "/admin/offices",
    "/admin/offices/cadastre-21-astana",
    "/accounts",
];
const NOBODY: &str = "00000000-0000-7000-8000-000000000000";

fn encoded(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// Sends a form as a browser does that has this session.
async fn send(world: &World, token: &str, path: &str, fields: &[(&str, &str)]) -> (u16, String) {
    let csrf = world.desk.csrf_token(token);
    let body = format!("{}&{}", encoded(&[("csrf", csrf.reveal())]), encoded(fields));
    let request = Request::builder()
        .method("POST")
        .uri(path)
        .header("cookie", format!("zher={token}"))
        .header("host", "zher.example.kz")
        .body(Body::from(body))
        .unwrap();
    let response = world.router.clone().oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let bytes = to_bytes(response.into_body(), 4 << 20).await.unwrap();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

async fn account(world: &World, login: &str) -> (String, u64) {
    let operator = world.desk.sign_in("operator", PASSWORD).unwrap().session;
    let found = world.desk.accounts(&operator, &AccountQuery::default(), None).unwrap().items;
    let account = found.into_iter().find(|account| account.login == login).unwrap();
    (account.id.0.to_string(), account.version)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_administration_is_for_administrators() {
    let world = World::new();
    world.person(CENTRE, Role::Reception).await;
    let (id, _) = account(&world, &format!("reception.{CENTRE}")).await;
    let one = format!("/accounts/{id}");
    for path in PLACES.into_iter().chain([one.as_str()]) {
        let (status, _) = world.page(&format!("/kk{path}")).await;
        assert_eq!(status, 303, "{path}: who is not signed in signs in first");
    }
    for role in Role::ALL.iter().copied() {
        let token = world.person(ENTERPRISE, role).await;
        let expected = if role == Role::Administrator { 200 } else { 403 };
        for path in PLACES.into_iter().chain([one.as_str()]) {
            let (status, html) = world.page_of(&format!("/kk{path}"), Some(&token)).await;
            assert_eq!(status, expected, "{role} {path}");
            assert_eq!(
                html.contains("href=\"/kk/admin\""),
                role == Role::Administrator,
                "the menu of {role}"
            );
        }
        for form in ["lock", "close", "open"] {
            let fields = [("version", "99"), ("do", form)];
            let (status, _) = send(&world, &token, &format!("/kk{one}"), &fields).await;
            assert_eq!(status, if expected == 200 { 409 } else { 403 }, "{role} {form}: a stale version");
        }
        let (status, _) = send(&world, &token, "/kk/admin/rules/check", &[("text", "x")]).await;
        assert_eq!(status, if expected == 200 { 422 } else { 403 }, "{role}");
        let (status, _) = send(&world, &token, &format!("/kk/accounts/{NOBODY}"), &[("do", "link")]).await;
        assert_eq!(status, if expected == 200 { 404 } else { 403 }, "{role}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_locked_and_let_in_again() {
    let world = World::new();
    world.person(CENTRE, Role::Reception).await;
    let keeper = world.person(ENTERPRISE, Role::Administrator).await;
    let login = format!("reception.{CENTRE}");
    let (id, _) = account(&world, &login).await;
    let path = format!("/en/accounts/{id}");
    let (status, html) = send(&world, &keeper, &path, &[("version", "1"), ("do", "lock")]).await;
    assert!(status == 200 && html.contains("<dd class=\"govuk-summary-list__value\">locked</dd>"), "{html}");
    assert!(world.desk.sign_in(&login, PASSWORD).is_err());
    let (status, html) = send(&world, &keeper, &path, &[("version", "2"), ("do", "open")]).await;
    assert!(status == 200 && html.contains("<dd class=\"govuk-summary-list__value\">active</dd>"), "{html}");
    assert!(world.desk.sign_in(&login, PASSWORD).is_ok());
    let (status, _) = send(&world, &keeper, &path, &[("version", "2"), ("do", "lock")]).await;
    assert_eq!(status, 409, "somebody was faster");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_lets_its_holder_set_a_password_once() {
    let world = World::new();
    world.person(CENTRE, Role::Reception).await;
    let keeper = world.person(ENTERPRISE, Role::Administrator).await;
    let login = format!("reception.{CENTRE}");
    let (id, _) = account(&world, &login).await;
    let (status, html) = send(&world, &keeper, &format!("/en/accounts/{id}"), &[("do", "link")]).await;
    assert_eq!(status, 200);
    let start = html.find("http://zher.example.kz/en/password/").unwrap() + "http://zher.example.kz".len();
    let link = html[start..].split('<').next().unwrap().to_owned();
    assert!(
        !world.page_of(&format!("/en/accounts/{id}"), Some(&keeper)).await.1.contains(&link),
        "shown once"
    );
    assert_eq!(world.page(&link).await.0, 200);
    let (status, html) = send(&world, "", &link, &[("password", "short")]).await;
    assert!(status == 422 && html.contains("field-password-problem"), "{html}");
    let (status, _) = send(&world, "", &link, &[("password", "a longer password 7")]).await;
    assert_eq!(status, 303);
    assert!(world.desk.sign_in(&login, "a longer password 7").is_ok());
    assert_eq!(world.page(&link).await.0, 404, "it worked once");
    assert_eq!(send(&world, "", &link, &[("password", "another password 8")]).await.0, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rule_files_are_shown_with_their_hashes_and_the_edition_of_a_day() {
    let world = World::new();
    let keeper = Some(world.person(ENTERPRISE, Role::Administrator).await);
    let (status, html) = world.page_of("/en/admin/rules?on=2013-09-02", keeper.as_deref()).await;
    assert_eq!(status, 200);
    // Scenarios are examples; nothing is decided by them.
    let files = world.desk.law().rulebook.files().filter(|(path, _)| !path.contains("/scenarios/"));
    for (path, hash) in files {
        assert!(html.contains(path) && html.contains(hash.as_str()), "{path}");
    }
    let (status, html) = world.page_of("/en/admin/rules?on=yesterday", keeper.as_deref()).await;
    assert!(status == 422 && html.contains("#field-on"), "{html}");
    let (status, html) = world.page_of("/en/admin/offices?region=21&year=2013", keeper.as_deref()).await;
    assert!(status == 200 && html.contains(ENTERPRISE) && html.contains("16.12.2013"), "{html}");
    let (status, html) = world.page_of("/en/admin/offices?year=1066", keeper.as_deref()).await;
    assert!(status == 422 && html.contains("#field-year"), "{html}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edition_is_checked_on_a_page_and_changes_nothing() {
    let world = World::new();
    let keeper = world.person(ENTERPRISE, Role::Administrator).await;
    let law = Law::embedded().unwrap();
    // The longest standard: a form may be as large.
    let held = law.files.get("standards/s03-lease-act/2013-07-12.toml").unwrap();
    let text = held.replacen("adopted = 2013-07-12", "adopted = 2014-02-03", 1).replace('\n', "\r\n");
    let (status, html) = send(&world, &keeper, "/en/admin/rules/check", &[("text", &text)]).await;
    assert_eq!(status, 200, "{html}");
    assert!(html.contains("standards/s03-lease-act/2014-02-03.toml"), "{html}");
    assert!(html.contains("data-label=\"Part\">edition<"), "{html}");
    let broken = text.replacen("number = 3", "number = \"three\"", 1);
    let (status, html) = send(&world, &keeper, "/en/admin/rules/check", &[("text", &broken)]).await;
    assert!(status == 422 && html.contains("data-label=\"Line\""), "{html}");
    assert!(html.contains("number = &quot;three&quot;") || html.contains("number = &#34;three&#34;"), "kept");
    let (_, html) = world.page_of("/en/admin/rules?on=2015-01-01", Some(&keeper)).await;
    assert!(!html.contains("2014-02-03"), "nothing was kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_the_rules_may_be_chosen_in_place_of_its_text() {
    let world = World::new();
    let keeper = world.person(ENTERPRISE, Role::Administrator).await;
    let csrf = world.desk.csrf_token(&keeper);
    let fields = [("csrf", csrf.reveal()), ("path", ""), ("text", "what stood in the field")];
    let send = async |token: &str, bytes: &[u8]| {
        let files = [("upload", "2014-02-03.toml", bytes)];
        world.upload("/en/admin/rules/check", token, &fields, &files).await
    };
    let law = Law::embedded().unwrap();
    let held = law.files.get("standards/s03-lease-act/2013-07-12.toml").unwrap();
    let edition = held.replacen("adopted = 2013-07-12", "adopted = 2014-02-03", 1);
    // As an editor of Windows saves it.
    let (status, html) = send(&keeper, format!("\u{feff}{}", edition.replace('\n', "\r\n")).as_bytes()).await;
    assert_eq!(status, 200, "{html}");
    assert!(html.contains("standards/s03-lease-act/2014-02-03.toml"), "{html}");
    assert!(!html.contains("what stood in the field"), "the file took its place: {html}");
    let (status, html) = send(&keeper, b"number = \xFF").await;
    assert!(status == 422 && html.contains("This file is no text in UTF-8"), "{html}");
    assert!(
        html.contains("#field-upload") && html.contains("what stood in the field"),
        "nothing is lost: {html}"
    );
    for large in [desk::RULES_MOST + 1, 3 * desk::RULES_MOST] {
        let (status, html) = send(&keeper, "#".repeat(large).as_bytes()).await;
        assert!(status == 422 && html.contains("This file is larger than 1\u{a0}MB"), "{html}");
    }
    let reception = world.person(ENTERPRISE, Role::Reception).await;
    assert_eq!(send(&reception, edition.as_bytes()).await.0, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edition_is_put_in_force_from_a_day_on_by_a_page() {
    let world = World::new();
    let keeper = world.person(ENTERPRISE, Role::Administrator).await;
    let law = Law::embedded().unwrap();
    let held = law.files.get("standards/s05-aerial-survey-permit/2012-11-01.toml").unwrap();
    let text = held.replacen("adopted = 2012-11-01", "adopted = 2013-09-01", 1).replace('\n', "\r\n");
    let path = "/en/admin/rules/activate";
    let today = [("text", text.as_str()), ("base", "-"), ("from", "2013-09-02"), ("cite", "No 77")];
    let (status, html) = send(&world, &keeper, path, &today).await;
    assert!(status == 422 && html.contains("action-activate-field-from-problem"), "{html}");
    assert!(html.contains("value=\"No 77\""), "nothing typed is lost");
    let later = [("text", text.as_str()), ("base", "-"), ("from", "2013-10-01"), ("cite", "No 77")];
    for role in [Role::Head, Role::Supervisor, Role::Reception] {
        let other = world.person(ENTERPRISE, role).await;
        assert_eq!(send(&world, &other, path, &later).await.0, 403, "{role}");
    }
    assert_eq!(send(&world, &keeper, path, &later).await.0, 303);
    let on = |day: &'static str| {
        let (world, keeper) = (&world, &keeper);
        async move { world.page_of(&format!("/en/admin/rules?on={day}"), Some(keeper)).await.1 }
    };
    let counts = |html: &str, edition: &str| {
        let row = html.split("<tr").find(|row| row.contains("\">5. ") && row.contains(edition)).unwrap();
        row.contains("data-label=\"Counts on that day\">yes<")
    };
    let (before, from) = (on("2013-09-30").await, on("2013-10-01").await);
    assert!(counts(&before, "01.11.2012") && !counts(&before, "01.09.2013"));
    assert!(!counts(&from, "01.11.2012") && counts(&from, "01.09.2013"));
    assert!(from.contains("No 77"), "{from}");
}

/// Hidden values of the form that puts in force what was checked.
fn hidden(html: &str) -> Vec<(String, String)> {
    let (_, form) = html.split_once("id=\"action-activate\"").expect("a form to put it in force");
    let form = form.split("</form>").next().unwrap();
    let inputs = form.split("<input type=\"hidden\" ").skip(1).filter_map(|input| {
        let (_, rest) = input.split_once("name=\"")?;
        let (name, rest) = rest.split_once('"')?;
        let (_, rest) = rest.split_once("value=\"")?;
        let value =
            rest.split('"').next()?.replace("&#34;", "\"").replace("&#38;", "&").replace("&#39;", "'");
        Some((name.to_owned(), value.replace("&#60;", "<").replace("&#62;", ">")))
    });
    inputs.filter(|(name, _)| name != "csrf").collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_index_of_a_new_year_is_put_in_force_by_a_form() {
    let world = World::new();
    let keeper = world.person(ENTERPRISE, Role::Administrator).await;
    let path = "/en/admin/rules/index";
    let (status, html) = send(&world, &keeper, path, &[("from", "2027-01-01"), ("tenge", "much")]).await;
    assert!(status == 422 && html.contains("#field-tenge") && html.contains("#field-source"), "{html}");
    let typed = [("from", "2027-01-01"), ("tenge", "4500"), ("source", "No 9 of 1 December 2026")];
    let (status, html) = send(&world, &keeper, path, &typed).await;
    assert!(status == 200 && html.contains("4500 tenge (No 9 of 1 December 2026)"), "{html}");
    assert!(html.contains("value=\"No 9 of 1 December 2026\""), "the act need not be typed twice");
    let mut put = hidden(&html);
    put.push(("cite".to_owned(), String::new()));
    let borrowed: Vec<(&str, &str)> = put.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let (status, html) = send(&world, &keeper, "/en/admin/rules/activate", &borrowed).await;
    assert!(status == 422 && html.contains("action-activate-field-cite-problem"), "{html}");
    put.pop();
    put.push(("cite".to_owned(), "No 9".to_owned()));
    let borrowed: Vec<(&str, &str)> = put.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    assert_eq!(send(&world, &keeper, "/en/admin/rules/activate", &borrowed).await.0, 303);
    let (_, html) = world.page_of("/en/admin/rules", Some(&keeper)).await;
    assert!(html.contains(">4500<") && html.contains("No 9"), "{html}");
    assert_eq!(
        send(&world, &keeper, "/en/admin/rules/activate", &borrowed).await.0,
        409,
        "the base is another now"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_telephone_of_an_office_is_changed_by_a_form_and_found_by_everybody() {
    let world = World::new();
    let keeper = world.person(ENTERPRISE, Role::Administrator).await;
    let path = format!("/en/admin/offices/{ENTERPRISE}");
    let wrong = [("phones", "12"), ("source", "letter No 3")];
    let (status, html) = send(&world, &keeper, &path, &wrong).await;
    assert!(
        status == 422 && html.contains("#field-phones") && html.contains("value=\"letter No 3\""),
        "{html}"
    );
    let typed = [("phones", "8(7172)55-44-33"), ("source", "letter No 3")];
    let (status, html) = send(&world, &keeper, &path, &typed).await;
    assert!(status == 200 && html.contains("8(7172)55-44-33"), "{html}");
    let mut put = hidden(&html);
    put.push(("cite".to_owned(), "letter No 3".to_owned()));
    let borrowed: Vec<(&str, &str)> = put.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    assert_eq!(send(&world, &keeper, "/en/admin/rules/activate", &borrowed).await.0, 303);
    let (_, html) = world.page("/en/offices?parcel=21-318-065-123&service=1").await;
    assert!(html.contains("+77172554433"), "{html}");
    assert_eq!(world.page_of("/en/admin/offices/nowhere", Some(&keeper)).await.0, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_is_begun_from_the_last_and_a_planned_edition_is_withdrawn() {
    let world = World::new();
    let keeper = world.person(ENTERPRISE, Role::Administrator).await;
    let (_, html) = world.page_of("/en/admin/rules/check?file=calendar/2027.toml", Some(&keeper)).await;
    assert!(html.contains("year = 2027") && html.contains("2027-01-01, 2027-01-02"), "{html}");
    let (status, html) =
        send(&world, &keeper, "/en/admin/rules/check", &[("path", "../x"), ("text", "x")]).await;
    assert!(status == 422 && html.contains("#field-text"), "{html}");
    let day = [("off", "2026-06-01"), ("named", ""), ("worked", "soon"), ("source", ""), ("url", "")];
    let (status, html) = send(&world, &keeper, "/en/admin/rules/day", &day).await;
    assert!(status == 422 && html.contains("#field-worked") && html.contains("#field-source"), "{html}");
    let law = Law::embedded().unwrap();
    let held = law.files.get("standards/s05-aerial-survey-permit/2012-11-01.toml").unwrap();
    let text = held.replacen("adopted = 2012-11-01", "adopted = 2013-09-01", 1);
    let put = [("text", text.as_str()), ("base", "-"), ("from", "2013-10-01"), ("cite", "No 77")];
    assert_eq!(send(&world, &keeper, "/en/admin/rules/activate", &put).await.0, 303);
    let (_, html) = world.page_of("/en/admin/rules", Some(&keeper)).await;
    assert!(html.contains("Editions whose day has not come") && html.contains("action-withdraw-1"), "{html}");
    let path = "/en/admin/rules/withdraw";
    let (status, html) = send(&world, &keeper, path, &[("change", "1"), ("reason", "")]).await;
    assert!(status == 422 && html.contains("#action-withdraw-1-field-reason"), "{html}");
    assert_eq!(send(&world, &keeper, path, &[("change", "1"), ("reason", "repealed")]).await.0, 303);
    let (_, html) = world.page_of("/en/admin/rules", Some(&keeper)).await;
    assert!(!html.contains("Editions whose day has not come") && html.contains("repealed"), "{html}");
    assert_eq!(send(&world, &keeper, path, &[("change", "1"), ("reason", "again")]).await.0, 404);
}
