//! Every file of the rules is changed in the same way: checked with all others, told in words, put in force with its act, taken up
//! by every node; cases that were accepted keep what they were accepted under.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod world;

use cases::Argument;
use desk::{
    ChangeKind, Desk, DeskError, GivenDay, GivenIndex, GivenOffice, ProposedFile, Role, RulesCheck,
    RulesPreview, Said, Session,
};
use directory::Channel;
use jiff::civil::date;
use world::{CENTRE, ELSEWHERE, ENTERPRISE, LAW, World};

fn file(path: &str, text: impl Into<String>) -> Vec<ProposedFile> {
    vec![ProposedFile { path: path.to_owned(), text: text.into() }]
}

/// A held file with something else in it.
fn with(path: &str, replace: &[(&str, &str)]) -> Vec<ProposedFile> {
    let mut text = LAW.files.get(path).unwrap().to_owned();
    for (old, new) in replace {
        assert!(text.contains(old), "{old}");
        text = text.replacen(old, new, 1);
    }
    file(path, text)
}

fn right(desk: &Desk, who: &Session, files: &[ProposedFile]) -> RulesPreview {
    match desk.check_rules(who, files).unwrap() {
        RulesCheck::Right(preview) => *preview,
        RulesCheck::Wrong(problems) => panic!("{problems:?}"),
    }
}

fn wrong(desk: &Desk, who: &Session, files: &[ProposedFile]) -> Vec<rulebook::Problem> {
    match desk.check_rules(who, files).unwrap() {
        RulesCheck::Wrong(problems) => problems,
        RulesCheck::Right(preview) => panic!("{preview:?}"),
    }
}

/// Checks files and puts them in force.
fn put(desk: &Desk, who: &Session, files: &[ProposedFile]) -> RulesPreview {
    let base = right(desk, who, files).base;
    desk.put_in_force(who, files, &base, "", "№ 1").unwrap()
}

fn fields(outcome: Result<impl std::fmt::Debug, DeskError>) -> Vec<String> {
    match outcome {
        Err(DeskError::Invalid(errors)) => errors.into_iter().map(|error| error.field).collect(),
        other => panic!("{other:?}"),
    }
}

/// A sentence as its message and the values that are the same in all languages.
fn told(said: &Said) -> String {
    let values = said.args.iter().map(|(_, value)| match value {
        Argument::Plain(text) => text.clone(),
        Argument::Day(day) => day.to_string(),
        Argument::Law(text) => text.en.clone(),
        Argument::Messages(names) => names.join("+"),
        other => format!("{other:?}"),
    });
    std::iter::once(said.message.to_owned()).chain(values).collect::<Vec<_>>().join(" ")
}

fn lines(preview: &RulesPreview) -> Vec<String> {
    let or = |said: Option<&Said>| said.map_or_else(|| "none".to_owned(), told);
    let lines = preview.changes.iter();
    lines
        .map(|one| format!("{} | {} | {}", told(&one.what), or(one.before.as_ref()), or(one.after.as_ref())))
        .collect()
}

fn notices(preview: &RulesPreview) -> Vec<&str> {
    preview.notices.iter().map(|notice| notice.message).collect()
}

#[test]
fn a_new_index_by_a_form_counts_from_its_day_and_leaves_what_was_paid() {
    let world = World::new();
    let keeper = world.person(CENTRE, &[Role::Administrator]);
    let reception = world.person(ENTERPRISE, &[Role::Reception]);
    let lodged = world.lodge(&reception, &world.form(&reception, 1, Channel::Cadastre)).unwrap();
    let paid = world.stored(lodged.acted.case);
    let given = |from: &str, tenge: &str, source: &str| GivenIndex {
        from: from.to_owned(),
        tenge: tenge.to_owned(),
        source: source.to_owned(),
    };
    assert_eq!(
        fields(world.desk.propose_index(&keeper, &given("soon", "many", ""))),
        ["from", "tenge", "source"]
    );
    assert_eq!(
        fields(world.desk.propose_index(&keeper, &given("2013-01-01", "1800", "№ 1"))),
        ["from"],
        "it is held"
    );
    let files = world.desk.propose_index(&keeper, &given("2027-01-01", "4 500", "№ 1 \"заң\"")).unwrap();
    let preview = put(&world.desk, &keeper, &files);
    assert_eq!(
        lines(&preview),
        [
            "rules-what-index 2027-01-01 rules-purpose-payments | none | rules-index 4500 № 1 \"заң\"",
            "rules-what-index-until | rules-day 2026-12-31 | rules-day 2027-12-31",
        ]
    );
    assert_eq!(notices(&preview), ["rules-notice-prices"]);
    assert_eq!(preview.scenarios, []);
    let text = world.desk.law().files.get("mci.toml").unwrap();
    assert!(text.starts_with("# Monthly calculation index (MCI)"), "what was written beside stays");
    // An index of a day that has passed: the budget was revised.
    let revised = world.desk.propose_index(&keeper, &given("2013-09-01", "1800", "№ 2")).unwrap();
    put(&world.desk, &keeper, &revised);
    assert_eq!(world.stored(lodged.acted.case), paid, "the case keeps the price that it was accepted with");
    let other = world.another_desk();
    other.tick("two").unwrap();
    let newest = |desk: &Desk| desk.law().rulebook.index_table().values.last().map(|value| value.tenge);
    assert_eq!((newest(&world.desk), newest(&other)), (Some(1800), Some(1800)));
    let list = world.desk.rule_changes(&keeper).unwrap();
    assert_eq!(list[1].kind, ChangeKind::Files(vec!["mci.toml".to_owned()]));
    assert_eq!((list[1].cite.as_str(), list[1].by.as_str()), ("№ 1", keeper.account.name.as_str()));
}

#[test]
fn an_offices_telephone_by_a_form_is_found_at_once_and_the_tables_stay_as_printed() {
    let world = World::new();
    let keeper = world.person(CENTRE, &[Role::Administrator]);
    let (_, held) = world.desk.office_as_kept(&keeper, ENTERPRISE).unwrap();
    let propose = |given: GivenOffice| world.desk.propose_office(&keeper, ENTERPRISE, &given);
    assert_eq!(
        fields(propose(GivenOffice { source: "№ 5".to_owned(), ..held.clone() })),
        ["address"],
        "nothing new"
    );
    let damaged = GivenOffice { phones: "8(7172)1".to_owned(), email: "a@b@c".to_owned(), ..held.clone() };
    assert_eq!(fields(propose(damaged)), ["source", "phones", "email"]);
    let given = GivenOffice {
        phones: "8(7172)55-55-55; 55-55-56".to_owned(),
        source: "№ 5".to_owned(),
        ..held.clone()
    };
    let files = propose(given).unwrap();
    let preview = put(&world.desk, &keeper, &files);
    let (changes, name) = (lines(&preview), LAW.directory.office(ENTERPRISE).unwrap().name(None));
    assert_eq!(changes.len(), 1, "{changes:?}");
    assert!(changes[0].starts_with(&format!("rules-what-office {name} rules-office-phones | rules-plain ")));
    assert!(changes[0].ends_with("| rules-plain 8(7172)55-55-55; 55-55-56"), "{changes:?}");
    let office = world.desk.law().directory.office(ENTERPRISE).unwrap();
    let dialled: Vec<_> = office.phones.iter().filter_map(|phone| phone.value.e164.as_deref()).collect();
    assert_eq!(dialled, ["+77172555555", "+77172555556"]);
    let table = "offices/cadastre_offices.csv";
    assert_eq!(world.desk.law().files.get(table), LAW.files.get(table));
    // What is said later of the same office stands beside what was said before.
    let (_, held) = world.desk.office_as_kept(&keeper, ENTERPRISE).unwrap();
    let moved =
        GivenOffice {
            address: "Астана қаласы, Жаңа көше, 1".to_owned(), source: "№ 6".to_owned(), ..held
        };
    put(&world.desk, &keeper, &propose(moved).unwrap());
    let office = world.desk.law().directory.office(ENTERPRISE).unwrap();
    assert_eq!((office.address(None), office.phones.len()), ("Астана қаласы, Жаңа көше, 1", 2));
    let unknown = wrong(
        &world.desk,
        &keeper,
        &file("offices/current.toml", "[[office]]\nid = \"x\"\nsource = \"№\"\n"),
    );
    assert_eq!(
        (unknown[0].file.as_str(), unknown[0].line, unknown[0].field.as_str()),
        ("offices/current.toml", Some(2), "id")
    );
}

#[test]
fn an_office_with_accounts_or_open_cases_and_a_region_are_not_removed() {
    let world = World::new();
    let keeper = world.person(ELSEWHERE, &[Role::Administrator]);
    let table = "offices/cadastre_offices.csv";
    let branches = "offices/cadastre_branches.csv";
    let without = |path: &str, name: &str| {
        let text = LAW.files.get(path).unwrap();
        file(
            path,
            text.lines()
                .filter(|line| !line.contains(name))
                .map(|line| format!("{line}\n"))
                .collect::<String>(),
        )
    };
    let mut gone = without(table, "Ақмола филиалы");
    gone.extend(without(branches, "Ақмола филиалы"));
    let problems = wrong(&world.desk, &keeper, &gone);
    assert!(problems.iter().any(|one| one.fault.message == "rule-office-in-use"), "{problems:?}");
    let unused = without(table, "Ақкөл аудандық бөлімі");
    let preview = right(&world.desk, &keeper, &unused);
    assert!(
        lines(&preview)
            .iter()
            .any(|line| line.starts_with("rules-what-whole-office Ақкөл") && line.ends_with("| none"))
    );
    let regions = LAW.files.get("regions.toml").unwrap();
    let (head, _) = regions.split_at(regions.rfind("[[regions]]").unwrap());
    let problems = wrong(&world.desk, &keeper, &file("regions.toml", head));
    assert!(problems.iter().any(|one| one.fault.message == "rule-region-gone"), "{problems:?}");
}

#[test]
fn a_day_that_is_closed_later_leaves_the_clocks_of_accepted_cases() {
    let world = World::new();
    let reception = world.person(ENTERPRISE, &[Role::Reception]);
    let head = world.person(ENTERPRISE, &[Role::Head]);
    let before = world.lodge(&reception, &world.form(&reception, 1, Channel::Cadastre)).unwrap();
    let due = |case| world.view(&head, case).clocks.term.ends.unwrap();
    let recorded = due(before.acted.case);
    assert_eq!(recorded, world::at("2013-09-10T18:00:00+06:00"));
    world.set("2013-09-04T10:00:00+06:00");
    let (keeper, reception, head) = (
        world.person(CENTRE, &[Role::Administrator]),
        world.person(ENTERPRISE, &[Role::Reception]),
        world.person(ENTERPRISE, &[Role::Head]),
    );
    // The third has passed, the ninth is to come.
    let day = |off: &str, worked: &str| GivenDay::Transfer {
        off: off.to_owned(),
        worked: worked.to_owned(),
        source: "№ 7".to_owned(),
        url: "https://example.kz".to_owned(),
    };
    let files = world.desk.propose_day(&keeper, &day("2013-09-09", "2013-09-28")).unwrap();
    let preview = put(&world.desk, &keeper, &files);
    assert_eq!(notices(&preview), ["rules-notice-calendar"]);
    assert_eq!(
        lines(&preview),
        [
            "rules-what-day 2013-09-09 page-weekday-1 page-kept-all | rules-day-ordinary | \
             rules-day-closed Transferred day off (28.09.2013 is worked instead)",
            "rules-what-day 2013-09-28 page-weekday-6 page-kept-all | rules-day-ordinary | rules-day-worked 2013-09-09",
        ]
    );
    let files = world.desk.propose_day(&keeper, &day("2013-09-03", "2013-09-29")).unwrap();
    let preview = put(&world.desk, &keeper, &files);
    assert_eq!(notices(&preview), ["rules-notice-calendar", "rules-notice-passed"]);
    let view = |case| world.desk.case(&head, case, "test").unwrap().clocks.term.ends.unwrap();
    assert_eq!(view(before.acted.case), recorded, "the receipt said so");
    world.set("2013-09-04T11:00:00+06:00");
    let after = world.lodge(&reception, &world.form(&reception, 1, Channel::Cadastre)).unwrap();
    assert_eq!(
        view(after.acted.case),
        world::at("2013-09-13T18:00:00+06:00"),
        "six days from the fifth on without the ninth"
    );
    // The platform's clock goes by the recorded term too.
    world.set("2013-09-11T09:00:00+06:00");
    let other = world.another_desk();
    other.refresh_law().unwrap();
    other.tick("two").unwrap();
    assert!(
        !world.stored(before.acted.case).state.is_open(),
        "granted by silence on the day after its own term"
    );
    assert!(world.stored(after.acted.case).state.is_open());
}

#[test]
fn a_term_that_reaches_a_year_without_data_is_lodged_once_the_year_is_there() {
    let world = World::new();
    world.set("2026-12-28T10:00:00+05:00");
    let keeper = world.person(CENTRE, &[Role::Administrator]);
    let reception = world.person(ENTERPRISE, &[Role::Reception]);
    let form = world.form(&reception, 1, Channel::Cadastre);
    let refused = world.lodge(&reception, &form);
    assert!(matches!(refused, Err(DeskError::Refused(_))), "{refused:?}");
    let year = world.desk.begin_year(&keeper).unwrap().unwrap();
    assert_eq!(year.path, "calendar/2027.toml");
    let preview = put(&world.desk, &keeper, std::slice::from_ref(&year));
    let new_year = "rules-what-day 2027-01-01 page-weekday-5 page-kept-all | rules-day-ordinary | rules-day-closed New Year";
    assert!(lines(&preview).contains(&new_year.to_owned()), "{:#?}", lines(&preview));
    let lodged = world.lodge(&reception, &form).unwrap();
    let due = world.view(&reception, lodged.acted.case).clocks.term.ends.unwrap();
    assert!(due > world::at("2027-01-01T00:00:00+05:00"), "{due}");
}

#[test]
fn a_transfer_between_two_years_changes_both_files_at_once() {
    let world = World::new();
    let keeper = world.person(CENTRE, &[Role::Administrator]);
    let transfer = |off: &str, worked: &str| GivenDay::Transfer {
        off: off.to_owned(),
        worked: worked.to_owned(),
        source: "№ 8".to_owned(),
        url: "https://example.kz".to_owned(),
    };
    let files = world.desk.propose_day(&keeper, &transfer("2025-12-31", "2026-01-17")).unwrap();
    assert_eq!(
        files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(),
        ["calendar/2025.toml", "calendar/2026.toml"]
    );
    let alone = wrong(&world.desk, &keeper, &files[..1]);
    assert_eq!(alone[0].field, "transfer.off", "neither year is right without the other");
    put(&world.desk, &keeper, &files);
    let other = world.another_desk();
    other.refresh_law().unwrap();
    let day = other.law().calendar.day(date(2025, 12, 31), calendar::ScheduleKind::Body).unwrap();
    assert!(!day.is_open());
    assert_eq!(fields(world.desk.propose_day(&keeper, &transfer("2099-01-01", "x"))), ["off", "worked"]);
    let named = GivenDay::Named { id: "no-day".to_owned(), date: "2026-06-01".to_owned() };
    assert_eq!(fields(world.desk.propose_day(&keeper, &named)), ["named"]);
    let named = GivenDay::Named { id: "kurban-ait".to_owned(), date: "2026-06-01".to_owned() };
    let preview = right(&world.desk, &keeper, &world.desk.propose_day(&keeper, &named).unwrap());
    assert!(lines(&preview)[0].starts_with("rules-what-day 2026-06-01"), "{:?}", lines(&preview));
}

#[test]
fn tax_tariffs_hours_and_regions_are_told_in_words() {
    let world = World::new();
    let keeper = world.person(CENTRE, &[Role::Administrator]);
    let one = |files: Vec<ProposedFile>| right(&world.desk, &keeper, &files);
    let vat = one(with("vat.toml", &[("per_cent = \"16\"", "per_cent = \"17\"")]));
    assert!(
        lines(&vat)[0].starts_with("rules-what-vat 2026-01-01 | rules-vat-rate 16 "),
        "{:?}",
        lines(&vat)
    );
    let tariff = one(with("tariffs/cadastre-acts.toml", &[("base_mci = \"3.2\"", "base_mci = \"3.3\"")]));
    assert_eq!(lines(&tariff).len(), 1);
    assert!(lines(&tariff)[0].contains("rules-tariff-row 3.3"), "{:?}", lines(&tariff));
    assert!(!tariff.scenarios.is_empty(), "a farm's price comes out otherwise");
    let hours = one(with("schedules.toml", &[("\"18:00\"", "\"17:30\"")]));
    assert_eq!(lines(&hours).len(), 5, "five days of the enterprise: {:?}", lines(&hours));
    let region = one(with("regions.toml", &[("Aqmola oblast", "Akmola oblast")]));
    assert!(
        lines(&region)[0].starts_with("rules-what-region 01 | rules-region Aqmola"),
        "{:?}",
        lines(&region)
    );
}

#[test]
fn what_is_wrong_with_a_file_is_told_with_its_place() {
    let world = World::new();
    let keeper = world.person(CENTRE, &[Role::Administrator]);
    let first = |files: &[ProposedFile]| {
        let one = wrong(&world.desk, &keeper, files).remove(0);
        assert!(one.line.is_some(), "{one:?}");
        (one.file, one.field)
    };
    let place = |file: &str, field: &str| (file.to_owned(), field.to_owned());
    let mci = with("mci.toml", &[("from = 2013-01-01", "from = 2012-01-01"), ("tenge = 1618", "tenge = 0")]);
    assert_eq!(first(&mci), place("mci.toml", "values[0].tenge"));
    assert_eq!(wrong(&world.desk, &keeper, &mci).len(), 2, "all of it at once");
    let year = with("calendar/2026.toml", &[("year = 2026", "year = 2025")]);
    assert_eq!(first(&year), place("calendar/2026.toml", "year"));
    let region = with("regions.toml", &[("code = \"01\"", "code = \"1\"")]);
    assert_eq!(first(&region), place("regions.toml", "code"));
    let tariff = with("tariffs/cadastre-acts.toml", &[("id = \"cadastre-acts\"", "id = \"acts\"")]);
    let problems = wrong(&world.desk, &keeper, &tariff);
    assert!(problems.iter().any(|one| one.fault.message == "rule-file-name"), "{problems:?}");
    for path in [
        "../x.toml",
        "standards/s01-private-ownership-act/2013-07-12.toml",
        "calendar/next.toml",
        "offices/a.exe",
    ] {
        assert_eq!(fields(world.desk.check_rules(&keeper, &file(path, "x"))), ["file"], "{path}");
    }
    assert_eq!(fields(world.desk.check_rules(&keeper, &[])), ["file"]);
    let same = with("mci.toml", &[]);
    let base = right(&world.desk, &keeper, &same).base;
    assert_eq!(
        fields(world.desk.put_in_force(&keeper, &same, &base, "", "№ 1")),
        ["text"],
        "nothing would change"
    );
}

#[test]
fn what_somebody_else_changed_meanwhile_is_not_overwritten() {
    let world = World::new();
    let keeper = world.person(CENTRE, &[Role::Administrator]);
    let mine = with("mci.toml", &[("tenge = 4325", "tenge = 4326")]);
    let base = right(&world.desk, &keeper, &mine).base;
    put(&world.another_desk(), &keeper, &with("mci.toml", &[("tenge = 3932", "tenge = 3933")]));
    let refused = world.desk.put_in_force(&keeper, &mine, &base, "", "№ 1");
    assert!(matches!(refused, Err(DeskError::Stale { .. })), "{refused:?}");
    assert!(world.desk.law().files.get("mci.toml").unwrap().contains("tenge = 3933"));
    let vat = with("vat.toml", &[("per_cent = \"16\"", "per_cent = \"17\"")]);
    put(&world.desk, &keeper, &vat);
}
