//! From reasons to messages: every reason has an id and the values that its texts name. The texts stand in the message
//! files; beside each `case-…` stands `case-…-remedy` with what to do now.

use calendar::Text;
use jiff::Timestamp;
use jiff::civil::Date;
use rulebook::ask::AskError;

use super::{Named, Refusal, RefusalReason as R};
use crate::papers::MissingPaper;

/// A value that a message names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// Text that is the same in all languages: numbers of papers, ids.
    Plain(String),
    /// Text of the law, in the reader's language.
    Law(Text),
    /// Texts of the law, in the reader's language.
    LawList(Vec<Text>),
    /// Other messages, by their ids, as a list.
    Messages(Vec<String>),
    /// An instant; the reader sees it in the zone of the case.
    Instant(Timestamp),
    /// A day.
    Day(Date),
}

/// The values of a message, by name.
pub type Arguments = Vec<(&'static str, Argument)>;

fn plain(value: impl ToString) -> Argument {
    Argument::Plain(value.to_string())
}

fn list<T: AsRef<str>>(values: &[T]) -> Argument {
    Argument::Plain(values.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", "))
}

fn messages(prefix: &str, names: impl IntoIterator<Item = impl ToString>) -> Argument {
    Argument::Messages(names.into_iter().map(|name| format!("{prefix}{}", name.to_string())).collect())
}

fn named(one: &Named) -> Argument {
    Argument::Law(one.name.clone())
}

fn names(all: &[Named]) -> Argument {
    Argument::LawList(all.iter().map(|one| one.name.clone()).collect())
}

fn papers(missing: &[MissingPaper]) -> Argument {
    Argument::LawList(missing.iter().map(|paper| paper.name.clone()).collect())
}

impl Refusal {
    /// Id of the message that says why, and its values.
    pub fn message(&self) -> (&'static str, Arguments) {
        self.reason.message()
    }

    /// Id of the message that says what to do now; it takes the same values.
    pub fn remedy(&self) -> String {
        format!("{}-remedy", self.reason.message().0)
    }
}

impl R {
    /// Id of the message that says why, and its values.
    pub fn message(&self) -> (&'static str, Arguments) {
        match self {
            Self::Rulebook(error) => rulebook_message(error),
            Self::NotLodged => ("case-not-lodged", vec![]),
            Self::AlreadyLodged { number } => ("case-already-lodged", vec![("number", plain(number))]),
            Self::Number(error) => ("case-number", vec![("detail", plain(error))]),
            Self::Term(error) => ("case-term-not-known", vec![("detail", plain(error))]),
            Self::EditionNotHeld(missing) => (
                "case-edition-not-held",
                vec![("service", plain(missing.number)), ("adopted", Argument::Day(missing.adopted))],
            ),
            Self::BeforeLastEvent { now, last } => (
                "case-before-last-event",
                vec![("now", Argument::Instant(*now)), ("last", Argument::Instant(*last))],
            ),
            Self::EmptyField { field } => ("case-empty-field", vec![("field", plain(field))]),
            Self::ParcelNotNamed => ("case-parcel-not-named", vec![]),
            _ => {
                self.state_message().or_else(|| self.paper_message()).unwrap_or_else(|| self.other_message())
            }
        }
    }

    fn state_message(&self) -> Option<(&'static str, Arguments)> {
        let step = |step: &crate::CommandKind| messages("", [step.message()]);
        Some(match self {
            Self::WrongState { step: asked, state, allowed } => (
                "case-wrong-state",
                vec![
                    ("step", step(asked)),
                    ("state", messages("", [state.message()])),
                    ("allowed", messages("", allowed.iter().map(|state| state.message()))),
                ],
            ),
            Self::Suspended { step: asked, ground, name } => (
                "case-suspended",
                vec![
                    ("step", step(asked)),
                    ("ground", name.clone().map_or_else(|| plain(ground), Argument::Law)),
                ],
            ),
            Self::DeemedGranted { day } => ("case-deemed-granted", vec![("day", Argument::Day(*day))]),
            Self::TermEnded { due } => ("case-term-ended", vec![("due", Argument::Instant(*due))]),
            Self::WrongActor { step: asked } => ("case-wrong-actor", vec![("step", step(asked))]),
            Self::WrongOffice { step: asked, allowed } => (
                "case-wrong-office",
                vec![("step", step(asked)), ("allowed", messages("case-office-", allowed))],
            ),
            Self::NoGrounds { step: asked } => ("case-no-grounds", vec![("step", step(asked))]),
            Self::UnlistedGround { step: asked, ground, allowed } => (
                "case-unlisted-ground",
                vec![("step", step(asked)), ("ground", plain(ground)), ("allowed", names(allowed))],
            ),
            Self::GroundClockEnded { ground, ended } => (
                "case-ground-clock-ended",
                vec![("ground", named(ground)), ("ended", Argument::Instant(*ended))],
            ),
            Self::NoRemarks { ground } => ("case-no-remarks", vec![("ground", named(ground))]),
            Self::NoIncompleteRefusal => ("case-no-incomplete-refusal", vec![]),
            Self::IncompleteRightLost { ended } => {
                ("case-incomplete-right-lost", vec![("ended", Argument::Instant(*ended))])
            }
            Self::NothingMissing => ("case-nothing-missing", vec![]),
            Self::NoAnswerSource => ("case-no-answer-source", vec![]),
            _ => return None,
        })
    }

    fn paper_message(&self) -> Option<(&'static str, Arguments)> {
        Some(match self {
            Self::PapersMissing { papers: missing } => {
                ("case-papers-missing", vec![("papers", papers(missing))])
            }
            Self::PaperNotAsked { paper, allowed } => {
                ("case-paper-not-asked", vec![("paper", plain(paper)), ("allowed", names(allowed))])
            }
            Self::PaperTwice { paper } => ("case-paper-twice", vec![("paper", named(paper))]),
            Self::PaperNotMissing { paper, missing } => {
                ("case-paper-not-missing", vec![("paper", plain(paper)), ("missing", papers(missing))])
            }
            Self::PaperForm { paper, brought, allowed } => (
                "case-paper-form",
                vec![
                    ("paper", named(paper)),
                    ("brought", messages("case-brought-", [brought])),
                    ("allowed", messages("case-brought-", allowed)),
                ],
            ),
            Self::TooFewCopies { paper, given, needed } => (
                "case-too-few-copies",
                vec![("paper", named(paper)), ("given", plain(given)), ("needed", plain(needed))],
            ),
            Self::ConditionUnknown { condition, allowed } => {
                ("case-condition-unknown", vec![("condition", plain(condition)), ("allowed", list(allowed))])
            }
            Self::ConditionNeedsReason { condition } => {
                ("case-condition-needs-reason", vec![("condition", plain(condition))])
            }
            Self::PaymentNotGiven => ("case-payment-not-given", vec![]),
            Self::PaymentNotDue => ("case-payment-not-due", vec![]),
            Self::Underpaid { due, paid } => {
                ("case-underpaid", vec![("due", plain(due)), ("paid", plain(paid))])
            }
            Self::ReliefNotOffered { relief, allowed } => {
                ("case-relief-not-offered", vec![("relief", plain(relief)), ("allowed", list(allowed))])
            }
            Self::PaperDoesNotFit { paper, allowed } => {
                ("case-paper-does-not-fit", vec![("paper", plain(paper)), ("allowed", names(allowed))])
            }
            _ => return None,
        })
    }

    fn other_message(&self) -> (&'static str, Arguments) {
        match self {
            Self::MediumNotOffered => ("case-medium-not-offered", vec![]),
            Self::WayNotOffered { way, allowed } => (
                "case-way-not-offered",
                vec![
                    ("way", messages("case-way-", [way_name(*way)])),
                    ("allowed", messages("case-way-", allowed.iter().map(|way| way_name(*way)))),
                ],
            ),
            Self::NotShown { missing } => {
                let names = missing.iter().map(|paper| shown_name(*paper));
                ("case-not-shown", vec![("missing", messages("case-shown-", names))])
            }
            Self::NoPostalAddress => ("case-no-postal-address", vec![]),
            Self::NoStorage => ("case-no-storage", vec![]),
            Self::StorageTooEarly { until } => {
                ("case-storage-too-early", vec![("until", Argument::Instant(*until))])
            }
            Self::StorageNotEnded { until } => {
                ("case-storage-not-ended", vec![("until", Argument::Instant(*until))])
            }
            Self::NoPaperFile => ("case-no-paper-file", vec![]),
            Self::FileInTransit { list } => ("case-file-in-transit", vec![("list", plain(list))]),
            Self::FileNotInTransit => ("case-file-not-in-transit", vec![]),
            Self::FileElsewhere { office } => ("case-file-elsewhere", vec![("office", plain(office))]),
            Self::OtherList { list } => ("case-other-list", vec![("list", plain(list))]),
            Self::SameOffice => ("case-same-office", vec![]),
            Self::NoEnquiries => ("case-no-enquiries", vec![]),
            Self::NoOpenEnquiry { number } => (
                "case-no-open-enquiry",
                vec![("number", plain(number.map_or_else(String::new, |n| n.to_string())))],
            ),
            Self::NotParallel => ("case-not-parallel", vec![]),
            Self::NoSuchScan => ("case-no-such-scan", vec![]),
            Self::LinkedAlready => ("case-linked-already", vec![]),
            Self::NoSuchField => ("case-no-such-field", vec![]),
            // Every other reason is answered before this function is reached.
            _ => ("case-nothing-to-correct", vec![]),
        }
    }
}

fn rulebook_message(error: &AskError) -> (&'static str, Arguments) {
    match error {
        AskError::UnknownService { number, .. } => ("case-unknown-service", vec![("service", plain(number))]),
        AskError::ChannelNotOffered { channel, allowed, .. } => (
            "case-channel-not-offered",
            vec![
                ("channel", messages("case-channel-", [channel])),
                ("allowed", messages("case-channel-", allowed)),
            ],
        ),
        AskError::UnknownCase { case, allowed, .. } => {
            let allowed: Vec<String> = allowed.iter().map(ToString::to_string).collect();
            ("case-unknown-case", vec![("case", plain(case)), ("allowed", list(&allowed))])
        }
        AskError::ProductRequired { allowed, .. } => {
            ("case-product-required", vec![("allowed", list(allowed))])
        }
        AskError::ProductNotGiven { product, allowed, .. } => {
            ("case-product-not-given", vec![("product", plain(product)), ("allowed", list(allowed))])
        }
        AskError::ApplicantNotAllowed { .. } => ("case-applicant-not-allowed", vec![]),
        AskError::PayerNotAllowed { .. } => ("case-payer-not-allowed", vec![]),
        AskError::NoTariff { .. } => ("case-no-tariff", vec![]),
        AskError::PurposeRequired { .. } => ("case-purpose-required", vec![]),
        AskError::AreaOutOfRange { area, .. } => ("case-area-out-of-range", vec![("area", plain(area))]),
        AskError::FieldRequired { field, .. } => ("case-field-required", vec![("field", plain(field))]),
        AskError::NoIndex { date, file, .. } => {
            ("case-no-index", vec![("day", Argument::Day(*date)), ("file", plain(file))])
        }
        _ => ("case-rulebook", vec![("detail", plain(error))]),
    }
}

fn way_name(way: rulebook::model::HandOutWay) -> &'static str {
    use rulebook::model::HandOutWay as W;
    match way {
        W::InPerson => "in-person",
        W::Representative => "representative",
        W::Post => "post",
        W::Cabinet => "cabinet",
    }
}

fn shown_name(paper: rulebook::model::HandOutPaper) -> &'static str {
    use rulebook::model::HandOutPaper as P;
    match paper {
        P::Receipt => "receipt",
        P::IdentityDocument => "identity-document",
        P::PowerOfAttorney => "power-of-attorney",
    }
}
