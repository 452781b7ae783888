//! Scans of papers over the wire: with the form, beside a draft, with a case.

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, header};
use axum::response::Response;
use desk::Role;
use tower::ServiceExt;

use crate::world::{CENTRE, ELSEWHERE, ENTERPRISE, World};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and a picture";
const PDF: &[u8] = b"%PDF-1.7 and pages";

async fn ask(world: &World, request: Request<Body>) -> (Response<()>, Vec<u8>) {
    let response = world.router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    (Response::from_parts(parts, ()), to_bytes(body, 64 << 20).await.unwrap().to_vec())
}

async fn get(world: &World, path: &str, token: Option<&str>) -> (Response<()>, Vec<u8>) {
    let mut request = Request::builder().uri(path);
    if let Some(token) = token {
        request = request.header(header::COOKIE, format!("zher={token}"));
    }
    ask(world, request.body(Body::empty()).unwrap()).await
}

async fn csrf(world: &World, token: &str) -> String {
    let (_, html) = world.page_of("/en/me", Some(token)).await;
    let (_, rest) = html.split_once("name=\"csrf\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

fn link_of<'h>(html: &'h str, beginning: &str) -> &'h str {
    let (_, rest) = html.split_once(&format!("href=\"{beginning}")).unwrap_or_else(|| panic!("{html}"));
    let end = rest.find('"').unwrap();
    let start = html.len() - rest.len() - beginning.len();
    &html[start..start + beginning.len() + end]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_comes_with_the_form_and_a_refused_one_costs_nothing_typed() {
    let world = World::new();
    let one = world.person(ENTERPRISE, Role::Reception).await;
    let other = world.person(CENTRE, Role::Reception).await;
    let csrf = csrf(&world, &one).await;
    let typed = [
        ("csrf", csrf.as_str()),
        ("key", "scans-of-a-draft"),
        ("service", "1"),
        ("case", "1"),
        ("applicant.name", "Айгүл Серікова"),
        ("paper:application", "original-kept"),
        ("do", "attach"),
    ];
    let mut large = b"\xff\xd8\xff".to_vec();
    large.resize(11 << 20, 0);
    for (bytes, why) in [(b"GIF89a".as_slice(), "no PDF, JPEG or PNG"), (&large, "larger than 10 MiB")] {
        let files = [("scan:application", "a.jpg", bytes), ("scan:decision-extract", "", b"")];
        let (status, html) = world.upload("/en/lodge", &one, &typed, &files).await;
        assert_eq!(status, 422);
        assert!(html.contains("id=\"field-scan-application-problem\"") && html.contains(why), "{html}");
        assert!(html.contains("value=\"Айгүл Серікова\""), "what was typed stays");
        assert!(!html.contains("/en/lodge/scans/"), "nothing was kept");
    }
    let (status, html) =
        world.upload("/en/lodge", &one, &typed, &[("scan:application", "Өтініш.png", PNG)]).await;
    assert_eq!(status, 200, "{html}");
    assert!(html.contains("PNG, 1 KiB, Өтініш.png"), "{html}");
    let path = link_of(&html, "/en/lodge/scans/").to_owned();
    let (head, bytes) = get(&world, &path, Some(&one)).await;
    assert_eq!((head.status().as_u16(), bytes.as_slice()), (200, PNG));
    let said = |name: header::HeaderName| head.headers().get(name).unwrap().to_str().unwrap().to_owned();
    assert_eq!(said(header::CONTENT_TYPE), "image/png");
    assert_eq!(said(header::CONTENT_DISPOSITION), "inline; filename=\"application.png\"");
    assert_eq!(said(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    assert_eq!(said(header::CACHE_CONTROL), "no-store");
    assert!(said(header::CONTENT_SECURITY_POLICY).starts_with("sandbox; default-src 'none'"));
    assert_eq!(get(&world, &path, Some(&other)).await.0.status(), 404, "another's scan does not exist");
    assert_eq!(get(&world, &path, None).await.0.status(), 303);

    // A browser without scripts opens the draft again; taking away is a button of the form.
    let (_, html) = world.page_of("/en/lodge?draft=scans-of-a-draft", Some(&one)).await;
    assert!(html.contains(&path) && html.contains("value=\"Айгүл Серікова\""), "{html}");
    let away = format!("away:{}", path.rsplit('/').next().unwrap());
    let mut without = typed;
    without[6].1 = &away;
    let (status, html) = world.upload("/en/lodge/check", &one, &without, &[]).await;
    assert_eq!(status, 200);
    assert!(!html.contains(&path) && html.contains("Айгүл"), "{html}");
}

/// The form is checked while it is typed; a check that was under way when the request was accepted arrives after it.
#[tokio::test(flavor = "multi_thread")]
async fn a_check_that_comes_after_the_lodging_is_refused_quietly_and_brings_no_draft_back() {
    let world = World::new();
    let one = world.person(ENTERPRISE, Role::Reception).await;
    let csrf = csrf(&world, &one).await;
    let typed = [
        ("csrf", csrf.as_str()),
        ("key", "checked-too-late"),
        ("service", "1"),
        ("case", "1"),
        ("applicant.name", "Кеш Қалған"),
    ];
    let check =
        async || world.upload("/en/lodge/check", &one, &typed, &[("scan:application", "a.png", PNG)]).await;
    assert_eq!(check().await.0, 200);
    let begun = async || world.page_of("/en/lodge", Some(&one)).await.1.contains("Кеш Қалған");
    assert!(begun().await, "what is typed is a draft");
    let form = world.form(&one, "cadastre").await;
    let lodge = world.post("/cases").bearer(&one).header("idempotency-key", "checked-too-late").json(&form);
    lodge.send().await.with(201);
    assert!(!begun().await);
    assert_eq!(check().await.0, 409);
    assert!(!begun().await, "what was lodged is no draft again");
}

#[tokio::test(flavor = "multi_thread")]
async fn scans_of_a_case_are_added_seen_and_found_wrong_by_those_who_may() {
    let world = World::new();
    let reception = world.person(ENTERPRISE, Role::Reception).await;
    let executor = world.person(ENTERPRISE, Role::Executor).await;
    let stranger = world.person(ELSEWHERE, Role::Head).await;
    let case = world.lodged(&reception, "cadastre").await["case"].as_str().unwrap().to_owned();
    let (page, scans) = (format!("/en/cases/{case}"), format!("/en/cases/{case}/scans"));
    let own = csrf(&world, &reception).await;
    let form = [("csrf", own.as_str()), ("key", "first-scan"), ("paper", "application")];
    let (status, html) = world.upload(&scans, &reception, &form, &[("scan", "", b"")]).await;
    assert_eq!(status, 422, "no file was chosen");
    assert!(html.contains("id=\"add-scan-field-scan-problem\""), "{html}");
    let file = [("scan", "паспорт.pdf", PDF)];
    let (status, _) = world.upload(&scans, &reception, &form, &file).await;
    assert_eq!(status, 303);
    let theirs = csrf(&world, &executor).await;
    let forged = [("csrf", theirs.as_str()), ("key", "other-scan"), ("paper", "application")];
    assert_eq!(world.upload(&scans, &executor, &forged, &file).await.0, 403, "he takes no papers");
    let strange = csrf(&world, &stranger).await;
    let strange = [("csrf", strange.as_str()), ("key", "other-scan"), ("paper", "application")];
    assert_eq!(world.upload(&scans, &stranger, &strange, &file).await.0, 404);

    let (_, html) = world.page_of(&page, Some(&executor)).await;
    assert!(!html.contains("паспорт"), "a name of a file says more than is needed");
    assert!(html.contains("A scan of a paper was attached"), "{html}");
    let path = link_of(&html, &format!("{scans}/")).to_owned();
    let (head, bytes) = get(&world, &path, Some(&executor)).await;
    assert_eq!((head.status().as_u16(), bytes.as_slice()), (200, PDF));
    let how = head.headers().get(header::CONTENT_DISPOSITION).unwrap();
    assert_eq!(how, "attachment; filename=\"application.pdf\"");
    assert_eq!(get(&world, &path, Some(&stranger)).await.0.status(), 404);
    assert_eq!(get(&world, &path, None).await.0.status(), 303);
    let bad = format!("{scans}/0");
    assert_eq!(get(&world, &bad, Some(&executor)).await.0.status(), 404);

    let scan = path.rsplit('/').next().unwrap();
    let version = world.case(&reception, &serde_json::json!({ "case": case })).await["version"].to_string();
    let wrong = [
        ("csrf", own.as_str()),
        ("key", "wrong-scan"),
        ("version", version.as_str()),
        ("step", "reject-scan"),
        ("scan", scan),
    ];
    let without: Vec<(&str, &str)> = wrong.to_vec();
    let body = |reason: &str| {
        let mut out = form_urlencoded::Serializer::new(String::new());
        out.extend_pairs(&without).append_pair("reason", reason).finish()
    };
    let steps = format!("/en/cases/{case}/steps");
    let step = async |body: String| {
        let request = Request::builder()
            .method(Method::POST)
            .uri(&steps)
            .header(header::COOKIE, format!("zher={reception}"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let (head, bytes) = ask(&world, request.body(Body::from(body)).unwrap()).await;
        (head.status().as_u16(), String::from_utf8(bytes).unwrap())
    };
    let (status, html) = step(body("")).await;
    assert_eq!(status, 422, "why it is wrong must be said: {html}");
    assert_eq!(step(body("the second page is missing")).await.0, 303);
    let (_, html) = world.page_of(&page, Some(&executor)).await;
    assert!(html.contains("the second page is missing") && html.contains(&path), "{html}");
}
