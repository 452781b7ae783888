//! The law's own text on the pages: loaded by an administrator, beside the rules, searched, compared.

use std::sync::Arc;

use desk::{LawFile, Role};

use crate::lawful::{paragraph, with_two_editions};
use crate::world::{ENTERPRISE, World};

const TEXT: &str = include_str!("../../../lawtext/tests/invented.txt");

async fn page(world: &World, path: &str) -> String {
    let (status, html) = world.page_of(path, None).await;
    assert_eq!(status, 200, "{path}: {html}");
    html
}

fn import(world: &World, text: &str) {
    let file = LawFile { name: "ойдан.txt", bytes: text.as_bytes(), standard: None, adopted: None };
    world.desk.import_law_as_operator(&file).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wording_stands_beside_the_rules_and_says_where_it_comes_from() {
    let world = World::new();
    let bare = page(&world, "/en/law/1").await;
    assert!(bare.contains("<code>zher law import</code>") && !bare.contains("class=\"wording\""), "{bare}");
    assert!(!bare.contains("/admin/law"), "nobody signed in loads it here");
    import(&world, TEXT);
    let html = page(&world, "/en/law/1").await;
    let seven = paragraph(&html, "p7");
    assert!(seven.contains("<div lang=\"kk\"><p>7. Мерзімдері:</p>"), "{seven}");
    assert!(seven.contains("<p class=\"within\">актіні берген кезде – 6 жұмыс күні;</p>"), "{seven}");
    assert!(seven.contains("<h3 id=\"p7.1\">¶7.1</h3>") && seven.contains("6 working days"), "{seven}");
    assert!(html.contains("ойдан.txt"), "{html}");
    let twelve = paragraph(&html, "p12");
    assert!(twelve.contains("Бланкілер залда тұрады.") && twelve.contains("No rule is made"), "{twelve}");
    let none = paragraph(&html, "p26");
    assert!(none.contains("The text that was loaded has no such paragraph"), "{none}");
    assert!(page(&world, "/en/law/2").await.contains("<code>zher law import</code>"), "no other standard");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_annex_stands_on_a_page_of_its_own() {
    let world = World::new();
    let rows: String = (3..3000).map(|row| format!("{row} Тағы бір ұйым\n\n")).collect();
    import(&world, &TEXT.replace("2 Шаруа қожалықтары 3,2\n", &format!("2 Шаруа қожалықтары 3,2\n\n{rows}")));
    let html = page(&world, "/kk/law/1").await;
    let address = "/kk/law/1/text/1?edition=2013-07-12";
    assert!(paragraph(&html, "annex-1").contains(&format!("href=\"{address}\"")), "{html}");
    let annex = page(&world, address).await;
    assert!(annex.contains("2999 Тағы бір ұйым") && annex.contains("ойдан.txt"), "its last row");
    for path in ["/kk/law/1/text/9", "/kk/law/2/text/1", "/kk/law/1/text/x", "/kk/law/99/text/1"] {
        let (status, _) = world.page_of(path, None).await;
        assert_eq!(status, 404, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_found_in_the_text_and_in_the_rules() {
    let world = World::new();
    let html = page(&world, "/en/law?q=6+working+days").await;
    assert!(
        html.contains("so only the rules were searched") && html.contains("#p7.1\">S1 ¶7.1</a>"),
        "{html}"
    );
    import(&world, TEXT);
    // А Russian keyboard has no Kazakh letters.
    let html = page(&world, "/en/law?q=%D0%B1%D0%B5%D1%80%D0%B8%D0%BB%D0%B3%D0%B5%D0%BD").await;
    assert!(html.contains("<a href=\"/en/law/1#p16\">S1 ¶16</a>"), "{html}");
    assert!(
        html.contains("<p lang=\"kk\">Мерзімінде жауап болмаса, акт берілген болып есептеледі.</p>"),
        "{html}"
    );
    let html = page(&world, "/en/law?q=zzzz").await;
    assert!(html.contains("Places found: 0"), "{html}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_wordings_are_compared_word_by_word_where_both_were_loaded() {
    let world = World::under(Arc::new(with_two_editions()));
    import(&world, TEXT);
    let path = "/en/law/1/compare?from=2013-07-12&to=2014-02-03&go=compare";
    assert!(page(&world, path).await.contains("load the official text of both editions"));
    let later =
        TEXT.replace("12.07.2013", "03.02.2014").replace("кезде – 6 жұмыс күні", "кезде – 5 жұмыс күні");
    import(&world, &later);
    let html = page(&world, path).await;
    assert!(html.contains("кезде – <del>6</del> <ins>5</ins> жұмыс"), "{html}");
    assert_eq!(html.matches("<section aria-label=").count(), 1, "one paragraph alone differs: {html}");
}

async fn sent(world: &World, token: &str, fields: &[(&str, &str)], text: &str) -> (u16, String) {
    world.upload("/en/admin/law", token, fields, &[("file", "ойдан.txt", text.as_bytes())]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_loads_a_text_on_the_page_and_is_told_what_was_found() {
    let world = World::new();
    let keeper = world.person(ENTERPRISE, Role::Administrator).await;
    let (_, html) = world.page_of("/en/admin/law", Some(&keeper)).await;
    let (_, rest) = html.split_once("name=\"csrf\" value=\"").unwrap();
    let csrf = rest.split('"').next().unwrap();
    let (status, html) = sent(&world, &keeper, &[("csrf", csrf)], "Бұл заң емес.").await;
    assert_eq!(status, 422, "{html}");
    assert!(html.contains("id=\"field-file-problem\"") && html.contains("href=\"#field-file\""), "{html}");
    let wrong = [("csrf", csrf), ("standard", "x"), ("adopted", "y")];
    let (status, html) = sent(&world, &keeper, &wrong, TEXT).await;
    assert_eq!(status, 422);
    assert!(html.contains("value=\"x\"") && html.contains("value=\"y\""), "nothing typed is lost: {html}");
    let (status, html) = sent(&world, &keeper, &[("csrf", csrf)], TEXT).await;
    assert_eq!(status, 200, "{html}");
    assert!(html.contains("Standards found: 2") && html.contains("paragraph 3 is missing"), "{html}");
    assert!(
        html.contains("Citations that find nothing in the text: ") && html.contains("ойдан.txt"),
        "{html}"
    );
    assert_eq!(sent(&world, &keeper, &[("csrf", "no")], TEXT).await.0, 403);
    let long = "а".repeat(desk::LAW_TEXT_MOST / 2 + 1);
    let (status, html) = sent(&world, &keeper, &[("csrf", csrf), ("standard", "5")], &long).await;
    assert_eq!(status, 422, "a file that is too large is told on the page");
    assert!(html.contains("id=\"field-file-problem\"") && html.contains("value=\"5\""), "{html}");
    let none = [("csrf", csrf), ("standard", "5")];
    let (status, html) = world.upload("/en/admin/law", &keeper, &none, &[]).await;
    assert!(status == 422 && html.contains("id=\"field-file-problem\""), "no file at all: {html}");
    assert!(page(&world, "/kk/law/5").await.contains("class=\"wording\""));
}
