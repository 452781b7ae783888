//! Which message tells each reason, and with which values.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use calendar::Text;
use cases::{
    Argument, CommandKind, MissingPaper, Named, NumberError, OfficeId, ReceiptNumber, Refusal,
    RefusalReason as R, StateName,
};
use directory::{Channel, OfficeKind};
use rulebook::NoEdition;
use rulebook::ask::AskError;
use rulebook::model::{ApplicantKind, Cite, HandOutPaper, HandOutWay, Payer, Purpose};

fn law(word: &str) -> Text {
    Text { kk: word.to_owned(), ru: String::new(), en: String::new() }
}

fn named(word: &str) -> Named {
    Named { id: format!("id-{word}"), name: law(word) }
}

fn missing(word: &str) -> MissingPaper {
    MissingPaper { id: format!("id-{word}"), name: law(word), any_of: None, cite: cite() }
}

fn cite() -> Cite {
    Cite("S1 ¶1".to_owned())
}

fn at(hour: i8) -> jiff::Timestamp {
    jiff::civil::date(2013, 9, 2).at(hour, 0, 0, 0).in_tz("UTC").unwrap().timestamp()
}

fn words(all: &[&str]) -> Vec<String> {
    all.iter().map(|one| (*one).to_owned()).collect()
}

/// A message with its values, as `id name=value`: texts of the law in «», ids of messages in <>.
fn told(reason: R) -> String {
    let refusal = Refusal { reason: Box::new(reason), cite: None };
    let (id, arguments) = refusal.message();
    assert_eq!(refusal.remedy(), format!("{id}-remedy"));
    let value = |argument: Argument| match argument {
        Argument::Plain(text) => text,
        Argument::Law(text) => format!("«{}»", text.kk),
        Argument::LawList(texts) => texts.iter().map(|text| format!("«{}»", text.kk)).collect(),
        Argument::Messages(ids) => ids.iter().map(|id| format!("<{id}>")).collect(),
        Argument::Instant(at) => at.to_string(),
        Argument::Day(day) => day.to_string(),
    };
    let values = arguments.into_iter().map(|(name, argument)| format!(" {name}={}", value(argument)));
    std::iter::once(id.to_owned()).chain(values).collect()
}

fn all_told(table: impl IntoIterator<Item = (R, &'static str)>) {
    for (reason, expected) in table {
        let shown = format!("{reason:?}");
        assert_eq!(told(reason), expected, "{shown}");
    }
}

#[test]
fn reasons_of_a_state_and_of_a_clock() {
    let step = CommandKind::Grant;
    all_told([
        (R::NotLodged, "case-not-lodged"),
        (
            R::AlreadyLodged { number: ReceiptNumber::new(1, 2013, 123).unwrap() },
            "case-already-lodged number=01-2013-000123-8",
        ),
        (
            R::Number(NumberError::CheckDigit),
            "case-number detail=the check digit does not fit; compare the number with the receipt",
        ),
        (
            R::EditionNotHeld(NoEdition {
                number: 3,
                adopted: jiff::civil::date(2013, 7, 12),
                held: Vec::new(),
            }),
            "case-edition-not-held service=3 adopted=2013-07-12",
        ),
        (
            R::BeforeLastEvent { now: at(4), last: at(5) },
            "case-before-last-event now=2013-09-02T04:00:00Z last=2013-09-02T05:00:00Z",
        ),
        (R::EmptyField { field: "reason" }, "case-empty-field field=reason"),
        (R::ParcelNotNamed, "case-parcel-not-named"),
        (
            R::WrongState {
                step,
                state: StateName::Ready,
                allowed: vec![StateName::Lodged, StateName::InWork],
            },
            "case-wrong-state step=<case-step-grant> state=<case-state-ready> allowed=<case-state-lodged><case-state-in-work>",
        ),
        (
            R::Suspended { step, ground: "court".to_owned(), name: None },
            "case-suspended step=<case-step-grant> ground=court",
        ),
        (
            R::Suspended { step, ground: "court".to_owned(), name: Some(law("сот")) },
            "case-suspended step=<case-step-grant> ground=«сот»",
        ),
        (R::DeemedGranted { day: jiff::civil::date(2013, 9, 11) }, "case-deemed-granted day=2013-09-11"),
        (R::TermEnded { due: at(12) }, "case-term-ended due=2013-09-02T12:00:00Z"),
        (R::WrongActor { step }, "case-wrong-actor step=<case-step-grant>"),
        (
            R::WrongOffice { step, allowed: vec![OfficeKind::Centre, OfficeKind::Agency] },
            "case-wrong-office step=<case-step-grant> allowed=<case-office-centre><case-office-agency>",
        ),
        (R::NoGrounds { step }, "case-no-grounds step=<case-step-grant>"),
        (
            R::UnlistedGround {
                step,
                ground: "x".to_owned(),
                allowed: vec![named("сот"), named("прокурор")],
            },
            "case-unlisted-ground step=<case-step-grant> ground=x allowed=«сот»«прокурор»",
        ),
        (
            R::GroundClockEnded { ground: named("сот"), ended: at(12) },
            "case-ground-clock-ended ground=«сот» ended=2013-09-02T12:00:00Z",
        ),
        (R::NoRemarks { ground: named("сот") }, "case-no-remarks ground=«сот»"),
        (R::NoIncompleteRefusal, "case-no-incomplete-refusal"),
        (R::IncompleteRightLost { ended: at(12) }, "case-incomplete-right-lost ended=2013-09-02T12:00:00Z"),
        (R::NothingMissing, "case-nothing-missing"),
        (R::NoAnswerSource, "case-no-answer-source"),
    ]);
}

#[test]
fn reasons_of_papers_and_of_payment() {
    let paper = || named("өтініш");
    all_told([
        (
            R::PapersMissing { papers: vec![missing("өтініш"), missing("шарт")] },
            "case-papers-missing papers=«өтініш»«шарт»",
        ),
        (
            R::PaperNotAsked {
                paper: "x".to_owned(), allowed: vec![named("өтініш"), named("шарт")]
            },
            "case-paper-not-asked paper=x allowed=«өтініш»«шарт»",
        ),
        (R::PaperTwice { paper: paper() }, "case-paper-twice paper=«өтініш»"),
        (
            R::PaperNotMissing { paper: "x".to_owned(), missing: vec![missing("шарт")] },
            "case-paper-not-missing paper=x missing=«шарт»",
        ),
        (
            R::PaperForm { paper: paper(), brought: "copy-kept", allowed: vec!["original-kept", "fetched"] },
            "case-paper-form paper=«өтініш» brought=<case-brought-copy-kept> allowed=<case-brought-original-kept><case-brought-fetched>",
        ),
        (
            R::TooFewCopies { paper: paper(), given: 1, needed: 2 },
            "case-too-few-copies paper=«өтініш» given=1 needed=2",
        ),
        (
            R::ConditionUnknown { condition: "x".to_owned(), allowed: words(&["sale", "gift"]) },
            "case-condition-unknown condition=x allowed=sale, gift",
        ),
        (
            R::ConditionNeedsReason { condition: "sale".to_owned() },
            "case-condition-needs-reason condition=sale",
        ),
        (R::PaymentNotGiven, "case-payment-not-given"),
        (R::PaymentNotDue, "case-payment-not-due"),
        (
            R::Underpaid { due: "10.00".parse().unwrap(), paid: "9.99".parse().unwrap() },
            "case-underpaid due=10.00 paid=9.99",
        ),
        (
            R::ReliefNotOffered { relief: "x".to_owned(), allowed: words(&["orphans", "veterans"]) },
            "case-relief-not-offered relief=x allowed=orphans, veterans",
        ),
        (
            R::PaperDoesNotFit { paper: "x".to_owned(), allowed: vec![named("сот актісі")] },
            "case-paper-does-not-fit paper=x allowed=«сот актісі»",
        ),
    ]);
}

#[test]
fn reasons_of_handing_out_keeping_and_the_way_of_the_file() {
    use HandOutWay as W;
    all_told([
        (R::MediumNotOffered, "case-medium-not-offered"),
        (
            R::WayNotOffered { way: W::Post, allowed: vec![W::InPerson, W::Representative, W::Cabinet] },
            "case-way-not-offered way=<case-way-post> allowed=<case-way-in-person><case-way-representative><case-way-cabinet>",
        ),
        (
            R::NotShown {
                missing: vec![
                    HandOutPaper::Receipt,
                    HandOutPaper::IdentityDocument,
                    HandOutPaper::PowerOfAttorney,
                ],
            },
            "case-not-shown missing=<case-shown-receipt><case-shown-identity-document><case-shown-power-of-attorney>",
        ),
        (R::NoPostalAddress, "case-no-postal-address"),
        (R::NoStorage, "case-no-storage"),
        (R::StorageTooEarly { until: at(12) }, "case-storage-too-early until=2013-09-02T12:00:00Z"),
        (R::StorageNotEnded { until: at(13) }, "case-storage-not-ended until=2013-09-02T13:00:00Z"),
        (R::NoPaperFile, "case-no-paper-file"),
        (R::FileInTransit { list: "17".to_owned() }, "case-file-in-transit list=17"),
        (R::FileNotInTransit, "case-file-not-in-transit"),
        (
            R::FileElsewhere { office: OfficeId("centre-21-esil".to_owned()) },
            "case-file-elsewhere office=centre-21-esil",
        ),
        (R::OtherList { list: "18".to_owned() }, "case-other-list list=18"),
        (R::SameOffice, "case-same-office"),
        (R::NoEnquiries, "case-no-enquiries"),
        (R::NoOpenEnquiry { number: Some(2) }, "case-no-open-enquiry number=2"),
        (R::NoOpenEnquiry { number: None }, "case-no-open-enquiry number="),
        (R::NotParallel, "case-not-parallel"),
        (R::LinkedAlready, "case-linked-already"),
        (R::NoSuchScan, "case-no-such-scan"),
        (R::NoSuchField, "case-no-such-field"),
        (R::NothingToCorrect, "case-nothing-to-correct"),
    ]);
}

#[test]
fn reasons_of_the_rulebook() {
    let day = jiff::civil::date(2013, 9, 2);
    let asked = |error, expected| (R::Rulebook(error), expected);
    all_told([
        asked(AskError::UnknownService { number: 15, known: vec![1, 2] }, "case-unknown-service service=15"),
        asked(
            AskError::ChannelNotOffered {
                channel: Channel::Portal,
                allowed: vec![Channel::Cadastre, Channel::Centre],
                cite: cite(),
            },
            "case-channel-not-offered channel=<case-channel-portal> allowed=<case-channel-cadastre><case-channel-centre>",
        ),
        asked(
            AskError::UnknownCase { case: 9, allowed: vec![1, 2], cite: cite() },
            "case-unknown-case case=9 allowed=1, 2",
        ),
        asked(
            AskError::ProductRequired { allowed: words(&["act", "duplicate"]), cite: cite() },
            "case-product-required allowed=act, duplicate",
        ),
        asked(
            AskError::ProductNotGiven { product: "x".to_owned(), allowed: words(&["act"]), cite: cite() },
            "case-product-not-given product=x allowed=act",
        ),
        asked(
            AskError::ApplicantNotAllowed {
                applicant: ApplicantKind::Individual,
                allowed: Vec::new(),
                cite: cite(),
            },
            "case-applicant-not-allowed",
        ),
        asked(AskError::PayerNotAllowed { payer: Payer::Farm, cite: cite() }, "case-payer-not-allowed"),
        asked(
            AskError::NoTariff { payer: Payer::Individual, purpose: Some(Purpose::Other), cite: cite() },
            "case-no-tariff",
        ),
        asked(
            AskError::PurposeRequired { allowed: vec![Purpose::Garage], cite: cite() },
            "case-purpose-required",
        ),
        asked(
            AskError::AreaOutOfRange { area: "0".parse().unwrap(), most: "9".parse().unwrap(), cite: cite() },
            "case-area-out-of-range area=0",
        ),
        asked(
            AskError::FieldRequired { field: "area_ha", cite: cite() },
            "case-field-required field=area_ha",
        ),
        asked(
            AskError::NoIndex { date: day, from: day, to: day, file: "mci.toml" },
            "case-no-index day=2013-09-02 file=mci.toml",
        ),
    ]);
}

/// Programs and logs get the reason with the ids of the law.
#[test]
fn a_reason_names_papers_and_grounds_by_their_ids() {
    let allowed = vec![named("өтініш"), named("шарт")];
    let asked = R::PaperNotAsked { paper: "x".to_owned(), allowed: allowed.clone() };
    assert_eq!(asked.to_string(), "`x` is no paper of this case; allowed: id-өтініш, id-шарт");
    let twice = R::PaperTwice { paper: named("өтініш") };
    assert_eq!(twice.to_string(), "`id-өтініш` is here already");
    let ground = R::UnlistedGround { step: CommandKind::Refuse, ground: "x".to_owned(), allowed };
    assert_eq!(ground.to_string(), "`x` is no ground for Refuse; allowed: id-өтініш, id-шарт");
}
