//! One-time links, settings, drafts, absences, the rules and the law as administrators changed them.

#![allow(missing_docs, clippy::missing_errors_doc, reason = "each function is a rule that its name states")]

use super::accounts::account;
use super::{Database, Outcome, case, id, insert_all, minutes_later, noon};
use jiff::civil::date;
use store::absences::Absence;
use store::drafts::Draft;
use store::law_texts::{LawText, LawTextPart};
use store::one_time_links::OneTimeLink;
use store::rule_changes::{Change, Edition, FILES_MOST, RuleChange, RuleFile};
use store::{StoreError, absences, accounts, drafts, law_texts, one_time_links, rule_changes, settings};

pub fn a_one_time_link_works_once(database: &impl Database) -> Outcome {
    let store = database.open()?;
    let link = |token| OneTimeLink {
        token_hash: [token; 32],
        purpose: "first administrator".to_owned(),
        subject: None,
        expires_at: minutes_later(10),
    };
    store.write(move |tx| (1..=3).try_for_each(|token| one_time_links::insert(tx, &link(token))))?;
    let use_up = |token: u8, purpose: &'static str, minute| {
        store.write(move |tx| one_time_links::use_up(tx, &[token; 32], purpose, minutes_later(minute)))
    };
    assert!(!use_up(1, "another purpose", 1)?);
    assert!(!use_up(2, "first administrator", 10)?);
    let peeked = store.read(|tx| one_time_links::peek(tx, &[1; 32], "first administrator", noon()))?;
    assert_eq!(peeked, Some(link(1)));
    assert!(use_up(1, "first administrator", 1)?);
    assert!(!use_up(1, "first administrator", 1)?);
    assert_eq!(store.write(|tx| one_time_links::revoke_all(tx, "first administrator"))?, 2);
    assert!(!use_up(3, "first administrator", 1)?);
    Ok(())
}

pub fn settings_are_replaced(database: &impl Database) -> Outcome {
    let store = database.open()?;
    assert_eq!(store.read(|tx| settings::get(tx, "edition"))?, None);
    store.write(|tx| settings::set(tx, "edition", r#"{"b": 1, "a":2}"#))?;
    assert_eq!(store.read(|tx| settings::get(tx, "edition"))?.as_deref(), Some(r#"{"b": 1, "a":2}"#));
    store.write(|tx| settings::set(tx, "edition", "null"))?;
    assert_eq!(store.read(|tx| settings::get(tx, "edition"))?.as_deref(), Some("null"));
    Ok(())
}

pub fn a_draft_belongs_to_its_account_and_is_replaced_and_forgotten(database: &impl Database) -> Outcome {
    let store = database.open()?;
    let draft = |account, name: &str, minute, content: &str| Draft {
        account: id(account),
        name: name.to_owned(),
        kept_at: minutes_later(minute),
        content: content.to_owned(),
    };
    for one in [
        draft(1, "a", 1, r#"{"area":"0.1"}"#),
        draft(1, "b", 2, "[]"),
        draft(2, "a", 3, "[2]"),
        draft(1, "a", 4, r#"{"area":"0.12"}"#),
    ] {
        store.write(move |tx| drafts::keep(tx, &one))?;
    }
    let of = |account| store.read(|tx| drafts::of_account(tx, id(account)));
    assert_eq!(of(1)?, [draft(1, "a", 4, r#"{"area":"0.12"}"#), draft(1, "b", 2, "[]")]);
    assert_eq!(of(2)?, [draft(2, "a", 3, "[2]")]);
    store.write(|tx| drafts::forget(tx, id(2), "b"))?;
    assert_eq!(of(1)?.len(), 2, "another's draft is not forgotten");
    store.write(|tx| drafts::forget(tx, id(1), "a"))?;
    assert_eq!(store.write(|tx| drafts::purge(tx, minutes_later(3)))?, 1, "kept before the third minute");
    assert_eq!((of(1)?, of(2)?.len()), (Vec::new(), 1));
    Ok(())
}

pub fn changes_of_the_rules_are_kept_for_good(database: &impl Database) -> Outcome {
    let store = database.open()?;
    assert_eq!(store.read(rule_changes::last)?, 0);
    let file = |path: &str| RuleFile { path: path.to_owned(), content: "name = \"Құқық\"\n".to_owned() };
    let edition = Change::Edition(Edition {
        service: 1,
        adopted: date(2014, 2, 3),
        in_force_from: date(2014, 3, 1),
        replaces: date(2013, 7, 12),
        file: file("standards/s01-act/2014-02-03.toml"),
    });
    let two = Change::Files(vec![file("calendar/2026.toml"), file("calendar/2027.toml")]);
    let changes = [two, edition, Change::Withdrawal { of: 2 }, Change::Files(vec![file("mci.toml")])];
    let changes = changes.map(|what| RuleChange {
        what,
        cite: "№ 1".to_owned(),
        actor: "somebody".to_owned(),
        recorded_at: noon(),
    });
    let put = |one: RuleChange| store.write(move |tx| rule_changes::append(tx, &one));
    for (place, change) in (1..).zip(&changes) {
        assert_eq!(put(change.clone())?, place);
    }
    assert_eq!(store.read(rule_changes::last)?, 4);
    let all: Vec<_> = (1..).zip(changes.clone()).collect();
    assert_eq!(store.read(|tx| rule_changes::since(tx, 0))?, all);
    assert_eq!(store.read(|tx| rule_changes::since(tx, 2))?, all[2..]);
    let twice = Change::Files(vec![file("mci.toml"), file("mci.toml")]);
    let refused = put(RuleChange { what: twice, ..changes[0].clone() });
    assert_eq!(refused, Err(StoreError::Conflict { what: "rule_changes_change_path".to_owned() }));
    for count in [0, FILES_MOST + 1] {
        let files = (0..count).map(|place| file(&place.to_string())).collect();
        let refused = put(RuleChange { what: Change::Files(files), ..changes[0].clone() });
        assert!(matches!(refused, Err(StoreError::Unstorable { .. })), "{count}: {refused:?}");
    }
    assert!(database.raw("UPDATE rule_changes SET cite = ''").is_err());
    assert!(database.raw("DELETE FROM rule_changes").is_err());
    Ok(())
}

pub fn an_office_is_in_use_while_accounts_or_open_cases_belong_to_it(database: &impl Database) -> Outcome {
    let store = database.open()?;
    let used = |office: &'static str| store.read(move |tx| rule_changes::office_in_use(tx, office));
    let one = case(1, "centre");
    let offices =
        [one.head.lodging_office.clone(), one.head.executing_office.clone(), one.head.holder_office.clone()];
    insert_all(&store, vec![one])?;
    for office in offices {
        assert!(store.read(|tx| rule_changes::office_in_use(tx, &office))?, "{office}");
    }
    assert!(!used("0119")?);
    store.write(|tx| accounts::insert(tx, &account(7, "somebody")))?;
    assert!(store.read(|tx| rule_changes::office_in_use(tx, &account(7, "somebody").office))?);
    Ok(())
}

fn absence(number: u128, account: u128, deputy: u128, from: i8, through: i8) -> Absence {
    Absence {
        id: id(number),
        account: id(account),
        deputy: id(deputy),
        office: "0119".to_owned(),
        from: date(2013, 9, from),
        through: date(2013, 9, through),
        recorded_at: noon(),
        recorded_by: "head".to_owned(),
    }
}

pub fn an_absence_is_found_in_its_days_by_its_deputy_its_account_and_its_office(
    database: &impl Database,
) -> Outcome {
    let store = database.open()?;
    store.write(|tx| {
        for (number, login) in [(1, "aliya"), (2, "bolat"), (3, "dana")] {
            accounts::insert(tx, &account(number, login))?;
        }
        absences::insert(tx, &absence(10, 1, 2, 3, 5))?;
        absences::insert(tx, &absence(11, 3, 2, 5, 9))
    })?;
    let on = |day: i8| store.read(|tx| absences::of_deputy_on(tx, id(2), date(2013, 9, day), 9));
    let (first, second) = (absence(10, 1, 2, 3, 5), absence(11, 3, 2, 5, 9));
    assert_eq!((on(2)?, on(3)?), (Vec::new(), vec![first.clone()]));
    assert_eq!(on(5)?, [first.clone(), second.clone()]);
    assert_eq!(on(10)?, []);
    let between = |from, through| {
        store.read(|tx| absences::of_account_between(tx, id(1), date(2013, 9, from), date(2013, 9, through)))
    };
    assert_eq!(
        (between(1, 2)?, between(5, 20)?, between(1, 30)?.len()),
        (Vec::new(), vec![first.clone()], 1)
    );
    let of_office =
        store.read(|tx| absences::of_office_between(tx, "0119", date(2013, 9, 6), date(2013, 9, 7), 9))?;
    assert_eq!(of_office, [second]);
    assert!(store.write(|tx| absences::end(tx, id(10), minutes_later(1), "aliya"))?);
    assert!(!store.write(|tx| absences::end(tx, id(10), minutes_later(2), "bolat"))?, "once");
    assert_eq!((on(4)?, between(1, 30)?), (Vec::new(), Vec::new()), "an ended one is in nobody's way");
    let kept = store.read(|tx| absences::of_account(tx, id(1), 9))?;
    assert_eq!(kept[0].absence, first, "and is kept as it was");
    assert_eq!(kept[0].ended, Some((minutes_later(1), "aliya".to_owned())));
    let all = store.read(|tx| absences::of_office(tx, "0119", 9))?;
    assert_eq!(all.iter().map(|kept| kept.absence.id).collect::<Vec<_>>(), [id(11), id(10)]);
    Ok(())
}

pub fn absences_and_their_ends_are_never_changed(database: &impl Database) -> Outcome {
    let store = database.open()?;
    store.write(|tx| {
        accounts::insert(tx, &account(1, "aliya"))?;
        accounts::insert(tx, &account(2, "bolat"))?;
        absences::insert(tx, &absence(10, 1, 2, 3, 5))?;
        absences::end(tx, id(10), noon(), "aliya").map(|_| ())
    })?;
    for sql in [
        "UPDATE absences SET office = 'x'",
        "DELETE FROM absences",
        "UPDATE absence_ends SET ended_by = 'x'",
        "DELETE FROM absence_ends",
    ] {
        let refused = database.raw(sql).expect_err(sql);
        assert!(refused.contains("append-only"), "{sql}: {refused}");
    }
    Ok(())
}

pub fn texts_of_the_law_are_kept_beside_the_earlier_ones(database: &impl Database) -> Outcome {
    let store = database.open()?;
    let text = |service, day: i8, file: &str| LawText {
        service,
        adopted: date(2013, 7, day),
        title: "Жер учаскесіне актілер".to_owned(),
        file: file.to_owned(),
        sha256: "ab".repeat(32),
        actor: "operator".to_owned(),
        imported_at: noon(),
    };
    let part = |place: &str, folded: &str, content: &str| LawTextPart {
        place: place.to_owned(),
        heading: "1. Жалпы ережелер".to_owned(),
        folded: folded.to_owned(),
        content: content.to_owned(),
    };
    let keep =
        |one: LawText, parts: Vec<LawTextPart>| store.write(move |tx| law_texts::append(tx, &one, &parts));
    let parts = vec![part("¶1", "жер учаскеси", "Жер учаскесі"), part("annex 10", "тизим", &"ұ".repeat(50))];
    let first = keep(text(1, 12, "бір.txt"), parts.clone())?;
    let other = keep(text(1, 13, "бір.txt"), Vec::new())?;
    let second = keep(text(1, 12, "екі.txt"), parts.clone())?;
    let newest = |service, day| store.read(|tx| law_texts::newest(tx, service, date(2013, 7, day)));
    assert_eq!(newest(1, 12)?, Some((second, text(1, 12, "екі.txt"))), "the later import counts");
    assert_eq!(newest(1, 13)?.map(|(place, _)| place), Some(other), "each edition has its own");
    assert_eq!(newest(2, 12)?, None);
    let history: Vec<i64> = store.read(law_texts::history)?.into_iter().map(|(place, _)| place).collect();
    assert_eq!(history, [second, other, first]);
    let short = store.read(|tx| law_texts::parts(tx, first, 49))?;
    let contents: Vec<&str> = short.iter().map(|part| part.content.as_str()).collect();
    assert_eq!(contents, ["Жер учаскесі", ""], "characters are counted, and order is kept");
    assert_eq!(store.read(|tx| law_texts::part_named(tx, first, "annex 10"))?, parts.get(1).cloned());
    assert_eq!(store.read(|tx| law_texts::part_named(tx, first, "annex 1"))?, None);
    let found = |word: &'static str| store.read(move |tx| law_texts::holding(tx, first, word));
    assert_eq!(found("учаск")?, parts[..1]);
    assert_eq!(found("жоқ")?, []);
    for table in ["law_texts", "law_text_parts"] {
        assert!(database.raw(&format!("DELETE FROM {table}")).is_err());
    }
    assert!(database.raw("UPDATE law_texts SET file = ''").is_err());
    assert!(database.raw("UPDATE law_text_parts SET content = ''").is_err());
    Ok(())
}
