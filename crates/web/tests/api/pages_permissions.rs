//! Who may see each page and send each form. A route that is missing here fails the test.

use axum::body::Body;
use axum::http::{Method, Request, header};
use desk::{MATRIX, Permission, Role};
use tower::ServiceExt;

use crate::world::{ELSEWHERE, ENTERPRISE, World};

/// Who may see a page.
#[derive(Clone, Copy)]
enum Seen {
    Anybody,
    SignedIn,
    /// Whose role may do something somewhere; others are told that they may not.
    Who(Permission),
    /// Whose role may see the case; for others it does not exist.
    OfTheCase,
}
use Seen::{Anybody, OfTheCase, SignedIn, Who};

const GET: &[(&str, &str, Seen)] = &[
    ("/{lang}/", "/kk/", Anybody),
    ("/{lang}/complain", "/kk/complain", Anybody),
    ("/{lang}/price", "/kk/price", Anybody),
    ("/{lang}/term", "/kk/term", Anybody),
    ("/{lang}/services/{number}", "/kk/services/1", Anybody),
    ("/{lang}/services/{number}/forms/{annex}", "/kk/services/1/forms/5", Anybody),
    ("/{lang}/law", "/kk/law", Anybody),
    ("/{lang}/law/{number}", "/kk/law/1", Anybody),
    ("/{lang}/law/{number}/compare", "/kk/law/1/compare", Anybody),
    ("/{lang}/offices", "/kk/offices", Anybody),
    ("/{lang}/styleguide", "/kk/styleguide", Anybody),
    ("/{lang}/track", "/kk/track", Anybody),
    ("/{lang}/sign-in", "/kk/sign-in", Anybody),
    ("/{lang}/inbox", "/kk/inbox", Who(Permission::ViewCase)),
    ("/{lang}/inbox/list", "/kk/inbox/list", Who(Permission::ViewCase)),
    ("/{lang}/day", "/kk/day", Who(Permission::ViewCase)),
    ("/{lang}/bulk", "/kk/bulk?step=start&case={case}", Who(Permission::Work)),
    ("/{lang}/overview", "/kk/overview", Who(Permission::SeeOverview)),
    ("/{lang}/search", "/kk/search", Who(Permission::ViewCase)),
    ("/{lang}/lodge", "/kk/lodge", Who(Permission::Lodge)),
    ("/{lang}/cases/{id}", "/kk/cases/{case}", OfTheCase),
    ("/{lang}/cases/{id}/steps", "/kk/cases/{case}/steps", OfTheCase),
    ("/{lang}/cases/{id}/scans", "/kk/cases/{case}/scans", OfTheCase),
    ("/{lang}/cases/{id}/receipt", "/kk/cases/{case}/receipt", OfTheCase),
    ("/{lang}/cases/{id}/forms/{annex}", "/kk/cases/{case}/forms/5", OfTheCase),
    ("/{lang}/accounts", "/kk/accounts", Who(Permission::ManageAccounts)),
    ("/{lang}/accounts/search", "/kk/accounts/search", Who(Permission::ManageAccounts)),
    ("/{lang}/accounts/{id}", "/kk/accounts/{account}", Who(Permission::ManageAccounts)),
    ("/{lang}/admin", "/kk/admin", Who(Permission::ManageAccounts)),
    ("/{lang}/admin/rules", "/kk/admin/rules", Who(Permission::KeepRules)),
    ("/{lang}/admin/rules/check", "/kk/admin/rules/check", Who(Permission::KeepRules)),
    ("/{lang}/admin/rules/activate", "/kk/admin/rules/activate", Who(Permission::KeepRules)),
    ("/{lang}/admin/rules/withdraw", "/kk/admin/rules/withdraw", Who(Permission::KeepRules)),
    ("/{lang}/admin/rules/index", "/kk/admin/rules/index", Who(Permission::KeepRules)),
    ("/{lang}/admin/rules/day", "/kk/admin/rules/day", Who(Permission::KeepRules)),
    ("/{lang}/admin/law", "/kk/admin/law", Who(Permission::KeepRules)),
    ("/{lang}/admin/offices", "/kk/admin/offices", Who(Permission::KeepRules)),
    ("/{lang}/admin/offices/{id}", "/kk/admin/offices/cadastre-21-astana", Who(Permission::KeepRules)),
    ("/{lang}/books", "/kk/books", Who(Permission::SeeRegister)),
    ("/{lang}/transfers", "/kk/transfers", Who(Permission::Transfer)),
    ("/{lang}/absences", "/kk/absences", SignedIn),
    ("/{lang}/me", "/kk/me", SignedIn),
];

/// Forms: nobody sends one without having signed in, nor with another's token.
const POST: &[(&str, &str)] = &[
    ("/{lang}/sign-out", "/kk/sign-out"),
    ("/{lang}/search", "/kk/search"),
    ("/{lang}/bulk", "/kk/bulk"),
    ("/{lang}/lodge", "/kk/lodge"),
    ("/{lang}/lodge/check", "/kk/lodge/check"),
    ("/{lang}/lodge/forget", "/kk/lodge/forget"),
    ("/{lang}/cases/{id}/steps", "/kk/cases/{case}/steps"),
    ("/{lang}/cases/{id}/notes", "/kk/cases/{case}/notes"),
    ("/{lang}/cases/{id}/presence", "/kk/cases/{case}/presence"),
    ("/{lang}/cases/{id}/scans", "/kk/cases/{case}/scans"),
    ("/{lang}/accounts", "/kk/accounts"),
    ("/{lang}/accounts/search", "/kk/accounts/search"),
    ("/{lang}/accounts/{id}", "/kk/accounts/{account}"),
    ("/{lang}/admin/rules/check", "/kk/admin/rules/check"),
    ("/{lang}/admin/rules/activate", "/kk/admin/rules/activate"),
    ("/{lang}/admin/rules/withdraw", "/kk/admin/rules/withdraw"),
    ("/{lang}/admin/rules/index", "/kk/admin/rules/index"),
    ("/{lang}/admin/rules/day", "/kk/admin/rules/day"),
    ("/{lang}/admin/offices/{id}", "/kk/admin/offices/cadastre-21-astana"),
    ("/{lang}/admin/law", "/kk/admin/law"),
    ("/{lang}/transfers", "/kk/transfers"),
    ("/{lang}/transfers/{id}/sent", "/kk/transfers/{case}/sent"),
    ("/{lang}/transfers/{id}/received", "/kk/transfers/{case}/received"),
    ("/{lang}/absences", "/kk/absences"),
    ("/{lang}/me", "/kk/me"),
];

/// Pages that have their own tests: redirection by language, files of the style, one-time links, lists of transfers by
/// their id, scans (`scans.rs`), annexes of a text that was loaded (`law_text.rs`), and the two forms that anybody may send.
const ELSEWHERE_TESTED: [(&str, &str); 12] = [
    ("get", "/{lang}/lodge/scans/{id}"),
    ("get", "/{lang}/cases/{id}/scans/{scan}"),
    ("get", "/{lang}/law/{number}/text/{annex}"),
    ("get", "/"),
    ("get", "/assets/{file}"),
    ("get", "/{lang}/set-up/{secret}"),
    ("post", "/{lang}/set-up/{secret}"),
    ("get", "/{lang}/password/{id}/{secret}"),
    ("post", "/{lang}/password/{id}/{secret}"),
    ("get", "/{lang}/transfers/{id}"),
    ("post", "/{lang}/sign-in"),
    ("post", "/{lang}/track"),
];

fn may(role: Role, permission: Permission) -> bool {
    let row = MATRIX.iter().find(|row| row.role == role).unwrap();
    row.executing_office.contains(&permission)
}

/// Every route of the pages with its methods, as the source lists them.
fn routes() -> Vec<(&'static str, String)> {
    let source = include_str!("../../src/pages/mod.rs");
    let lines = source.lines().filter_map(|line| line.trim().strip_prefix(".route(\""));
    lines
        .flat_map(|line| {
            let (path, handlers) = line.split_once('"').unwrap();
            let methods = ["get", "post"].into_iter().filter(|method| {
                handlers.contains(&format!(" {method}(")) || handlers.contains(&format!(".{method}("))
            });
            methods.map(|method| (method, path.to_owned())).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn every_route_of_the_pages_says_who_may_see_it() {
    let found = routes();
    assert!(found.len() > 30, "{found:?}");
    for (method, path) in found {
        let known = match method {
            "get" => GET.iter().any(|(route, _, _)| *route == path),
            _ => POST.iter().any(|(route, _)| *route == path),
        };
        assert!(known || ELSEWHERE_TESTED.contains(&(method, &path)), "{method} {path}: who may?");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_page_is_seen_by_those_who_may_and_by_nobody_else() {
    let world = World::new();
    let reception = world.person(ENTERPRISE, Role::Reception).await;
    let case = world.lodged(&reception, "cadastre").await["case"].as_str().unwrap().to_owned();
    let stranger = world.person(ELSEWHERE, Role::Head).await;
    let account = account_of(&world, &stranger);
    for (route, path, seen) in GET {
        let path = path.replace("{case}", &case).replace("{account}", &account);
        let (status, _) = world.page_of(&path, None).await;
        assert_eq!(status, if matches!(seen, Anybody) { 200 } else { 303 }, "{route} by nobody");
        for role in Role::ALL.iter().copied() {
            let token = world.person(ENTERPRISE, role).await;
            let (status, _) = world.page_of(&path, Some(&token)).await;
            let expected = match seen {
                Anybody | SignedIn => 200,
                Who(permission) if may(role, *permission) => 200,
                Who(_) => 403,
                OfTheCase if may(role, Permission::ViewCase) => 200,
                OfTheCase => 404,
            };
            assert_eq!(status, expected, "{route} by {role}");
        }
        if matches!(seen, OfTheCase) {
            let (status, _) = world.page_of(&path, Some(&stranger)).await;
            assert_eq!(status, 404, "{route} by another office");
        }
    }
}

fn account_of(world: &World, token: &str) -> String {
    world.desk.session(token).unwrap().unwrap().account.id.0.to_string()
}

async fn sent(world: &World, path: &str, cookie: Option<&str>, body: String) -> (u16, String) {
    let mut request = Request::builder().method(Method::POST).uri(path);
    request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    if let Some(token) = cookie {
        request = request.header(header::COOKIE, format!("zher={token}"));
    }
    let response = world.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
    let status = response.status().as_u16();
    let to = response.headers().get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
    (status, to.unwrap_or_default())
}

fn token_of(html: &str) -> String {
    let (_, rest) = html.split_once("name=\"csrf\" value=\"").expect("a form with its token");
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_without_its_token_or_with_anothers_does_nothing() {
    let world = World::new();
    let reception = world.person(ENTERPRISE, Role::Reception).await;
    let case = world.lodged(&reception, "cadastre").await["case"].as_str().unwrap().to_owned();
    let head = world.person(ENTERPRISE, Role::Head).await;
    let account = account_of(&world, &head);
    let (_, html) = world.page_of("/kk/me", Some(&reception)).await;
    let anothers = token_of(&html);
    for (route, path) in POST {
        let path = path.replace("{case}", &case).replace("{account}", &account);
        let (status, to) = sent(&world, &path, None, format!("csrf={anothers}")).await;
        assert_eq!((status, to.as_str()), (303, "/kk/sign-in"), "{route} by nobody");
        for csrf in ["", "csrf=", &format!("csrf={anothers}")] {
            let (status, _) = sent(&world, &path, Some(&head), csrf.to_owned()).await;
            assert_eq!(status, 403, "{route} with {csrf:?}");
        }
    }
}

/// What is typed stays when the browser closes; nobody but the officer sees it.
#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_was_begun_is_gone_on_with_and_thrown_away() {
    let world = World::new();
    let (one, other) =
        (world.person(ENTERPRISE, Role::Reception).await, world.person(ELSEWHERE, Role::Reception).await);
    let (_, html) = world.page_of("/en/lodge", Some(&one)).await;
    assert!(!html.contains("Unfinished requests"), "{html}");
    let csrf = token_of(&html);
    let form = format!(
        "csrf={csrf}&service=1&channel=cadastre&case=1&product=act&kind=individual&key=begun-request-1\
         &applicant.name=Aigul&applicant.phone=7701"
    );
    let (status, _) = sent(&world, "/en/lodge/check", Some(&one), form).await;
    assert_eq!(status, 200);
    let (_, html) = world.page_of("/en/lodge", Some(&one)).await;
    assert!(html.contains("Unfinished requests") && html.contains("Aigul"), "{html}");
    assert!(html.contains("href=\"/en/lodge?draft=begun-request-1\""), "{html}");
    let (_, html) = world.page_of("/en/lodge?draft=begun-request-1", Some(&one)).await;
    assert!(html.contains("value=\"7701\"") && html.contains("value=\"begun-request-1\""), "{html}");
    for path in ["/en/lodge", "/en/lodge?draft=begun-request-1"] {
        let (_, html) = world.page_of(path, Some(&other)).await;
        assert!(!html.contains("Aigul") && !html.contains("7701"), "{path}: {html}");
    }
    let (status, to) =
        sent(&world, "/en/lodge/forget", Some(&one), format!("csrf={csrf}&key=begun-request-1")).await;
    assert_eq!((status, to.as_str()), (303, "/en/lodge"));
    let (_, html) = world.page_of("/en/lodge", Some(&one)).await;
    assert!(!html.contains("Aigul"), "{html}");
}

/// Somebody who applied before is offered by his number, and filled in only where asked.
#[tokio::test(flavor = "multi_thread")]
async fn an_applicant_who_applied_before_is_filled_in() {
    let world = World::new();
    let token = world.person(ENTERPRISE, Role::Reception).await;
    let form = world.form(&token, "cadastre").await;
    world.lodge(&token, &form).await.with(201);
    let identifier = form["applicant"]["identifier"].as_str().unwrap();
    let (_, html) = world.page_of("/en/lodge", Some(&token)).await;
    let typed = format!(
        "csrf={}&service=1&channel=cadastre&case=1&product=act&kind=individual&key=known-applicant\
         &applicant.identifier={identifier}",
        token_of(&html)
    );
    let page = async |body: String| {
        let request = Request::builder().method(Method::POST).uri("/en/lodge");
        let request = request.header(header::COOKIE, format!("zher={token}")).body(Body::from(body)).unwrap();
        let response = world.router.clone().oneshot(request).await.unwrap();
        let bytes = axum::body::to_bytes(response.into_body(), 4 << 20).await.unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    };
    let offered = page(format!("{typed}&do=check")).await;
    assert!(offered.contains("Applied before: Айгүл Серікова"), "{offered}");
    assert!(!offered.contains("value=\"Айгүл Серікова\""), "nothing is filled in unasked");
    let filled = page(format!("{typed}&do=fill")).await;
    assert!(
        filled.contains("value=\"Айгүл Серікова\"") && filled.contains("value=\"Астана, Орынбор"),
        "{filled}"
    );
    assert!(!filled.contains("Applied before"), "{filled}");
}

/// The overview leads to the cases that it counts.
#[tokio::test(flavor = "multi_thread")]
async fn the_overview_counts_what_is_late_and_leads_there() {
    let world = World::new();
    let reception = world.person(ENTERPRISE, Role::Reception).await;
    let case = world.lodged(&reception, "cadastre").await;
    world.set("2013-09-10T18:30:00+06:00");
    world.desk.tick("one").unwrap();
    let head = world.person(ENTERPRISE, Role::Head).await;
    let (_, html) = world.page_of("/en/overview", Some(&head)).await;
    let late = format!("/en/inbox?office={ENTERPRISE}&#38;soon=late");
    assert!(html.contains(&format!("<a href=\"{late}\">1</a>")), "{html}");
    let (_, html) = world.page_of(&late.replace("&#38;", "&"), Some(&head)).await;
    let number = world.case(&head, &case).await["number"].as_str().unwrap().to_owned();
    assert!(html.contains(&number), "{html}");
    let (_, html) = world.page_of("/en/inbox?office=cadastre-01-aqmola&soon=late", Some(&head)).await;
    assert!(!html.contains(&number), "{html}");
}

/// An administrator gives another role on the account's page; a stale page changes nothing.
#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_changes_an_account_on_its_page() {
    let world = World::new();
    let executor = world.person(ENTERPRISE, Role::Executor).await;
    let id = account_of(&world, &executor);
    let operator = world.sign_in("operator").await.with(200).body["token"].as_str().unwrap().to_owned();
    let path = format!("/en/accounts/{id}");
    let (_, html) = world.page_of("/en/accounts", Some(&operator)).await;
    assert!(html.contains(&format!("href=\"{path}\"")), "{html}");
    let (status, html) = world.page_of(&path, Some(&operator)).await;
    assert_eq!(status, 200);
    assert!(html.contains("executor.") && html.contains("Close the account"), "{html}");
    let csrf = token_of(&html);
    let form = |version: u32, rest: &str| format!("csrf={csrf}&version={version}&{rest}");
    let none = form(1, "do=duties&post=x&office=cadastre-21-astana");
    assert_eq!(sent(&world, &path, Some(&operator), none).await.0, 422, "no role");
    let head = form(1, "do=duties&post=x&office=cadastre-21-astana&roles=head");
    assert_eq!(sent(&world, &path, Some(&operator), head.clone()).await.0, 200);
    assert_eq!(sent(&world, &path, Some(&operator), head).await.0, 409, "the page was stale");
    let (_, html) = world.page_of(&path, Some(&operator)).await;
    assert!(
        html.contains("value=\"head\" checked") && !html.contains("value=\"executor\" checked"),
        "{html}"
    );
    assert_eq!(sent(&world, &path, Some(&operator), form(2, "do=close")).await.0, 200);
    assert_eq!(world.sign_in("executor.cadastre-21-astana").await.status, 401);
    assert_eq!(sent(&world, &path, Some(&operator), form(3, "do=open")).await.0, 200);
    assert_eq!(world.sign_in("executor.cadastre-21-astana").await.status, 200);
}
