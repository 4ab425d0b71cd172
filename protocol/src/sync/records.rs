//! What travels on `/vicinia/1/records`: ids out, slices of items back.
//!
//! Owns: the shapes, their bounds, and how an answer is filled. Refuses to know what the bytes mean.
//! An answer is cut at a number of bytes that the asking side chose, and the next question goes on at
//! the offset reached: so the largest item crosses the slowest line, a few seconds at a time.
//! Among the papers, the id of an organisation or of a record asks for a [`Word`](crate::statement::Word):
//! what the answering node attests about it.
//! Neighbours: [`super::transfer`] is the asking side.

use super::set::Plane;
use crate::authority::Paper;
use crate::codec::{Broken, Wire, ascending, ensure};
use crate::envelope::Parcel;
use crate::limits;
use crate::roster::SignedEntry;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Wants in one question.
pub const WANTS: usize = 1024;

/// Which bytes of a thing are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Part {
    /// The thing itself: a signed roster entry, a paper, a record's parcel.
    Item = 0,
    /// A record's body.
    Body = 1,
}

impl From<Part> for u8 {
    fn from(part: Part) -> Self {
        part as Self
    }
}

impl TryFrom<u8> for Part {
    type Error = Broken;

    fn try_from(number: u8) -> Result<Self, Broken> {
        match number {
            0 => Ok(Self::Item),
            1 => Ok(Self::Body),
            _ => Err(Broken("no such part")),
        }
    }
}

impl Part {
    /// The most bytes that such a part can have on this plane.
    #[must_use]
    pub const fn max_bytes(self, plane: Plane) -> usize {
        match (self, plane) {
            (Self::Body, _) => limits::BODY_BYTES,
            (Self::Item, Plane::Roster) => SignedEntry::MAX_BYTES,
            (Self::Item, Plane::Papers) => Paper::MAX_BYTES,
            (Self::Item, Plane::Withdrawals | Plane::Headers) => Parcel::MAX_BYTES,
        }
    }
}

/// One thing wanted, from an offset on. Frozen wire type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Want {
    /// The id.
    pub id: [u8; 32],
    /// Which bytes of it.
    pub part: Part,
    /// How many of these bytes are there already.
    pub offset: u32,
}

/// A question. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordsAsk {
    /// Where the ids belong.
    pub plane: Plane,
    /// Most wanted first; at most [`WANTS`].
    pub wants: Vec<Want>,
    /// Bytes of slices in the answer, [`limits::RECORDS_ANSWER_MIN_BYTES`] to
    /// [`limits::RECORDS_ANSWER_MAX_BYTES`].
    pub max_bytes: u32,
}

impl Wire for RecordsAsk {
    const NAME: &'static str = "records question";
    const MAX_BYTES: usize = limits::FRAME_BYTES;

    fn check(&self) -> Result<(), Broken> {
        ensure((1..=WANTS).contains(&self.wants.len()), "number of wants out of range")?;
        let (least, most) = (limits::RECORDS_ANSWER_MIN_BYTES, limits::RECORDS_ANSWER_MAX_BYTES);
        ensure((least..=most).contains(&(self.max_bytes as usize)), "answer size out of range")
    }
}

/// Bytes of one want. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slice {
    /// Position of the want in the question.
    pub want: u16,
    /// Bytes of the whole part.
    pub total: u32,
    /// From the want's offset on.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// A want that has no bytes here. Frozen wire type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absent {
    /// Position of the want in the question.
    pub want: u16,
    /// A number of [`absence`]; others mean the same as [`absence::MISSING`].
    pub state: u16,
}

/// Why there are no bytes.
pub mod absence {
    /// Never had, or lost.
    pub const MISSING: u16 = 1;
    /// Withdrawn and purged: nobody should have it.
    pub const PURGED: u16 = 2;
    /// The asking node may not have it.
    pub const NOT_ALLOWED: u16 = 3;
}

/// An answer: slices and absences together speak of the first wants, without a gap; only the last want
/// spoken of may be cut short. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RecordsAnswer {
    /// Ascending by want.
    pub slices: Vec<Slice>,
    /// Ascending by want.
    pub absent: Vec<Absent>,
}

impl Wire for RecordsAnswer {
    const NAME: &'static str = "records answer";
    const MAX_BYTES: usize = limits::RECORDS_ANSWER_MAX_BYTES + WANTS * 16 + 16;

    fn check(&self) -> Result<(), Broken> {
        ensure(self.spoken_of() <= WANTS, "speaks of too many wants")?;
        let slices: Vec<_> = self.slices.iter().map(|slice| slice.want).collect();
        let absent: Vec<_> = self.absent.iter().map(|one| one.want).collect();
        ensure(ascending(&slices) && ascending(&absent), "wants do not ascend")?;
        let mut all = [slices, absent].concat();
        all.sort_unstable();
        ensure(all.iter().copied().eq(0..all.len() as u16), "wants are not the first ones, each once")
    }
}

impl RecordsAnswer {
    /// How many wants it speaks of.
    #[must_use]
    pub fn spoken_of(&self) -> usize {
        self.slices.len() + self.absent.len()
    }
}

impl RecordsAsk {
    /// Fills an answer in order, until `max_bytes` are used; the first want always gets some.
    /// `find` gives the whole part, or a number of [`absence`]; it is called once for each want that
    /// the answer speaks of, so it may read from a disk.
    pub fn answer<'a>(&self, mut find: impl FnMut(&Want) -> Result<Cow<'a, [u8]>, u16>) -> RecordsAnswer {
        let mut answer = RecordsAnswer::default();
        let mut room = self.max_bytes as usize;
        for (position, want) in (0..).zip(&self.wants) {
            if room == 0 {
                break;
            }
            match find(want) {
                Err(state) => answer.absent.push(Absent { want: position, state }),
                Ok(whole) => {
                    let rest = whole.get(want.offset as usize..).unwrap_or_default();
                    let bytes = rest[..rest.len().min(room)].to_vec();
                    room -= bytes.len();
                    answer.slices.push(Slice { want: position, total: whole.len() as u32, bytes });
                }
            }
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::encode;

    #[test]
    fn the_fullest_messages_fit() {
        let want = Want { id: [255; 32], part: Part::Body, offset: u32::MAX };
        let max_bytes = limits::RECORDS_ANSWER_MAX_BYTES as u32;
        let ask = RecordsAsk { plane: Plane::Headers, wants: vec![want; WANTS], max_bytes };
        assert!(encode(&ask).is_ok());

        let each = limits::RECORDS_ANSWER_MAX_BYTES / WANTS;
        let slice = |want| Slice { want, total: u32::MAX, bytes: vec![0; each] };
        let answer = RecordsAnswer { slices: (0..WANTS as u16).map(slice).collect(), absent: vec![] };
        assert!(encode(&answer).is_ok());
    }

    #[test]
    fn an_answer_speaks_of_the_first_wants_each_once() {
        let slice = |want| Slice { want, total: 1, bytes: vec![0] };
        let absent = |want| Absent { want, state: absence::MISSING };
        let check = |slices: &[u16], gone: &[u16]| {
            let (slices, absent) =
                (slices.iter().map(|w| slice(*w)).collect(), gone.iter().map(|w| absent(*w)).collect());
            RecordsAnswer { slices, absent }.check()
        };
        assert!(check(&[0, 2], &[1]).is_ok());
        for (slices, gone) in [(&[1][..], &[][..]), (&[0, 1], &[1]), (&[1, 0], &[]), (&[0, 2], &[])] {
            assert!(check(slices, gone).is_err(), "{slices:?} {gone:?}");
        }
    }

    #[test]
    fn absent_wants_do_not_use_up_an_answer() {
        let want = |id| Want { id: [id; 32], part: Part::Item, offset: 0 };
        let ask = RecordsAsk { plane: Plane::Papers, wants: (0..9).map(want).collect(), max_bytes: 16_384 };
        let answer =
            ask.answer(|want| if want.id[0] < 3 { Err(absence::MISSING) } else { Ok(vec![0; 4_096].into()) });
        assert_eq!((answer.absent.len(), answer.slices.len()), (3, 4));
        assert!(answer.check().is_ok());
    }
}
