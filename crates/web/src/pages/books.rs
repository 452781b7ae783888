use axum::extract::OriginalUri;
use axum::http::StatusCode;
use axum::response::Response;
use desk::{BookKind, DeskError, FieldError, RegisterLine};
use jiff::civil::Date;
use pages::{BookPage, Cell, Field, FieldKind, Problem, Table};
use serde_json::Value;

use super::Visitor;
use super::form::{Form, choice, mark, select};
use super::inbox::next_page;
use super::visitor::blocking;
use super::wording::{self, day};
use crate::reader::query_pairs;

const HEADINGS: [&str; 5] =
    ["page-entry-number", "page-entry-day", "page-entry-what", "page-number", "page-service"];

/// What is looked at: a book, and days of it as they were typed.
struct Asked {
    book: BookKind,
    from: String,
    to: String,
}

impl Asked {
    fn of(form: &Form, today: Date) -> Self {
        let book = BookKind::ALL.iter().copied().find(|book| book.as_str() == form.get("book"));
        let typed = |name: &str, otherwise: Date| form.some(name).unwrap_or_else(|| otherwise.to_string());
        Self {
            book: book.unwrap_or(BookKind::Registration),
            from: typed("from", today.first_of_month()),
            to: typed("to", today),
        }
    }

    fn days(&self) -> Result<(Date, Date), DeskError> {
        let day = |name: &str, text: &str| {
            text.parse().map_err(|_| DeskError::Invalid(vec![FieldError::new(name, "desk-register-year")]))
        };
        Ok((day("from", &self.from)?, day("to", &self.to)?))
    }
}

/// A book of the own office. Staff who may see the books.
pub(super) async fn show(visitor: Visitor, OriginalUri(uri): OriginalUri) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let form = Form::of(query_pairs(&uri));
    let asked = Asked::of(&form, visitor.app.desk.today());
    let (book, days, cursor) = (asked.book, asked.days(), form.some("cursor"));
    let found = blocking(&visitor.app, move |desk| {
        desk.register_between(&who, book, &who.account.office, days?, cursor.as_deref())
    });
    match found.await {
        Ok(found) => {
            let rows = found.items.iter().map(|line| row(line, &visitor)).collect();
            let next = found.next.map(|cursor| next_page(&uri, &cursor));
            page(&visitor, StatusCode::OK, &asked, Vec::new(), rows, next)
        }
        Err(error) => match visitor.problems(error) {
            Ok(mut problems) => {
                for problem in problems.iter_mut().filter(|problem| problem.field == "period") {
                    "from".clone_into(&mut problem.field);
                }
                page(&visitor, StatusCode::UNPROCESSABLE_ENTITY, &asked, problems, Vec::new(), None)
            }
            Err(error) => visitor.desk_error(&error),
        },
    }
}

fn page(
    visitor: &Visitor,
    status: StatusCode,
    asked: &Asked,
    problems: Vec<Problem>,
    rows: Vec<Vec<Cell>>,
    next: Option<String>,
) -> Response {
    let title = visitor.t(asked.book.message());
    let mut filters = filters(visitor, asked);
    mark(filters.iter_mut(), &problems);
    let headings = HEADINGS.iter().map(|heading| visitor.t(heading)).collect();
    let table = Table { caption: title.clone(), headings, rows };
    let action = visitor.to("/books");
    visitor.page(status, &BookPage { p: &visitor.shell(), title, problems, action, filters, table, next })
}

fn filters(visitor: &Visitor, asked: &Asked) -> Vec<Field> {
    let books = BookKind::ALL
        .iter()
        .map(|book| choice(book.as_str(), visitor.t(book.message()), asked.book.as_str()))
        .collect();
    let date = |name: &str, label: &str, value: &str| {
        Field::line(name, visitor.t(label)).kind(FieldKind::Line("date")).value(value)
    };
    vec![
        select("book", visitor.t("page-book"), books),
        date("from", "page-book-from", &asked.from),
        date("to", "page-book-to", &asked.to),
    ]
}

fn row(line: &RegisterLine, visitor: &Visitor) -> Vec<Cell> {
    let text = |name: &str| line.columns.get(name).and_then(Value::as_str).unwrap_or_default();
    let number = match line.case {
        Some(case) => Cell::link(text("number"), visitor.to(&format!("/cases/{}", case.0))).whole(),
        None => Cell::text(text("number")),
    };
    let service = line.columns.get("service").and_then(Value::as_u64).and_then(|it| u8::try_from(it).ok());
    vec![
        Cell::text(line.number.to_string()),
        Cell::text(day(line.day)),
        Cell::text(visitor.t(text("entry"))),
        number,
        Cell::text(service.map(|service| wording::service(service, visitor)).unwrap_or_default()),
    ]
}
