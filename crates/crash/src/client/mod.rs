//! A client: asks, remembers what it asked and what was answered, repeats what was not, looks back after every crash.

mod back;
mod request;

use std::collections::BTreeSet;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use fastrand::Rng;
use serde_json::Value;

use crate::clock::now;
use crate::http::{Answer, Head, Http, Outcome};
use crate::look::{Known, WAY};
use crate::stage::{Phase, Server, Stage, count};
use request::{Request, What};

/// Longest time without an answer while servers come and go.
const ANSWER_MOST: Duration = Duration::from_secs(90);
/// Pause after a broken call or a 503.
const AGAIN: Duration = Duration::from_millis(25);
/// Cases on which a client works at a time.
const OPEN_CASES: usize = 6;
/// Answered calls that a client may repeat.
const REPEATABLE: usize = 12;

/// What all clients of a run share besides the stage.
pub struct Common {
    /// The day of payment.
    pub today: String,
    /// The price of the service, tenge.
    pub price: String,
    /// Parcels given out.
    pub parcels: AtomicU64,
}

/// Sessions of a client, one for each account.
pub struct Tokens {
    /// Of the reception.
    pub reception: String,
    /// Of the head of the office.
    pub head: String,
}

/// See the module.
pub struct Client<'s> {
    name: String,
    stage: &'s Stage,
    common: &'s Common,
    http: Http,
    rng: Rng,
    tokens: Tokens,
    /// Cases that were acknowledged.
    pub cases: Vec<Known>,
    /// Places in `cases` of those touched since the last look back that came to its end.
    touched: BTreeSet<usize>,
    /// Answered calls with their answers.
    answered: Vec<(Request, Answer)>,
    /// The call that waits for its answer.
    open: Option<Request>,
    calls: u64,
    generation: u32,
}

/// Why a client stops what it does.
enum Halt {
    /// The server went away, or the run went on: begin again.
    Again,
    /// The run is over.
    Over,
}

impl<'s> Client<'s> {
    /// A client with its sessions.
    pub fn new(name: String, stage: &'s Stage, common: &'s Common, tokens: Tokens, seed: u64) -> Self {
        Self {
            name,
            stage,
            common,
            http: Http::new(),
            rng: Rng::with_seed(seed),
            tokens,
            cases: Vec::new(),
            touched: BTreeSet::new(),
            answered: Vec::new(),
            open: None,
            calls: 0,
            generation: 1,
        }
    }

    /// Works until the run is over, then has looked at all of its cases.
    pub fn run(&mut self) {
        while let Some(server) = self.stage.server() {
            match self.turn(&server) {
                Ok(true) => return,
                Ok(false) | Err(Halt::Again) => {}
                Err(Halt::Over) => return,
            }
        }
    }

    /// One thing to do; true when the client has done everything.
    fn turn(&mut self, server: &Server) -> Result<bool, Halt> {
        if self.generation != server.generation {
            self.look_back(server)?;
            self.generation = server.generation;
        }
        if self.open.is_some() {
            self.ask(server)?;
            return Ok(false);
        }
        match self.stage.phase() {
            Phase::Work => {
                if self.rng.u8(..) < 16 && self.repeat_answered(server)? {
                    return Ok(false);
                }
                let request = self.choose();
                self.open = Some(request);
                self.ask(server)?;
                Ok(false)
            }
            Phase::LastLook => self.last_look(server).map(|()| true),
            Phase::Over => Err(Halt::Over),
        }
    }

    fn choose(&mut self) -> Request {
        self.calls += 1;
        let key = format!("{}-{}", self.name, self.calls);
        let under_way: Vec<usize> = (0..self.cases.len())
            .rev()
            .filter(|place| self.cases[*place].stops < WAY.len())
            .take(OPEN_CASES)
            .collect();
        if under_way.len() < OPEN_CASES && (under_way.is_empty() || self.rng.u8(..) < 80) {
            return Request::lodge(key, self.common);
        }
        let place = under_way[self.rng.usize(..under_way.len())];
        Request::step(key, place, &self.cases[place])
    }

    fn send(&self, server: &Server, request: &Request) -> Outcome {
        let token = if request.by_head() { &self.tokens.head } else { &self.tokens.reception };
        let head = Head { token: Some(token), key: Some(&request.key), version: request.version() };
        self.http.post(&format!("{}{}", server.address, request.path), &head, &request.body)
    }

    /// An answer that is neither lost nor a 503; those are counted, and the client begins again.
    fn answer(&self, outcome: Outcome) -> Result<Answer, Halt> {
        match outcome {
            Outcome::Broken(_) => {
                count(&self.stage.counts.broken);
                self.stage.wait(AGAIN);
                Err(Halt::Again)
            }
            Outcome::Answered(answer) if answer.status == 503 => {
                count(&self.stage.counts.away);
                if answer.kind != "application/problem+json" || answer.text("detail").is_empty() {
                    self.wrong(format!("a 503 without a problem detail: {}", answer.told()));
                }
                self.stage.wait(AGAIN);
                Err(Halt::Again)
            }
            Outcome::Answered(answer) => Ok(answer),
        }
    }

    /// Asks for what is open, and remembers the answer.
    fn ask(&mut self, server: &Server) -> Result<(), Halt> {
        let Some(mut request) = self.open.take() else { return Ok(()) };
        request.tries += 1;
        let outcome = self.send(server, &request);
        match self.answer(outcome) {
            Ok(answer) => {
                self.learn(request, answer);
                Ok(())
            }
            Err(halt) => {
                if now().duration_since(request.since) > ANSWER_MOST {
                    self.wrong(format!("call {} had no answer for {ANSWER_MOST:?}", request.key));
                    self.stage.advance(Phase::Over);
                }
                self.open = Some(request);
                Err(halt)
            }
        }
    }

    fn learn(&mut self, request: Request, answer: Answer) {
        let version = answer.body.get("version").and_then(Value::as_u64).unwrap_or_default();
        let right = request.stop() as u64 + 1;
        let state = WAY[request.stop()].state;
        let expected = if matches!(request.what, What::Lodge { .. }) { 201 } else { 200 };
        if answer.status != expected || version != right || answer.text("state") != state {
            let told = answer.told();
            self.wrong(format!("call {} (try {}) was answered {told}", request.key, request.tries));
            return;
        }
        match &request.what {
            What::Lodge { parcel, found } => {
                if found.as_ref().is_some_and(|found| found != answer.text("case")) {
                    let found = found.clone().unwrap_or_default();
                    self.wrong(format!(
                        "call {} had made case {found}, repeated it named {}",
                        request.key,
                        answer.text("case")
                    ));
                }
                if found.is_some() {
                    count(&self.stage.counts.done_unseen);
                }
                self.touched.insert(self.cases.len());
                self.cases.push(Known {
                    id: answer.text("case").to_owned(),
                    number: answer.text("number").to_owned(),
                    parcel: parcel.clone(),
                    secret: answer.text("tracking_secret").to_owned(),
                    stops: 1,
                    events: Vec::new(),
                });
                count(&self.stage.counts.lodged);
            }
            What::Step { place, stop } => {
                let case = &mut self.cases[*place];
                let (id, number) = (answer.text("case"), answer.text("number"));
                let other = (id != case.id || number != case.number).then(|| {
                    format!("call {} on case {} was answered for {number}", request.key, case.number)
                });
                if case.events.len() > *stop {
                    count(&self.stage.counts.done_unseen);
                }
                case.stops = stop + 1;
                self.touched.insert(*place);
                count(&self.stage.counts.steps);
                if let Some(other) = other {
                    self.wrong(other);
                }
            }
        }
        if self.answered.len() < REPEATABLE {
            self.answered.push((request, answer));
        } else {
            let place = self.rng.usize(..REPEATABLE);
            self.answered[place] = (request, answer);
        }
    }

    /// Repeats an answered call, which must be answered the same; false when there is none yet.
    fn repeat_answered(&mut self, server: &Server) -> Result<bool, Halt> {
        if self.answered.is_empty() {
            return Ok(false);
        }
        let (request, before) = self.answered[self.rng.usize(..self.answered.len())].clone();
        let outcome = self.send(server, &request);
        let answer = self.answer(outcome)?;
        if answer != before {
            let (before, now) = (before.told(), answer.told());
            self.wrong(format!("call {} was answered {before}, repeated {now}", request.key));
        }
        // What a repeated call would have written by mistake is found by the next look.
        self.touched.extend(self.place_of(&before));
        count(&self.stage.counts.repeated);
        Ok(true)
    }

    fn place_of(&self, answer: &Answer) -> Option<usize> {
        self.cases.iter().rposition(|case| case.id == answer.text("case"))
    }

    fn wrong(&self, what: String) {
        self.stage.violated(format!("{}: {what}", self.name));
    }
}
