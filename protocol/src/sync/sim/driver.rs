//! What drives a session: one question under way on each protocol, arrivals through the doorway.
//!
//! Owns: the glue that `node::replicate` has for real sockets. Refuses to know delays and losses.

use super::node::{Node, Taken};
use crate::codec;
use crate::sync::set::Plane;
use crate::sync::transfer::{AnswerSize, Arrival, Reassembly};
use crate::sync::{Input, Output, Part, RecordsAnswer, RecordsAsk, Resume, Session, SyncAnswer, SyncAsk};
use std::borrow::Cow;
use std::collections::VecDeque;

/// The two protocols.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Protocol {
    Sync,
    Records,
}

/// A question to send: its protocol and its frame.
pub(super) type Question = (Protocol, Vec<u8>);

#[derive(Debug)]
pub(super) struct Driver {
    pub(super) peer: usize,
    session: Session,
    fetching: Option<Reassembly>,
    waiting: VecDeque<(Plane, Vec<[u8; 32]>)>,
    size: AnswerSize,
    /// Things that came and were new, with their plane.
    pub(super) news: Vec<(Plane, [u8; 32])>,
    /// Things that came and were known or refused.
    pub(super) idle: usize,
}

/// The session is over: its peer broke the rules, or it is done.
#[derive(Debug)]
pub(super) struct Over;

impl Driver {
    /// A session with a peer, and its first question.
    pub(super) fn start(peer: usize, resume: Resume, node: &Node) -> Result<(Self, Vec<Question>), Over> {
        let mut driver = Self {
            peer,
            session: Session::new(resume),
            fetching: None,
            waiting: VecDeque::new(),
            size: AnswerSize::default(),
            news: Vec::new(),
            idle: 0,
        };
        let first = driver.session.start(node);
        let questions = driver.follow(vec![first])?;
        Ok((driver, questions))
    }

    pub(super) const fn resume(&self) -> Resume {
        self.session.resume()
    }

    /// An answer came: what to ask next.
    pub(super) fn answered(
        &mut self,
        protocol: Protocol,
        frame: &[u8],
        node: &mut Node,
    ) -> Result<Vec<Question>, Over> {
        match protocol {
            Protocol::Sync => {
                let answer: SyncAnswer = codec::decode(frame).map_err(|_| Over)?;
                let outputs = self.session.handle(Input::Answer(answer), node);
                self.follow(outputs)
            }
            Protocol::Records => {
                let answer: RecordsAnswer = codec::decode(frame).map_err(|_| Over)?;
                self.fetched(answer, node)
            }
        }
    }

    fn fetched(&mut self, answer: RecordsAnswer, node: &mut Node) -> Result<Vec<Question>, Over> {
        let (Some(fetching), Some((plane, _))) = (&mut self.fetching, self.waiting.front()) else {
            return Err(Over);
        };
        let plane = *plane;
        let mut arrivals = fetching.accept(answer).map_err(|_| Over)?;
        if plane == Plane::Roster {
            sort_by_version(&mut arrivals);
        }
        for arrival in arrivals {
            let Ok(bytes) = arrival.outcome else { continue };
            if Node::id_of(plane, &bytes) != Some(arrival.id) {
                return Err(Over);
            }
            match node.take(plane, &bytes) {
                Taken::New => self.news.push((plane, arrival.id)),
                Taken::Known | Taken::Refused => self.idle += 1,
            }
        }
        if let Some(ask) = fetching.ask(self.size.bytes()) {
            return Ok(vec![question(Protocol::Records, &ask)?]);
        }
        node.refresh();
        self.waiting.pop_front();
        let mut questions = self.fetch()?;
        let outputs = self.session.handle(Input::Settled, node);
        questions.extend(self.follow(outputs)?);
        Ok(questions)
    }

    fn follow(&mut self, outputs: Vec<Output>) -> Result<Vec<Question>, Over> {
        let mut questions = Vec::new();
        for output in outputs {
            match output {
                Output::Ask(ask) => questions.push(question(Protocol::Sync, &ask)?),
                Output::Want { plane, ids } => {
                    self.waiting.push_back((plane, ids));
                    if self.waiting.len() == 1 {
                        questions.extend(self.fetch()?);
                    }
                }
                Output::Done(_) | Output::Abort(_) => return Err(Over),
            }
        }
        Ok(questions)
    }

    /// Begins with the next want.
    fn fetch(&mut self) -> Result<Vec<Question>, Over> {
        let Some((plane, ids)) = self.waiting.front() else { return Ok(Vec::new()) };
        let fetching = Reassembly::new(*plane, ids.iter().map(|id| (*id, Part::Item)));
        let ask = fetching.ask(self.size.bytes()).ok_or(Over)?;
        self.fetching = Some(fetching);
        Ok(vec![question(Protocol::Records, &ask)?])
    }
}

fn sort_by_version(arrivals: &mut [Arrival]) {
    use crate::roster::SignedEntry;
    arrivals.sort_by_cached_key(|arrival| {
        let bytes = arrival.outcome.as_deref().unwrap_or_default();
        let entry = codec::decode::<SignedEntry>(bytes).ok().and_then(|signed| signed.entry().ok());
        entry.map_or(u64::MAX, |entry| entry.version)
    });
}

fn question<T: codec::Wire>(protocol: Protocol, ask: &T) -> Result<Question, Over> {
    Ok((protocol, codec::encode(ask).map_err(|_| Over)?))
}

/// The answering side: a frame in, a frame out; none for bytes that are no question.
pub(super) fn serve(node: &Node, protocol: Protocol, frame: &[u8]) -> Option<Vec<u8>> {
    match protocol {
        Protocol::Sync => {
            let ask: SyncAsk = codec::decode(frame).ok()?;
            codec::encode(&crate::sync::answer(&ask, node)).ok()
        }
        Protocol::Records => {
            let ask: RecordsAsk = codec::decode(frame).ok()?;
            let find = |want: &crate::sync::Want| {
                let found = node.bytes(ask.plane, &want.id).map(Cow::Owned);
                found.ok_or(crate::sync::records::absence::MISSING)
            };
            codec::encode(&ask.answer(find)).ok()
        }
    }
}
