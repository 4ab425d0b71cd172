# Parts that every page has.
nav-search = Search
nav-resources = Social resources
nav-organisations = Organisations
nav-network = Network
nav-shortlist = Shortlist
nav-main = Main
nav-foot = About this site
nav-about = About this node
nav-accessibility = Accessibility
nav-privacy = Privacy
nav-api = Interface for programs
skip = Skip to the content
language-label = Language
language-button = Change
foot-node = Served by the node of { $it }.
foot-never = No case files, no names of beneficiaries, no allocation of beds: only what organisations share.
to-search = Go to the search
other = other
any = any
not-said = not said
labelled = { $it }:
quoted = “{ $it }”
technical = Technical details
contact = Contact

# Search.
search-title = Search
search-title-for = { $it } – search
search-heading = What works, from one neighbour to another
search-lead = Practices, pilots, guidelines, training and agreements on housing and integration, shared by municipalities and third-sector organisations across Europe.
search-label = Search the library
search-placeholder = rent guarantee, family hosting, seasonal workers …
search-placeholder-short = Search the library
search-button = Search
search-help = Write in your own language: works in other languages are found too. “Quotes” look for exact words, a minus leaves a word out.
completions = Suggestions
start-kinds = Begin with
start-town = From towns like mine
start-town-text = What places of the size, market and history of yours have done.
start-map = Everything on a map
start-resources = Who helps where
start-resources-text = Beds, guarantees, mediation, legal help: by place and language, with the date of the last check.
start-newest = Newest works
start-empty = Nothing has been published or arrived yet. Works appear here as soon as this node has them.
count-all = { $n ->
     [one] { $shown } work
    *[other] { $shown } works
    }
count-for = { $n ->
     [0] Nothing found for “{ $it }”
     [one] { $shown } work for “{ $it }”
    *[other] { $shown } works for “{ $it }”
    }
count-guess = { $n ->
     [one] { $shown } work for “{ $it }”, a guess
    *[other] { $shown } works for “{ $it }”, a guess
    }
count-together = Translations stand together with the work they translate.
guess-label = A guess:
guess = “{ $it }” finds next to nothing, so this shows “{ $other }”.
guess-nothing = “{ $it }” finds nothing, so this shows “{ $other }”.
guess-exact = { $n ->
     [one] Show only “{ $it }” ({ $shown } work)
    *[other] Show only “{ $it }” ({ $shown } works)
    }
relaxed = No work has all of these words. Here are works with some of them.
partly = Works with all of these words: { $shown }. The others have some of them, or say the same in other words.
exact-now = Only what you typed is searched.
exact-undo = Search related words too
chips = Chosen filters
chip-remove = remove this filter
chips-clear = Remove all filters
concepts = Related words that are searched too
concept-also = also finds
concept-narrower = and what is narrower
concept-off = on its own
concept-switch = Words related to { $it }
concept-on-button = Switch on
concept-off-button = Switch off
offers = Did you mean this as a filter?
facets = Filters
to-facets = Filters
facets-apply = Apply filters
facet-more = { $n ->
     [one] { $shown } more
    *[other] { $shown } more
    }
facet-kind = Kind
facet-area = Area
facet-target = For whom
facet-solution = Solution
facet-language = Language
facet-country = Country
facet-region = Region
facet-population = Size of the place
facet-market = Housing market
facet-migration = Migration history
facet-support = Political support
facet-staffing = Municipal staff
facet-share = Share of foreign residents
facet-foreign = Foreign residents
facet-urbanisation = Kind of place
facet-maturity = Maturity
facet-licence = Licence
facet-by = Published by
facet-documents = Documents
facet-freshness = Freshness
sort-label = Order
sort-button = Sort
sort-relevance = Best first
sort-newest = Newest first
sort-oldest = Oldest first
sort-title = By title
views = View
view-list = List
view-map = Map
pages = Pages
page-of = Page { $shown } of { $shown_total }
none = Nothing here answers that.
none-fewer = Try fewer words, or a more general one.
none-filters = Remove all filters and search again
none-language = Write in the language you know best: works in other languages are found too.
none-begin = Look through everything
feed-link = Follow this as a feed (Atom)
feed-title = Vicinia: newest works
feed-title-for = Vicinia: { $it }
export = Take the list along:
hit-documents = { $n ->
     [one] { $shown } document
    *[other] { $shown } documents
    }
hit-also = Also in:
hit-network = Members only
hit-stale = Review overdue
collect-add = Add to shortlist
collect-remove = Remove from shortlist
reason-same = { $it }: { $other }
reason-nearly = { $it }, nearly: { $other }
reason-population = Size of the place
reason-urbanisation = Kind of place
reason-migration-history = Migration history
reason-foreign-population = Foreign residents
reason-foreign-share = Share of foreign residents
reason-housing-market = Housing market
reason-country = Country
reason-region = Region
reason-staffing = Municipal staff
reason-concept = Subject
reason-solution = Solution
reason-target = For whom
opensearch-description = Search the library of { $it }
map-label = Map of Europe; the list on this page has the same works
map-organisations = Map of Europe; the list on this page has the same organisations
map-resources = Map of Europe; the list on this page has the same services
map-several = { $n ->
     [one] { $shown } work: { $it }
    *[other] { $shown } works: { $it }
    }
map-elsewhere = Without a place on the map
map-first = The map shows the first { $shown } of { $shown_total } works.

# The honest line, and the network.
line-complete = Everything from { $shown } of { $shown_total } organisations is here.
line-silent = { $it } was last heard { $other }.
line-alone = This is the only organisation of the network so far.
network-more = More about the network
network = Network
network-connected = This node is connected to { $shown } of { $shown_total } others.
network-nobody = This node is connected to nobody at the moment. The library holds what had arrived; the others are tried again.
network-works = Works
network-withdrawn = Withdrawn works
network-missing = Texts still on their way
network-organisations = Organisations
network-stewards = Signatures for a decision
network-stewards-of = { $shown } of { $shown_total } stewards
network-expires = Roster valid until
network-nodes = The other nodes
network-back = Back to the network
seen-last = Last heard { $it }
seen-never = Never heard
complete-unknown = What it has is not known yet.
complete-not = { $n ->
     [one] It has { $shown } record that has not arrived here.
    *[other] It has { $shown } records that have not arrived here.
    }
there-all = It has everything we have (last proof: { $it }).
there-by-count = As last reported, it has as much as we have.
there-behind = { $n ->
     [one] It lacks { $shown } record of ours.
    *[other] It lacks { $shown } records of ours.
    }
lives-heading = Where does it live?
lives-lead = A work lives on every node that holds it. This is what is known of the others.
why-offline = This node is not running its network part.
why-suspended = Suspended: it gets the roster and withdrawals only.
why-removed = No longer a member.
why-no-address = No address of it is known that may be used.
why-shut-out = { $n ->
     [one] Shut out for { $shown } more minute: it sent too much that is wrong.
    *[other] Shut out for { $shown } more minutes: it sent too much that is wrong.
    }
why-not-yet = Not connected yet.
why-again = { $n ->
     [one] Next try in { $shown } second.
    *[other] Next try in { $shown } seconds.
    }
why-unreachable = Not reachable.
why-lost = Not reachable since { $it }.
why-name = Its name was not found.
why-route = No route leads there.
why-refused = Its computer answers, but the program does not run.
why-timeout = Nobody answered in time.
why-identity = Another node answered under its address.
why-handshake = Somebody answered who does not speak this protocol.
why-unwelcome = Not let in: it is banned, or its key is refused.
why-limit = Not tried now: this node has reached a limit of its own.
why-unrecognised = Connected, but its roster does not know us yet.
why-fetching = { $n ->
     [one] Connected; fetching, { $shown } thing so far.
    *[other] Connected; fetching, { $shown } things so far.
    }
why-failed = Connected, but the last comparison failed; it is tried again.
why-same = Connected; both hold the same.
why-complete = Connected; we have all we can get from it.
why-comparing = Connected; comparing.
log = Decisions of the network
log-lead = Every admission, suspension and change is signed by the stewards and stays readable for everyone.
log-all = All decisions
log-link = Decisions of the network
log-none = No decision has arrived here yet.
log-version = Version { $it }
decision-charter = The network is named “{ $it }”.
decision-stewards = { $total ->
     [one] { $shown_total } steward decides.
    *[other] { $shown_total } stewards, { $shown } of whom decide together.
    }
decision-admit = { $n ->
     [one] { $it } is admitted.
    *[other] { $it } are admitted.
    }
decision-suspend = { $it } is suspended: { $other }.
decision-reinstate = The suspension of { $it } ends.
decision-remove = { $it } leaves the network: { $other }.
decision-revoke = A node of { $it } is revoked.
decision-rotate = { $it } gets a new root key.
decision-budget = { $n ->
     [one] { $it } may publish { $shown } record.
    *[other] { $it } may publish { $shown } records.
    }
decision-withdraw = A work is withdrawn by the stewards.
decision-succeed = { $it } takes over from { $other }.
decision-addresses = { $n ->
     [one] { $shown } address of the network is named.
    *[other] { $shown } addresses of the network are named.
    }
decision-renews = The roster is renewed.
decision-newer = A decision that this version of the program does not know.
decision-signed = { $n ->
     [one] Signed by { $it }.
    *[other] Signed by { $it }.
    }

# A work.
facts = Key facts
facts-place = The place
fact-where = Where
fact-country = Country
fact-when = When
fact-maturity = Maturity
fact-stage = Stage
fact-decision = Next decision
fact-cost = Cost
fact-daily-cost = Cost per person and day
fact-reached = People reached
fact-evaluation = Evaluation
fact-help = Help offered
fact-target = For whom
fact-solution = Solution
fact-areas = Areas
fact-scope = Scale
fact-population = Size of the place
fact-urbanisation = Kind of place
fact-market = Housing market
fact-migration = Migration history
fact-foreign = Foreign residents
fact-share = Share of foreign residents
fact-support = Political support
fact-staffing = Municipal staff
fact-policy = Policies around it
fact-issuer = Issued by
fact-audience = Made for
fact-jurisdiction = Jurisdiction
fact-legal-basis = Legal basis
fact-agreement-type = Type
fact-lawyer = Reviewed by a lawyer
fact-items = Questions
fact-training-type = Type
fact-level = Level
fact-mode = Format
fact-duration = Duration
fact-group = Group
fact-extras = Also
fact-service-type = Service
fact-service = Name
fact-provider = Offered by
fact-schedule = Opening hours
fact-price = Price
fact-spoken = Languages spoken
fact-capacity = Capacity
fact-accessibility = Accessibility
fact-referral = Access through
fact-precision = Location shown
fact-checked = Last checked
fact-checked-by = Checked by
certificate-given = With a certificate
train-the-trainer = Trains trainers
group-least = { $n ->
     [one] At least { $shown } person
    *[other] At least { $shown } people
    }
group-most = { $n ->
     [one] Up to { $shown } person
    *[other] Up to { $shown } people
    }
since = Since { $it }
until = Until { $it }
by = by { $it }
minutes-short = { $shown } min
part-title = Title
part-summary = Summary
part-introduction = Introduction
part-recommendations = Recommendations
part-parties = Parties
part-clauses = Clauses
part-items = Questions
part-actors = Who took part
part-indicators = Measured results
part-dates = Key dates
part-funding = Where the money came from
part-budget = What it was spent on
part-objectives = Learning objectives
part-plan = Session plan
part-materials = Materials needed
head-party = Party
head-brings = Brings or owes
head-indicator = Indicator
head-before = Before
head-after = After
head-unit = Unit
head-date = Date
head-source = Source
head-event = What happened
head-source-of-money = Source
head-programme = Programme
head-period = Period
head-amount = Amount
head-spent-on = Spent on
head-begins = Begins
head-lasts = Lasts
head-activity = Activity
head-method = Method
head-materials = Materials
head-actor = Who
head-type = What it is
head-role = Role
head-support = Support
head-place = Place
note-rationale = Why
note-actor = Who
note-precondition = Needs first
note-note = Note
note-risk = Risk
note-checklist = for the checklist
note-help = Meaning
note-step = Step { $n }
clause-optional = optional
tone-warning = Worth knowing before you start
tone-needed = It will not work without
plain-summary = In easy words ({ $it })
also-in = Also in:
translation-of = Translation of
translation-behind = { $n ->
     [one] { $shown } revision behind
    *[other] { $shown } revisions behind
    }
not-newest = This is an earlier revision.
not-newest-link = Read the newest one
stale = It was to be reviewed { by } and nobody has confirmed since that it still holds.
fresh = To be reviewed { by }.
fresh-confirmed = Confirmed as still valid; next review { by }.
unread-details = Part of this work is in a newer format than this version of the program knows. What it knows is shown; update Vicinia to see the rest.
no-legal-advice = A template is not legal advice: have it read by who is responsible before you sign.
contents = Contents
work-side = About this work
fit = Why it may fit you
fit-sentence = { $total ->
     [0] This work does not say enough about its place to be compared with your town.
     [one] Matches your town in { $shown } of { $shown_total } known respect.
    *[other] Matches your town in { $shown } of { $shown_total } known respects.
    }
fit-different = { $it } differs: { $other }
fit-unknown = Say once what your town is like, and each work shows what it has in common with it.
fit-choose = Describe my town
fit-change = Compared with: { $it }. Change
provenance = Where it comes from
seal = Signed by its publisher, checked here
provenance-signed = Signed by the node of { $it } on { $other }.
provenance-checked = Signature and text were checked before it was stored here on { $it }, and are unchanged since.
provenance-founder = { $it } founded the network.
provenance-admitted = { $it } was admitted by the stewards in version { $shown } of the roster.
provenance-own = It was published from this node.
provenance-carried = It is carried here by the node of { $it }, which cannot change it.
held-proven = { $it } holds it; last proof { $other }.
held-publisher = { $it } published it.
held-signed = { $it } has signed that it holds it: { $other }.
held-unknown = Whether { $it } holds it is not known yet.
held-unknown-seen = Whether { $it } holds it is not proven; last heard { $other }.
id-work = Work
id-record = Revision
id-organisation = Organisation
id-node = Node
id-signed = Signed
id-stored = Stored here
revisions = { $n ->
     [one] { $shown } revision
    *[other] { $shown } revisions
    }
revision-number = Revision { $shown }
revision-newest = newest
revision-live = earlier
revision-held = dated ahead
revision-withdrawn = withdrawn
revision-barred = not shown
changes = What changed
changes-link = What changed
changes-between = From revision { $it } to revision { $other }.
changes-none = Title, summary and text are the same; only details changed.
documents = Documents
documents-elsewhere = Documents are listed with their size. They are not kept on this node yet: ask the publisher for them.
links = Related works and links
relation-work = another work ({ $it })
cite = Cite
cite-heading = How to cite, and what you may do
copy = Copy
copied = Copied
print = Print
permanent = Permanent address, the same at every node:
licence-line = Licence: { $it }.
may-share = may be shared
may-not-share = may not be shared
may-translate = may be translated
may-not-translate = may not be translated
may-adapt = may be adapted
may-not-adapt = may not be adapted
may-sell = commercial use allowed
may-not-sell = no commercial use
must-share-alike = share under the same licence
contributors = With:
similar = More like this
stone-withdrawn = This work was withdrawn
stone-withdrawn-text = Its publisher took it back, or the stewards did.
stone-withdrawn-publisher = Its publisher took it back.
stone-withdrawn-stewards = The stewards of the network took it back.
stone-withdrawn-when = Withdrawn on { $it }.
stone-withdrawn-reason = Reason given: { $it }.
stone-withdrawn-everywhere = Every node stops showing it as soon as it hears of this.
stone-unreadable = This work cannot be shown yet
stone-unreadable-text = Its signature is right, but its text is in a format that this version of the program does not know. It is kept as it is; update Vicinia to read it.
stone-missing = This work is on its way
stone-missing-text = It is announced and signed, but its text has not arrived at this node. It is fetched from whoever has it.
stone-held = This work is not shown yet
stone-held-text = It is dated in the future.
stone-held-until = It appears on { $it }.
stone-barred = This work is not shown
stone-barred-text = It is kept, but the rules of the network do not let it be shown.
stone-citation = It may still be cited as
stone-instead = Read instead:
bar-unknown-organisation = Its organisation is not in the roster.
bar-suspended = Its organisation is suspended.
bar-removed = Its organisation was removed before it was published.
bar-no-certificate = No certificate of its node counts.
bar-outside-certificate = It was signed before or after its node’s certificate was valid.
bar-revoked = Its node was revoked.
bar-gap = A record that decides about it has not arrived yet.
bar-not-yours = It acts on a work of another organisation.
bar-not-a-revision = It claims to revise something it cannot revise.

# Shortlist, comparison, town.
shortlist = Shortlist
shortlist-count = { $n ->
     [one] { $shown } work collected
    *[other] { $shown } works collected
    }
shortlist-most = Tick two to four works and put them side by side.
shortlist-empty = Nothing collected yet.
shortlist-how = “Add to shortlist” stands beside every work that is found. Two to four of them can then be compared row by row.
shortlist-clear = Empty the shortlist
shortlist-kept = The shortlist is kept in this browser only. Nobody else sees it.
to-shortlist = To the shortlist
compare = Comparison
compare-button = Compare
compare-few = Choose at least two works to compare.
compare-pick = Compare “{ $it }”
compare-without = Leave out
town = My town
town-lead = What fits depends on the place. Say what you know of yours; leave the rest.
town-save = Use this
town-forget = Forget it
town-kept = This stays in your browser, without the town’s name.
town-like = Works from towns like yours
town-none = No work says enough about its place to be compared with yours yet.

# Organisations and resources.
organisations = Organisations
organisations-count = { $n ->
     [one] { $shown } organisation is in this network.
    *[other] { $shown } organisations are in this network.
    }
organisations-none = The roster of the network has not arrived yet.
organisation-here = This is its node: everything it published is here.
organisation-missing = { $n ->
     [one] { $shown } of its texts has not arrived here yet.
    *[other] { $shown } of its texts have not arrived here yet.
    }
organisation-no-node = It runs no node at the moment.
organisation-unnamed = an organisation ({ $it })
organisation-founder = It founded the network.
organisation-admitted = Admitted by the stewards in version { $shown } of the roster.
organisation-knows = What it knows
organisation-seeks = What it seeks
organisation-no-works = It has published nothing yet that can be read here.
organisation-all = All its works in the search
organisation-side = About this organisation
organisation-complete = How complete it is here
organisation-works-here = { $shown } of { $shown_total } works are here.
organisation-languages = Works in { $it }.
works-count = { $n ->
     [0] No works yet
     [one] { $shown } work
    *[other] { $shown } works
    }
member-suspended = suspended
member-removed = no longer a member
steward = steward
this-node = this node
unknown-organisation = an unknown organisation
resources = Social resources
resources-lead = Who offers beds, guarantees, mediation or legal help, where, and how fresh that information is.
resources-count = { $n ->
     [one] { $shown } service
    *[other] { $shown } services
    }
resources-fresh = Checked in the last six months only
resources-most = Only the newest entries are listed here: { $shown }. The search finds the others.
resources-none = No service fits. Widen the filters.
checked-on = Checked { $it }
never-checked = Never checked
matrix = What is offered where
matrix-lead = A dash is a gap: nobody in the network offers this service there, or nobody has said so.
matrix-gap = nothing known
matrix-old = { $n ->
     [one] ({ $shown } not checked lately)
    *[other] ({ $shown } not checked lately)
    }

# About, interface for programs.
about = About this node
about-lead = A vicinìa was the assembly of neighbours who ran their commons. This is one for what works in housing and integration.
about-node = You are reading at the node of { $it }. Every organisation of the network runs one and holds the same library.
about-version = It runs version { $it } of Vicinia.
about-kept = What is kept here, and what is not
about-kept-works = Works that organisations publish, each signed.
about-kept-roster = The list of organisations and the decisions about it.
about-kept-offices = Contacts of offices, never of persons.
about-never-files = No case files.
about-never-names = No names of beneficiaries.
about-never-beds = No allocation of beds.
about-who = Who reads here
about-open = The administrator has opened this node to its office network: works for members of the network are shown too.
about-closed = This node shows what is public. Works for members of the network alone are not shown here.
about-privacy = Privacy
about-privacy-text = Nothing you do here leaves this node: no analytics, no fonts, maps or scripts from elsewhere. Searches are not recorded. Three cookies may be kept in your browser, each only because you chose something:
about-cookie-language = the language you chose
about-cookie-shortlist = the works you collected
about-cookie-town = what you said about your town, without its name
about-accessibility = Accessibility
about-accessibility-text = These pages aim at WCAG 2.2, level AA, and EN 301 549. They work with the keyboard alone, without scripts, enlarged to 400 %, in high contrast, and printed.
about-accessibility-limits = Texts are written by many organisations, in their languages and with their care; each stands in its own language for screen readers. If something keeps you out, tell the organisation named below.
about-contact = This node is run by { $it }. Write to its office for questions about this site; to the publisher named on a work for questions about it.
about-licence = Licence
about-licence-text = The program is free software under the EUPL 1.2. Each work carries its own licence.
api = Interface for programs
api-lead = What people read here, programs can read too: the same documents as the command line gives with --json. Descriptions are in English.
api-version = Version { $it }, described in
api-needed = needed

# Trouble.
trouble-not-found = There is nothing here
trouble-not-found-text = The address may be mistyped, or the work is not on this node, or it is not for everybody.
trouble-bad = That makes no sense here
trouble-bad-text = Something in the address or the form is not what was expected.
trouble-foreign = Not from another site
trouble-foreign-text = Forms are taken from the pages of this node only. Go back and try again from here.
trouble-method = Not this way
trouble-method-text = This address cannot be used like that.
trouble-too-large = Too much at once
trouble-too-large-text = What was sent is larger than anything expected here.
trouble-busy = Many are asking just now
trouble-busy-text = The answer took too long. Try again in a moment.
trouble-indexing = The index is being made
trouble-indexing-text = Searching works again as soon as it is ready. Organisations, resources and single works can be read meanwhile.
trouble-failed = Something failed here
trouble-failed-text = It is noted in this node’s log under number { $n }. Try again; if it stays so, tell the people who run this node.

# Dates and durations.
date-day = { $day } { $month } { $year }
date-month = { $it } { $other }
date-moment = { $it }, { $other } UTC
ago-now = just now
ago-minutes = { $n ->
     [one] { $shown } minute ago
    *[other] { $shown } minutes ago
    }
ago-hours = { $n ->
     [one] { $shown } hour ago
    *[other] { $shown } hours ago
    }
ago-days = { $n ->
     [one] { $shown } day ago
    *[other] { $shown } days ago
    }
duration-minutes = { $n ->
     [one] { $shown } minute
    *[other] { $shown } minutes
    }
duration-hours = { $n ->
     [one] { $shown } hour
    *[other] { $shown } hours
    }
duration-both = { $shown } h { $shown_total } min
