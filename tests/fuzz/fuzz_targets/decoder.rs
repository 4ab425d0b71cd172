//! One decoder under libFuzzer; which one is the name of the target.
//!
//! Owns: nothing but the way in. Refuses to judge: `src/decoders.rs` of the tests panics when it must.
#![no_main]

#[path = "../../src/decoders.rs"]
mod decoders;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    match env!("CARGO_BIN_NAME") {
        "invitation-line" => decoders::invitation_line(&String::from_utf8_lossy(bytes)),
        "reconciliation" => decoders::reconciliation(bytes),
        "beyond-the-shape" => decoders::beyond_the_shape(bytes),
        name => _ = (decoders::of(name).read)(bytes),
    }
});
