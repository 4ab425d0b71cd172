//! The asking side of `/vicinia/1/records`: slices become whole items again, at the line's own pace.
//!
//! Owns: what is still wanted, the one item that is half there, the size of the next answer. Refuses
//! to know clocks, streams and whether an item is worth having: the caller verifies what comes out.

use super::records::{Part, RecordsAnswer, RecordsAsk, WANTS, Want};
use super::set::Plane;
use crate::limits;
use std::collections::VecDeque;

/// Collects the slices of some wants from one peer. One question at a time: [`Self::ask`], then
/// [`Self::accept`] its answer, until nothing is left. Holds at most one unfinished item.
#[derive(Debug)]
pub struct Reassembly {
    plane: Plane,
    pending: VecDeque<([u8; 32], Part)>,
    /// Of the first pending want: bytes so far, and the announced total.
    begun: Vec<u8>,
    total: Option<u32>,
}

/// A want that is settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// The id asked for; the bytes still have to prove that they are it.
    pub id: [u8; 32],
    /// Which part.
    pub part: Part,
    /// The whole part, or a number of [`super::records::absence`].
    pub outcome: Result<Vec<u8>, u16>,
}

/// An answer that breaks the rules: the peer's fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TransferError {
    /// The answer speaks of nothing, or a slice brings nothing.
    #[error("an answer without progress")]
    NoProgress,
    /// The answer speaks of more wants than were asked for.
    #[error("an answer to something else")]
    NotAsked,
    /// A part would be larger than its kind allows.
    #[error("{total} bytes announced, at most {max} allowed")]
    TooLarge {
        /// Bytes announced.
        total: u32,
        /// Bytes allowed.
        max: usize,
    },
    /// The announced size changed, or more came than was announced.
    #[error("a part changed its size")]
    Resized,
    /// A part was cut short although the answer goes on.
    #[error("a part cut short in the middle of an answer")]
    Cut,
}

impl Reassembly {
    /// For these wants, in this order.
    #[must_use]
    pub fn new(plane: Plane, wants: impl IntoIterator<Item = ([u8; 32], Part)>) -> Self {
        Self { plane, pending: wants.into_iter().collect(), begun: Vec::new(), total: None }
    }

    /// The next question; `None` when everything is settled. `max_bytes` is kept within its bounds.
    #[must_use]
    pub fn ask(&self, max_bytes: usize) -> Option<RecordsAsk> {
        if self.pending.is_empty() {
            return None;
        }
        let begun = std::iter::once(self.begun.len() as u32).chain(std::iter::repeat(0));
        let wants = self.pending.iter().zip(begun).take(WANTS);
        let wants = wants.map(|(&(id, part), offset)| Want { id, part, offset }).collect();
        let max_bytes =
            max_bytes.clamp(limits::RECORDS_ANSWER_MIN_BYTES, limits::RECORDS_ANSWER_MAX_BYTES) as u32;
        Some(RecordsAsk { plane: self.plane, wants, max_bytes })
    }

    /// Takes the answer to the last question.
    ///
    /// # Errors
    /// [`TransferError`]; the bytes so far are then forgotten and the peer is not to be asked again.
    pub fn accept(&mut self, answer: RecordsAnswer) -> Result<Vec<Arrival>, TransferError> {
        let spoken_of = answer.spoken_of();
        if spoken_of == 0 {
            return Err(TransferError::NoProgress);
        }
        if spoken_of > self.pending.len().min(WANTS) {
            return Err(TransferError::NotAsked);
        }
        let mut arrivals = Vec::with_capacity(spoken_of);
        let mut slices = answer.slices.into_iter().peekable();
        let mut absent = answer.absent.into_iter();
        for position in 0..spoken_of {
            let outcome = match slices.next_if(|slice| usize::from(slice.want) == position) {
                None => Err(absent.next().ok_or(TransferError::NotAsked)?.state),
                Some(slice) => {
                    self.append(slice.total, &slice.bytes)?;
                    if self.begun.len() < slice.total as usize {
                        let last = position + 1 == spoken_of;
                        return if last { Ok(arrivals) } else { Err(TransferError::Cut) };
                    }
                    Ok(std::mem::take(&mut self.begun))
                }
            };
            arrivals.extend(self.settle(outcome));
        }
        Ok(arrivals)
    }

    /// Wants that are not settled, whether because the peer failed or was not asked yet.
    pub fn unsettled(&self) -> impl Iterator<Item = ([u8; 32], Part)> + '_ {
        self.pending.iter().copied()
    }

    fn settle(&mut self, outcome: Result<Vec<u8>, u16>) -> Option<Arrival> {
        self.begun.clear();
        self.total = None;
        self.pending.pop_front().map(|(id, part)| Arrival { id, part, outcome })
    }

    fn append(&mut self, total: u32, bytes: &[u8]) -> Result<(), TransferError> {
        let part = self.pending.front().map_or(Part::Item, |(_, part)| *part);
        let max = part.max_bytes(self.plane);
        if total as usize > max {
            return Err(TransferError::TooLarge { total, max });
        }
        if bytes.is_empty() {
            return Err(TransferError::NoProgress);
        }
        let fits = self.begun.len() + bytes.len() <= total as usize;
        if !fits || self.total.is_some_and(|before| before != total) {
            return Err(TransferError::Resized);
        }
        self.total = Some(total);
        self.begun.extend_from_slice(bytes);
        Ok(())
    }
}

/// How many bytes to ask for next: a fast line gets large answers, a slow one small ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerSize(usize);

impl Default for AnswerSize {
    fn default() -> Self {
        Self(limits::RECORDS_ANSWER_MIN_BYTES)
    }
}

impl AnswerSize {
    /// An answer that takes less than this may be followed by one of twice the size.
    pub const QUICK_MS: u64 = 2_000;

    /// Bytes, within the bounds of [`RecordsAsk::max_bytes`].
    #[must_use]
    pub const fn bytes(self) -> usize {
        self.0
    }

    /// An answer of so many bytes took so long. One far below the size asked for says nothing.
    pub fn answered(&mut self, bytes: usize, took_ms: u64) {
        if took_ms < Self::QUICK_MS && bytes * 2 >= self.0 {
            self.0 = (self.0 * 2).min(limits::RECORDS_ANSWER_MAX_BYTES);
        }
    }

    /// No answer came in time.
    pub fn timed_out(&mut self) {
        self.0 = (self.0 / 2).max(limits::RECORDS_ANSWER_MIN_BYTES);
    }
}

#[cfg(test)]
mod tests;
