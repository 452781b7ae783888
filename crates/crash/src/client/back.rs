//! Looking back: what was acknowledged is read again.

use serde_json::{Value, json};

use super::request::What;
use super::{Client, Halt};
use crate::http::{Answer, Head};
use crate::look::WAY;
use crate::stage::{Server, count};

impl Client<'_> {
    /// Reads every case touched since the last look, and what the open call made, before that is repeated.
    pub(super) fn look_back(&mut self, server: &Server) -> Result<(), Halt> {
        if let Some(request) = &self.open {
            match &request.what {
                What::Step { place, .. } => {
                    self.touched.insert(*place);
                }
                What::Lodge { parcel, found } => {
                    let (parcel, before) = (parcel.clone(), found.clone());
                    let lines = self.search(server, &parcel)?;
                    self.note_found(&parcel, before.as_deref(), &lines);
                }
            }
        }
        while let Some(place) = self.touched.last().copied() {
            self.read_back(server, place)?;
            self.touched.remove(&place);
        }
        Ok(())
    }

    /// Reads all cases by every way that leads to them. A call that breaks off here ends the look: nobody kills any more.
    pub(super) fn last_look(&mut self, server: &Server) -> Result<(), Halt> {
        for place in 0..self.cases.len() {
            self.read_back(server, place)?;
            let lines = self.search(server, &self.cases[place].parcel)?;
            for wrong in self.cases[place].compare_found(&lines) {
                self.wrong(wrong);
            }
            self.follow(server, place)?;
        }
        Ok(())
    }

    fn read_back(&mut self, server: &Server, place: usize) -> Result<(), Halt> {
        let url = format!("{}/api/v1/cases/{}", server.address, self.cases[place].id);
        let head = Head { token: Some(&self.tokens.head), ..Head::default() };
        let answer = self.answer(self.http.get(&url, &head))?;
        count(&self.stage.counts.looks);
        if answer.status != 200 {
            let number = &self.cases[place].number;
            self.wrong(format!("acknowledged case {number} is not there: {}", answer.told()));
            return Ok(());
        }
        let asked = self.open.as_ref().is_some_and(
            |request| matches!(&request.what, What::Step { place: asked, .. } if *asked == place),
        );
        for wrong in self.cases[place].compare(&answer.body, asked) {
            self.wrong(wrong);
        }
        Ok(())
    }

    fn search(&self, server: &Server, parcel: &str) -> Result<Vec<Value>, Halt> {
        let body = json!({ "cadastral_number": parcel }).to_string();
        let head = Head { token: Some(&self.tokens.reception), ..Head::default() };
        let url = format!("{}/api/v1/cases/search", server.address);
        let answer = self.answer(self.http.post(&url, &head, &body))?;
        if answer.status != 200 {
            self.wrong(format!("a search by parcel was answered {}", answer.told()));
        }
        Ok(answer.body.get("cases").and_then(Value::as_array).cloned().unwrap_or_default())
    }

    /// What an unanswered lodging made: one case or none, and once seen it stays.
    fn note_found(&mut self, parcel: &str, before: Option<&str>, lines: &[Value]) {
        let ids: Vec<&str> = lines.iter().filter_map(|line| line.get("id").and_then(Value::as_str)).collect();
        if ids.len() > 1 {
            self.wrong(format!("one call made {} cases for parcel {parcel}", ids.len()));
        }
        let now = ids.first().copied();
        if before.is_some() && before != now {
            self.wrong(format!(
                "parcel {parcel} had case {before:?} after one crash and {now:?} after the next"
            ));
        }
        let now = now.map(str::to_owned);
        if let Some(What::Lodge { found, .. }) = self.open.as_mut().map(|request| &mut request.what) {
            *found = now;
        }
    }

    /// The applicant follows the case with number and secret.
    fn follow(&self, server: &Server, place: usize) -> Result<(), Halt> {
        let case = &self.cases[place];
        let body = json!({ "number": case.number, "secret": case.secret }).to_string();
        let url = format!("{}/api/v1/tracking", server.address);
        let answer: Answer = self.answer(self.http.post(&url, &Head::default(), &body))?;
        let state = WAY[case.stops - 1].state;
        if answer.status != 200 || answer.text("state") != state {
            let told = answer.told();
            self.wrong(format!("case {} in state {state} is followed as {told}", case.number));
        }
        Ok(())
    }
}
