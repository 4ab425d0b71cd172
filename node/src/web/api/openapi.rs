//! The description of `/api/v1` in OpenAPI, from one table that the reference page reads too.

use utoipa::openapi::path::{
    HttpMethod, OperationBuilder, ParameterBuilder, ParameterIn, PathItem, PathsBuilder,
};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{
    ContentBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, Ref, RefOr, Required,
    ResponseBuilder, ResponsesBuilder, Schema,
};

/// An address.
pub(super) struct Endpoint {
    pub(super) name: &'static str,
    pub(super) path: &'static str,
    pub(super) summary: &'static str,
    /// Name, meaning, whether it is needed.
    pub(super) parameters: &'static [(&'static str, &'static str, bool)],
    pub(super) example: &'static str,
    answer: &'static str,
}

/// Every address of the interface.
pub(super) const ENDPOINTS: [Endpoint; 8] = [
    Endpoint {
        name: "search",
        path: "/api/v1/search",
        summary: "Works that answer a question, as the command line gives them with --json",
        parameters: &[
            ("q", "The words; empty asks for the newest works", false),
            ("limit", "Hits at most, up to 100; 20 if not said", false),
            ("offset", "Hits to skip", false),
            ("languages", "Languages preferred, best first, with commas between", false),
            ("sort", "newest, oldest or title; best first if not said", false),
            ("facets", "Any value: count the values of every facet", false),
            ("exact", "Any value: only what was typed, no concepts, no guesses", false),
            ("without", "A concept that is not to be added; may be repeated", false),
            ("kind", "A value of a facet; every facet is a parameter of its own and may be repeated", false),
        ],
        example: "/api/v1/search?q=garanzia+affitto&limit=3",
        answer: "SearchAnswer",
    },
    Endpoint {
        name: "suggest",
        path: "/api/v1/suggest",
        summary: "What completes a text",
        parameters: &[("q", "The text so far", true), ("limit", "At most 20; 8 if not said", false)],
        example: "/api/v1/suggest?q=garan",
        answer: "Suggestions",
    },
    Endpoint {
        name: "work",
        path: "/api/v1/works/{work}",
        summary: "A work as it is now; 410 once it was withdrawn",
        parameters: &[("work", "Its id, 64 hexadecimal digits", true)],
        example: "/api/v1/works/WORK",
        answer: "Work",
    },
    Endpoint {
        name: "revisions",
        path: "/api/v1/works/{work}/revisions",
        summary: "All revisions of a work, newest first",
        parameters: &[("work", "Its id", true)],
        example: "/api/v1/works/WORK/revisions",
        answer: "Revisions",
    },
    Endpoint {
        name: "similar",
        path: "/api/v1/works/{work}/similar",
        summary: "Works like a work, with what they have in common",
        parameters: &[("work", "Its id", true), ("limit", "At most 100; 20 if not said", false)],
        example: "/api/v1/works/WORK/similar?limit=5",
        answer: "SimilarAnswer",
    },
    Endpoint {
        name: "organisations",
        path: "/api/v1/organisations",
        summary: "Organisations of the network",
        parameters: &[],
        example: "/api/v1/organisations",
        answer: "Organisations",
    },
    Endpoint {
        name: "organisation",
        path: "/api/v1/organisations/{organisation}",
        summary: "An organisation, what it says of itself, and its works",
        parameters: &[("organisation", "Its id", true)],
        example: "/api/v1/organisations/ORGANISATION",
        answer: "Organisation",
    },
    Endpoint {
        name: "network",
        path: "/api/v1/network",
        summary: "The network as this node sees it: who is connected, how complete, why not",
        parameters: &[],
        example: "/api/v1/network",
        answer: "Network",
    },
];

/// The description.
pub(super) fn document() -> OpenApi {
    let mut paths = PathsBuilder::new();
    for endpoint in &ENDPOINTS {
        paths = paths.path(endpoint.path, PathItem::new(HttpMethod::Get, operation(endpoint)));
    }
    let info = InfoBuilder::new()
        .title("Vicinia")
        .version("1")
        .description(Some(
            "What this node holds, read only. Works for members of the network alone appear only where the \
             node was opened to its office network. Every document has `schema_version`.",
        ))
        .license(Some(LicenseBuilder::new().name("EUPL-1.2").build()));
    let mut components = utoipa::openapi::ComponentsBuilder::new();
    for (name, fields) in schemas() {
        components = components.schema(name, schema(fields));
    }
    OpenApiBuilder::new().info(info.build()).paths(paths.build()).components(Some(components.build())).build()
}

fn operation(endpoint: &Endpoint) -> utoipa::openapi::path::Operation {
    let mut operation =
        OperationBuilder::new().operation_id(Some(endpoint.name)).summary(Some(endpoint.summary));
    for (name, text, needed) in endpoint.parameters {
        let in_path = endpoint.path.contains(&format!("{{{name}}}"));
        let parameter = ParameterBuilder::new()
            .name(*name)
            .parameter_in(if in_path { ParameterIn::Path } else { ParameterIn::Query })
            .required(if *needed { Required::True } else { Required::False })
            .description(Some(*text))
            .schema(Some(ObjectBuilder::new().schema_type(Type::String)));
        operation = operation.parameter(parameter.build());
    }
    let answer = |description: &str, schema: &str| {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(schema))).build();
        ResponseBuilder::new().description(description).content("application/json", content).build()
    };
    let mut responses = ResponsesBuilder::new().response("200", answer("The document", endpoint.answer));
    responses = responses.response("400", answer("A parameter makes no sense", "Failure"));
    if endpoint.path.contains('{') {
        responses = responses.response("404", answer("There is no such thing here", "Failure"));
    }
    if endpoint.name == "work" {
        responses = responses.response("410", answer("It was withdrawn", "Work"));
    }
    operation
        .responses(responses.response("503", answer("Busy, or the index is being made", "Failure")).build())
        .build()
}

type Fields = &'static [(&'static str, Type)];

/// The documents' fields at their first level.
fn schemas() -> [(&'static str, Fields); 9] {
    use Type::{Array, Boolean, Integer, Object, String};
    [
        (
            "SearchAnswer",
            &[
                ("schema_version", Integer),
                ("query", String),
                ("total", Integer),
                ("took_us", Integer),
                ("all_words", Integer),
                ("guess", Object),
                ("expansions", Array),
                ("offers", Array),
                ("hits", Array),
                ("facets", Array),
            ],
        ),
        (
            "Suggestions",
            &[("schema_version", Integer), ("text", String), ("took_us", Integer), ("suggestions", Array)],
        ),
        (
            "Work",
            &[
                ("schema_version", Integer),
                ("id", String),
                ("record", String),
                ("state", String),
                ("title", String),
                ("summary", String),
                ("kind", String),
                ("language", String),
                ("licence", String),
                ("permissions", Object),
                ("publisher", String),
                ("publisher_id", String),
                ("issued_at_ms", Integer),
                ("review_by", String),
                ("areas", Array),
                ("target_groups", Array),
                ("solution_types", Array),
                ("keywords", Array),
                ("territory", Object),
                ("sections", Array),
                ("documents", Array),
                ("translations", Array),
                ("translation_of", Object),
                ("citation", String),
            ],
        ),
        ("Revisions", &[("schema_version", Integer), ("work", String), ("revisions", Array)]),
        ("SimilarAnswer", &[("schema_version", Integer), ("took_us", Integer), ("works", Array)]),
        ("Organisations", &[("schema_version", Integer), ("organisations", Array)]),
        (
            "Organisation",
            &[
                ("schema_version", Integer),
                ("id", String),
                ("name", String),
                ("territory", String),
                ("kind", String),
                ("member", Boolean),
                ("admitted_in_version", Integer),
                ("profile", Object),
                ("works", Array),
            ],
        ),
        (
            "Network",
            &[
                ("schema_version", Integer),
                ("network", String),
                ("network_id", String),
                ("roster_version", Integer),
                ("works", Integer),
                ("texts_missing", Integer),
                ("nodes", Array),
            ],
        ),
        ("Failure", &[("error", Object)]),
    ]
}

fn schema(fields: Fields) -> RefOr<Schema> {
    let mut object = ObjectBuilder::new();
    for (name, kind) in fields {
        object = object.property(*name, ObjectBuilder::new().schema_type(kind.clone()));
    }
    RefOr::T(Schema::Object(object.build()))
}
