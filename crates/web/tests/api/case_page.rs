//! A case on one page: its term drawn, notes, who else has it open; and the same case as its applicant follows it.

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, header};
use desk::Role;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::world::{CENTRE, ELSEWHERE, ENTERPRISE, World};

/// Sends a form; status, where it leads, what it answers.
async fn send(world: &World, path: &str, token: Option<&str>, body: String) -> (u16, String, String) {
    let mut request = Request::builder().method(Method::POST).uri(path);
    request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    if let Some(token) = token {
        request = request.header(header::COOKIE, format!("zher={token}"));
    }
    let response = world.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
    let status = response.status().as_u16();
    let to = response.headers().get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
    let bytes = to_bytes(response.into_body(), 4 << 20).await.unwrap();
    (status, to.unwrap_or_default(), String::from_utf8(bytes.to_vec()).unwrap())
}

fn csrf(html: &str) -> String {
    let (_, rest) = html.split_once("name=\"csrf\" value=\"").expect("a form with its token");
    rest.split('"').next().unwrap().to_owned()
}

fn text(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for sign in html.chars() {
        match sign {
            '<' => inside = true,
            '>' => inside = false,
            sign if !inside => out.push(sign),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Lodged {
    reception: String,
    head: String,
    case: Value,
    path: String,
}

async fn lodged(world: &World) -> Lodged {
    let reception = world.person(ENTERPRISE, Role::Reception).await;
    let head = world.person(ENTERPRISE, Role::Head).await;
    let case = world.lodged(&reception, "cadastre").await;
    let path = format!("/en/cases/{}", case["case"].as_str().unwrap());
    Lodged { reception, head, case, path }
}

/// Another day: the head signs in anew.
async fn later(world: &World, now: &str) -> String {
    world.set(now);
    world.person(ENTERPRISE, Role::Head).await
}

/// Lodged on Monday, 2 September 2013: six working days, until Tuesday of the next week (S1 ¶7.1).
#[tokio::test(flavor = "multi_thread")]
async fn the_term_is_drawn_day_by_day_with_today_and_the_days_that_are_left() {
    let world = World::new();
    let Lodged { path, .. } = lodged(&world).await;
    let head = later(&world, "2013-09-05T11:00:00+06:00").await;
    let (_, html) = world.page_of(&path, Some(&head)).await;
    let said = text(&html);
    assert!(said.contains("Days gone: 3 (of 6 working days); left: 3 working days."), "{said}");
    assert!(said.contains("The term ends on 10.09.2013, Tuesday, 18:00."), "{said}");
    for cell in [
        "<li class=\"day lodged\">02.09</li>",
        "<li class=\"day counts today\">5</li>",
        "<li class=\"day closed\">7</li>",
        "<li class=\"day end\">10</li>",
        "<li class=\"day deemed\">11</li>",
    ] {
        assert!(html.contains(cell), "{cell} in {html}");
    }
    let clocks = &said[said.find("Answer due").expect("the clocks")..];
    assert!(clocks.contains("04.09.2013 18:00 time is over"), "the two days of ¶11: {clocks}");
    assert!(said.contains("day 3 of 6"), "the calendar says the same in words: {said}");
    assert!(said.contains("refusal for incomplete papers until 18:00"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_answer_the_calendar_speaks_of_no_refusal_that_was_still_to_come() {
    let world = World::new();
    let Lodged { head, case, path, .. } = lodged(&world).await;
    world.step(&head, &case, 1, &json!({ "command": "start" })).await.with(200);
    let head = later(&world, "2013-09-03T11:00:00+06:00").await;
    world.step(&head, &case, 2, &json!({ "command": "grant" })).await.with(200);
    let said = text(&world.page_of(&path, Some(&head)).await.1);
    assert!(said.contains("answered") && !said.contains("refusal for incomplete papers until"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspension_is_drawn_as_it_was_and_the_decision_says_why_it_waits() {
    let world = World::new();
    let Lodged { head, case, path, .. } = lodged(&world).await;
    world.step(&head, &case, 1, &json!({ "command": "start" })).await.with(200);
    let head = later(&world, "2013-09-04T11:00:00+06:00").await;
    let stop = json!({
        "command": "suspend", "ground": "court",
        "notice": { "paper": "court-notice", "document": "№ 4", "next_steps": "Сот актісін әкелу" },
    });
    world.step(&head, &case, 2, &stop).await.with(200);
    let head = later(&world, "2013-09-19T11:00:00+06:00").await;
    let (_, html) = world.page_of(&path, Some(&head)).await;
    let said = text(&html);
    assert!(said.contains("The term stands still since 04.09.2013. Days gone: 1"), "{said}");
    assert!(html.contains("class=\"day suspended gap\">… 14 …</li>"), "{html}");
    assert!(said.contains("Why some steps are not open now"), "{said}");
    let head = later(&world, "2013-09-20T11:00:00+06:00").await;
    let resume = json!({ "command": "resume", "ended_by": { "paper": "judgment", "details": "№ 12" } });
    world.step(&head, &case, 3, &resume).await.with(200);
    let (_, html) = world.page_of(&path, Some(&head)).await;
    let said = text(&html);
    assert!(said.contains("04.09.2013 – 20.09.2013 suspended:"), "{said}");
    assert!(said.contains("The term ends on 27.09.2013, Friday, 18:00."), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_step_the_page_says_what_was_done_and_what_comes_next() {
    let world = World::new();
    let Lodged { head, path, .. } = lodged(&world).await;
    let (_, html) = world.page_of(&path, Some(&head)).await;
    let form = format!("csrf={}&step=start&version=1&key=start-step-1", csrf(&html));
    let (status, to, _) = send(&world, &format!("{path}/steps"), Some(&head), form).await;
    assert_eq!((status, to.as_str()), (303, format!("{path}?done=2").as_str()));
    let (_, html) = world.page_of(&to, Some(&head)).await;
    let said = text(&html);
    assert!(said.contains("Done: Work started."), "{said}");
    assert!(said.contains("The case is in work: a decision is due"), "{said}");
    let (_, html) = world.page_of(&format!("{path}?done=1"), Some(&head)).await;
    assert!(!html.contains("class=\"done"), "an older step is not told again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_stands_in_the_timeline_for_colleagues_and_nowhere_for_the_applicant() {
    let world = World::new();
    let Lodged { reception, head, case, path } = lodged(&world).await;
    let (_, html) = world.page_of(&path, Some(&reception)).await;
    let form = |text: &str, key: &str| format!("csrf={}&do=note&key={key}&remark={text}", csrf(&html));
    let notes = format!("{path}/notes");
    let (status, _, refused) = send(&world, &notes, Some(&reception), form("", "note-key-1")).await;
    assert_eq!(status, 422);
    assert!(refused.contains("href=\"#action-note-field-remark\""), "{refused}");
    let long = "a".repeat(2001);
    let (status, _, refused) = send(&world, &notes, Some(&reception), form(&long, "note-key-2")).await;
    assert_eq!(status, 422);
    assert!(refused.contains(&long), "nothing typed is lost");
    let written = form("Project+comes+tomorrow", "note-key-3");
    for _ in 0..2 {
        let (status, to, _) = send(&world, &notes, Some(&reception), written.clone()).await;
        assert_eq!((status, to), (303, format!("{path}?done=note")));
    }
    let (_, html) = world.page_of(&path, Some(&head)).await;
    assert_eq!(html.matches("Project comes tomorrow").count(), 1, "{html}");
    assert!(html.contains("<li class=\"note no-print\">"), "{html}");
    let supervisor = world.person(ENTERPRISE, Role::Supervisor).await;
    let (_, html) = world.page_of(&path, Some(&supervisor)).await;
    assert!(html.contains("Project comes tomorrow") && !html.contains("name=\"remark\""), "he only reads");
    let asked = format!(
        "number={}&secret={}",
        case["number"].as_str().unwrap(),
        case["tracking_secret"].as_str().unwrap()
    );
    let (status, _, tracked) = send(&world, "/en/track", None, asked).await;
    assert_eq!(status, 200);
    assert!(!tracked.contains("Project comes tomorrow"), "{tracked}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_page_tells_the_others_and_a_closed_one_no_more() {
    let world = World::new();
    let Lodged { reception, head, path, .. } = lodged(&world).await;
    let (_, html) = world.page_of(&path, Some(&reception)).await;
    assert!(!text(&html).contains("Others have this case open"), "{html}");
    let own = csrf(&html);
    let (_, seen) = html.split_once("data-seen=\"").unwrap();
    let seen = seen.split('"').next().unwrap();
    let (_, html) = world.page_of(&path, Some(&head)).await;
    let said = text(&html);
    assert!(
        said.contains("Others have this case open now: Сәуле reception.") && said.contains("since 10:15"),
        "{said}"
    );
    let presence = format!("{path}/presence");
    let stays = format!("csrf={own}&do=stay&seen={seen}");
    let (status, _, part) = send(&world, &presence, Some(&reception), stays).await;
    assert_eq!(status, 200);
    assert!(text(&part).contains("Сәуле head.") && !part.contains("<html"), "{part}");
    let leaves = format!("csrf={own}&do=leave&seen={}", seen.replace(':', "%3A"));
    let (status, _, _) = send(&world, &presence, Some(&reception), leaves).await;
    assert_eq!(status, 204);
    let (_, html) = world.page_of(&path, Some(&head)).await;
    assert!(!text(&html).contains("Others have this case open"), "{html}");
    let stranger = world.person(ELSEWHERE, Role::Head).await;
    let (_, html) = world.page_of("/en/me", Some(&stranger)).await;
    let (status, _, _) =
        send(&world, &presence, Some(&stranger), format!("csrf={}&do=stay", csrf(&html))).await;
    assert_eq!(status, 404, "to a stranger the case does not exist");
    let centre = world.person(CENTRE, Role::Reception).await;
    let (_, html) = world.page_of("/en/me", Some(&centre)).await;
    for what in ["stay", "leave&seen=2013-09-02T04:15:00Z", "leave&seen=yesterday"] {
        let form = format!("csrf={}&do={what}", csrf(&html));
        let (status, _, _) = send(&world, &presence, Some(&centre), form).await;
        assert!([404, 204].contains(&status), "{what}: {status}");
    }
}

/// A villager reads: where it stands, how long it takes, what to do, whom to ask, how to complain; nothing personal.
#[tokio::test(flavor = "multi_thread")]
async fn who_follows_a_case_reads_what_comes_next_and_what_to_do() {
    let world = World::new();
    let Lodged { case, .. } = lodged(&world).await;
    let asked = format!(
        "number={}&secret={}",
        case["number"].as_str().unwrap(),
        case["tracking_secret"].as_str().unwrap()
    );
    let head = later(&world, "2013-09-05T11:00:00+06:00").await;
    let (status, _, html) = send(&world, "/en/track", None, asked.clone()).await;
    assert_eq!(status, 200);
    let said = text(&html);
    for wanted in [
        "You need not do anything",
        "Left until the answer: 3 working days.",
        "counts as granted from 11.09.2013",
        "How to complain if you do not agree",
    ] {
        assert!(said.contains(wanted), "{wanted} in {said}");
    }
    assert!(html.contains("href=\"/en/complain?service=1\"") && html.contains("href=\"tel:"), "{html}");
    for personal in ["Айгүл", "Серікова", "8504", "Сәуле", "21-318"] {
        assert!(!html.contains(personal), "{personal} in {html}");
    }
    for (version, step) in [
        (1, json!({ "command": "start" })),
        (2, json!({ "command": "grant" })),
        (3, json!({ "command": "ready", "number": "7" })),
    ] {
        world.step(&head, &case, version, &step).await.with(200);
    }
    let (_, _, html) = send(&world, "/en/track", None, asked).await;
    let said = text(&html);
    assert!(said.contains("What you must do") && said.contains("Come and collect the paper."), "{said}");
    assert!(said.contains("Bring and show:"), "{said}");
    assert!(said.contains("Answered on 05.09.2013, day 3 of the term"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistyped_number_is_told_from_one_that_is_not_known() {
    let world = World::new();
    let Lodged { case, .. } = lodged(&world).await;
    let number = case["number"].as_str().unwrap();
    let (status, _, html) = send(&world, "/en/track", None, "number=01-2013&secret=ABC".to_owned()).await;
    assert_eq!(status, 422);
    assert!(text(&html).contains("The number is mistyped") && html.contains("value=\"01-2013\""), "{html}");
    assert!(html.contains("href=\"#field-number\""), "{html}");
    let (status, _, html) = send(&world, "/en/track", None, format!("number={number}")).await;
    assert_eq!(status, 422);
    assert!(html.contains("href=\"#field-secret\""), "{html}");
    let (status, _, html) = send(&world, "/en/track", None, format!("number={number}&secret=WRONG")).await;
    assert_eq!(status, 404);
    assert!(text(&html).contains("Compare both with the receipt."), "{html}");
}
