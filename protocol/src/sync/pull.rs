//! Pulling one plane: which road to take, and what to ask next on it.
//!
//! Owns: the choice between reconciling and paging, and the bounds of both. Refuses to know the other
//! planes and what becomes of the ids: that is [`super::session`].

use super::message::{SyncAnswer, SyncAsk};
use super::session::Fault;
use super::set::{Item, Plane, SealedSet};
use crate::digest::Summary;
use crate::limits;
use std::sync::Arc;

/// Further behind than this many items and this share of the peer's items, whole pages are cheaper than
/// finding differences.
const FAR_BEHIND_ITEMS: u64 = 4_000;
const FAR_BEHIND_SHARE: u64 = 5;
/// Pages of one session, 1.5 million items: the next session resumes, and a peer that invents items
/// without end holds nobody for long.
const PAGES: u32 = 1_024;

/// One plane on its way.
#[derive(Debug)]
pub(super) struct Pull {
    pub(super) plane: Plane,
    /// Ours, as it was when the road was taken.
    set: Arc<SealedSet>,
    road: Road,
    /// The other road, for when this one ends and the sets still differ.
    detour: Option<Detour>,
    /// Whether paging stopped before the last page.
    cut: bool,
}

#[derive(Debug)]
enum Road {
    Reconcile { message: Vec<u8>, rounds_left: u32, differences: usize },
    Pages { after: Option<Item>, pages_left: u32 },
    End,
}

#[derive(Debug, Clone, Copy)]
enum Detour {
    Reconcile,
    Pages,
}

/// What an answer taught.
#[derive(Debug, Default)]
pub(super) struct Lesson {
    /// Ids that we lack.
    pub(super) lacking: Vec<[u8; 32]>,
    /// When paging: up to where we have now seen everything.
    pub(super) seen_to: Option<Item>,
}

impl Pull {
    /// Begins with the cheaper road. `resume` is where an earlier, cut session had paged to.
    pub(super) fn new(
        plane: Plane,
        set: Arc<SealedSet>,
        ours: Summary,
        theirs: Summary,
        resume: Option<Item>,
    ) -> Result<Self, Fault> {
        let behind = theirs.count.saturating_sub(ours.count);
        let far = behind > FAR_BEHIND_ITEMS && behind > theirs.count / FAR_BEHIND_SHARE;
        let mut pull = Self { plane, set, road: Road::End, detour: None, cut: false };
        if far || ours.count == 0 {
            // Pages after a resume point cannot see what has since come before it.
            pull.detour = resume.map(|_| Detour::Reconcile);
            pull.page(resume);
        } else {
            pull.reconcile()?;
        }
        Ok(pull)
    }

    /// The next question; `None` at the end of the road.
    pub(super) fn ask(&self) -> Option<SyncAsk> {
        let plane = self.plane;
        match &self.road {
            Road::Reconcile { message, .. } => Some(SyncAsk::Reconcile { plane, message: message.clone() }),
            Road::Pages { after, .. } => Some(SyncAsk::Page { plane, after: *after }),
            Road::End => None,
        }
    }

    /// Takes the answer to [`Self::ask`].
    pub(super) fn learn(&mut self, answer: SyncAnswer) -> Result<Lesson, Fault> {
        match (std::mem::replace(&mut self.road, Road::End), answer) {
            (Road::Reconcile { rounds_left, differences, .. }, SyncAnswer::Reconcile { message }) => {
                self.compared(&message, rounds_left, differences)
            }
            (Road::Pages { after, pages_left }, SyncAnswer::Page { items, more }) => {
                self.turned(&items, more, after, pages_left)
            }
            _ => Err(Fault::Unexpected),
        }
    }

    /// Whether paging stopped before the last page: the next session has to resume.
    pub(super) const fn is_cut(&self) -> bool {
        self.cut
    }

    /// At the end of the road and with everything stored: whether to go on by the detour.
    pub(super) fn turn(&mut self, set: Arc<SealedSet>) -> Result<bool, Fault> {
        self.set = set;
        match self.detour.take() {
            None => return Ok(false),
            Some(Detour::Reconcile) => self.reconcile()?,
            Some(Detour::Pages) => self.page(None),
        }
        Ok(true)
    }

    fn reconcile(&mut self) -> Result<(), Fault> {
        let message = self.set.open().map_err(|_| Fault::Reconciliation)?;
        let rounds_left = limits::RECONCILIATION_ROUNDS;
        self.road = Road::Reconcile { message, rounds_left, differences: 0 };
        Ok(())
    }

    fn page(&mut self, after: Option<Item>) {
        self.road = Road::Pages { after, pages_left: PAGES };
    }

    fn compared(&mut self, message: &[u8], rounds_left: u32, differences: usize) -> Result<Lesson, Fault> {
        let step = self.set.step(message).map_err(|_| Fault::Reconciliation)?;
        let differences = differences + step.surplus + step.lacking.len();
        match step.next {
            Some(message) if rounds_left > 1 => {
                self.road = Road::Reconcile { message, rounds_left: rounds_left - 1, differences };
            }
            // Too many differences for the rounds allowed.
            Some(_) => self.detour = Some(Detour::Pages),
            // Different sets in which no difference is found: ids made to fool the short fingerprints.
            None if differences == 0 => self.detour = Some(Detour::Pages),
            None => {}
        }
        Ok(Lesson { lacking: step.lacking, seen_to: None })
    }

    fn turned(
        &mut self,
        items: &[Item],
        more: bool,
        after: Option<Item>,
        pages_left: u32,
    ) -> Result<Lesson, Fault> {
        if items.first().is_some_and(|first| after.is_some_and(|after| *first <= after)) {
            return Err(Fault::Unordered);
        }
        let seen_to = items.last().copied();
        if more && pages_left > 1 {
            self.road = Road::Pages { after: seen_to, pages_left: pages_left - 1 };
        } else if more {
            (self.cut, self.detour) = (true, None);
        }
        let lacking = items.iter().filter(|item| !self.set.contains(item)).map(|item| item.id).collect();
        Ok(Lesson { lacking, seen_to })
    }
}
