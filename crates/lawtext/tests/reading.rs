//! An invented text in the shape of the published one is read; no text breaks the reader and no line is lost.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use jiff::civil::date;
use lawtext::{Citation, Landing, Published, StandardText, Trouble};
use proptest::prelude::*;

const TEXT: &str = include_str!("invented.txt");

fn said(standard: &StandardText, cite: &str) -> Vec<String> {
    let found = standard.find(&Citation::read(cite).unwrap()).unwrap_or_default();
    found.into_iter().map(|block| block.text.clone()).collect()
}

#[test]
fn standards_are_found_with_title_and_day_of_adoption() {
    let published = Published::read(TEXT);
    let found: Vec<_> = published.standards.iter().map(|one| (one.title.as_str(), one.adopted)).collect();
    assert_eq!(
        found,
        [
            ("Жер учаскесіне жеке меншік құқығына актілерді ресімдеу және беру", Some(date(2013, 7, 12))),
            ("Аэротүсірілім жұмыстарын жүргізуге рұқсат беру", Some(date(2012, 11, 1))),
        ],
        "a new wording is dated by its note, the first one by the act that approved it"
    );
    assert!(published.standards[0].notes[0].ends_with("№ 2 қаулысымен (ойдан шығарылған)."));
}

#[test]
fn paragraphs_have_numbers_also_where_none_is_printed_or_letters_are_spread() {
    let published = Published::read(TEXT);
    let one = &published.standards[0];
    let places: Vec<String> = one.parts.iter().map(|part| part.place.to_string()).collect();
    let expected = (1..=17).map(|number| format!("¶{number}"));
    assert_eq!(places, expected.chain(["annex 1".to_owned(), "annex 2".to_owned()]).collect::<Vec<_>>());
    assert_eq!(
        said(one, "¶1"),
        [
            "Бұл бірінші тармақ, оның нөмірі басылмаған, ал сілтемесі осы 1-қосымшада орнынан жылжыған, соңғы жолы жайылған."
        ]
    );
    assert_eq!(said(one, "¶9"), ["9. Кестесі: сағат 9-00-ден 18-00-ге дейін."]);
    assert_eq!(said(one, "¶10").first().unwrap(), "10. Қызмет:");
    let headings: Vec<&str> =
        one.parts.iter().map(|part| part.heading.as_str()).filter(|heading| !heading.is_empty()).collect();
    assert_eq!(
        headings,
        [
            "1. Жалпы ережелер",
            "2. Көрсету тәртібі",
            "Жұмыс қағидаттары",
            "Ойдан шығарылған жұмыстардың құны",
            "Көрсеткіштердің мәні",
        ],
        "a heading may lack its number"
    );
}

#[test]
fn what_is_listed_under_a_subparagraph_belongs_to_it_up_to_the_full_stop() {
    let published = Published::read(TEXT);
    let one = &published.standards[0];
    assert_eq!(
        said(one, "¶7.1"),
        [
            "1) кәсіпорынға жүгінген сәттен бастап:",
            "актіні берген кезде – 6 жұмыс күні;",
            "телнұсқасын берген кезде – 4 жұмыс күні;",
        ]
    );
    assert_eq!(said(one, "¶7.2"), ["2) орталыққа жүгінген сәттен бастап 6 жұмыс күні."]);
    assert_eq!(said(one, "¶11.1"), ["1) бірінші жағдайда:", "өтініштің көшірмесі;"]);
    assert_eq!(said(one, "¶11.2"), ["2) екінші жағдайда өтініш (қажет болғанда)."]);
    assert_eq!(said(one, "¶16").last().unwrap(), "Мерзімінде жауап болмаса, акт берілген болып есептеледі.");
    assert_eq!(said(one, "¶16.2"), ["2) екі өтініш түскенде."], "silence is a rule of the paragraph itself");
    assert_eq!(said(one, "¶16.3"), Vec::<String>::new());
}

#[test]
fn annexes_have_titles_and_rows() {
    let published = Published::read(TEXT);
    let one = &published.standards[0];
    assert_eq!(said(one, "annex 1 row 1"), ["1", "Жеке тұлғалар:", "бағбандық 1,9 -"]);
    assert_eq!(said(one, "annex 1 row 2"), ["2 Шаруа қожалықтары 3,2"]);
    assert_eq!(
        said(one, "annex 1")[0],
        "Құны айлық есептік көрсеткішке байланысты есептеледі және мынаны құрайды:"
    );
    assert_eq!(said(one, "annex 2 row 1.1"), ["1.1. Мерзімінде ұсыну\nүлесі"], "cells keep their lines");
    assert_eq!(said(one, "annex 2 row 2.1"), ["2.1. Қанағаттанғандар үлесі"]);
    assert_eq!(said(&published.standards[1], "annex row 1"), ["1. Уақтылылығы"], "one annex has no number");
}

#[test]
fn what_is_out_of_the_ordinary_is_reported_with_its_line() {
    let published = Published::read(TEXT);
    let line = |wanted: &str| TEXT.lines().position(|line| line.contains(wanted)).unwrap() + 1;
    let found: Vec<_> =
        published.findings.iter().map(|finding| (finding.line, finding.trouble.clone())).collect();
    assert_eq!(found, [(line("Үшінші тармақ жоқ"), Trouble::Missing(3))]);
    assert_eq!(published.outside(), [(2, line("Осы қаулы ойдан"))], "the act before its first standard");
    let nothing = Published::read("Бұл стандарт емес.\n\nМүлде емес.");
    assert_eq!(nothing.findings[0].trouble, Trouble::NoStandard);
    assert_eq!(nothing.outside(), [(1, 3)]);
    let undated = Published::read(
        "«Қызмет» мемлекеттік қызмет стандарты\n\n1. Жалпы\n\n      1. Бар.\n      9. Алыс.\n",
    );
    let troubles: Vec<_> = undated.findings.iter().map(|finding| finding.trouble.clone()).collect();
    assert_eq!(troubles, [Trouble::NoDay, Trouble::OutOfOrder(9)]);
    assert_eq!(said(&undated.standards[0], "¶1"), ["1. Бар.", "9. Алыс."], "and nothing is lost");
}

/// Signs of a text without its blanks.
fn signs(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Every line lands in one place, and what a part says is its lines.
fn nothing_is_lost(text: &str) {
    let published = Published::read(text);
    assert_eq!(published.landings.len(), text.lines().count());
    for (line, landing) in text.lines().zip(&published.landings) {
        assert_eq!(line.trim().is_empty(), *landing == Landing::Blank, "{line:?}");
    }
    let landed = |wanted: Landing| -> String {
        let lines = text.lines().zip(&published.landings).filter(|(_, landing)| **landing == wanted);
        lines.map(|(line, _)| signs(line)).collect()
    };
    for (place, standard) in published.standards.iter().enumerate() {
        for (at, part) in standard.parts.iter().enumerate() {
            let blocks: String = part.blocks.iter().map(|block| signs(&block.text)).collect();
            let annex = matches!(part.place, lawtext::Place::Annex(_));
            let said = if annex { format!("{}{blocks}", signs(&part.heading)) } else { blocks };
            assert_eq!(said, landed(Landing::Part(place, at)), "{} of {}", part.place, standard.title);
        }
    }
    for finding in &published.findings {
        assert!(finding.line >= 1 && finding.line <= text.lines().count().max(1), "{finding:?}");
    }
}

#[test]
fn no_line_of_the_invented_text_is_lost() {
    nothing_is_lost(TEXT);
}

proptest! {
    #[test]
    fn no_line_of_any_text_is_lost(
        cuts in prop::collection::vec((0_usize..120, 0_usize..120), 0..6),
        extra in prop::collection::vec("      [0-9]{1,3}[.)] [А-Яа-я «»:;.-]{0,20}|[0-9]. [А-Я]{1,3}|[1-9]?-?қосымша|«[а-я ]{0,9}» стандарты(на)?|бекітілген|.{0,30}", 0..12),
    ) {
        let mut lines: Vec<&str> = TEXT.lines().collect();
        for (from, to) in cuts {
            let (from, to) = (from.min(lines.len()), to.min(lines.len()));
            lines.drain(from.min(to)..to.max(from).min(from.min(to) + 9));
        }
        for (at, line) in extra.iter().enumerate() {
            lines.insert((at * 37) % (lines.len() + 1), line);
        }
        nothing_is_lost(&lines.join("\n"));
    }

    #[test]
    fn no_text_at_all_breaks_the_reader(text in "(?s).{0,300}") {
        nothing_is_lost(&text);
    }
}
