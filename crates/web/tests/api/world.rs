//! A platform in a temporary folder, offices of the law, and people in them.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use desk::{Clock, Desk, Law, NewAccount, Random, Role};
use jiff::Timestamp;
use locale::Messages;
use serde_json::{Value, json};
use store::{Settings, Store};
use tower::ServiceExt;
use web::App;

/// Decides on the parcels of the tests, and accepts requests itself.
pub const ENTERPRISE: &str = "cadastre-21-astana";
/// Accepts requests for the enterprise.
pub const CENTRE: &str = "centre-21-esil";
/// Has nothing to do with them.
pub const ELSEWHERE: &str = "cadastre-01-aqmola";
/// What divides the parts of a form with files.
const EDGE: &str = "----edge7c9e";
pub const PASSWORD: &str = "қызыл алма 42";

static LAW: LazyLock<Arc<Law>> = LazyLock::new(|| Arc::new(Law::embedded().unwrap()));

struct StandingClock(Mutex<Timestamp>);

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
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

pub struct World {
    pub router: Router,
    clock: Arc<StandingClock>,
    keys: AtomicU64,
    pub desk: Arc<Desk>,
    _folder: tempfile::TempDir,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Value,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    pub fn field(&self) -> &str {
        self.body["field"].as_str().unwrap_or_default()
    }

    /// The same answer, once it is known to have this status.
    #[track_caller]
    pub fn with(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        self
    }
}

/// A request in the making.
pub struct Call<'w> {
    world: &'w World,
    request: axum::http::request::Builder,
    body: Body,
}

impl Call<'_> {
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request = self.request.header(name, value);
        self
    }

    pub fn bearer(self, token: &str) -> Self {
        self.header("authorization", &format!("Bearer {token}"))
    }

    /// A random key and the version that is meant.
    pub fn on_version(self, version: u64) -> Self {
        let key = self.world.key();
        self.header("if-match", &format!("\"{version}\"")).header("idempotency-key", &key)
    }

    pub fn keyed(self) -> Self {
        let key = self.world.key();
        self.header("idempotency-key", &key)
    }

    pub fn json(mut self, body: &Value) -> Self {
        self.body = Body::from(body.to_string());
        self
    }

    pub fn raw(mut self, body: impl Into<Body>) -> Self {
        self.body = body.into();
        self
    }

    pub async fn send(self) -> Answer {
        let request: Request<Body> = self.request.body(self.body).unwrap();
        let response = self.world.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 16 << 20).await.unwrap();
        let body = serde_json::from_slice(&bytes)
            .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&bytes).into_owned()));
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

impl World {
    /// Monday, 2 September 2013, a quarter past ten in Astana.
    pub fn new() -> Self {
        Self::reached(false)
    }

    /// The same, reached by https or not.
    pub fn reached(secure: bool) -> Self {
        Self::made(secure, Arc::clone(&LAW))
    }

    /// The same under another law.
    pub fn under(law: Arc<Law>) -> Self {
        Self::made(false, law)
    }

    fn made(secure: bool, law: Arc<Law>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Settings::Sqlite { path: folder.path().join("zher.sqlite") }).unwrap();
        let now = "2013-09-02T10:15:00+06:00".parse().unwrap();
        let clock = Arc::new(StandingClock(Mutex::new(now)));
        let shared: Arc<dyn Clock> = Arc::<StandingClock>::clone(&clock);
        let random = Arc::new(Counted(AtomicU64::new(1)));
        let desk = Arc::new(Desk::new(law, store, shared, random));
        let messages = Arc::new(Messages::embedded().unwrap());
        let router = web::router(App::new(
            Arc::clone(&desk),
            messages,
            if secure { "https://zher.example.kz/" } else { "http://zher.example.kz" },
        ));
        let world = Self { router, clock, keys: AtomicU64::new(1), desk, _folder: folder };
        let operator = NewAccount { roles: Vec::new(), ..account("operator", ENTERPRISE, &[]) };
        world.desk.create_administrator(&operator).unwrap();
        world
    }

    pub fn set(&self, now: &str) {
        *self.clock.0.lock().unwrap() = now.parse().unwrap();
    }

    pub fn key(&self) -> String {
        format!("key-{:08}", self.keys.fetch_add(1, Ordering::Relaxed))
    }

    /// A page, as somebody sees it who has this token in his cookie.
    pub async fn page_of(&self, path: &str, token: Option<&str>) -> (u16, String) {
        let mut request = axum::http::Request::builder().uri(path);
        if let Some(token) = token {
            request = request.header("cookie", format!("zher={token}"));
        }
        let request = request.body(axum::body::Body::empty()).unwrap();
        let response = tower::ServiceExt::oneshot(self.router.clone(), request).await.unwrap();
        let status = response.status().as_u16();
        let bytes = axum::body::to_bytes(response.into_body(), 4 << 20).await.unwrap();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    }

    /// Sends a form as a browser does that has files: each file with its field, its name and its bytes.
    pub async fn upload(
        &self,
        path: &str,
        token: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> (u16, String) {
        let mut body = Vec::new();
        for (name, value) in fields {
            let head =
                format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(head.as_bytes());
        }
        for (name, file, bytes) in files {
            let head = format!(
                "--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
        }
        body.extend(format!("--{EDGE}--\r\n").as_bytes());
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::COOKIE, format!("zher={token}"))
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={EDGE}"));
        let response = self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let status = response.status().as_u16();
        let bytes = to_bytes(response.into_body(), 8 << 20).await.unwrap();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    }

    /// A page, as anybody sees it.
    pub async fn page(&self, path: &str) -> (u16, String) {
        self.page_of(path, None).await
    }

    /// A call below `/api/v1`.
    pub fn call(&self, method: Method, path: &str) -> Call<'_> {
        let request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        Call { world: self, request, body: Body::empty() }
    }

    pub fn get(&self, path: &str) -> Call<'_> {
        self.call(Method::GET, path)
    }

    pub fn post(&self, path: &str) -> Call<'_> {
        self.call(Method::POST, path)
    }

    pub async fn sign_in(&self, login: &str) -> Answer {
        self.post("/session").json(&json!({ "login": login, "password": PASSWORD })).send().await
    }

    /// The token of somebody, made on the first call.
    pub async fn person(&self, office: &str, role: Role) -> String {
        let login = format!("{role}.{office}");
        let operator = self.desk.sign_in("operator", PASSWORD).unwrap().session;
        if self.desk.sign_in(&login, PASSWORD).is_err() {
            self.desk.create_account(&operator, &account(&login, office, &[role])).unwrap();
        }
        self.sign_in(&login).await.with(200).body["token"].as_str().unwrap().to_owned()
    }

    /// A complete request for service 1, made from what the preview asks for.
    pub async fn form(&self, token: &str, channel: &str) -> Value {
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
        let preview = self.preview(token, &form).await;
        form["payment"]["amount"] = preview["fee"]["amount"].clone();
        let papers = preview["papers"].as_array().unwrap().iter();
        let missing = papers.filter(|paper| paper["state"] == "missing");
        form["papers"] = missing
            .map(|paper| json!({ "id": paper["id"], "how": paper["ways"][0], "count": paper["copies"] }))
            .collect();
        form
    }

    pub async fn preview(&self, token: &str, form: &Value) -> Value {
        self.post("/cases/preview").bearer(token).json(form).send().await.with(200).body
    }

    pub async fn lodge(&self, token: &str, form: &Value) -> Answer {
        self.post("/cases").bearer(token).keyed().json(form).send().await
    }

    /// A request of the centre or the enterprise, lodged.
    pub async fn lodged(&self, token: &str, channel: &str) -> Value {
        let form = self.form(token, channel).await;
        self.lodge(token, &form).await.with(201).body
    }

    pub async fn step(&self, token: &str, case: &Value, version: u64, step: &Value) -> Answer {
        let path = format!("/cases/{}/steps", case["case"].as_str().unwrap());
        self.post(&path).bearer(token).on_version(version).json(step).send().await
    }

    pub async fn case(&self, token: &str, case: &Value) -> Value {
        let path = format!("/cases/{}", case["case"].as_str().unwrap());
        self.get(&path).bearer(token).send().await.with(200).body
    }
}

pub fn account(login: &str, office: &str, roles: &[Role]) -> NewAccount {
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
pub fn iin() -> String {
    let fits = |text: &String| text.parse::<identifiers::Iin>().is_ok();
    (0..10).map(|digit| format!("85041200001{digit}")).find(fits).unwrap()
}
