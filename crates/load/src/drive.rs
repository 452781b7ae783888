//! Clients that keep their connection and ask again as soon as they were answered.

use std::io::Read;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use hdrhistogram::Histogram;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::SendRequest;
use hyper::{Method, Request, header};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// What is asked before the measuring begins, of its time.
const WARM_UP: f64 = 0.2;

/// A request, made anew for each call.
#[derive(Debug, Clone)]
pub struct Call {
    /// GET, POST.
    pub method: Method,
    /// Path with query.
    pub path: String,
    /// Body; none where empty.
    pub body: String,
    /// Key of a call that may be repeated.
    pub key: Option<String>,
}

impl Call {
    /// A question.
    pub fn get(path: impl Into<String>) -> Self {
        Self { method: Method::GET, path: path.into(), body: String::new(), key: None }
    }

    /// A form, sent.
    pub fn form(path: impl Into<String>, fields: &[(&str, &str)]) -> Self {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        Self { method: Method::POST, body, ..Self::get(path) }
    }
}

/// How a run went.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// Answers a second.
    pub rate: f64,
    /// Half of the answers came within, in ms.
    pub p50: f64,
    /// 99 of 100 answers came within, in ms.
    pub p99: f64,
}

/// Who asks.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The server.
    pub address: SocketAddr,
    /// Token of a session.
    pub token: Option<String>,
}

impl Caller {
    /// Signs in.
    ///
    /// # Errors
    /// What the server answers.
    pub async fn sign_in(address: SocketAddr, login: &str, password: &str) -> anyhow::Result<Self> {
        let nobody = Self { address, token: None };
        let body = serde_json::json!({ "login": login, "password": password }).to_string();
        let answer = nobody.ask(&Call { body, method: Method::POST, ..Call::get("/api/v1/session") }).await?;
        let token = answer["token"].as_str().context("a token")?.to_owned();
        Ok(Self { address, token: Some(token) })
    }

    /// Asks once and reads the answer.
    ///
    /// # Errors
    /// What the server answers.
    pub async fn ask(&self, call: &Call) -> anyhow::Result<serde_json::Value> {
        let mut line = self.connect().await?;
        let body = self.send(&mut line, call).await?;
        Ok(serde_json::from_slice(&body)?)
    }

    /// The token that forms of this caller carry.
    ///
    /// # Errors
    /// What the server answers; a page without a form.
    pub async fn form_token(&self) -> anyhow::Result<String> {
        let mut line = self.connect().await?;
        let page = self.send(&mut line, &Call::get("/kk/me")).await?;
        let mut html = String::new();
        flate2::read::GzDecoder::new(&page[..]).read_to_string(&mut html)?;
        let (_, rest) = html.split_once("name=\"csrf\" value=\"").context("a form")?;
        Ok(rest.split('"').next().unwrap_or_default().to_owned())
    }

    /// How long an answer is, in bytes, as it comes over the line to a browser.
    ///
    /// # Errors
    /// What the server answers.
    pub async fn bytes(&self, call: &Call) -> anyhow::Result<usize> {
        let mut line = self.connect().await?;
        Ok(self.send(&mut line, call).await?.len())
    }

    async fn connect(&self) -> anyhow::Result<SendRequest<Full<Bytes>>> {
        let stream = TcpStream::connect(self.address).await?;
        stream.set_nodelay(true)?;
        let (line, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
        // A connection that breaks is told to whoever sends on it.
        tokio::spawn(connection);
        Ok(line)
    }

    async fn send(&self, line: &mut SendRequest<Full<Bytes>>, call: &Call) -> anyhow::Result<Bytes> {
        let mut request =
            Request::builder().method(&call.method).uri(&call.path).header(header::HOST, "localhost");
        // Programs carry their token in a header of its own and send JSON; browsers have it in a cookie, send forms, and
        // take what is compressed.
        let page = !call.path.starts_with("/api/");
        let kind = if page { "application/x-www-form-urlencoded" } else { "application/json" };
        request = request.header(header::CONTENT_TYPE, kind);
        if page {
            request = request.header(header::ACCEPT_ENCODING, "gzip");
        }
        if let Some(token) = &self.token {
            request = match page {
                true => request.header(header::COOKIE, format!("zher={token}")),
                false => request.header(header::AUTHORIZATION, format!("Bearer {token}")),
            };
        }
        if let Some(key) = &call.key {
            request = request.header("Idempotency-Key", key);
        }
        line.ready().await?;
        let answer = line.send_request(request.body(Full::from(call.body.clone()))?).await?;
        let status = answer.status();
        let body = answer.into_body().collect().await?.to_bytes();
        // A form that did something leads on to a page.
        if !(status.is_success() || page && status.is_redirection()) {
            bail!("{} {}: {status}: {}", call.method, call.path, String::from_utf8_lossy(&body));
        }
        Ok(body)
    }

    /// Lets `clients` ask for some time. `make` gets a number that no other call of the run has.
    ///
    /// # Errors
    /// The first answer that is none.
    pub async fn drive<C: Into<Option<Call>>>(
        &self,
        clients: u32,
        time: Duration,
        make: impl Fn(u64) -> C + Send + Sync + 'static,
    ) -> anyhow::Result<Run> {
        let (make, count) = (Arc::new(make), Arc::new(AtomicU64::new(0)));
        let from = Instant::now() + time.mul_f64(WARM_UP);
        let until = from + time;
        let mut tasks = Vec::new();
        for _ in 0..clients {
            let (caller, make, count) = (self.clone(), make.clone(), count.clone());
            tasks.push(tokio::spawn(async move {
                let mut line = caller.connect().await?;
                let mut answers = Histogram::<u64>::new(3)?;
                loop {
                    let call = make(count.fetch_add(1, Ordering::Relaxed)).into();
                    let asked = Instant::now();
                    let Some(call) = call.filter(|_| asked < until) else { return anyhow::Ok(answers) };
                    caller.send(&mut line, &call).await?;
                    if asked >= from {
                        answers.record(u64::try_from(asked.elapsed().as_nanos())?)?;
                    }
                }
            }));
        }
        let mut all = Histogram::<u64>::new(3)?;
        for task in tasks {
            all.add(task.await??)?;
        }
        ensure!(!all.is_empty(), "no answer came in {time:?}");
        let ms = |quantile| all.value_at_quantile(quantile) as f64 / 1e6;
        Ok(Run { rate: all.len() as f64 / from.elapsed().as_secs_f64(), p50: ms(0.5), p99: ms(0.99) })
    }
}
