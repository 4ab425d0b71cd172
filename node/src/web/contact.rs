//! How to reach an office: what is said of it, and links made of it where it is what it seems.
//!
//! Owns: which addresses and numbers become links. Refuses to know: on which page.

use protocol::record::publication::Contact;

/// Letters of an address of mail at most, as the mail's own rules have it.
const MAIL_LETTERS: usize = 254;
/// Digits of a telephone number: the shortest service number, the longest international one.
const DIGITS: std::ops::RangeInclusive<usize> = 3..=15;

/// An office to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ContactView {
    pub(super) office: String,
    pub(super) email: String,
    pub(super) phone: String,
    /// A link that writes, if the address is one.
    pub(super) mail: Option<String>,
    /// A link that calls, if the number is one.
    pub(super) call: Option<String>,
}

impl ContactView {
    /// What a contact says; `None` if that is nothing.
    pub(super) fn of(contact: &Contact) -> Option<Self> {
        let said = [&contact.office, &contact.email, &contact.phone];
        said.iter().any(|text| !text.trim().is_empty()).then(|| Self {
            office: contact.office.clone(),
            email: contact.email.clone(),
            phone: contact.phone.clone(),
            mail: mail(&contact.email),
            call: call(&contact.phone),
        })
    }
}

/// Only plain addresses: nothing in them can become a subject, a copy or another scheme.
fn mail(email: &str) -> Option<String> {
    let email = email.trim();
    let (name, domain) = email.split_once('@')?;
    let plain = |text: &str, also: &[char]| {
        !text.is_empty() && text.chars().all(|one| one.is_ascii_alphanumeric() || also.contains(&one))
    };
    let named = plain(name, &['.', '_', '-', '+']);
    let hosted = domain.contains('.') && domain.split('.').all(|label| plain(label, &['-']));
    (named && hosted && email.len() <= MAIL_LETTERS).then(|| format!("mailto:{email}"))
}

/// Only digits, and what people write between them.
fn call(phone: &str) -> Option<String> {
    let phone = phone.trim();
    let abroad = phone.starts_with('+');
    // The zero that falls away when one calls from abroad.
    let written = if abroad { phone[1..].replace("(0)", "") } else { phone.to_owned() };
    let between = |one: char| one.is_whitespace() || matches!(one, '-' | '.' | '/' | '(' | ')' | '–');
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let number = written.chars().all(|one| one.is_ascii_digit() || between(one));
    let sign = if abroad { "+" } else { "" };
    (number && DIGITS.contains(&digits.len())).then(|| format!("tel:{sign}{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_become_links() {
        assert_eq!(
            mail(" casa-affitti@comune.example.org "),
            Some("mailto:casa-affitti@comune.example.org".into())
        );
        for text in [
            "",
            "casa",
            "casa@example",
            "@example.org",
            "a@b@example.org",
            "casa@example..org",
            "a@example.org?subject=x",
            "a%0a@example.org",
            "a@example.org, b@example.org",
            "javascript:alert(1)@example.org",
            "casa@ex ample.org",
        ] {
            assert_eq!(mail(text), None, "{text}");
        }
    }

    #[test]
    fn only_numbers_become_links() {
        assert_eq!(call("+39 0574 12 34 56"), Some("tel:+390574123456".into()));
        assert_eq!(call("+44 (0)20 7946-0000"), Some("tel:+442079460000".into()));
        assert_eq!(call("0574/123.456"), Some("tel:0574123456".into()));
        for text in ["", "+", "12", "0574 123 int. 4", "1234567890123456", "alert(1)", "+39 +40", "١٢٣٤"]
        {
            assert_eq!(call(text), None, "{text}");
        }
    }

    #[test]
    fn nothing_said_is_no_contact() {
        let contact = |office: &str, phone: &str| Contact {
            office: office.into(),
            email: String::new(),
            phone: phone.into(),
        };
        assert_eq!(ContactView::of(&contact(" ", "")), None);
        assert!(ContactView::of(&contact("", "call the town hall")).is_some_and(|one| one.call.is_none()));
    }
}
