//! The fields of practices and pilots, and what must agree among them: dates and money.

use crate::intake::fields::{Field, Many, Shape, also, field};
use crate::intake::report::{Refusal, Report};
use protocol::limits;
use protocol::record::publication::{BudgetLine, Funding, Indicator, KeyDate, PracticeDetails, work_kind};
use protocol::time::Day;
use protocol::vocabulary as words;

/// Key dates that a reader of a practice takes in; a pilot's log has no such bound.
const KEY_DATES: usize = 5;

/// What must agree. `end_line` is where the end was said.
pub(super) fn check(
    kind: u16,
    details: &PracticeDetails,
    end_line: u32,
    report: &mut Report,
) -> Result<(), Refusal> {
    if let (Some(start), Some(end)) = (details.start, details.end)
        && before(end, start)
    {
        return Err(Refusal::EndBeforeStart { line: end_line, start, end });
    }
    if kind == work_kind::PRACTICE && details.key_dates.len() > KEY_DATES {
        report.whole(format!("a practice names at most {KEY_DATES} key dates; keep those that mattered"));
    }
    balance(details, report);
    Ok(())
}

/// Whether one day lies before another, as far as both are known.
fn before(one: Day, other: Day) -> bool {
    let (one, other) = (one.parts(), other.parts());
    match (one.1.min(other.1), one.2.min(other.2)) {
        (0, _) => one.0 < other.0,
        (_, 0) => (one.0, one.1) < (other.0, other.1),
        _ => one < other,
    }
}

/// Money that came in and money that went out should tell one story.
fn balance(details: &PracticeDetails, report: &mut Report) {
    for funding in &details.funding {
        if let (Some(from), Some(to)) = (funding.from, funding.to)
            && before(to, from)
        {
            report
                .whole(format!("a funding line ends ({to}) before it begins ({from}); correct one of them"));
        }
    }
    let one_currency = details.funding.windows(2).all(|pair| pair[0].currency == pair[1].currency);
    let amounts: Option<Vec<u64>> = details.funding.iter().map(|line| line.amount_cents).collect();
    let came: u128 = amounts.unwrap_or_default().into_iter().map(u128::from).sum();
    let went: u128 = details.budget.iter().map(|line| u128::from(line.amount_cents)).sum();
    if one_currency && came > 0 && went > 0 && came != went {
        let (came, went) = (money(came), money(went));
        report.whole(format!(
            "the lines of `budget` add up to {went}, those of `funding` to {came}; check them"
        ));
    }
}

fn money(cents: u128) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

pub(super) const FIELDS: &[Field<PracticeDetails>] = &[
    field("maturity", Shape::Code(&words::MATURITY, |it, code| it.maturity = code), "how well proven it is"),
    field("stage", Shape::Code(&words::STAGE, |it, code| it.stage = code), "how far a pilot has come"),
    field("outcome", Shape::Code(&words::OUTCOME, |it, code| it.outcome = code), "what became of it"),
    field(
        "start",
        Shape::Day(|it, day| it.start = Some(day)),
        "when it began; other kinds may say it, but do not keep it",
    ),
    field("end", Shape::Day(|it, day| it.end = Some(day)), "when it ended; likewise"),
    field("next_decision", Shape::Day(|it, day| it.next_decision = Some(day)), "when a pilot is decided on"),
    also(
        &["log", "milestones"],
        field("key_dates", Shape::Nested(&DATES), "at most five for a practice; a pilot's log"),
    ),
    field("funding", Shape::Nested(&FUNDING), "money that came in"),
    field("budget", Shape::Nested(&BUDGET), "money that went out, in the same currency"),
    field(
        "cost_per_person_per_day",
        Shape::Money(|it, cents| it.cost_per_person_per_day_cents = Some(cents)),
        "in the same currency",
    ),
    field("people_reached", Shape::Count(u32::MAX, |it, count| it.people_reached = Some(count)), ""),
    field("indicators", Shape::Nested(&INDICATORS), "measured results"),
    field(
        "evaluation",
        Shape::Code(&words::EVALUATION, |it, code| it.evaluation = code),
        "how it was evaluated",
    ),
    field(
        "help_offered",
        Shape::Codes(&words::HELP_OFFERED, |it, codes| it.help_offered = codes),
        "to those who want to do the same",
    ),
];

const DATES: Many<PracticeDetails, KeyDate> = Many {
    table: &[
        field("date", Shape::Day(|it, day| it.date = day), ""),
        also(&["event"], field("text", Shape::Text(limits::SUMMARY_BYTES, |it, text| it.text = text), "")),
    ],
    list: |it| &mut it.key_dates,
    fresh: |_| KeyDate { date: Day(0), text: String::new() },
    text: |it, text| it.text = text,
    lacks: |it| (!it.date.is_valid()).then_some("a date"),
};

const FUNDING: Many<PracticeDetails, Funding> = Many {
    table: &[
        field("source", Shape::Code(&words::FUNDING_SOURCE, |it, code| it.source = code), ""),
        field("name", Shape::Line(|it, text| it.name = text), "the programme or funder"),
        field("amount", Shape::Money(|it, cents| it.amount_cents = Some(cents)), ""),
        field(
            "currency",
            Shape::Special("three letters such as EUR", |it, input| {
                let typed = input.text(limits::NAME_BYTES).unwrap_or_default().to_ascii_uppercase();
                if typed.len() == 3 && typed.bytes().all(|letter| letter.is_ascii_uppercase()) {
                    it.currency = typed;
                } else {
                    input.warn("is no currency, so it is left out; write three letters such as EUR");
                }
            }),
            "",
        ),
        field("from", Shape::Day(|it, day| it.from = Some(day)), ""),
        field("to", Shape::Day(|it, day| it.to = Some(day)), ""),
    ],
    list: |it| &mut it.funding,
    fresh: |_| Funding {
        source: 0,
        name: String::new(),
        amount_cents: None,
        currency: String::new(),
        from: None,
        to: None,
    },
    text: |it, text| it.name = text,
    lacks: |it| (it.source == 0 && it.name.is_empty()).then_some("a source or a name"),
};

const BUDGET: Many<PracticeDetails, BudgetLine> = Many {
    table: &[
        field("line", Shape::Code(&words::BUDGET_LINE, |it, code| it.line = code), ""),
        field("amount", Shape::Money(|it, cents| it.amount_cents = cents), ""),
    ],
    list: |it| &mut it.budget,
    fresh: |_| BudgetLine { line: 0, amount_cents: 0 },
    text: |_, _| {},
    lacks: |it| (it.line == 0 || it.amount_cents == 0).then_some("a line and an amount"),
};

const INDICATORS: Many<PracticeDetails, Indicator> = Many {
    table: &[
        field("name", Shape::Line(|it, text| it.name = text), "what is measured"),
        field("baseline", Shape::Line(|it, text| it.baseline = text), "before"),
        field("value", Shape::Line(|it, text| it.value = text), "after"),
        field("unit", Shape::Line(|it, text| it.unit = text), ""),
        field("date", Shape::Day(|it, day| it.date = Some(day)), ""),
        field("source", Shape::Line(|it, text| it.source = text), "who measured"),
    ],
    list: |it| &mut it.indicators,
    fresh: |_| Indicator {
        name: String::new(),
        baseline: String::new(),
        value: String::new(),
        unit: String::new(),
        date: None,
        source: String::new(),
    },
    text: |it, text| it.name = text,
    lacks: |it| it.name.is_empty().then_some("a name"),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_compared_as_far_as_both_are_known() {
        let day = |text: &str| text.parse().expect("a date");
        for (one, other, earlier) in [
            ("2020", "2021", true),
            ("2021", "2021-03", false),
            ("2021-03", "2021", false),
            ("2021-02", "2021-03-01", true),
            ("2021-03-01", "2021-03", false),
            ("2021-03-01", "2021-03-02", true),
        ] {
            assert_eq!(before(day(one), day(other)), earlier, "{one} {other}");
        }
    }
}
