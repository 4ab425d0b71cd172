//! The asking side of a synchronisation, as a value machine: answers in, questions and wants out.
//!
//! Owns: the order of the planes, when a plane is done, how much may be under way, the report.
//! Refuses to know the network, the store and time: a driver that lost its peer simply drops the
//! session, and [`Session::resume`] tells where the next one goes on.

use super::Snapshot;
use super::message::{Hello, SyncAnswer, SyncAsk};
use super::pull::{Lesson, Pull};
use super::set::{Item, Plane};
use crate::limits;
use std::collections::VecDeque;

/// Wants that a driver may have under way before the session stops asking for more.
const WANTS_UNDER_WAY: usize = 4;

/// Where paging through each plane has come to, from one session with a peer to the next.
pub type Resume = [Option<Item>; 4];

/// One pull from one peer. Call [`Session::start`] once, then [`Session::handle`] until `Done` or
/// `Abort` comes out. Ends by itself: rounds and
/// pages are bounded, whatever the peer says.
#[derive(Debug)]
pub struct Session {
    stage: Stage,
    asked: bool,
    /// Wants under way, oldest first; for pages, up to where they reach.
    under_way: VecDeque<Option<Item>>,
    resume: Resume,
    report: Report,
}

#[derive(Debug)]
enum Stage {
    Greeting,
    Pulling { theirs: Box<Hello>, pull: Pull },
    Over,
}

/// What the driver tells the session.
#[derive(Debug)]
pub enum Input {
    /// The answer to the last [`Output::Ask`].
    Answer(SyncAnswer),
    /// The oldest [`Output::Want`] is settled: what could be fetched and verified is stored and shows in
    /// the snapshot, the rest is given up for this session.
    Settled,
}

/// What the session tells the driver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// Send this and bring the answer. One at a time.
    Ask(SyncAsk),
    /// Fetch, verify and store these, then say [`Input::Settled`]; in the order of the wants. At most
    /// 2,048 ids. Roster entries are to be stored in order of version.
    Want {
        /// Where they belong.
        plane: Plane,
        /// Ids that we lacked when the plane was begun.
        ids: Vec<[u8; 32]>,
    },
    /// The end.
    Done(Report),
    /// The end, before its time.
    Abort(Fault),
}

/// What a session came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Report {
    /// Whether each plane equals what the peer said at the beginning. It need not: the peer may lack
    /// what we have, or hold what our authority does not admit.
    pub equal: [bool; 4],
    /// Ids wanted of each plane.
    pub wanted: [u64; 4],
    /// Questions asked.
    pub rounds: u32,
}

impl Report {
    /// Whether both sides hold the same things.
    #[must_use]
    pub fn all_equal(&self) -> bool {
        self.equal.iter().all(|equal| *equal)
    }
}

/// Why a session ended before its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Try later.
    #[error("the peer is busy")]
    Busy,
    /// Nobody's fault; a number of [`super::message::refused`].
    #[error("the peer refused ({0})")]
    Refused(u16),
    /// The peer belongs elsewhere.
    #[error("the peer speaks for another network or in another format")]
    Network,
    /// Their fault: an answer to something that was not asked.
    #[error("an answer that does not fit the question")]
    Unexpected,
    /// Their fault: a reconciliation message that makes no sense.
    #[error("a reconciliation message that makes no sense")]
    Reconciliation,
    /// Their fault: a page that goes back.
    #[error("a page out of order")]
    Unordered,
}

impl Fault {
    /// Whether the peer broke the protocol, under every state it could be in.
    #[must_use]
    pub const fn is_theirs(self) -> bool {
        matches!(self, Self::Unexpected | Self::Reconciliation | Self::Unordered)
    }
}

impl Session {
    /// A session that goes on where an earlier one with this peer was cut; `Resume::default()` if none.
    #[must_use]
    pub fn new(resume: Resume) -> Self {
        let under_way = VecDeque::with_capacity(WANTS_UNDER_WAY);
        Self { stage: Stage::Greeting, asked: false, under_way, resume, report: Report::default() }
    }

    /// The first question.
    pub fn start(&mut self, ours: &dyn Snapshot) -> Output {
        self.ask(SyncAsk::Hello(Box::new(ours.hello())))
    }

    /// Where a following session with this peer should go on.
    #[must_use]
    pub const fn resume(&self) -> Resume {
        self.resume
    }

    /// What came of it so far.
    #[must_use]
    pub const fn report(&self) -> &Report {
        &self.report
    }

    /// Whether `Done` or `Abort` came out.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Over)
    }

    /// Takes an input. After the end, nothing comes out any more.
    pub fn handle(&mut self, input: Input, ours: &dyn Snapshot) -> Vec<Output> {
        if self.is_over() {
            return Vec::new();
        }
        let mut outputs = Vec::new();
        let step = match input {
            Input::Answer(answer) => self.answered(answer, ours, &mut outputs),
            Input::Settled => self.settled(),
        };
        if let Err(fault) = step.and_then(|()| self.advance(ours, &mut outputs)) {
            self.stage = Stage::Over;
            outputs.push(Output::Abort(fault));
        }
        outputs
    }

    fn answered(
        &mut self,
        answer: SyncAnswer,
        ours: &dyn Snapshot,
        outputs: &mut Vec<Output>,
    ) -> Result<(), Fault> {
        if !std::mem::take(&mut self.asked) {
            return Err(Fault::Unexpected);
        }
        match answer {
            SyncAnswer::Busy => return Err(Fault::Busy),
            SyncAnswer::Refused(why) => return Err(Fault::Refused(why)),
            _ => {}
        }
        match (&mut self.stage, answer) {
            (Stage::Greeting, SyncAnswer::Hello(theirs)) => self.greeted(theirs, ours),
            (Stage::Pulling { pull, .. }, answer) => {
                let Lesson { lacking, seen_to } = pull.learn(answer)?;
                let plane = pull.plane;
                self.want(plane, lacking, seen_to, outputs);
                Ok(())
            }
            _ => Err(Fault::Unexpected),
        }
    }

    fn greeted(&mut self, theirs: Box<Hello>, ours: &dyn Snapshot) -> Result<(), Fault> {
        if (theirs.network, theirs.format) != (ours.hello().network, limits::FORMAT) {
            return Err(Fault::Network);
        }
        self.enter(Some(Plane::Roster), theirs, ours)
    }

    /// Goes to the first plane from the given one on that has something for us, or to the end.
    fn enter(&mut self, from: Option<Plane>, theirs: Box<Hello>, ours: &dyn Snapshot) -> Result<(), Fault> {
        let hello = ours.hello();
        for plane in Plane::ALL.into_iter().skip(from.map_or(4, Plane::index)) {
            let (here, there) = (hello.summary(plane), theirs.summary(plane));
            self.report.equal[plane.index()] = here == there;
            if here != there && there.count > 0 {
                let resume = self.resume[plane.index()];
                let pull = Pull::new(plane, ours.set(plane), here, there, resume)?;
                self.stage = Stage::Pulling { theirs, pull };
                return Ok(());
            }
        }
        self.stage = Stage::Over;
        Ok(())
    }

    fn want(&mut self, plane: Plane, ids: Vec<[u8; 32]>, seen_to: Option<Item>, outputs: &mut Vec<Output>) {
        if ids.is_empty() {
            match self.under_way.back_mut() {
                Some(last) => *last = seen_to.or(*last),
                None => self.reached(plane, seen_to),
            }
            return;
        }
        self.report.wanted[plane.index()] += ids.len() as u64;
        self.under_way.push_back(seen_to);
        outputs.push(Output::Want { plane, ids });
    }

    fn settled(&mut self) -> Result<(), Fault> {
        let seen_to = self.under_way.pop_front().flatten();
        if let Stage::Pulling { pull, .. } = &self.stage {
            self.reached(pull.plane, seen_to);
        }
        Ok(())
    }

    fn reached(&mut self, plane: Plane, seen_to: Option<Item>) {
        let resume = &mut self.resume[plane.index()];
        *resume = seen_to.or(*resume);
    }

    /// Whatever can happen now without news from outside.
    fn advance(&mut self, ours: &dyn Snapshot, outputs: &mut Vec<Output>) -> Result<(), Fault> {
        while let Stage::Pulling { pull, .. } = &mut self.stage {
            if self.asked || self.under_way.len() >= WANTS_UNDER_WAY {
                return Ok(());
            }
            if let Some(ask) = pull.ask() {
                outputs.push(self.ask(ask));
                return Ok(());
            }
            if !self.under_way.is_empty() {
                return Ok(());
            }
            self.finish_road(ours)?;
        }
        outputs.push(Output::Done(self.report));
        Ok(())
    }

    /// The road is at its end and everything is stored: the detour, or the next plane.
    fn finish_road(&mut self, ours: &dyn Snapshot) -> Result<(), Fault> {
        let Stage::Pulling { theirs, mut pull } = std::mem::replace(&mut self.stage, Stage::Over) else {
            return Ok(());
        };
        let plane = pull.plane;
        if !pull.is_cut() {
            self.resume[plane.index()] = None;
        }
        let equal = ours.hello().summary(plane) == theirs.summary(plane);
        if !equal && pull.turn(ours.set(plane))? {
            self.stage = Stage::Pulling { theirs, pull };
            return Ok(());
        }
        self.report.equal[plane.index()] = equal;
        self.enter(plane.next(), theirs, ours)
    }

    fn ask(&mut self, ask: SyncAsk) -> Output {
        self.asked = true;
        self.report.rounds += 1;
        Output::Ask(ask)
    }
}

#[cfg(test)]
mod tests;
