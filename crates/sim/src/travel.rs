//! Paper files on their way: lists that one office makes and sends, and the other confirms.

use anyhow::{Context, ensure};
use cases::{CaseId, OfficeId};
use desk::{Desk, DeskError, Role, Session, TransferListView};
use uuid::Uuid;

use crate::life::Life;
use crate::model::File;

/// Files on one list.
const MOST: usize = 4;
const CARRIERS: [Role; 3] = [Role::Reception, Role::Executor, Role::Archivist];

/// A list that was sent and has not been confirmed by the other side.
pub struct Parcel {
    list: Uuid,
    from: String,
    to: String,
    cases: Vec<Uuid>,
}

type Confirm = fn(&Desk, &Session, Uuid) -> Result<TransferListView, DeskError>;

impl Life {
    /// Somebody sends files that belong to another office too, or confirms some that came; whether there were any.
    pub fn carry(&mut self) -> anyhow::Result<bool> {
        if !self.under_way.is_empty() && self.chance.bool() { self.receive() } else { self.send() }
    }

    fn carrier(&mut self, office: &str) -> anyhow::Result<Session> {
        let role = CARRIERS[self.chance.usize(..CARRIERS.len())];
        self.world.somebody(office, role)
    }

    fn send(&mut self) -> anyhow::Result<bool> {
        let mut roads = Vec::new();
        for (id, plain) in &self.book {
            if let (File::At(from), false) = (&plain.file, plain.state == "archived") {
                let others = plain.parties.iter().filter(|office| *office != from);
                roads.extend(others.map(|to| (from.clone(), to.clone(), *id)));
            }
        }
        if roads.is_empty() {
            return Ok(false);
        }
        let (from, to, _) = roads[self.chance.usize(..roads.len())].clone();
        let most = 1 + self.chance.usize(..MOST);
        let of_road = roads.into_iter().filter(|road| road.0 == from && road.1 == to).map(|road| road.2);
        // The youngest: old papers lie in the archive.
        let mut cases: Vec<Uuid> = of_road.collect();
        cases.reverse();
        cases.truncate(most);
        let who = self.carrier(&from)?;
        let list = self.list(&who, &to, &cases)?;
        let rival = if self.chance.u32(..4) == 0 { Some(self.list(&who, &to, &cases)?) } else { None };
        let sent = self.confirm(&who, list, Desk::confirm_sent, |view| view.sent_at.is_some())?;
        ensure!(sent, "a list of files that lie here was not sent");
        for id in &cases {
            self.plain(*id)?.file = File::Between(from.clone(), to.clone());
        }
        if let Some(rival) = rival {
            let sent = self.confirm(&who, rival, Desk::confirm_sent, |view| view.sent_at.is_some())?;
            ensure!(!sent, "files that had left were sent once more");
        }
        self.look_at_all(&cases)?;
        self.under_way.push(Parcel { list, from, to, cases });
        Ok(true)
    }

    fn receive(&mut self) -> anyhow::Result<bool> {
        let parcel = self.under_way.swap_remove(self.chance.usize(..self.under_way.len()));
        if self.chance.u32(..4) == 0 {
            let sender = self.carrier(&parcel.from)?;
            let answer = self.world.insist(|desk| desk.confirm_received(&sender, parcel.list))?;
            ensure!(answer.is_err(), "the sender confirmed in the place of the receiver");
        }
        let who = self.carrier(&parcel.to)?;
        let here =
            self.confirm(&who, parcel.list, Desk::confirm_received, |view| view.received_at.is_some())?;
        ensure!(here, "files that came could not be confirmed");
        for id in &parcel.cases {
            self.plain(*id)?.file = File::At(parcel.to.clone());
        }
        self.report.carried += parcel.cases.len();
        self.look_at_all(&parcel.cases)?;
        Ok(true)
    }

    fn list(&mut self, who: &Session, to: &str, cases: &[Uuid]) -> anyhow::Result<Uuid> {
        let to = OfficeId(to.to_owned());
        let cases: Vec<CaseId> = cases.iter().copied().map(CaseId).collect();
        let made = self.world.insist(|desk| desk.make_transfer_list(who, &to, &cases))?;
        Ok(made.context("no list of files that lie here")?.id)
    }

    /// Confirms a list as one does who saw no answer: he asks again, then looks whether it is done.
    fn confirm(
        &mut self,
        who: &Session,
        list: Uuid,
        confirm: Confirm,
        done: fn(&TransferListView) -> bool,
    ) -> anyhow::Result<bool> {
        let answer = self.world.insist(|desk| confirm(desk, who, list))?;
        let kept = self.world.calm(|desk| desk.transfer_list(who, list))??;
        ensure!(answer.is_err() || done(&kept), "a confirmation was answered and is not kept");
        Ok(done(&kept))
    }

    fn look_at_all(&self, cases: &[Uuid]) -> anyhow::Result<()> {
        cases.iter().try_for_each(|id| self.look_at(*id))
    }
}
