//! Every endpoint of the description, with every role and with none, against the desk's table.

use std::collections::BTreeSet;

use axum::http::Method;
use cases::CommandKind;
use desk::{Permission, Relation, Role, STEPS, allows};
use serde_json::{Value, json};

use crate::world::{CENTRE, ELSEWHERE, ENTERPRISE, PASSWORD, World};

/// Who may call.
#[derive(Debug, Clone, Copy)]
enum Access {
    Anybody,
    SignedIn,
    /// With a permission at the own office.
    Office(Permission),
    /// With a permission on a case; to those who may not see it, it does not exist.
    Case(Permission),
    /// With a permission at an office of a list; to others it does not exist.
    List(Permission),
}

/// A call of an endpoint, and what it answers to whoever may make it.
struct Probe {
    endpoint: (&'static str, &'static str),
    path: String,
    body: Value,
    access: Access,
    allowed: &'static [u16],
}

fn probe(
    endpoint: (&'static str, &'static str),
    path: impl Into<String>,
    body: Value,
    access: Access,
    allowed: &'static [u16],
) -> Probe {
    Probe { endpoint, path: path.into(), body, access, allowed }
}

/// A world in which there is something to call: a case that the enterprise accepted and decides, and two lists.
struct Scene {
    world: World,
    case: String,
    form: Value,
    back: String,
    there: String,
}

async fn scene() -> Scene {
    let world = World::new();
    let reception = world.person(ENTERPRISE, Role::Reception).await;
    let counter = world.person(CENTRE, Role::Reception).await;
    let form = world.form(&reception, "cadastre").await;
    let case = world.lodge(&reception, &form).await.with(201).body["case"].as_str().unwrap().to_owned();
    let other = world.lodged(&counter, "centre").await;
    let list = |token: String, to: &'static str| {
        let (world, cases) = (&world, json!([other["case"]]));
        async move {
            let body = json!({ "to": to, "cases": cases });
            let list = world.post("/transfer-lists").bearer(&token).json(&body).send().await.with(201);
            list.body["id"].as_str().unwrap().to_owned()
        }
    };
    let there = list(counter.clone(), ENTERPRISE).await;
    world.post(&format!("/transfer-lists/{there}/sent")).bearer(&counter).send().await.with(200);
    world.post(&format!("/transfer-lists/{there}/received")).bearer(&reception).send().await.with(200);
    let back = list(reception.clone(), CENTRE).await;
    Scene { world, case, form, back, there }
}

const NOTHING: Value = Value::Null;

fn law() -> Vec<Probe> {
    let fee = json!({
        "service": 1, "product": "act", "payer": "farm", "area_ha": "120.5", "date": "2013-09-02",
    });
    let term = json!({
        "service": 1, "product": "act", "channel": "cadastre", "region": "21",
        "lodged_at": "2013-09-02T10:15:00+06:00",
    });
    let checklist = "/services/1/checklist?channel=cadastre&case=1&product=act";
    let any = Access::Anybody;
    vec![
        probe(("get", "/services"), "/services", NOTHING, any, &[200]),
        probe(("get", "/services/{number}/checklist"), checklist, NOTHING, any, &[200]),
        probe(("post", "/fees/quote"), "/fees/quote", fee, any, &[200]),
        probe(("post", "/terms"), "/terms", term, any, &[200]),
        probe(("get", "/calendar/{year}"), "/calendar/2013?schedule=cadastre", NOTHING, any, &[200]),
        probe(("get", "/offices"), "/offices?service=1", NOTHING, any, &[200]),
        probe(
            ("post", "/identifiers/check"),
            "/identifiers/check",
            json!({ "kind": "iin", "value": "1" }),
            any,
            &[200],
        ),
        probe(("post", "/session"), "/session", json!({}), any, &[422]),
        probe(("post", "/tracking"), "/tracking", json!({ "number": "1", "secret": "2" }), any, &[404]),
    ]
}

fn of_office(scene: &Scene) -> Vec<Probe> {
    use Access::{List, Office, SignedIn};
    let (back, there) = (&scene.back, &scene.there);
    let account = json!({
        "login": "new.person", "name": "Сәуле", "post": "маман", "office": CENTRE, "roles": ["reception"],
        "password": PASSWORD,
    });
    let nobody = "00000000-0000-7000-8000-000000000000";
    let list = json!({ "to": CENTRE, "cases": [] });
    let own = json!({ "old": "not the password", "new": "another password 1" });
    let (manage, transfer) = (Permission::ManageAccounts, Permission::Transfer);
    let path = |tail: &str| format!("/transfer-lists/{tail}");
    vec![
        probe(("get", "/accounts"), "/accounts", NOTHING, Office(manage), &[200]),
        probe(("post", "/accounts"), "/accounts", account, Office(manage), &[201]),
        probe(
            ("post", "/accounts/search"),
            "/accounts/search",
            json!({ "q": "Сәуле", "role": "head", "state": "active" }),
            Office(manage),
            &[200],
        ),
        probe(
            ("post", "/accounts/{id}/status"),
            format!("/accounts/{nobody}/status"),
            json!({ "status": "locked" }),
            Office(manage),
            &[404],
        ),
        probe(
            ("post", "/accounts/{id}/password"),
            format!("/accounts/{nobody}/password"),
            json!({ "password": "another password 1" }),
            Office(manage),
            &[404],
        ),
        probe(("get", "/overview"), "/overview", NOTHING, Office(Permission::SeeOverview), &[200]),
        probe(
            ("get", "/registers/{book}"),
            "/registers/registration",
            NOTHING,
            Office(Permission::SeeRegister),
            &[200],
        ),
        probe(("get", "/notices"), "/notices", NOTHING, SignedIn, &[200]),
        probe(
            ("get", "/notices"),
            format!("/notices?office={ENTERPRISE}"),
            NOTHING,
            Office(Permission::SeeOverview),
            &[200],
        ),
        probe(("post", "/notices/{id}/read"), format!("/notices/{nobody}/read"), NOTHING, SignedIn, &[404]),
        probe(("get", "/transfer-lists"), "/transfer-lists", NOTHING, Office(transfer), &[200]),
        probe(("post", "/transfer-lists"), "/transfer-lists", list, Office(transfer), &[422]),
        probe(("get", "/transfer-lists/{id}"), path(back), NOTHING, List(transfer), &[200]),
        probe(
            ("post", "/transfer-lists/{id}/sent"),
            path(&format!("{back}/sent")),
            NOTHING,
            List(transfer),
            // The first who may confirms; whoever comes later learns that it is done.
            &[200, 422],
        ),
        probe(
            ("post", "/transfer-lists/{id}/received"),
            path(&format!("{there}/received")),
            NOTHING,
            List(transfer),
            &[422],
        ),
        probe(("get", "/session"), "/session", NOTHING, SignedIn, &[200]),
        probe(("post", "/me/password"), "/me/password", own, SignedIn, &[422]),
        // Last: it ends the session that calls.
        probe(("delete", "/session"), "/session", NOTHING, SignedIn, &[204]),
    ]
}

fn of_cases(scene: &Scene) -> Vec<Probe> {
    use Access::{Case, Office};
    let path = |tail: &str| format!("/cases/{}{tail}", scene.case);
    let secret = json!({ "identity": "жеке куәлік 012345678" });
    let (lodge, look) = (Permission::Lodge, Permission::ViewCase);
    let mut probes = vec![
        probe(("post", "/cases/preview"), "/cases/preview", scene.form.clone(), Office(lodge), &[200]),
        probe(("post", "/cases"), "/cases", scene.form.clone(), Office(lodge), &[201]),
        probe(
            ("post", "/cases/search"),
            "/cases/search",
            json!({ "q": "Айгүл" }),
            Office(Permission::Search),
            &[200],
        ),
        probe(("get", "/inbox"), "/inbox", NOTHING, Office(look), &[200]),
        probe(("get", "/cases/{id}"), path(""), NOTHING, Case(look), &[200]),
        probe(("get", "/cases/{id}/receipt"), path("/receipt"), NOTHING, Case(look), &[200]),
        probe(
            ("get", "/cases/{id}/access-log"),
            path("/access-log"),
            NOTHING,
            Case(Permission::SeeAccessLog),
            &[200],
        ),
        probe(
            ("post", "/cases/{id}/tracking-secret"),
            path("/tracking-secret"),
            secret,
            Case(Permission::ReplaceSecret),
            &[200],
        ),
    ];
    probes.extend(steps(&scene.case).into_iter().map(|(body, permission)| {
        // The version is never right: whoever may take the step is told so, and the case stays as it is.
        probe(("post", "/cases/{id}/steps"), path("/steps"), body, Case(permission), &[412])
    }));
    probes
}

/// One body for each step that a person takes, with its permission.
fn steps(case: &str) -> Vec<(Value, Permission)> {
    use Permission as P;
    let paper = json!({ "id": "fee-receipt", "how": "original-kept", "count": 1 });
    let other = json!({ "account": "00000000-0000-7000-8000-000000000000" });
    let notice = json!({ "document": "№ 1", "next_steps": "…" });
    let reason = "…";
    vec![
        (json!({ "command": "start" }), P::Work),
        (json!({ "command": "assign", "officer": other }), P::Assign),
        (json!({ "command": "suspend", "ground": "g", "notice": notice }), P::Decide),
        (json!({ "command": "resume", "ended_by": { "paper": "p" } }), P::Decide),
        (json!({ "command": "record-finding", "ground": "g", "note": "n" }), P::Work),
        (json!({ "command": "send-enquiry", "body": "b" }), P::Work),
        (json!({ "command": "record-remarks", "enquiry": 1, "text": "t" }), P::Work),
        (json!({ "command": "record-no-remarks", "enquiry": 1 }), P::Work),
        (json!({ "command": "grant" }), P::Decide),
        (json!({ "command": "refuse", "ground": "g", "reason": reason }), P::Decide),
        (json!({ "command": "refuse-incomplete", "missing": ["m"], "reason": reason }), P::Decide),
        (json!({ "command": "add-paper", "paper": paper }), P::TakePaper),
        (json!({ "command": "ready" }), P::Work),
        (json!({ "command": "hand-out", "way": "in-person", "to": "t", "shown": [] }), P::HandOut),
        (json!({ "command": "post" }), P::HandOut),
        (json!({ "command": "store" }), P::Archive),
        (json!({ "command": "archive" }), P::Archive),
        (json!({ "command": "withdraw", "reason": reason }), P::Withdraw),
        (json!({ "command": "cancel", "reason": reason }), P::Cancel),
        (json!({ "command": "link", "case": case, "relation": "earlier" }), P::Link),
        (json!({ "command": "reject-scan", "scan": case, "reason": reason }), P::TakePaper),
        (
            json!({ "command": "correct-slip", "field": "applicant-name", "new": "n", "reason": reason }),
            P::Correct,
        ),
    ]
}

async fn status(world: &World, probe: &Probe, token: Option<&str>) -> (u16, Value) {
    let method: Method = probe.endpoint.0.to_uppercase().parse().unwrap();
    let mut call = world.call(method, &probe.path).header("if-match", "\"999\"").keyed();
    if let Some(token) = token {
        call = call.bearer(token);
    }
    if !probe.body.is_null() {
        call = call.json(&probe.body);
    }
    let answer = call.send().await;
    (answer.status.as_u16(), answer.body)
}

/// What the desk's table says to a role of the enterprise, which accepted the case and decides on it.
fn expected(probe: &Probe, role: Role) -> &'static [u16] {
    let own = [Relation::LodgingOffice, Relation::ExecutingOffice];
    let may = |permission| allows(&[role], &own, permission);
    match probe.access {
        Access::Anybody | Access::SignedIn => probe.allowed,
        Access::Office(permission) | Access::Case(permission) | Access::List(permission)
            if may(permission) =>
        {
            probe.allowed
        }
        Access::Office(_) => &[403],
        Access::Case(_) if may(Permission::ViewCase) => &[403],
        Access::Case(_) | Access::List(_) => &[404],
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_endpoint_answers_every_role_as_the_table_of_permissions_says() {
    let scene = scene().await;
    let probes: Vec<Probe> = law().into_iter().chain(of_cases(&scene)).chain(of_office(&scene)).collect();
    for role in Role::ALL.iter().copied() {
        let token = scene.world.person(ENTERPRISE, role).await;
        for probe in &probes {
            let (found, body) = status(&scene.world, probe, Some(&token)).await;
            let expected = expected(probe, role);
            assert!(
                expected.contains(&found),
                "{role} {:?} {}: {found}, not {expected:?}: {body}",
                probe.endpoint,
                probe.body
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_session_only_what_is_public_answers() {
    let scene = scene().await;
    let probes = law().into_iter().chain(of_cases(&scene)).chain(of_office(&scene));
    for probe in probes {
        let expected = if matches!(probe.access, Access::Anybody) { probe.allowed } else { &[401] };
        for token in [None, Some("no such token")] {
            let (found, body) = status(&scene.world, &probe, token).await;
            assert!(expected.contains(&found), "{:?}: {found}: {body}", probe.endpoint);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_of_this_test_has_every_endpoint_of_the_description() {
    let scene = scene().await;
    let document = scene.world.get("/openapi.json").send().await.with(200).body;
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let mut described = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let anonymous = operation["tags"][0] == "law";
            let text = format!("{} {}", operation["summary"], operation["description"]);
            assert!(anonymous || text.contains("Who: "), "{method} {path} does not say who may call it");
            described.insert((method.clone(), path.clone()));
        }
    }
    let probes = law().into_iter().chain(of_cases(&scene)).chain(of_office(&scene));
    let tried = probes.map(|probe| (probe.endpoint.0.to_owned(), probe.endpoint.1.to_owned())).collect();
    assert_eq!(described, tried);
}

#[test]
fn every_step_that_a_person_takes_on_one_case_is_tried_with_the_permission_of_the_table() {
    let elsewhere =
        [CommandKind::Lodge, CommandKind::TransferFile, CommandKind::ReceiveFile, CommandKind::AddScan];
    let table: BTreeSet<(String, String)> = STEPS
        .iter()
        .filter(|(kind, _)| !elsewhere.contains(kind))
        .filter_map(|(kind, permission)| Some((kind.as_str().to_owned(), (*permission)?.to_string())))
        .collect();
    let tried = steps("").into_iter();
    let tried = tried.map(|(body, needs)| (body["command"].as_str().unwrap().to_owned(), needs.to_string()));
    assert_eq!(tried.collect::<BTreeSet<_>>(), table);
}

#[tokio::test(flavor = "multi_thread")]
async fn to_an_office_that_has_no_part_in_it_neither_case_nor_list_exists() {
    let scene = scene().await;
    for role in Role::ALL.iter().copied() {
        let token = scene.world.person(ELSEWHERE, role).await;
        let case = format!("/cases/{}", scene.case);
        for path in [case.clone(), format!("{case}/receipt"), format!("{case}/access-log")] {
            scene.world.get(&path).bearer(&token).send().await.with(404);
        }
        scene.world.get(&format!("/transfer-lists/{}", scene.back)).bearer(&token).send().await.with(404);
        for (step, _) in steps(&scene.case) {
            let call = scene.world.post(&format!("{case}/steps")).bearer(&token).on_version(1);
            call.json(&step).send().await.with(404);
        }
        let inbox = scene.world.get("/inbox").bearer(&token).send().await;
        let found =
            scene.world.post("/cases/search").bearer(&token).json(&json!({ "q": "Айгүл" })).send().await;
        for list in [inbox, found] {
            assert!(list.status == 403 || list.body["cases"] == json!([]), "{role}: {}", list.body);
        }
        let book = format!("/registers/registration?office={ENTERPRISE}");
        scene.world.get(&book).bearer(&token).send().await.with(403);
        let notices = format!("/notices?office={ENTERPRISE}");
        scene.world.get(&notices).bearer(&token).send().await.with(403);
    }
}
