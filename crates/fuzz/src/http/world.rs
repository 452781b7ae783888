//! A platform with offices, people and a case, made once and copied for every thread and after every write.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, OnceLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use desk::{Clock, Desk, Law, NewAccount, Random, Role};
use jiff::Timestamp;
use locale::Messages;
use serde_json::{Value, json};
use store::{Settings, Store};
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;
use web::App;

use super::answers::Answer;
use super::request::{Asked, filled};

const ENTERPRISE: &str = "cadastre-21-astana";
const CENTRE: &str = "centre-21-esil";
const PASSWORD: &str = "қызыл алма 42";
/// Who can ask, with their offices and roles.
const PEOPLE: &[(&str, &str, &[Role])] = &[
    ("reception", ENTERPRISE, &[Role::Reception]),
    ("executor", ENTERPRISE, &[Role::Executor]),
    ("head", ENTERPRISE, &[Role::Head]),
    ("counter", CENTRE, &[Role::Reception]),
    ("operator", ENTERPRISE, &[Role::Administrator]),
];
/// Most bytes of an answer.
const ANSWER_MOST: usize = 16 << 20;

static LAW: LazyLock<Arc<Law>> = LazyLock::new(|| Arc::new(Law::embedded().expect("the shipped law loads")));
static MESSAGES: LazyLock<Arc<Messages>> =
    LazyLock::new(|| Arc::new(Messages::embedded().expect("the shipped messages load")));

/// Monday, 2 September 2013, a quarter past ten in Astana, always.
struct Standing;

impl Clock for Standing {
    fn now(&self) -> Timestamp {
        "2013-09-02T10:15:00+06:00".parse().expect("an instant")
    }
}

/// Numbers that differ, and are the same in every run.
struct Counted(AtomicU64);

impl Random for Counted {
    fn fill(&self, buffer: &mut [u8]) {
        for byte in buffer {
            let count = self.0.fetch_add(1, Ordering::Relaxed);
            *byte = count.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(17).to_be_bytes()[0];
        }
    }
}

/// What only a world knows, by the names that requests use.
type Known = Vec<(&'static str, String)>;

/// The database as every world begins with it.
struct Template {
    folder: tempfile::TempDir,
    /// Tokens by person.
    tokens: Vec<(&'static str, String)>,
    known: Known,
}

static TEMPLATE: OnceLock<Template> = OnceLock::new();

pub(crate) struct World {
    router: Router,
    desk: Arc<Desk>,
    runtime: Runtime,
    _folder: tempfile::TempDir,
}

fn database(folder: &Path) -> PathBuf {
    folder.join("zher.sqlite")
}

/// A desk over a database; `drawn` says where its random numbers begin.
fn desk_over(folder: &Path, drawn: u64) -> Arc<Desk> {
    let store = Store::open(&Settings::Sqlite { path: database(folder) }).expect("the store opens");
    Arc::new(Desk::new(Arc::clone(&LAW), store, Arc::new(Standing), Arc::new(Counted(AtomicU64::new(drawn)))))
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_time().max_blocking_threads(2).build().expect("a runtime")
}

impl World {
    /// A copy of the template.
    pub(crate) fn new() -> Self {
        let template = TEMPLATE.get_or_init(Template::make);
        let folder = tempfile::tempdir().expect("a folder");
        for entry in std::fs::read_dir(template.folder.path()).expect("the template's folder") {
            let from = entry.expect("an entry").path();
            let name = from.file_name().expect("a name").to_owned();
            std::fs::copy(&from, folder.path().join(name)).expect("a copy");
        }
        Self::over(folder, 1 << 40)
    }

    fn over(folder: tempfile::TempDir, drawn: u64) -> Self {
        let desk = desk_over(folder.path(), drawn);
        let router =
            web::router(App::new(Arc::clone(&desk), Arc::clone(&MESSAGES), "http://zher.example.kz"));
        Self { router, desk, runtime: runtime(), _folder: folder }
    }

    /// The answer to a request; none where no server would be sent it.
    pub(crate) fn answer(&self, asked: &Asked) -> Option<Answer> {
        let template = TEMPLATE.get_or_init(Template::make);
        let token = asked
            .who
            .as_deref()
            .and_then(|who| template.tokens.iter().find(|(name, _)| *name == who))
            .map(|(_, token)| token.as_str());
        let mut known = template.known.clone();
        if let Some(token) = token {
            known.push(("csrf", self.desk.csrf_token(token).reveal().to_owned()));
        }
        let mut request = Request::builder()
            .method(asked.method.clone())
            .uri(String::from_utf8(filled(&asked.target, &known)).ok()?);
        for (name, value) in &asked.headers {
            request = request.header(name, filled(value, &known));
        }
        if let Some(token) = token {
            request = if asked.target.starts_with(b"/api/") {
                request.header("authorization", format!("Bearer {token}"))
            } else {
                request.header("cookie", format!("zher={token}"))
            };
        }
        let request = request.body(Body::from(filled(&asked.body, &known))).ok()?;
        Some(self.send(request))
    }

    fn send(&self, request: Request<Body>) -> Answer {
        self.runtime.block_on(async {
            let response = match self.router.clone().oneshot(request).await {
                Ok(response) => response,
                Err(never) => match never {},
            };
            let (parts, body) = response.into_parts();
            let body = to_bytes(body, ANSWER_MOST).await.expect("a body").to_vec();
            let headers = parts.headers.iter().map(|(name, value)| {
                (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
            });
            Answer { status: parts.status.as_u16(), headers: headers.collect(), body }
        })
    }

    fn call(&self, path: &str, token: &str, key: &str, body: &Value) -> Value {
        let request = Request::post(format!("/api/v1{path}"))
            .header("authorization", format!("Bearer {token}"))
            .header("idempotency-key", key)
            .body(Body::from(body.to_string()))
            .expect("a request");
        let answer = self.send(request);
        let told: Value = serde_json::from_slice(&answer.body).expect("JSON");
        assert!(answer.status < 300, "{path}: {told}");
        told
    }
}

impl Template {
    fn make() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let world = World::over(tempfile::tempdir().expect("a folder"), 1);
        let operator = NewAccount { roles: Vec::new(), ..account("operator", ENTERPRISE, &[]) };
        world.desk.create_administrator(&operator).expect("an administrator");
        let session = world.desk.sign_in("operator", PASSWORD).expect("a session").session;
        for (login, office, roles) in PEOPLE.iter().filter(|(login, ..)| *login != "operator") {
            world.desk.create_account(&session, &account(login, office, roles)).expect("an account");
        }
        let tokens: Vec<_> = PEOPLE
            .iter()
            .map(|(login, ..)| {
                let signed_in = world.desk.sign_in(login, PASSWORD).expect("a session");
                (*login, signed_in.session_token.reveal().to_owned())
            })
            .collect();
        let token = |who: &str| tokens.iter().find(|(name, _)| *name == who).map(|(_, token)| token.as_str());
        let known =
            with_cases(&world, token("reception").expect("a token"), token("counter").expect("a token"));
        let World { router, desk, runtime, _folder: made } = world;
        // Only a closed database is whole in its file.
        drop((router, desk, runtime));
        for entry in std::fs::read_dir(made.path()).expect("the folder") {
            let from = entry.expect("an entry").path();
            let name = from.file_name().expect("a name").to_owned();
            std::fs::copy(&from, folder.path().join(name)).expect("a copy");
        }
        Self { folder, tokens, known }
    }
}

/// A case of the enterprise, one of the centre on a list of travelling files, and what requests name of them.
fn with_cases(world: &World, reception: &str, counter: &str) -> Known {
    let here = lodged(world, reception, "cadastre", "first-key");
    let there = lodged(world, counter, "centre", "second-key");
    let list = json!({ "to": ENTERPRISE, "cases": [there["case"]] });
    let list = world.call("/transfer-lists", counter, "third-key", &list);
    let text = |value: &Value| value.as_str().map(ToOwned::to_owned).unwrap_or_default();
    let account = world.desk.sign_in("executor", PASSWORD).expect("a session").session.account.id;
    vec![
        ("case", text(&here["case"])),
        ("number", text(&here["number"])),
        ("secret", text(&here["tracking_secret"])),
        ("version", here["version"].to_string()),
        ("travelling", text(&there["case"])),
        ("list", text(&list["id"])),
        ("account", account.0.to_string()),
        ("iin", iin()),
    ]
}

fn lodged(world: &World, token: &str, channel: &str, key: &str) -> Value {
    let mut form = json!({
        "service": 1, "case": 1, "product": "act", "channel": channel,
        "applicant": {
            "kind": "individual", "name": "Айгүл Серікова", "identifier": iin(),
            "postal_address": "Астана, Орынбор көшесі, 10", "language": "kk",
        },
        "parcels": [{ "cadastral_number": "21-318-065-123", "area_ha": "0.12" }],
        "payment": {
            "payer": "individual", "purpose": "individual-housing", "area_ha": "0.12",
            "amount": "0.01", "receipt_number": "77", "paid_on": "2013-09-02",
        },
    });
    let preview = world.call("/cases/preview", token, key, &form);
    form["payment"]["amount"] = preview["fee"]["amount"].clone();
    form["papers"] = preview["papers"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|paper| paper["state"] == "missing")
        .map(|paper| json!({ "id": paper["id"], "how": paper["ways"][0], "count": paper["copies"] }))
        .collect();
    world.call("/cases", token, key, &form)
}

fn account(login: &str, office: &str, roles: &[Role]) -> NewAccount {
    NewAccount {
        login: login.to_owned(),
        name: format!("Сәуле {login}"),
        post: "маман".to_owned(),
        office: office.to_owned(),
        roles: roles.to_vec(),
        password: PASSWORD.to_owned(),
    }
}

/// An IIN with the check digit that fits.
fn iin() -> String {
    let fits = |text: &String| text.parse::<identifiers::Iin>().is_ok();
    (0..10).map(|digit| format!("85041200001{digit}")).find(fits).expect("a check digit fits")
}
