//! The law browser: anybody reads the rules by their paragraphs, and edition against edition.

use std::sync::Arc;

use desk::Law;
use rulebook::RuleFiles;
use rulebook::model::Standard;

use crate::world::World;

async fn page(world: &World, path: &str) -> String {
    let (status, html) = world.page_of(path, None).await;
    assert_eq!(status, 200, "{path}: {html}");
    html
}

/// What stands under a paragraph of a standard's page.
pub(crate) fn paragraph<'h>(html: &'h str, id: &str) -> &'h str {
    let from = html.find(&format!("<h2 id=\"{id}\">")).unwrap_or_else(|| panic!("{id} in {html}"));
    let rest = &html[from..];
    &rest[..rest.find("<details class=\"paragraph\"").unwrap_or(rest.len())]
}

/// The text numbers the subparagraphs of S10 ¶4 1, 2, 4, 5, 4; the rules cite them in order, and the page says so.
#[tokio::test(flavor = "multi_thread")]
async fn a_slip_of_the_text_stands_beside_the_paragraph_that_has_it() {
    let world = World::new();
    for (language, said) in
        [("kk", "1, 2, 4, 5, 4 деп"), ("ru", "1, 2, 4, 5, 4; считаем"), ("en", "1, 2, 4, 5, 4; we take")]
    {
        let html = page(&world, &format!("/{language}/law/10")).await;
        let fourth = paragraph(&html, "p4");
        assert!(fourth.contains(said) && fourth.contains("S10 ¶4.3"), "{language}: {fourth}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_standard_is_read_paragraph_by_paragraph_in_every_language() {
    let world = World::new();
    let list = page(&world, "/kk/law").await;
    for number in 1..=14 {
        assert!(list.contains(&format!("href=\"/kk/law/{number}?edition=")), "{number}");
        for language in ["kk", "ru", "en"] {
            let html = page(&world, &format!("/{language}/law/{number}")).await;
            assert!(!html.contains("page-"), "S{number}: {:?}", html.split("page-").nth(1));
            for wanted in ["p7", "p11", "p16"] {
                assert!(html.contains(&format!("<h2 id=\"{wanted}")), "S{number} {wanted}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paragraph_says_its_rules_and_the_scenarios_that_show_them() {
    let world = World::new();
    let html = page(&world, "/en/law/1").await;
    let term = paragraph(&html, "p7");
    assert!(term.contains("6 working days") && term.contains("Scenarios that show it"), "{term}");
    let silence = paragraph(&html, "p16");
    assert!(silence.contains("If the office is silent"), "{silence}");
    let premises = paragraph(&html, "p10");
    assert!(premises.contains("a ramp, a lift") && premises.contains("information desk"), "{premises}");
    let price = paragraph(&html, "annex-5");
    assert!(price.contains("Application for an act of private ownership"), "{price}");
    assert!(
        page(&world, "/ru/law/1").await.contains(">Приложение 5</h2>"),
        "an annex in the reader's language"
    );
    let places: Vec<usize> = ["p1\"", "p7.1\"", "p11.1\"", "p16\"", "annex-4\""]
        .map(|id| html.find(&format!(" id=\"{id}")).unwrap())
        .to_vec();
    assert!(places.is_sorted(), "paragraphs in their order, annexes after them: {places:?}");
    let service = page(&world, "/en/services/1").await;
    assert!(service.contains("href=\"/en/law/1#p7.1\""), "a citation leads to its paragraph");
}

/// Every citation of a service's page leads to a paragraph that is there.
#[tokio::test(flavor = "multi_thread")]
async fn no_citation_leads_nowhere() {
    let world = World::new();
    for number in 1..=14 {
        let service = page(&world, &format!("/kk/services/{number}")).await;
        let law = page(&world, &format!("/kk/law/{number}")).await;
        let start = format!("href=\"/kk/law/{number}#");
        let cited: Vec<&str> =
            service.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(cited.len() > 10, "S{number}: {cited:?}");
        for id in cited {
            assert!(law.contains(&format!(" id=\"{id}\">")), "S{number} {id}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_held_is_not_found_and_one_edition_is_compared_with_nothing() {
    let world = World::new();
    for path in ["law/15", "law/x", "law/1?edition=2001-01-01", "law/1?edition=x", "law/15/compare"] {
        let (status, _) = world.page_of(&format!("/en/{path}"), None).await;
        assert_eq!(status, 404, "{path}");
    }
    let html = page(&world, "/en/law/1/compare").await;
    assert!(html.contains("One edition alone of this standard is held"), "{html}");
}

/// The law as it is, with an invented later edition of standard 1 whose act takes five days.
pub(crate) fn with_two_editions() -> Law {
    let mut files = RuleFiles::embedded();
    let path = "standards/s01-private-ownership-act/2013-07-12.toml";
    let mut standard: Standard = toml::from_str(files.get(path).unwrap()).unwrap();
    standard.edition.adopted = "2014-02-03".parse().unwrap();
    standard.terms[0].length = 5;
    let later = toml::to_string(&standard).unwrap();
    files.insert("standards/s01-private-ownership-act/2014-02-03.toml", later);
    Law::load(&files).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_editions_are_read_and_compared() {
    let world = World::under(Arc::new(with_two_editions()));
    let older = page(&world, "/en/law/1?edition=2013-07-12").await;
    assert!(paragraph(&older, "p7").contains("6 working days"), "{older}");
    assert!(older.contains("href=\"/en/law/1?edition=2014-02-03\""), "{older}");
    let newer = page(&world, "/en/law/1?edition=2014-02-03").await;
    assert!(paragraph(&newer, "p7").contains("5 working days"), "{newer}");
    let compare = "/en/law/1/compare";
    let html = page(&world, &format!("{compare}?from=2013-07-12&to=2014-02-03&go=compare")).await;
    assert!(html.contains("<del>6</del>") && html.contains("<ins>5</ins>"), "{html}");
    assert!(html.contains("Differences: 2"), "the day of adoption and the term: {html}");
    let html = page(&world, &format!("{compare}?from=2013-07-12&to=2013-07-12&go=compare")).await;
    assert!(html.contains("The two editions say the same"), "{html}");
    let (status, html) = world.page_of(&format!("{compare}?from=x&to=2014-02-03&go=compare"), None).await;
    assert_eq!(status, 422);
    assert!(html.contains("id=\"field-from-problem\"") && !html.contains("<del>"), "{html}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_tells_when_how_long_and_how_much_with_each_paragraph() {
    let world = World::new();
    let html = page(&world, "/en/services/1").await;
    for (told, cite) in [
        ("Decides: cadastre enterprise of the place where the parcel lies", "p1"),
        (
            "at the cadastre enterprise: Monday–Friday 09:00–13:00, 14:00–18:00; Saturday–Sunday closed; lunch break 13:00–14:00",
            "p9",
        ),
        ("at a public service centre: Monday–Saturday 09:00–20:00; Sunday closed", "p9"),
        ("at the cadastre enterprise: in the queue to lodge: 30 minutes at most", "p7.1"),
        ("personal subsidiary farming; garages: 3288.90 tenge", "annex-3"),
        ("Peasant and farm households: from 5539.20 tenge, more for a larger parcel", "annex-3"),
        ("Free of charge: Orphans", "p8"),
        ("papers are missing (time for such a refusal: 2 working days)", "p11"),
    ] {
        let statement = html.split("<li>").find(|item| item.contains(told));
        let href = format!("href=\"/en/law/1#{cite}\"");
        assert!(statement.is_some_and(|item| item.contains(&href)), "{told} {href}: {html}");
    }
    let entities = page(&world, "/en/services/2").await;
    assert!(
        !entities.contains("garages:") && entities.contains("Legal entities, small business: from"),
        "{entities}"
    );
    let portal = page(&world, "/en/services/7").await;
    assert!(
        portal.contains("on the portal: day and night") && !portal.contains("at a mobile centre: Monday"),
        "{portal}"
    );
    assert!(portal.contains("free of charge"), "{portal}");
}
