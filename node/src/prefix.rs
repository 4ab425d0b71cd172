//! The beginning of an id, as people type it instead of all of its digits.
//!
//! Owns: how much of an id is enough, and what is said of too little. Refuses to know what has ids: a
//! request, a node, a work.

use protocol::api::{Problem, ProblemKind};
use std::fmt::Display;

/// Digits that are enough, if no other id begins with them.
const DIGITS: usize = 4;

/// The beginning of an id, or all of it: at least four hexadecimal digits, in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prefix(String);

impl Prefix {
    /// What somebody typed.
    ///
    /// # Errors
    /// When it is too short to name anything, or not hexadecimal.
    pub fn new(typed: &str) -> Result<Self, Problem> {
        let digits = typed.trim().to_lowercase();
        if digits.len() < DIGITS || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            let message =
                if digits.is_empty() { "no id was given".into() } else { format!("`{typed}` is no id") };
            return Err(Problem::new(ProblemKind::Usage, message)
                .hint("an id is 64 hexadecimal digits; its first 4 or more are enough"));
        }
        Ok(Self(digits))
    }

    /// Its digits.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// Whether an id begins with it.
    pub fn fits(&self, id: &impl Display) -> bool {
        id.to_string().starts_with(&self.0)
    }

    /// The only one of these, which all fit; `what` they are, in the plural. None is no error here.
    ///
    /// # Errors
    /// When they are several.
    pub fn only<T>(&self, fitting: impl IntoIterator<Item = T>, what: &str) -> Result<Option<T>, Problem> {
        let mut fitting = fitting.into_iter();
        let first = fitting.next();
        match fitting.next() {
            None => Ok(first),
            Some(_) => Err(Problem::new(ProblemKind::Usage, format!("`{}` fits several {what}", self.0))
                .hint("type more of it")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_digits_are_the_least() {
        for typed in ["", "   ", "3f9", "g3f9", "3f 9a", "Comune"] {
            assert_eq!(Prefix::new(typed).unwrap_err().kind, ProblemKind::Usage, "{typed}");
        }
        let prefix = Prefix::new(" 3F9a ").unwrap();
        assert!(prefix.fits(&"3f9a00") && !prefix.fits(&"03f9a0"));
    }

    #[test]
    fn what_fits_several_names_none() {
        let prefix = Prefix::new("3f9a").unwrap();
        assert_eq!(prefix.only(Vec::<u8>::new(), "requests").unwrap(), None);
        assert_eq!(prefix.only([1], "requests").unwrap(), Some(1));
        assert!(prefix.only([1, 2], "requests").unwrap_err().message.contains("several requests"));
    }
}
