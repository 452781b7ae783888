//! The pages that guide people: anybody may see them, and they say what the API says.

use desk::Role;
use locale::Language;
use serde_json::json;

use crate::world::{ENTERPRISE, World};

async fn page(world: &World, path: &str) -> String {
    let (status, html) = world.page_of(path, None).await;
    assert_eq!(status, 200, "{path}: {html}");
    html
}

/// A page that was refused with a problem beside each of some fields.
async fn refused(world: &World, path: &str, fields: &[&str]) {
    let (status, html) = world.page_of(path, None).await;
    assert_eq!(status, 422, "{path}: {html}");
    for field in fields {
        assert!(html.contains(&format!("id=\"field-{field}-problem\"")), "{path}: beside {field}: {html}");
        assert!(html.contains(&format!("href=\"#field-{field}\"")), "{path}: {field} in the summary");
    }
}

const PAGES: [&str; 5] = ["", "?q=жер", "price?service=1", "term?service=1", "complain?service=1"];
const FARM: &str = "service=1&product=act&payer=farm&purpose=other&area_ha=1200&date=2013-09-02&go=reckon";
const LODGED: &str = "service=1&product=act&channel=cadastre&day=2013-05-06&time=10:15&go=reckon";

fn encoded(path: &str) -> String {
    path.replace("жер", "%D0%B6%D0%B5%D1%80")
}

#[tokio::test(flavor = "multi_thread")]
async fn anybody_may_see_the_pages_that_guide_people() {
    let world = World::new();
    let signed_in = world.person(ENTERPRISE, Role::Reception).await;
    for language in ["kk", "ru", "en"] {
        for path in PAGES {
            let path = encoded(&format!("/{language}/{path}"));
            for cookie in [None, Some("no such token"), Some(&*signed_in)] {
                let (status, html) = world.page_of(&path, cookie).await;
                assert_eq!(status, 200, "{path}");
                assert!(html.contains(&format!("<html lang=\"{language}\"")), "{path}");
                assert!(!html.contains("page-"), "{path}: {:?}", html.split("page-").nth(1));
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_service_can_be_asked_for_its_price_its_term_and_the_way_to_complain() {
    let world = World::new();
    for number in 1..=14 {
        for path in ["price", "term", "complain"] {
            let html = page(&world, &format!("/kk/{path}?service={number}")).await;
            assert!(!html.contains("page-"), "{path} {number}: {:?}", html.split("page-").nth(1));
        }
    }
    for path in ["price?service=15", "term?service=x", "complain?service=0"] {
        refused(&world, &format!("/en/{path}"), &["service"]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_finds_a_service_by_a_word_with_a_slip() {
    let world = World::new();
    let html = page(&world, "/ru/?q=%D0%B4%D1%83%D0%B1%D0%BB%D0%B5%D0%BA%D0%B0%D1%82").await;
    assert!(html.contains("href=\"/ru/services/1\""), "дублекат: {html}");
    assert!(html.contains("href=\"/kk/?q=%D0%B4"), "the other languages ask the same");
    let html = page(&world, "/en/?q=bicycle").await;
    assert!(html.contains("No service was found for “bicycle”"), "{html}");
    assert!(html.contains("id=\"topic-own\""), "the topics help on");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_for_what_is_no_service_leads_to_its_page() {
    let world = World::new();
    let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    for (language, typed, leads) in [
        ("kk", "шағым", "complain"),
        ("ru", "жалоба", "complain"),
        ("en", "complaint", "complain"),
        ("kk", "қайда", "offices"),
        ("ru", "где принимают", "offices"),
        ("en", "ofice", "offices"),
        ("kk", "қай жерде", "track"),
        ("ru", "где мой акт", "track"),
        ("en", "status", "track"),
    ] {
        let html = page(&world, &format!("/{language}/?q={}", encoded(typed))).await;
        let found = html.split("aria-labelledby=\"found\"").nth(1).unwrap();
        let first = found.split("href=\"").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!(first, format!("/{language}/{leads}"), "{typed}: {found}");
        assert!(!html.contains("page-place"), "{typed}");
    }
    let html = page(&world, "/en/?q=lease").await;
    let found = html.split("aria-labelledby=\"found\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(!found.contains("/en/complain") && !found.contains("/en/track"), "{found}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_is_shown_as_the_api_quotes_it_with_each_figure_and_its_paragraph() {
    let world = World::new();
    let question = json!({
        "service": 1, "product": "act", "payer": "farm", "area_ha": "1200", "date": "2013-09-02",
    });
    let quote = world.post("/fees/quote").json(&question).send().await.with(200).body;
    let html = page(&world, &format!("/en/price?{FARM}")).await;
    for figure in ["amount", "mci", "base_mci", "coefficient", "vat"] {
        let figure = Language::En.decimal(quote[figure].as_str().unwrap());
        assert!(html.contains(&figure), "{figure}: {html}");
    }
    assert!(html.contains(quote["cite"].as_str().unwrap()), "{html}");
    let comma = page(&world, &format!("/kk/price?{}", FARM.replace("1200", "1%20200,0"))).await;
    let amount = Language::Kk.decimal(quote["amount"].as_str().unwrap());
    assert!(comma.contains(&amount), "a comma and a blank are no mistake: {comma}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_free_says_so_at_once_and_a_child_without_parents_pays_nothing() {
    let world = World::new();
    let html = page(&world, "/en/price?service=8").await;
    assert!(html.contains("The service is free of charge") && html.contains("S8 ¶8"), "{html}");
    let child = FARM.replace("farm", "individual").replace("other", "gardening");
    let law = desk::Law::embedded().unwrap();
    let standard = law.rulebook.standard_on(1, "2013-09-02".parse().unwrap()).unwrap();
    let relief = &standard.price.reliefs[0];
    let html = page(&world, &format!("/en/price?{child}&relief={}", relief.id)).await;
    assert!(html.contains("0.00 tenge") && html.contains(&relief.cite.0), "{html}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_question_of_price_stands_beside_its_field() {
    let world = World::new();
    let price = |from: &str, to: &str| format!("/kk/price?{}", FARM.replace(from, to));
    refused(&world, &price("area_ha=1200", "area_ha=%D0%BA%D3%A9%D0%BF"), &["area-ha"]).await;
    refused(&world, &price("area_ha=1200", "area_ha="), &["area-ha"]).await;
    refused(&world, &price("area_ha=1200", "area_ha=0"), &["area-ha"]).await;
    refused(&world, &price("2013-09-02", "2013-02-30"), &["date"]).await;
    refused(&world, &price("2013-09-02", "1999-01-01"), &["date"]).await;
    refused(&world, &price("payer=farm", "payer=individual"), &["purpose"]).await;
    refused(&world, &price("product=act", "product=castle"), &["product"]).await;
    refused(&world, &price("payer=farm&", ""), &["payer"]).await;
    let two = price("area_ha=1200", "area_ha=x").replace("2013-09-02", "tomorrow");
    refused(&world, &two, &["area-ha", "date"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_term_is_drawn_day_by_day_as_the_api_counts_it() {
    let world = World::new();
    let question = json!({
        "service": 1, "product": "act", "channel": "cadastre", "region": "21",
        "lodged_at": "2013-05-06T10:15:00+06:00",
    });
    let term = world.post("/terms").json(&question).send().await.with(200).body;
    let html = page(&world, &format!("/en/term?{LODGED}")).await;
    for (place, day) in term["days"].as_array().unwrap().iter().enumerate() {
        let cell = html.split(&format!("datetime=\"{}\"", day.as_str().unwrap())).nth(1).unwrap();
        let cell = cell.split("</td>").next().unwrap();
        assert!(cell.contains(&format!("day {} of 6", place + 1)), "{day}: {cell}");
    }
    let said =
        |day: &str| html.split(&format!("datetime=\"{day}\"")).nth(1).unwrap().split("</td>").next().unwrap();
    assert!(said("2013-05-06").contains("lodged"));
    assert!(said("2013-05-09").contains("Victory Day"), "a holiday by its name: {}", said("2013-05-09"));
    assert!(
        said("2013-05-10").contains("is worked instead"),
        "a transferred day off: {}",
        said("2013-05-10")
    );
    assert!(
        said("2013-05-04").contains("class") || !said("2013-05-04").contains("day "),
        "before the lodging"
    );
    let due = term["due"].as_str().unwrap();
    assert!(said(&due[..10]).contains("the term ends, 18:00"), "{due}");
    let deemed = term["deemed_granted_on"].as_str().unwrap();
    assert!(said(deemed).contains("counts as granted"), "{deemed}");
    assert!(html.contains("S1 ¶16") && html.contains("<caption>May 2013</caption>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_time_with_something_behind_it_is_no_time() {
    let world = World::new();
    for wrong in ["10:15zz", "+1:15", "25:00", "1015"] {
        let path = format!("/kk/term?{}", LODGED.replace("10:15", wrong));
        refused(&world, &path, &["time"]).await;
    }
    page(&world, &format!("/kk/term?{}", LODGED.replace("10:15", "10:15:30"))).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspension_moves_the_end_and_its_days_say_so() {
    let world = World::new();
    let html = page(&world, &format!("/en/term?{LODGED}&from1=2013-05-14&to1=2013-05-15")).await;
    assert_eq!(html.matches("suspended, does not count").count(), 2);
    let open = page(&world, &format!("/en/term?{LODGED}&from1=2013-05-14")).await;
    assert!(open.contains("The clock stands"), "{open}");
    assert!(!open.contains("the term ends,"), "{open}");
    assert_eq!(open.matches("suspended, does not count").count(), 18, "from the 14th to the end of May");
    let years = page(&world, &format!("/en/term?{LODGED}&from1=2013-05-14&to1=2019-08-02")).await;
    assert!(years.contains("01.06.2013 – 31.07.2019"), "months of standing are not drawn: {years}");
    assert!(years.matches("<caption>").count() <= 3, "{years}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_term_in_minutes_ends_on_its_day_and_asks_for_no_suspension() {
    let world = World::new();
    let form = page(&world, "/kk/term?service=7").await;
    assert!(!form.contains("name=\"from1\""));
    let html = page(&world, "/en/term?service=7&channel=centre&day=2013-09-02&time=10:15&go=reckon").await;
    assert!(html.contains("02.09.2013, Monday, 10:35"), "{html}");
    let night = "/en/term?service=7&channel=portal&day=2013-09-01&time=23:50&go=reckon";
    assert!(page(&world, night).await.contains("02.09.2013, Monday, 00:10"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_question_of_term_stands_beside_its_field() {
    let world = World::new();
    let term = |more: &str| format!("/ru/term?{LODGED}{more}");
    refused(&world, &term("&from1=2013-05-01&to1=2013-05-02"), &["from1"]).await;
    refused(&world, &term("&from1=2013-05-15&to1=2013-05-14"), &["to1"]).await;
    refused(&world, &term("&from1=2013-05-13&to1=2013-05-15&from2=2013-05-14&to2=2013-05-16"), &["from2"])
        .await;
    refused(&world, &term("&from2=2014-05-13"), &["from2"]).await;
    refused(&world, &term("&to2=2013-05-13"), &["from2"]).await;
    refused(&world, &term("").replace("10:15", "25:00"), &["time"]).await;
    refused(&world, &term("").replace("2013-05-06", "2013-05-32"), &["day"]).await;
    refused(&world, &term("").replace("2013-05-06", "2030-05-06"), &["day"]).await;
    refused(&world, &term("").replace("=cadastre", "=moon"), &["channel"]).await;
    refused(&world, &term("").replace("=cadastre", "=portal"), &["channel"]).await;
    refused(&world, &term("").replace("day=2013-05-06&time=10:15", "day=&time="), &["day", "time"]).await;
    refused(&world, &term("&from1=x"), &["from1"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complaint_has_its_addressee_its_term_and_the_court_with_their_paragraphs() {
    let world = World::new();
    let html = page(&world, "/en/complain?service=1").await;
    for words in ["Land Resources Committee", "S1 ¶21", "within 15 calendar days where", "S1 ¶25", "S1 ¶23"]
    {
        assert!(html.contains(words), "{words}: {html}");
    }
}

/// The part of a service's page that answers for one's own case.
fn mine(html: &str) -> &str {
    let from = html.find("id=\"mine\"").expect("the part on one's own case");
    let to = html[from..].find("</section>").expect("its end");
    &html[from..from + to]
}

/// What stands under a heading of that part, until the next one.
fn under<'h>(html: &'h str, heading: &str) -> &'h str {
    let heading = format!("<h3>{heading}</h3>");
    let Some(from) = html.find(&heading) else { return "" };
    let rest = &html[from + heading.len()..];
    &rest[..rest.find("<h3>").unwrap_or(rest.len())]
}

/// S1 ¶11.1: the contract of sale is due where the parcel is sold; of alternatives one is enough; a child without parents
/// brings no receipt (¶8).
#[tokio::test(flavor = "multi_thread")]
async fn a_service_says_which_papers_ones_own_case_needs() {
    let world = World::new();
    let asked = page(&world, "/en/services/1").await;
    let asked = mine(&asked);
    assert!(!asked.contains("You bring") && asked.contains("name=\"case\""), "{asked}");

    let case = "/en/services/1?channel=cadastre&case=1&kind=individual&go=papers";
    let plain = page(&world, case).await;
    let (bring, other) =
        (under(mine(&plain), "You bring"), under(mine(&plain), "Needed only in another situation"));
    assert!(bring.contains("payment document") && !bring.contains("contract of sale"), "{bring}");
    assert!(other.contains("contract of sale"), "{other}");
    assert!(mine(&plain).contains("6 working days") && plain.contains("S1 ¶7.1"), "{plain}");

    let sold = page(&world, &format!("{case}&holds=sale&holds=arrangement-project-exists")).await;
    let bring = under(mine(&sold), "You bring");
    assert!(bring.contains("contract of sale") && bring.contains("One of these is enough"), "{bring}");

    let orphan = page(&world, &format!("{case}&relief=orphans-under-18")).await;
    assert!(!under(mine(&orphan), "You bring").contains("payment document"), "{orphan}");

    refused(&world, "/en/services/1?channel=agency&case=77&kind=x&go=papers", &["channel", "case", "kind"])
        .await;
}

/// Nobody asks himself which case of ¶11 he is: the question and its answers are plain sentences, none is chosen for him,
/// and the words of the law stand beside them with their paragraphs.
#[tokio::test(flavor = "multi_thread")]
async fn ones_own_case_is_chosen_by_what_is_true_and_not_by_the_words_of_the_law() {
    let world = World::new();
    let law = desk::Law::embedded().unwrap();
    let messages = locale::Messages::embedded().unwrap();
    let several = law.standards_on("2026-01-01".parse().unwrap()).filter(|one| one.cases.len() > 1);
    for standard in several {
        for language in locale::Language::ALL {
            let path = format!("/{language}/services/{}", standard.number);
            let html = page(&world, &path).await;
            let html = mine(&html);
            let ask = messages.find(language, &format!("page-mine-ask-{}", standard.id), &[]).unwrap();
            assert!(html.contains(&format!("{ask}</legend>")), "{path}: {html}");
            assert!(!html.contains("<select class=\"govuk-select\" id=\"field-case\""), "{path}: {html}");
            assert!(!html.contains("checked"), "{path}: nothing is chosen for anybody: {html}");
            for case in &standard.cases {
                let radio = format!(
                    "type=\"radio\" id=\"field-case{}\"",
                    match case.number {
                        1 => String::new(),
                        number => format!("-{number}"),
                    }
                );
                let said = html.split(&radio).nth(1).unwrap().split("</label>").next().unwrap();
                let words = language.of(&case.name);
                assert!(!said.contains(words) && said.trim_end().ends_with('.'), "{path}: {said}");
                let stated = html.split("<details").nth(1).unwrap();
                assert!(stated.contains(words) && stated.contains(&*case.cite.0), "{path}: {stated}");
            }
        }
    }
    // Who was led here by his situation finds it chosen.
    let led = page(&world, "/en/services/1?case=4&product=duplicate").await;
    assert!(mine(&led).contains("value=\"4\" checked"), "{led}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_case_of_every_service_has_its_list_of_papers() {
    let world = World::new();
    let law = desk::Law::embedded().unwrap();
    let today = "2013-09-02".parse().unwrap();
    for standard in (1..=14).filter_map(|number| law.rulebook.standard_on(number, today)) {
        for list in &standard.checklists {
            for channel in &list.channels {
                let kind = rulebook_kind(standard);
                let path =
                    format!("services/{}?channel={channel}&case={}&kind={kind}", standard.number, list.case);
                let html = page(&world, &format!("/kk/{path}&go=papers")).await;
                assert!(mine(&html).contains("class=\"needs\""), "{path}: {html}");
                assert!(!html.contains("page-"), "{path}: {:?}", html.split("page-").nth(1));
            }
        }
    }
}

fn rulebook_kind(standard: &rulebook::model::Standard) -> String {
    let kind = serde_json::to_value(standard.applicants.kinds.first().unwrap()).unwrap();
    kind.as_str().unwrap().to_owned()
}

/// S1 annex 5; the portal's request is no paper.
#[tokio::test(flavor = "multi_thread")]
async fn the_forms_of_the_annexes_can_be_filled_in_and_printed() {
    let world = World::new();
    let form = page(&world, "/kk/services/1/forms/5").await;
    assert!(form.contains("Жер учаскесіне жеке меншік құқығына актіні беру туралы өтініш"), "{form}");
    assert!(form.contains("S1 5-қосымша") && !form.contains("<form"), "nothing is sent: {form}");
    let case = "/kk/services/1?channel=cadastre&case=1&kind=individual&go=papers";
    assert!(page(&world, case).await.contains("href=\"/kk/services/1/forms/5\""));
    assert!(page(&world, "/kk/services/1/forms/4").await.contains("<table"), "the receipt has rows");
    for missing in ["1/forms/99", "8/forms/portal", "99/forms/5"] {
        let (status, _) = world.page_of(&format!("/kk/services/{missing}"), None).await;
        assert_eq!(status, 404, "{missing}");
    }
}
