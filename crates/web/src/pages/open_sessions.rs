//! Open sessions, as the pages of an account show them.

use axum::http::Uri;
use desk::OpenSession;
use pages::{Cell, Table};

use super::Visitor;
use super::form::Form;
use super::inbox::zone_of;
use super::wording::{instant, said};
use crate::reader::query_pairs;

/// Sessions that a page shows; programs that sign in for each call may have hundreds.
const SHOWN: usize = 20;
/// In an address: the page says that sessions were ended.
pub(super) const ENDED: &str = "done=sessions";

/// The sessions, on the clocks of the reader's office, and that there are more than are shown.
pub(super) fn table(visitor: &Visitor, sessions: &[OpenSession]) -> (Table, Option<String>) {
    let own = visitor.session.as_ref().map(|(session, _)| session.account.office.0.as_str());
    let zone = zone_of(visitor, own.unwrap_or_default());
    let rows = sessions.iter().take(SHOWN).map(|session| {
        let began = instant(session.began_at, &zone);
        let began =
            if session.this_one { said(visitor, "page-session-this", &[("began", began)]) } else { began };
        vec![Cell::text(began), Cell::text(instant(session.last_used_at, &zone))]
    });
    let table = Table {
        caption: visitor.t("page-sessions"),
        headings: ["page-session-began", "page-session-used"].map(|name| visitor.t(name)).to_vec(),
        rows: rows.collect(),
    };
    let more = (sessions.len() > SHOWN).then(|| {
        let counts = [("all", sessions.len().to_string()), ("count", SHOWN.to_string())];
        said(visitor, "page-sessions-shown", &counts)
    });
    (table, more)
}

/// What the page says after sessions were ended and it was opened again.
pub(super) fn ended(visitor: &Visitor, uri: &Uri) -> Option<String> {
    let done = Form::of(query_pairs(uri)).get("done") == "sessions";
    done.then(|| visitor.t("page-sessions-ended"))
}
