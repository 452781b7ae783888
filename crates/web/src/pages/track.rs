use axum::http::StatusCode;
use axum::response::Response;
use desk::{DeskError, Tracking};
use jiff::tz::TimeZone;
use pages::{Field, FieldKind, Problem, Track, TrackRow, Tracked};

use super::Visitor;
use super::form::Form;
use super::visitor::blocking;
use super::wording::instant;
use crate::api::law_errors::name_of;

fn fields(visitor: &Visitor, number: &str) -> Vec<Field> {
    vec![
        Field::line("number", visitor.t("page-number")).value(number),
        Field::line("secret", visitor.t("page-secret")).kind(FieldKind::Line("text")),
    ]
}

/// Asks for number and secret. Anybody may see it.
pub(super) async fn show(visitor: Visitor) -> Response {
    let fields = fields(&visitor, "");
    visitor.page(StatusCode::OK, &Track { p: &visitor.shell(), problems: Vec::new(), fields, found: None })
}

/// Shows where a case stands to whoever knows its secret. The secret is posted, so that no address holds it.
pub(super) async fn find(visitor: Visitor, form: Form) -> Response {
    let (number, secret) = (form.get("number").to_owned(), form.get("secret").to_owned());
    let fields = fields(&visitor, &number);
    let found = blocking(&visitor.app, move |desk| desk.track(&number, &secret)).await;
    let shell = visitor.shell();
    match found {
        Ok(tracking) => {
            let found = Some(tracked(&tracking, &visitor));
            visitor.page(StatusCode::OK, &Track { p: &shell, problems: Vec::new(), fields, found })
        }
        Err(DeskError::NotFound | DeskError::Invalid(_)) => {
            let text = visitor.t("page-track-unknown");
            let problems = vec![Problem { field: "number".to_owned(), text, cite: None }];
            visitor.page(StatusCode::NOT_FOUND, &Track { p: &shell, problems, fields, found: None })
        }
        Err(error) => visitor.desk_error(&error),
    }
}

fn tracked(tracking: &Tracking, visitor: &Visitor) -> Tracked {
    let zone = TimeZone::get(&tracking.zone).unwrap_or(TimeZone::UTC);
    let row = |line: &desk::TrackingLine| TrackRow {
        at: instant(line.at, &zone),
        what: visitor.t(line.message),
        cite: line.cite.to_string(),
    };
    Tracked {
        number: tracking.number.to_string(),
        service: visitor.language.of(&tracking.service_name).to_owned(),
        state: visitor.t(tracking.state.message()),
        due: tracking.due.map(|due| instant(due, &zone)),
        next: next(tracking, visitor, &zone),
        late: tracking.late,
        timeline: tracking.timeline.iter().map(row).collect(),
    }
}

/// What comes next and what the applicant must do: statement, then its paragraph where one decides.
fn next(tracking: &Tracking, visitor: &Visitor, zone: &TimeZone) -> Vec<(String, String)> {
    let said = |name: &str, arg: &str, value: String| {
        visitor.app.messages.text(visitor.language, name, &[(arg, value.into())])
    };
    let bare = |text: String| (text, String::new());
    let mut next = vec![bare(visitor.t(&format!("page-next-{}", tracking.state.as_str())))];
    next.extend(tracking.asked.iter().map(|asked| bare(asked.clone())));
    let days = tracking.left.as_ref().and_then(|left| left.days).filter(|days| *days >= 0);
    next.extend(days.map(|days| bare(said("page-left-days", "days", days.to_string()))));
    next.extend(
        tracking.deemed_from.map(|from| bare(said("page-next-silence", "from", instant(from, zone)))),
    );
    if let Some(collect) = &tracking.collect {
        let shown = collect.shown.iter().map(|paper| visitor.t(&format!("case-shown-{}", name_of(paper))));
        let shown: Vec<_> = shown.collect();
        next.extend(
            collect
                .office
                .as_ref()
                .map(|office| bare(said("page-next-where", "office", visitor.office(&office.0)))),
        );
        if !shown.is_empty() {
            next.push((said("page-next-show", "papers", shown.join(", ")), collect.cite.to_string()));
        }
    }
    next
}
