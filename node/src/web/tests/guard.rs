//! What must be refused on every route, and what every answer must carry.

use super::kit::{HOST, ask, get, get_in_office, publish, request, work};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use protocol::record::Publication;

/// An address of every route, and some that are none.
fn routes() -> Vec<String> {
    let work = work("practice");
    let fixed = [
        "/",
        "/?q=casa",
        "/?fragment=1&q=casa",
        "/suggest?q=ga",
        "/feed.atom",
        "/export/csv",
        "/export/bib",
        "/shortlist",
        "/compare",
        "/town",
        "/organisations",
        "/resources",
        "/network",
        "/network/log",
        "/about",
        "/api",
        "/api/openapi.json",
        "/api/v1/search?q=casa",
        "/api/v1/suggest?q=ca",
        "/api/v1/organisations",
        "/api/v1/network",
        "/opensearch.xml",
        "/sitemap.xml",
        "/robots.txt",
        "/healthz",
        "/readyz",
        "/assets/0000000000000000/site.css",
        "/nothing",
        "/api/v1/nothing",
        "/w/zz",
        "/i/zz",
        "/export/exe",
        "/organisations/zz",
        "/language",
    ];
    let with_work =
        ["/w/{}", "/i/{}", "/w/{}/changes", "/w/{}/cite.bib", "/api/v1/works/{}", "/api/v1/works/{}/similar"];
    let of_work = with_work.map(|path| path.replace("{}", &work));
    fixed.into_iter().map(str::to_owned).chain(of_work).collect()
}

#[test]
fn foreign_names_are_refused_on_every_route() {
    let hosts = [
        "evil.test",
        "localhost.evil.test",
        "127.0.0.1:9",
        "127.0.0.1",
        "[::1]",
        "localhost",
        "0.0.0.0:8423",
        "127.0.0.1:8423.evil.test",
        "evil.test#127.0.0.1:8423",
        "",
    ];
    for route in routes() {
        for host in hosts {
            let answer = ask(Request::get(&route).header("host", host).body(Body::empty()).unwrap());
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{host:?} {route}");
        }
        let missing = ask(Request::get(&route).body(Body::empty()).unwrap());
        let double = ask(request(&route).header("host", HOST).body(Body::empty()).unwrap());
        let absolute = format!("http://evil.test{route}");
        let absolute = ask(Request::get(absolute).header("host", HOST).body(Body::empty()).unwrap());
        for answer in [missing, double, absolute] {
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{route}");
            assert!(answer.header("content-security-policy").starts_with("default-src 'none'"));
        }
    }
    for own in ["localhost:8423", "LOCALHOST:8423", "[::1]:8423"] {
        let answer = ask(Request::get("/about").header("host", own).body(Body::empty()).unwrap());
        assert_eq!(answer.status, StatusCode::OK, "{own}");
    }
}

#[test]
fn every_answer_has_its_headers() {
    let mut answers: Vec<_> = routes().iter().map(|route| get(route)).collect();
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
        let asked = Request::builder().method(method).uri("/").header("host", HOST);
        let answer = ask(asked.body(Body::empty()).unwrap());
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        answers.push(answer);
    }
    for answer in answers {
        let policy = answer.header("content-security-policy");
        for rule in [
            "default-src 'none'",
            "script-src 'self'",
            "object-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ] {
            assert!(policy.contains(rule), "{policy}");
        }
        assert!(!policy.contains("unsafe"));
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
    }
}

#[test]
fn no_path_reaches_the_disk() {
    let ups = ["..", "%2e%2e", "%252e%252e", "..%2f", "..%5c", "%c0%ae%c0%ae", "....//", ".%00."];
    let targets = ["etc/passwd", "keys/node.key", "identity.json", "vicinia.toml", "library.sqlite3"];
    let starts = ["/", "/assets/", "/assets/0000000000000000/", "/w/", "/export/"];
    let mut asked = 0;
    for start in starts {
        for up in ups {
            for target in targets {
                let path = format!("{start}{up}/{up}/{up}/{target}");
                let Ok(request) = request(&path).body(Body::empty()) else { continue };
                let answer = ask(request);
                assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
                assert!(!answer.text.contains("root:") && !answer.text.contains("\"network\""), "{path}");
                asked += 1;
            }
        }
    }
    assert!(asked >= 190, "{asked}");
}

#[test]
fn forms_come_from_here_or_not_at_all() {
    let post = |origin: Option<&str>, body: &str| {
        let mut asked = Request::post("/shortlist").header("host", HOST);
        if let Some(origin) = origin {
            asked = asked.header("origin", origin);
        }
        ask(asked.body(Body::from(body.to_owned())).unwrap())
    };
    let add = format!("add={}&return=//evil.test/", work("practice"));
    for origin in [None, Some("null"), Some("http://evil.test"), Some("http://127.0.0.1:9")] {
        let answer = post(origin, &add);
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{origin:?}");
        assert!(answer.headers.get("set-cookie").is_none());
    }
    let own = format!("http://{HOST}");
    let answer = post(Some(&own), &add);
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/"));
    assert!(answer.header("set-cookie").contains("SameSite=Strict"));
    assert_eq!(post(Some(&own), &"a".repeat(20_000)).status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(post(Some(&own), "add=%3Cscript%3E").status, StatusCode::BAD_REQUEST);
}

#[test]
fn works_for_members_are_for_members() {
    let secret = Publication {
        version: 1,
        kind: 1,
        language: "it".into(),
        visibility: protocol::record::publication::NETWORK_ONLY,
        title: "Riservatissimo quadrifoglio".into(),
        summary: "Solo per la rete".into(),
        ..super::filled::blank()
    };
    let id = publish(&secret);
    super::kit::indexed();
    let places = [
        format!("/w/{id}"),
        format!("/i/{id}"),
        "/?q=quadrifoglio".into(),
        "/feed.atom?q=quadrifoglio".into(),
        "/export/csv?q=quadrifoglio".into(),
        "/api/v1/search?q=quadrifoglio".into(),
        format!("/api/v1/works/{id}"),
        format!("/compare?w={id}"),
        "/sitemap.xml".into(),
        format!("/w/{id}/cite.bib"),
        "/organisations".into(),
        "/suggest?q=quadri".into(),
        "/".into(),
    ];
    for place in &places {
        assert!(!get(place).text.contains("Riservatissimo"), "{place}");
        assert!(!get(place).text.contains(&format!("/w/{id}\"")) || place.contains(&id), "{place}");
    }
    assert_eq!(get(&format!("/w/{id}")).status, StatusCode::NOT_FOUND);
    assert!(get_in_office(&format!("/w/{id}")).text.contains("Riservatissimo"));
    assert!(get_in_office("/api/v1/search?q=quadrifoglio").text.contains("Riservatissimo"));
    assert!(!get_in_office("/sitemap.xml").text.contains(&id), "a sitemap is for everybody");
}

#[test]
fn assets_are_kept_for_ever_and_only_under_their_mark() {
    let page = get("/about").text;
    let at = page.find("/assets/").expect("a style");
    let address = &page[at..at + page[at..].find('"').expect("an end")];
    let asset = get(address);
    assert_eq!(asset.status, StatusCode::OK);
    assert!(
        asset.header("cache-control").contains("immutable")
            && asset.header("content-type").starts_with("text/")
    );
    assert_eq!(get(&address.replace("/assets/", "/assets/0")).status, StatusCode::NOT_FOUND);
    let packed = ask(request(address).header("accept-encoding", "br, gzip").body(Body::empty()).unwrap());
    assert_eq!(packed.header("content-encoding"), "gzip");
}

#[test]
fn a_page_is_small() {
    let gzip = |path: &str| {
        let answer = ask(request(path).header("accept-encoding", "gzip").body(Body::empty()).unwrap());
        answer.headers.get("content-encoding").expect("packed");
        ask(request(path).body(Body::empty()).unwrap()).text.len()
    };
    let style = super::super::assets::address("site.css");
    let script = super::super::assets::address("site.js");
    let assets = gzip(&style) + gzip(&script);
    assert!(gzip(&style) <= 38 * 1024 && gzip(&script) <= 15 * 1024);
    for path in ["/", "/?q=casa&view=map", "/organisations", &format!("/w/{}", work("practice"))] {
        let whole = gzip(path) + assets;
        assert!(whole <= 400 * 1024, "{path}: {whole} bytes");
    }
}
