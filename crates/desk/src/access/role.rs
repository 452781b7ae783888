use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$doc:meta])* $kind:ident ($message:literal) { $($(#[$variant_doc:meta])* $variant:ident => $name:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $kind { $($(#[$variant_doc])* $variant),+ }

        impl $kind {
            /// Every member, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name used in data and in the API.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// Id of the message that names it.
            pub const fn message(self) -> &'static str {
                match self { $(Self::$variant => concat!($message, $name)),+ }
            }
        }

        impl fmt::Display for $kind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $kind {
            type Err = UnknownWord;

            fn from_str(given: &str) -> Result<Self, UnknownWord> {
                Self::ALL.iter().copied().find(|known| known.as_str() == given).ok_or_else(|| UnknownWord {
                    given: given.chars().take(64).collect(),
                    allowed: &[$($name),+],
                })
            }
        }
    };
}

/// A word that names no member of a closed list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not one of {}", allowed.join(", "))]
pub struct UnknownWord {
    /// What was given, at most 64 characters.
    pub given: String,
    /// Every name that is allowed.
    pub allowed: &'static [&'static str],
}

words! {
    /// What an account is for. An account may have several roles; its permissions are their union.
    Role ("desk-role-") {
        /// Accepts requests and hands papers out.
        Reception => "reception",
        /// Works on cases.
        Executor => "executor",
        /// Decides, assigns, answers for the office.
        Head => "head",
        /// Notes payments.
        Cashier => "cashier",
        /// Keeps uncollected papers and closed files.
        Archivist => "archivist",
        /// Takes complaints.
        Complaints => "complaints",
        /// Watches, and changes nothing.
        Supervisor => "supervisor",
        /// Keeps accounts, and sees no case.
        Administrator => "administrator",
    }
}

words! {
    /// What the office of an account is to a case, or to another office and its books.
    Relation ("desk-relation-") {
        /// It accepted the request.
        LodgingOffice => "lodging-office",
        /// It decides on the request.
        ExecutingOffice => "executing-office",
        /// It stands above one of them.
        Superior => "superior",
        /// It is none of these.
        None => "none",
    }
}

words! {
    /// What may be allowed.
    Permission ("desk-permission-") {
        /// See a case with its personal data; every look is recorded.
        ViewCase => "view-case",
        /// Find cases by number, identifier, name or parcel, among those that may be seen.
        Search => "search",
        /// Accept a request.
        Lodge => "lodge",
        /// Take a missing paper.
        TakePaper => "take-paper",
        /// Note a payment.
        TakePayment => "take-payment",
        /// Note that the applicant takes the request back.
        Withdraw => "withdraw",
        /// Work on a case: start, findings, enquiries, making the paper.
        Work => "work",
        /// Grant, refuse, suspend, resume.
        Decide => "decide",
        /// Write a note on a case for those who work on it.
        WriteNote => "write-note",
        /// Give a case to an officer.
        Assign => "assign",
        /// Correct a slip of the pen.
        Correct => "correct",
        /// Cancel a mistaken registration.
        Cancel => "cancel",
        /// Name another case that belongs to a case.
        Link => "link",
        /// Hand a paper out, or post it.
        HandOut => "hand-out",
        /// Keep uncollected papers, and close cases.
        Archive => "archive",
        /// Move the paper file.
        Transfer => "transfer",
        /// Give the applicant a new tracking secret.
        ReplaceSecret => "replace-secret",
        /// Read the books of an office.
        SeeRegister => "see-register",
        /// See the counts of an office.
        SeeOverview => "see-overview",
        /// See who looked at a case.
        SeeAccessLog => "see-access-log",
        /// Make accounts, lock them, give new passwords.
        ManageAccounts => "manage-accounts",
        /// Record who is away and who stands in for him, for others than oneself.
        KeepAbsences => "keep-absences",
        /// Look at the rule files as they were loaded, and check a new edition.
        KeepRules => "keep-rules",
    }
}
