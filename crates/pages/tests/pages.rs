//! Every page rendered from a sample in every language.

use std::collections::BTreeSet;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use locale::{Language, Messages};
use pages::{
    Accounts, ActionForm, BulkChoice, CaseFacts, CasePage, CaseRow, CaseScans, Cell, Choice, ClockRow,
    Complain, Day, DraftRow, DrawnTerm, ErrorPage, Field, FieldKind, Found, Glance, Hindered, HistoryRow,
    Inbox, InboxList, Live, LodgeForm, LodgePage, Lodged, Month, More, MyPapers, Need, NeededPaper,
    NextAccounts, OfficeCard, PaperRow, Part, Place, Presence, PricePage, PriceRow, Problem, ReceiptPage,
    ReceiptRow, Reckoned, ScanForm, ScanRow, ServicePage, ServiceRow, SetUp, Shell, Shows, SignIn, SignedIn,
    Situation, Start, StepForm, Stretch, StripCell, Sum, Table, Template, TermPage, Topic, Track, TrackRow,
    Tracked, Verdict,
};

#[path = "../samples/mod.rs"]
mod samples;

/// Text that would break a page that does not escape it.
const NASTY: &str = "<script>alert('Ө')</script> & \"Құрық\"";

fn text() -> String {
    NASTY.to_owned()
}

fn fields() -> Vec<Field> {
    let choices = || vec![Choice { value: text(), label: text(), chosen: true }];
    vec![
        Field::line("one", text()).value(text()).hint(text()).required(),
        Field::line("two", text()).kind(FieldKind::Lines).value(text()),
        Field::line("three", text()).kind(FieldKind::Select(choices())),
        Field::line("four", text()).kind(FieldKind::Boxes(choices())),
        Field::line("five", text()).kind(FieldKind::Hidden).value(text()),
        Field { problem: Some(text()), ..Field::line("six.name", text()).kind(FieldKind::Line("password")) },
        Field::line("seven", text()).kind(FieldKind::Radios(choices())).hint(text()),
        Field { problem: Some(text()), ..Field::line("eight", text()).kind(FieldKind::Files("image/*")) },
    ]
}

fn problems() -> Vec<Problem> {
    vec![
        Problem { field: "six.name".to_owned(), text: text(), cite: Some("S1 ¶11".to_owned()) },
        Problem { field: String::new(), text: text(), cite: None },
    ]
}

fn mine() -> MyPapers {
    let paper = || NeededPaper {
        name: text(),
        notes: vec![text()],
        cite: "S1 ¶11.1".to_owned(),
        sheet: Some("/kk/services/1/forms/5".to_owned()),
    };
    MyPapers {
        about: vec![text()],
        term: Some((text(), "S1 ¶7.1".to_owned())),
        bring: vec![Need { one_of: true, papers: vec![paper(), paper()] }],
        fetched: vec![Need { one_of: false, papers: vec![paper()] }],
        other: vec![Need { one_of: false, papers: vec![paper()] }],
        tools: "service=1&channel=cadastre".to_owned(),
    }
}

fn draft() -> DraftRow {
    DraftRow {
        key: text(),
        href: "/kk/lodge?draft=x".to_owned(),
        service: text(),
        applicant: text(),
        kept_at: text(),
    }
}

fn receipt() -> Vec<ReceiptRow> {
    vec![ReceiptRow { heading: text(), lines: vec![text()], cite: "S1 ¶14.1".to_owned() }]
}

fn part(id: &'static str, fields: Vec<Field>) -> Part {
    Part { id, heading: text(), fields, more: Vec::new() }
}

fn scan() -> ScanRow {
    ScanRow { id: text(), href: "/kk/lodge/scans/1".to_owned(), name: text(), wrong: Some(text()) }
}

fn lodging<'a>(p: &'a Shell<'a>) -> LodgeForm<'a> {
    let file = |name: String| Field::line(name, text()).kind(FieldKind::Files("image/*")).hint(text());
    let row = |missing, not_due| PaperRow {
        id: format!("{missing}{not_due}"),
        name: text(),
        copies: 2,
        condition: Some(text()),
        state: text(),
        missing,
        not_due,
        cite: "S1 ¶11.1".to_owned(),
        usual: (text(), text()),
        ticked: !missing,
        other: Some(
            Field::line(format!("other:{missing}{not_due}"), text()).kind(FieldKind::Select(Vec::new())),
        ),
        file: file(format!("scan:{missing}{not_due}")),
        scans: vec![scan()],
    };
    let more = More::of(text(), vec![Field::line("rare", text()).value(text())]);
    LodgeForm {
        p,
        hidden: vec![("key".to_owned(), text())],
        questions: part("questions", vec![Field::line("service", text()).focused()]),
        applicant: Part { more: vec![more], ..part("applicant", fields()) },
        known: Some(text()),
        subject: vec![part("parcel", vec![Field::line("number", text())])],
        papers: vec![row(true, false), row(false, true), row(false, false)],
        strays: vec![scan()],
        closing: vec![part("payment", vec![Field::line("sum", text())])],
        verdict: Verdict {
            first: None,
            fee: Some(text()),
            term: Some(text()),
            office: Some(text()),
            parallels: vec![text()],
        },
    }
}

fn scans() -> CaseScans {
    CaseScans {
        rows: vec![(text(), scan())],
        add: Some(ScanForm {
            action: "/kk/cases/1/scans".to_owned(),
            key: text(),
            fields: vec![Field::line("scan", text()).kind(FieldKind::Files("image/*"))],
            open: false,
        }),
        reject: Some(ActionForm {
            id: "reject-scan".to_owned(),
            title: text(),
            action: "/kk/cases/1/steps".to_owned(),
            hidden: vec![("step".to_owned(), text())],
            fields: fields(),
            open: false,
        }),
    }
}

/// Name and HTML of every page.
fn drawn() -> DrawnTerm {
    let clock = ClockRow { name: text(), until: text(), note: text(), cite: text(), over: true };
    DrawnTerm {
        lead: text(),
        cite: text(),
        cells: vec![StripCell { text: text(), looks: "counts", today: true }],
        legend: vec![("counts", text())],
        stops: vec![text()],
        clocks: vec![clock],
        calendar: vec![Stretch::Note(text())],
    }
}

fn rendered(p: &Shell<'_>) -> Vec<(&'static str, String)> {
    let html = |page: &dyn askama::DynTemplate| page.dyn_render().expect("the sample renders");
    let case = CaseFacts {
        number: text(),
        service: text(),
        state: text(),
        next: text(),
        late: true,
        href: "/kk/cases/1".to_owned(),
        receipt: Some("/kk/cases/1/receipt".to_owned()),
        rows: vec![(text(), text())],
    };
    let step = StepForm {
        id: "suspend".to_owned(),
        title: text(),
        cite: "S1 ¶16".to_owned(),
        until: Some(text()),
        leads_on: true,
        fields: fields(),
        open: true,
        version: "3".to_owned(),
        key: "key".to_owned(),
    };
    let history = HistoryRow {
        at: text(),
        who: text(),
        what: text(),
        details: vec![text()],
        cite: "S1 ¶7.1".to_owned(),
        note: true,
    };
    let row = CaseRow {
        id: text(),
        ticked: true,
        href: "/kk/cases/1".to_owned(),
        number: text(),
        service: text(),
        applicant: text(),
        state: text(),
        due: text(),
        left: text(),
        late: true,
        in_place_of: Some(text()),
    };
    let office = || OfficeCard {
        name: text(),
        address: text(),
        phones: vec![(None, text())],
        hours: vec![(text(), text())],
        ..OfficeCard::default()
    };
    let presence = || Presence { href: text(), seen: text(), people: vec![(text(), text())] };
    let tracked = Tracked {
        number: text(),
        service: text(),
        state: text(),
        late: true,
        next: vec![text()],
        must: vec![(text(), String::new()), (text(), "S1 ¶15".to_owned())],
        collect: Some(office()),
        term: drawn(),
        timeline: vec![TrackRow { at: text(), what: text(), cite: "S1 ¶7.1".to_owned() }],
        deciding: office(),
        complain: "/kk/complain?service=1".to_owned(),
        looks: vec![(text(), text(), text())],
    };
    vec![
        (
            "service",
            html(&ServicePage {
                p,
                number: 1,
                name: text(),
                edition: text(),
                glance: Glance { provider: text(), terms: text(), price: text() },
                problems: problems(),
                fields: fields(),
                cases: vec![(text(), "S1 ¶11.1".to_owned())],
                mine: Some(mine()),
                sheets: vec![("/kk/services/1/forms/5".to_owned(), text())],
                parts: vec![(text(), vec![(text(), "S1 ¶6".to_owned())])],
                lists: vec![(text(), vec![(text(), "S1 ¶11".to_owned())])],
            }),
        ),
        ("sign-in", html(&SignIn { p, problems: problems(), fields: fields() })),
        (
            "set-up",
            html(&SetUp { p, action: "/kk/set-up/x".to_owned(), problems: problems(), fields: fields() }),
        ),
        ("track", html(&Track { p, problems: problems(), fields: fields(), found: Some(tracked) })),
        ("error", html(&ErrorPage { p, title: text(), remedy: text(), cite: Some("S1 ¶16".to_owned()) })),
        (
            "inbox",
            html(&Inbox {
                p,
                sought: String::new(),
                problems: problems(),
                filters: fields(),
                live: Some(Live { source: text(), again: text() }),
                shows: Some(Shows { waiting: false, of_waiting: text(), of_all: text() }),
                standing_in: vec![text()],
                list: InboxList {
                    p,
                    nothing: text(),
                    rows: vec![row],
                    ticks: true,
                    next: Some("/kk/inbox?cursor=1".to_owned()),
                },
                bulk: Some(BulkChoice { all: text(), from: text(), fields: fields() }),
            }),
        ),
        (
            "lodge",
            html(&LodgePage {
                p,
                problems: problems(),
                form: lodging(p).render().expect("the form renders"),
                drafts: vec![draft()],
            }),
        ),
        (
            "lodged",
            html(&Lodged {
                p,
                number: text(),
                secret: Some(text()),
                case: "/kk/cases/1".to_owned(),
                next: "/kk/lodge".to_owned(),
                receipt: receipt(),
                track: "/kk/track".to_owned(),
            }),
        ),
        (
            "receipt",
            html(&ReceiptPage { p, number: text(), case: "/kk/cases/1".to_owned(), receipt: receipt() }),
        ),
        (
            "case",
            html(&CasePage {
                p,
                problems: problems(),
                facts: case,
                term: drawn(),
                papers: vec![(text(), text())],
                scans: scans(),
                sheets: vec![("/kk/cases/1/forms/5".to_owned(), text())],
                done: Some(text()),
                presence: presence(),
                missing: vec![text()],
                steps: vec![step],
                hindered: vec![Hindered { steps: text(), reason: text(), cite: Some("S1 ¶26".to_owned()) }],
                note: Some(ActionForm {
                    id: "note".to_owned(),
                    title: text(),
                    action: "/kk/cases/1/notes".to_owned(),
                    hidden: vec![("key".to_owned(), text())],
                    fields: vec![Field::line("remark", text()).kind(FieldKind::Lines)],
                    open: false,
                }),
                history: vec![history],
            }),
        ),
        (
            "accounts",
            html(&Accounts {
                p,
                problems: problems(),
                table: Table {
                    caption: text(),
                    headings: vec![text()],
                    rows: vec![vec![Cell::link(text(), "/kk/accounts/1")]],
                },
                filters: fields(),
                short: true,
                next: Some(NextAccounts::Form(vec![("q".to_owned(), text())])),
                fields: fields(),
            }),
        ),
    ]
    .into_iter()
    .chain(guiding(p))
    .collect()
}

/// The pages that guide people.
fn guiding(p: &Shell<'_>) -> Vec<(&'static str, String)> {
    let html = |page: &dyn askama::DynTemplate| page.dyn_render().expect("the sample renders");
    let service = || ServiceRow {
        number: 1,
        name: text(),
        plain: Some(text()),
        provider: text(),
        terms: text(),
        price: text(),
    };
    let topic =
        Topic { id: "own".to_owned(), heading: text(), services: vec![service()], complain: fields() };
    let found = Found {
        sought: text(),
        places: vec![Place { href: "/kk/complain".to_owned(), title: text(), lead: text() }],
        services: Vec::new(),
    };
    let answers = vec![("/kk/services/1?case=4&product=duplicate#mine".to_owned(), text())];
    let situation = Situation { title: text(), ask: text(), answers, open: true };
    let row = PriceRow { figure: text(), value: text(), cite: "S1 ¶8".to_owned() };
    let sum = Sum { service: text(), amount: text(), rows: vec![row], edition: text() };
    let day = Day {
        number: "2".to_owned(),
        date: "2013-09-02".to_owned(),
        weekday: text(),
        looks: "counts",
        says: vec![text()],
    };
    let month = Month { name: text(), weeks: vec![vec![None, Some(day)]] };
    let reckoned = Reckoned {
        service: text(),
        end: text(),
        facts: vec![(text(), text(), "S1 ¶7.1".to_owned())],
        calendar: vec![Stretch::Month(month), Stretch::Note(text())],
        edition: text(),
    };
    let complain = Complain {
        p,
        problems: problems(),
        fields: fields(),
        service: Some(text()),
        parts: vec![(text(), vec![(text(), "S1 ¶21".to_owned())])],
    };
    let (price, term) = (Some(sum), Some(reckoned));
    vec![
        (
            "start",
            html(&Start {
                p,
                sought: text(),
                found: Some(found),
                situations: vec![situation],
                topics: vec![topic],
            }),
        ),
        ("complain", html(&complain)),
        ("price", html(&PricePage { p, problems: problems(), fields: fields(), go: text(), sum: price })),
        ("term", html(&TermPage { p, problems: problems(), fields: fields(), go: text(), reckoned: term })),
    ]
}

fn each(mut look: impl FnMut(&str, &str)) {
    let messages = Messages::embedded().expect("the messages load");
    for language in Language::ALL {
        for sample in samples::all(&samples::shell(&messages, language)) {
            look(&format!("sample {} in {language}", sample.name), &sample.html);
        }
        let person = SignedIn {
            name: text(),
            office: text(),
            csrf: text(),
            lodges: true,
            sees_cases: true,
            oversees: true,
            sees_books: true,
            moves_files: true,
            keeps_accounts: true,
        };
        for signed_in in [None, Some(person)] {
            let shell = Shell { messages: &messages, language, path: "/track".to_owned(), signed_in };
            for (name, html) in rendered(&shell) {
                look(&format!("{name} in {language}"), &html);
            }
        }
    }
}

#[test]
fn what_people_typed_is_never_taken_for_markup() {
    each(|name, html| assert!(!html.contains("<script>alert"), "{name}"));
}

#[test]
fn every_text_stands_in_the_message_files() {
    each(|name, html| assert!(!html.contains("page-"), "{name}: {:?}", html.split("page-").nth(1)));
}

#[test]
fn every_page_has_a_title_a_language_and_one_heading() {
    each(|name, html| {
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
        assert_eq!(html.matches("<title>").count(), 1, "{name}");
        let language = name.rsplit(' ').next().unwrap_or_default();
        assert!(html.contains(&format!("<html lang=\"{language}\" class=\"govuk-template\">")), "{name}");
    });
}

#[test]
fn no_style_and_no_script_stands_in_a_page() {
    each(|name, html| {
        for word in [" style=", "<style", "onclick=", "javascript:"] {
            assert!(!html.contains(word), "{name}: {word}");
        }
        assert_eq!(html.matches("<script").count(), html.matches("<script src=\"/assets/").count(), "{name}");
    });
}

#[test]
fn ids_are_unique_and_every_label_has_its_field() {
    each(|name, html| {
        let mut ids = values(html, "id");
        let count = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), count, "{name}: an id stands twice");
        for target in values(html, "for") {
            assert!(ids.contains(&target), "{name}: a label for {target}");
        }
    });
}

#[test]
fn every_field_that_is_shown_has_a_label() {
    each(|name, html| {
        let labelled = values(html, "for");
        for control in ["<input ", "<select ", "<textarea "] {
            for rest in html.split(control).skip(1) {
                let tag = rest.split('>').next().unwrap_or_default();
                let id = values(&format!(" {tag}"), "id");
                let shown = !tag.contains("type=\"hidden\"");
                assert!(!shown || id.iter().any(|id| labelled.contains(id)), "{name}: {tag}");
            }
        }
    });
}

#[test]
fn every_link_and_every_help_within_a_page_leads_to_its_place() {
    each(|name, html| {
        let ids = values(html, "id");
        let links =
            values(html, "href").into_iter().filter_map(|href| href.strip_prefix('#').map(str::to_owned));
        let helps = values(html, "aria-describedby");
        let helps = helps.iter().flat_map(|list| list.split_whitespace().map(str::to_owned));
        for target in links.chain(helps) {
            assert!(ids.contains(&target), "{name}: nothing has the id {target}");
        }
    });
}

#[test]
fn errors_of_a_refused_step_lead_into_its_form_and_stand_beside_its_fields() {
    let messages = Messages::embedded().expect("the messages load");
    let pages = samples::all(&samples::shell(&messages, Language::Kk));
    let case = pages.iter().find(|sample| sample.name == "case").expect("the sample of a case");
    for mark in [
        "href=\"#step-hand-out\"",
        "href=\"#step-hand-out-field-to\"",
        "id=\"step-hand-out-field-to-problem\"",
    ] {
        assert_eq!(case.html.matches(mark).count(), 1, "{mark}");
    }
}

#[test]
fn styles_and_scripts_of_a_page_stay_under_100_kib_compressed() {
    each(|name, html| {
        let files: BTreeSet<&str> = html
            .split("\"/assets/")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .filter(|file| file.ends_with(".css") || file.ends_with(".js"))
            .collect();
        assert!(files.len() >= 2, "{name}: {files:?}");
        let sizes: Vec<usize> = files
            .iter()
            .map(|file| compressed(pages::assets::find(file).expect("an asset that a page names").bytes))
            .collect();
        assert!(sizes.iter().sum::<usize>() < 100 * 1024, "{name}: {files:?} {sizes:?}");
    });
}

/// Bytes after gzip.
fn compressed(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory takes what is written");
    encoder.finish().expect("memory takes what is written").len()
}

#[test]
fn the_style_sheet_names_its_fonts_by_their_fingerprints_and_nothing_from_elsewhere() {
    let css = pages::assets::href("zher.css");
    let css = pages::assets::find(css.rsplit('/').next().expect("a file name")).expect("the style sheet");
    let css = std::str::from_utf8(css.bytes).expect("a style sheet is text");
    let named: Vec<&str> = css.split("url(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(named.len(), 4, "{named:?}");
    for file in named {
        assert_eq!(pages::assets::find(file).expect(file).content_type, "font/woff2");
    }
    assert_eq!(css.matches("url(").count(), 4, "fonts alone are loaded by styles");
}

/// Values of an attribute.
fn values(html: &str, attribute: &str) -> Vec<String> {
    html.split(&format!(" {attribute}=\""))
        .skip(1)
        .filter_map(|rest| rest.split('"').next().map(str::to_owned))
        .collect()
}

#[test]
fn an_asset_is_found_by_its_fingerprint_alone() {
    let href = pages::assets::href("zher.css");
    let file = href.rsplit('/').next().expect("a file name");
    assert!(pages::assets::find(file).is_some());
    assert!(pages::assets::find("zher.css").is_none());
    assert!(pages::assets::find("../Cargo.toml").is_none());
}

#[test]
fn a_citation_is_in_words_of_the_language_of_the_page() {
    let messages = Messages::embedded().unwrap();
    let cited = |language, cite| {
        let shell = Shell { messages: &messages, language, path: "/".to_owned(), signed_in: None };
        shell.cited(cite)
    };
    assert_eq!(cited(Language::Kk, "S1 annex 3 row 2"), "S1 3-қосымша, 2-жол");
    assert_eq!(cited(Language::Ru, "S1 annex 7 row 2.14"), "S1 прил. 7, строка 2.14");
    assert_eq!(cited(Language::En, "S1 annex 3 row 2"), "S1 annex 3 row 2");
    assert_eq!(cited(Language::Ru, "S9 annex 4"), "S9 прил. 4");
    assert_eq!(cited(Language::Kk, "S9 annex"), "S9 қосымша");
    assert_eq!(cited(Language::Kk, "S1 ¶7.1"), "S1 ¶7.1");
}
