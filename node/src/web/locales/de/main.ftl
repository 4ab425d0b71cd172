# Was alle Seiten sagen: die Wörter der Oberfläche auf Deutsch.
nav-search = Suche
nav-resources = Soziale Angebote
nav-organisations = Organisationen
nav-network = Netzwerk
nav-shortlist = Merkliste
nav-main = Hauptnavigation
nav-foot = Über diese Website
nav-about = Über diesen Knoten
nav-accessibility = Barrierefreiheit
nav-privacy = Datenschutz
nav-api = Schnittstelle für Programme
skip = Zum Inhalt springen
language-label = Sprache
language-button = Ändern
foot-node = Bereitgestellt vom Knoten von { $it }.
foot-never = Keine Fallakten, keine Namen betreuter Menschen, keine Vergabe von Schlafplätzen: nur, was Organisationen miteinander teilen.
to-search = Zur Suche
other = Sonstiges
any = beliebig
not-said = keine Angabe
labelled = { $it }:
quoted = „{ $it }“
technical = Technische Angaben
contact = Kontakt

search-title = Suche
search-title-for = { $it } – Suche
search-heading = Was funktioniert, von Nachbar zu Nachbar
search-lead = Praxisbeispiele, Pilotprojekte, Leitlinien, Schulungen und Vereinbarungen zu Wohnen und Integration, geteilt von Kommunen und Organisationen des Dritten Sektors aus ganz Europa.
search-label = In der Bibliothek suchen
search-placeholder = Mietgarantie, Aufnahme in Familien, Saisonarbeitskräfte …
search-placeholder-short = In der Bibliothek suchen
search-button = Suchen
search-help = Suchen Sie in Ihrer eigenen Sprache: Beiträge in anderen Sprachen werden mitgefunden. „Anführungszeichen“ suchen den genauen Wortlaut, ein Minus schließt ein Wort aus.
completions = Vorschläge
start-kinds = Beginnen mit
start-town = Aus Kommunen wie meiner
start-town-text = Was Orte mit ähnlicher Größe, ähnlichem Wohnungsmarkt und ähnlicher Geschichte getan haben.
start-map = Alles auf einer Karte
start-resources = Wer hilft wo
start-resources-text = Betten, Bürgschaften, Vermittlung, Rechtshilfe: nach Ort und Sprache, mit dem Datum der letzten Prüfung.
start-newest = Neueste Beiträge
start-empty = Hier ist noch nichts veröffentlicht worden oder angekommen. Beiträge erscheinen, sobald dieser Knoten sie hat.
count-all = { $n ->
     [one] { $shown } Beitrag
    *[other] { $shown } Beiträge
    }
count-for = { $n ->
     [0] Nichts gefunden zu „{ $it }“
     [one] { $shown } Beitrag zu „{ $it }“
    *[other] { $shown } Beiträge zu „{ $it }“
    }
count-guess = { $n ->
     [one] { $shown } Beitrag zu „{ $it }“, eine Vermutung
    *[other] { $shown } Beiträge zu „{ $it }“, eine Vermutung
    }
count-together = Übersetzungen stehen zusammen mit dem Beitrag, den sie übersetzen.
guess-label = Eine Vermutung:
guess = Zu „{ $it }“ gibt es fast keine Treffer, deshalb wird „{ $other }“ gezeigt.
guess-nothing = Zu „{ $it }“ gibt es keine Treffer, deshalb wird „{ $other }“ gezeigt.
guess-exact = { $n ->
     [one] Nur „{ $it }“ anzeigen ({ $shown } Beitrag)
    *[other] Nur „{ $it }“ anzeigen ({ $shown } Beiträge)
    }
relaxed = Kein Beitrag enthält alle diese Wörter. Hier sind Beiträge mit einigen davon.
partly = Beiträge mit allen diesen Wörtern: { $shown }. Die anderen enthalten einige davon oder sagen dasselbe mit anderen Worten.
exact-now = Gesucht wird nur, was Sie eingegeben haben.
exact-undo = Auch verwandte Wörter suchen
chips = Gewählte Filter
chip-remove = diesen Filter entfernen
chips-clear = Alle Filter entfernen
concepts = Verwandte Wörter, die mitgesucht werden
concept-also = findet auch
concept-narrower = und was enger gefasst ist
concept-off = für sich allein
concept-switch = Verwandte Wörter zu { $it }
concept-on-button = Einschalten
concept-off-button = Ausschalten
offers = War das als Filter gemeint?
facets = Filter
to-facets = Filter
facets-apply = Filter anwenden
facet-more = { $n ->
     [one] { $shown } mehr
    *[other] { $shown } mehr
    }
facet-kind = Art
facet-area = Bereich
facet-target = Für wen
facet-solution = Lösung
facet-language = Sprache
facet-country = Land
facet-region = Region
facet-population = Größe des Ortes
facet-market = Wohnungsmarkt
facet-migration = Migrationsgeschichte
facet-support = Politische Unterstützung
facet-staffing = Kommunales Personal
facet-share = Anteil der ausländischen Bevölkerung
facet-foreign = Ausländische Bevölkerung
facet-urbanisation = Art des Ortes
facet-maturity = Reifegrad
facet-licence = Lizenz
facet-by = Veröffentlicht von
facet-documents = Dokumente
facet-freshness = Aktualität
sort-label = Reihenfolge
sort-button = Sortieren
sort-relevance = Passendste zuerst
sort-newest = Neueste zuerst
sort-oldest = Älteste zuerst
sort-title = Nach Titel
views = Ansicht
view-list = Liste
view-map = Karte
pages = Seiten
page-of = Seite { $shown } von { $shown_total }
none = Hier gibt es darauf keine Antwort.
none-fewer = Versuchen Sie es mit weniger Wörtern oder mit einem allgemeineren.
none-filters = Alle Filter entfernen und noch einmal suchen
none-language = Suchen Sie in der Sprache, die Sie am besten kennen: Beiträge in anderen Sprachen werden mitgefunden.
none-begin = Alles durchsehen
feed-link = Als Feed abonnieren (Atom)
feed-title = Vicinia: neueste Beiträge
feed-title-for = Vicinia: { $it }
export = Liste mitnehmen:
hit-documents = { $n ->
     [one] { $shown } Dokument
    *[other] { $shown } Dokumente
    }
hit-also = Auch auf:
hit-network = Nur für Mitglieder
hit-stale = Überprüfung überfällig
collect-add = Auf die Merkliste setzen
collect-remove = Von der Merkliste nehmen
reason-same = { $it }: { $other }
reason-nearly = { $it }, annähernd: { $other }
reason-population = Größe des Ortes
reason-urbanisation = Art des Ortes
reason-migration-history = Migrationsgeschichte
reason-foreign-population = Ausländische Bevölkerung
reason-foreign-share = Anteil der ausländischen Bevölkerung
reason-housing-market = Wohnungsmarkt
reason-country = Land
reason-region = Region
reason-staffing = Kommunales Personal
reason-concept = Thema
reason-solution = Lösung
reason-target = Für wen
opensearch-description = In der Bibliothek von { $it } suchen
map-label = Europakarte; die Liste auf dieser Seite enthält dieselben Beiträge
map-organisations = Europakarte; die Liste auf dieser Seite enthält dieselben Organisationen
map-resources = Europakarte; die Liste auf dieser Seite enthält dieselben Angebote
map-several = { $n ->
     [one] { $shown } Beitrag: { $it }
    *[other] { $shown } Beiträge: { $it }
    }
map-elsewhere = Ohne Ort auf der Karte
map-first = Die Karte zeigt die ersten { $shown } von { $shown_total } Beiträgen.

line-complete = Von { $shown } der { $shown_total } Organisationen liegt hier alles vor.
line-silent = Letzte Meldung von { $it }: { $other }.
line-alone = Dies ist bisher die einzige Organisation des Netzwerks.
network-more = Mehr über das Netzwerk
network = Netzwerk
network-connected = Dieser Knoten ist mit { $shown } von { $shown_total } anderen verbunden.
network-nobody = Dieser Knoten ist zurzeit mit niemandem verbunden. Die Bibliothek enthält hier alles, was bis jetzt angekommen ist; die anderen werden weiter angefragt.
network-works = Beiträge
network-withdrawn = Zurückgezogene Beiträge
network-missing = Texte, die noch unterwegs sind
network-organisations = Organisationen
network-stewards = Signaturen für eine Entscheidung
network-stewards-of = { $shown } von { $shown_total } Treuhändern
network-expires = Verzeichnis gültig bis
network-nodes = Die anderen Knoten
network-back = Zurück zum Netzwerk
seen-last = Letzte Meldung: { $it }
seen-never = Noch nie gemeldet
complete-unknown = Was dort liegt, ist noch nicht bekannt.
complete-not = { $n ->
     [one] Dort liegt { $shown } Datensatz, der hier noch nicht angekommen ist.
    *[other] Dort liegen { $shown } Datensätze, die hier noch nicht angekommen sind.
    }
there-all = Dort liegt alles, was wir haben (letzter Nachweis: { $it }).
there-by-count = Nach der letzten Meldung liegt dort so viel wie bei uns.
there-behind = { $n ->
     [one] Dort fehlt { $shown } von unseren Datensätzen.
    *[other] Dort fehlen { $shown } von unseren Datensätzen.
    }
lives-heading = Wo liegt das alles?
lives-lead = Ein Beitrag liegt auf jedem Knoten, der ihn aufbewahrt. Hier steht, was von den anderen bekannt ist.
why-offline = Der Netzwerkteil dieses Knotens läuft zurzeit nicht.
why-suspended = Die Mitgliedschaft ruht: Übermittelt werden nur das Verzeichnis und Rücknahmen.
why-removed = Kein Mitglied mehr.
why-no-address = Es ist keine Adresse bekannt, die verwendet werden darf.
why-shut-out = { $n ->
     [one] Noch { $shown } Minute ausgesperrt: Von dort kam zu viel Fehlerhaftes.
    *[other] Noch { $shown } Minuten ausgesperrt: Von dort kam zu viel Fehlerhaftes.
    }
why-not-yet = Noch nicht verbunden.
why-again = { $n ->
     [one] Nächster Versuch in { $shown } Sekunde.
    *[other] Nächster Versuch in { $shown } Sekunden.
    }
why-unreachable = Nicht erreichbar.
why-lost = Nicht erreichbar seit dem { $it }.
why-name = Der Name wurde nicht gefunden.
why-route = Kein Weg führt dorthin.
why-refused = Der Computer antwortet, aber das Programm läuft nicht.
why-timeout = Niemand hat rechtzeitig geantwortet.
why-identity = Unter der Adresse hat ein anderer Knoten geantwortet.
why-handshake = Es hat jemand geantwortet, der dieses Protokoll nicht spricht.
why-unwelcome = Nicht eingelassen: Der Knoten ist gesperrt oder sein Schlüssel wird abgelehnt.
why-limit = Zurzeit kein Versuch: Dieser Knoten hat eine eigene Grenze erreicht.
why-unrecognised = Verbunden, aber im dortigen Verzeichnis sind wir noch nicht bekannt.
why-fetching = { $n ->
     [one] Verbunden; Abruf läuft, bisher { $shown } Element.
    *[other] Verbunden; Abruf läuft, bisher { $shown } Elemente.
    }
why-failed = Verbunden, aber der letzte Abgleich ist gescheitert; er wird wiederholt.
why-same = Verbunden; auf beiden Seiten liegt dasselbe.
why-complete = Verbunden; wir haben alles, was wir von dort bekommen können.
why-comparing = Verbunden; Abgleich läuft.
log = Entscheidungen des Netzwerks
log-lead = Ob Aufnahme, Ruhen einer Mitgliedschaft oder Änderung: Jede Entscheidung wird von den Treuhändern signiert und bleibt für alle lesbar.
log-all = Alle Entscheidungen
log-link = Entscheidungen des Netzwerks
log-none = Hier ist noch keine Entscheidung angekommen.
log-version = Version { $it }
decision-charter = Das Netzwerk erhält den Namen „{ $it }“.
decision-stewards = { $total ->
     [one] { $shown_total } Treuhänder entscheidet.
    *[other] { $shown_total } Treuhänder, von denen { $shown } gemeinsam entscheiden.
    }
decision-admit = { $n ->
     [one] { $it } wird aufgenommen.
    *[other] { $it } werden aufgenommen.
    }
decision-suspend = Die Mitgliedschaft von { $it } ruht: { $other }.
decision-reinstate = Die Mitgliedschaft von { $it } ruht nicht länger.
decision-remove = { $it } scheidet aus dem Netzwerk aus: { $other }.
decision-revoke = Ein Knoten von { $it } wird widerrufen.
decision-rotate = { $it } erhält einen neuen Hauptschlüssel.
decision-budget = { $n ->
     [one] { $it } darf { $shown } Datensatz veröffentlichen.
    *[other] { $it } darf { $shown } Datensätze veröffentlichen.
    }
decision-withdraw = Ein Beitrag wird von den Treuhändern zurückgezogen.
decision-succeed = { $it } tritt die Nachfolge von { $other } an.
decision-addresses = { $n ->
     [one] { $shown } Adresse des Netzwerks wird benannt.
    *[other] { $shown } Adressen des Netzwerks werden benannt.
    }
decision-renews = Das Verzeichnis wird erneuert.
decision-newer = Eine Entscheidung, die diese Version des Programms nicht kennt.
decision-signed = { $n ->
     [one] Signiert von { $it }.
    *[other] Signiert von { $it }.
    }

facts = Das Wichtigste in Kürze
facts-place = Der Ort
fact-where = Wo
fact-country = Land
fact-when = Wann
fact-maturity = Reifegrad
fact-stage = Stand
fact-decision = Nächste Entscheidung
fact-cost = Kosten
fact-daily-cost = Kosten pro Person und Tag
fact-reached = Erreichte Menschen
fact-evaluation = Evaluation
fact-help = Angebotene Hilfe
fact-target = Für wen
fact-solution = Lösung
fact-areas = Bereiche
fact-scope = Reichweite
fact-population = Größe des Ortes
fact-urbanisation = Art des Ortes
fact-market = Wohnungsmarkt
fact-migration = Migrationsgeschichte
fact-foreign = Ausländische Bevölkerung
fact-share = Anteil der ausländischen Bevölkerung
fact-support = Politische Unterstützung
fact-staffing = Kommunales Personal
fact-policy = Politischer Rahmen
fact-issuer = Herausgegeben von
fact-audience = Gedacht für
fact-jurisdiction = Rechtsordnung
fact-legal-basis = Rechtsgrundlage
fact-agreement-type = Art
fact-lawyer = Juristisch geprüft
fact-items = Fragen
fact-training-type = Art
fact-level = Niveau
fact-mode = Form
fact-duration = Dauer
fact-group = Gruppe
fact-extras = Außerdem
fact-service-type = Angebot
fact-service = Bezeichnung
fact-provider = Angeboten von
fact-schedule = Öffnungszeiten
fact-price = Preis
fact-spoken = Gesprochene Sprachen
fact-capacity = Plätze
fact-accessibility = Barrierefreiheit
fact-referral = Zugang über
fact-precision = Angabe des Ortes
fact-checked = Zuletzt geprüft
fact-checked-by = Geprüft von
certificate-given = Mit Bescheinigung
train-the-trainer = Bildet Trainerinnen und Trainer aus
group-least = { $n ->
     [one] Mindestens { $shown } Person
    *[other] Mindestens { $shown } Personen
    }
group-most = { $n ->
     [one] Bis zu { $shown } Person
    *[other] Bis zu { $shown } Personen
    }
since = { $precision ->
     [day] Seit dem { $it }
    *[other] Seit { $it }
    }
until = { $precision ->
     [day] Bis zum { $it }
    *[other] Bis { $it }
    }
by = { $precision ->
     [day] bis zum { $it }
    *[other] bis { $it }
    }
minutes-short = { $shown } Min.
part-title = Titel
part-summary = Zusammenfassung
part-introduction = Einleitung
part-recommendations = Empfehlungen
part-parties = Vertragsparteien
part-clauses = Klauseln
part-items = Fragen
part-actors = Wer beteiligt war
part-indicators = Gemessene Ergebnisse
part-dates = Wichtige Daten
part-funding = Woher das Geld kam
part-budget = Wofür es ausgegeben wurde
part-objectives = Lernziele
part-plan = Ablaufplan
part-materials = Benötigtes Material
head-party = Partei
head-brings = Bringt ein oder schuldet
head-indicator = Indikator
head-before = Vorher
head-after = Nachher
head-unit = Einheit
head-date = Datum
head-source = Quelle
head-event = Was geschah
head-source-of-money = Herkunft
head-programme = Programm
head-period = Zeitraum
head-amount = Betrag
head-spent-on = Ausgegeben für
head-begins = Beginn
head-lasts = Dauer
head-activity = Aktivität
head-method = Methode
head-materials = Material
head-actor = Wer
head-type = Art
head-role = Rolle
head-support = Unterstützung
head-place = Ort
note-rationale = Warum
note-actor = Wer
note-precondition = Zuvor nötig
note-note = Anmerkung
note-risk = Risiko
note-checklist = für die Checkliste
note-help = Bedeutung
note-step = Stufe { $n }
clause-optional = optional
tone-warning = Gut zu wissen, bevor es losgeht
tone-needed = Ohne das geht es nicht
plain-summary = In einfachen Worten ({ $it })
also-in = Auch in:
translation-of = Übersetzung von
translation-behind = { $n ->
     [one] { $shown } Fassung im Rückstand
    *[other] { $shown } Fassungen im Rückstand
    }
not-newest = Dies ist eine frühere Fassung.
not-newest-link = Die neueste lesen
stale = Die Überprüfung war { by } vorgesehen; seither hat niemand bestätigt, dass der Inhalt noch gilt.
fresh = Zu überprüfen { by }.
fresh-confirmed = Als weiterhin gültig bestätigt; nächste Überprüfung { by }.
unread-details = Ein Teil dieses Beitrags hat ein neueres Format, als diese Version des Programms kennt. Angezeigt wird, was sie kennt; nach einer Aktualisierung von Vicinia ist auch der Rest zu sehen.
no-legal-advice = Ein Muster ersetzt keine Rechtsberatung: Lassen Sie es vor der Unterzeichnung von der zuständigen Stelle prüfen.
contents = Inhalt
work-side = Über diesen Beitrag
fit = Warum das für Sie passen könnte
fit-sentence = { $total ->
     [0] Dieser Beitrag sagt zu wenig über seinen Ort, um ihn mit Ihrer Kommune zu vergleichen.
    *[other] Stimmt in { $shown } von { $shown_total } bekannten Punkten mit Ihrer Kommune überein.
    }
fit-different = { $it } weicht ab: { $other }
fit-unknown = Beschreiben Sie einmal Ihre Kommune; dann zeigt jeder Beitrag, was er mit ihr gemeinsam hat.
fit-choose = Meine Kommune beschreiben
fit-change = Verglichen mit: { $it }. Ändern
provenance = Herkunft
seal = Von der veröffentlichenden Organisation signiert, hier geprüft
provenance-signed = Signiert vom Knoten von { $it } am { $other }.
provenance-checked = Signatur und Text wurden geprüft, bevor der Beitrag am { $it } hier gespeichert wurde, und sind seither unverändert.
provenance-founder = { $it } hat das Netzwerk gegründet.
provenance-admitted = { $it } wurde von den Treuhändern in Version { $shown } des Verzeichnisses aufgenommen.
provenance-own = Der Beitrag wurde von diesem Knoten aus veröffentlicht.
provenance-carried = Hier stellt ihn der Knoten von { $it } bereit; ändern kann dieser ihn nicht.
held-proven = Liegt bei { $it }; letzter Nachweis: { $other }.
held-publisher = Veröffentlicht von { $it }.
held-signed = { $it } hat unterschrieben, dass der Beitrag dort liegt: { $other }.
held-unknown = Ob der Beitrag bei { $it } liegt, ist noch nicht bekannt.
held-unknown-seen = Dass der Beitrag bei { $it } liegt, ist nicht nachgewiesen; letzte Meldung: { $other }.
id-work = Beitrag
id-record = Fassung
id-organisation = Organisation
id-node = Knoten
id-signed = Signiert
id-stored = Hier gespeichert
revisions = { $n ->
     [one] { $shown } Fassung
    *[other] { $shown } Fassungen
    }
revision-number = Fassung { $shown }
revision-newest = neueste
revision-live = früher
revision-held = vordatiert
revision-withdrawn = zurückgezogen
revision-barred = nicht angezeigt
changes = Was sich geändert hat
changes-link = Was sich geändert hat
changes-between = Von Fassung { $it } zu Fassung { $other }.
changes-none = Titel, Zusammenfassung und Text sind gleich; nur Einzelangaben haben sich geändert.
documents = Dokumente
documents-elsewhere = Die Dokumente sind mit ihrer Größe aufgeführt. Auf diesem Knoten werden sie noch nicht aufbewahrt: Bitte fragen Sie bei der veröffentlichenden Organisation danach.
links = Verwandte Beiträge und Links
relation-work = ein anderer Beitrag ({ $it })
cite = Zitieren
cite-heading = Wie zu zitieren ist und was erlaubt ist
copy = Kopieren
copied = Kopiert
print = Drucken
permanent = Dauerhafte Adresse, auf jedem Knoten dieselbe:
licence-line = Lizenz: { $it }.
may-share = darf weitergegeben werden
may-not-share = darf nicht weitergegeben werden
may-translate = darf übersetzt werden
may-not-translate = darf nicht übersetzt werden
may-adapt = darf bearbeitet werden
may-not-adapt = darf nicht bearbeitet werden
may-sell = kommerzielle Nutzung erlaubt
may-not-sell = keine kommerzielle Nutzung
must-share-alike = Weitergabe unter derselben Lizenz
contributors = Mit:
similar = Ähnliche Beiträge
stone-withdrawn = Dieser Beitrag wurde zurückgezogen
stone-withdrawn-text = Die veröffentlichende Organisation oder die Treuhänder haben ihn zurückgezogen.
stone-withdrawn-publisher = Die veröffentlichende Organisation hat ihn zurückgezogen.
stone-withdrawn-stewards = Die Treuhänder haben ihn zurückgezogen.
stone-withdrawn-when = Zurückgezogen am { $it }.
stone-withdrawn-reason = Angegebener Grund: { $it }.
stone-withdrawn-everywhere = Jeder Knoten zeigt ihn nicht mehr an, sobald er davon erfährt.
stone-unreadable = Dieser Beitrag kann noch nicht angezeigt werden
stone-unreadable-text = Die Signatur stimmt, aber der Text hat ein Format, das diese Version des Programms nicht kennt. Er wird unverändert aufbewahrt; nach einer Aktualisierung von Vicinia ist er lesbar.
stone-missing = Dieser Beitrag ist unterwegs
stone-missing-text = Er ist angekündigt und signiert, aber sein Text ist auf diesem Knoten noch nicht angekommen. Er wird dort abgerufen, wo er vorliegt.
stone-held = Dieser Beitrag wird noch nicht angezeigt
stone-held-text = Sein Datum liegt in der Zukunft.
stone-held-until = Er erscheint am { $it }.
stone-barred = Dieser Beitrag wird nicht angezeigt
stone-barred-text = Er wird aufbewahrt, aber die Regeln des Netzwerks lassen nicht zu, dass er angezeigt wird.
stone-citation = Er kann weiterhin zitiert werden als
stone-instead = Stattdessen lesen:
bar-unknown-organisation = Seine Organisation steht nicht im Verzeichnis.
bar-suspended = Die Mitgliedschaft seiner Organisation ruht.
bar-removed = Seine Organisation war vor der Veröffentlichung ausgeschieden.
bar-no-certificate = Kein Zertifikat seines Knotens ist gültig.
bar-outside-certificate = Er wurde außerhalb der Gültigkeit des Zertifikats seines Knotens signiert.
bar-revoked = Sein Knoten wurde widerrufen.
bar-gap = Ein Datensatz, der über ihn entscheidet, ist noch nicht angekommen.
bar-not-yours = Er betrifft einen Beitrag einer anderen Organisation.
bar-not-a-revision = Er gibt sich als neue Fassung von etwas aus, das er nicht ändern kann.

shortlist = Merkliste
shortlist-count = { $n ->
     [one] { $shown } Beitrag gemerkt
    *[other] { $shown } Beiträge gemerkt
    }
shortlist-most = Zwei bis vier Beiträge ankreuzen und nebeneinanderstellen.
shortlist-empty = Noch nichts gemerkt.
shortlist-how = Neben jedem gefundenen Beitrag steht „Auf die Merkliste setzen“. Zwei bis vier davon lassen sich dann Zeile für Zeile vergleichen.
shortlist-clear = Merkliste leeren
shortlist-kept = Die Merkliste bleibt nur in diesem Browser. Niemand sonst sieht sie.
to-shortlist = Zur Merkliste
compare = Vergleich
compare-button = Vergleichen
compare-few = Bitte mindestens zwei Beiträge zum Vergleichen auswählen.
compare-pick = „{ $it }“ vergleichen
compare-without = Weglassen
town = Meine Kommune
town-lead = Was passt, hängt vom Ort ab. Geben Sie an, was Sie über Ihren wissen; lassen Sie den Rest offen.
town-save = Angaben verwenden
town-forget = Angaben löschen
town-kept = Die Angaben bleiben in Ihrem Browser, ohne den Namen der Kommune.
town-like = Beiträge aus Kommunen wie Ihrer
town-none = Noch kein Beitrag sagt genug über seinen Ort, um ihn mit Ihrem zu vergleichen.

organisations = Organisationen
organisations-count = { $n ->
     [one] { $shown } Organisation gehört zu diesem Netzwerk.
    *[other] { $shown } Organisationen gehören zu diesem Netzwerk.
    }
organisations-none = Das Verzeichnis des Netzwerks ist noch nicht angekommen.
organisation-here = Dies ist ihr Knoten: Alles, was sie veröffentlicht hat, ist hier.
organisation-missing = { $n ->
     [one] { $shown } ihrer Texte ist hier noch nicht angekommen.
    *[other] { $shown } ihrer Texte sind hier noch nicht angekommen.
    }
organisation-no-node = Sie betreibt zurzeit keinen Knoten.
organisation-unnamed = eine Organisation ({ $it })
organisation-founder = Sie hat das Netzwerk gegründet.
organisation-admitted = Von den Treuhändern in Version { $shown } des Verzeichnisses aufgenommen.
organisation-knows = Was sie weiß
organisation-seeks = Was sie sucht
organisation-no-works = Sie hat noch nichts veröffentlicht, das hier gelesen werden kann.
organisation-all = Alle ihre Beiträge in der Suche
organisation-side = Über diese Organisation
organisation-complete = Wie vollständig sie hier ist
organisation-works-here = Hier vorhandene Beiträge: { $shown } von { $shown_total }.
organisation-languages = Arbeitet auf { $it }.
works-count = { $n ->
     [0] Noch keine Beiträge
     [one] { $shown } Beitrag
    *[other] { $shown } Beiträge
    }
member-suspended = Mitgliedschaft ruht
member-removed = kein Mitglied mehr
steward = Treuhänder
this-node = dieser Knoten
unknown-organisation = eine unbekannte Organisation
resources = Soziale Angebote
resources-lead = Wer Schlafplätze, Garantien, Vermittlung oder rechtliche Hilfe anbietet, wo, und wie aktuell diese Auskunft ist.
resources-count = { $n ->
     [one] { $shown } Angebot
    *[other] { $shown } Angebote
    }
resources-fresh = Nur in den letzten sechs Monaten geprüfte
resources-most = Hier stehen nur die neuesten Angebote: { $shown }. Die übrigen sind über die Suche zu finden.
resources-none = Kein Angebot passt. Die Filter lassen sich erweitern.
checked-on = Geprüft: { $it }
never-checked = Nie geprüft
matrix = Was es wo gibt
matrix-lead = Ein Strich ist eine Lücke: Niemand im Netzwerk bietet das dort an, oder niemand hat es mitgeteilt.
matrix-gap = nichts bekannt
matrix-old = { $n ->
     [one] ({ $shown } länger nicht geprüft)
    *[other] ({ $shown } länger nicht geprüft)
    }

about = Über diesen Knoten
about-lead = Eine Vicinìa war die Versammlung der Nachbarn, die ihre Gemeingüter verwalteten. Dies ist eine für das, was bei Wohnen und Integration funktioniert.
about-node = Sie lesen auf dem Knoten von { $it }. Jede Organisation des Netzwerks betreibt einen und bewahrt dieselbe Bibliothek auf.
about-version = Hier läuft Vicinia in der Version { $it }.
about-kept = Was hier aufbewahrt wird und was nicht
about-kept-works = Beiträge, die Organisationen veröffentlichen, jeder signiert.
about-kept-roster = Das Verzeichnis der Organisationen und die Entscheidungen darüber.
about-kept-offices = Kontakte von Dienststellen, nie von Personen.
about-never-files = Keine Fallakten.
about-never-names = Keine Namen betreuter Menschen.
about-never-beds = Keine Vergabe von Schlafplätzen.
about-who = Wer hier liest
about-open = Die Administration hat diesen Knoten für das Netz der Dienststelle geöffnet: Auch Beiträge für Mitglieder des Netzwerks werden angezeigt.
about-closed = Dieser Knoten zeigt, was öffentlich ist. Beiträge, die nur für Mitglieder des Netzwerks bestimmt sind, werden hier nicht angezeigt.
about-privacy = Datenschutz
about-privacy-text = Nichts, was Sie hier tun, verlässt diesen Knoten: keine Nutzungsanalyse, keine Schriften, Karten oder Skripte von anderswo. Suchanfragen werden nicht aufgezeichnet. Drei Cookies können in Ihrem Browser gespeichert werden, jedes nur, weil Sie etwas gewählt haben:
about-cookie-language = die gewählte Sprache
about-cookie-shortlist = die gemerkten Beiträge
about-cookie-town = Ihre Angaben zu Ihrer Kommune, ohne deren Namen
about-accessibility = Barrierefreiheit
about-accessibility-text = Diese Seiten richten sich nach WCAG 2.2, Stufe AA, und EN 301 549. Sie funktionieren allein mit der Tastatur, ohne Skripte, auf 400 % vergrößert, mit hohem Kontrast und gedruckt.
about-accessibility-limits = Die Texte stammen von vielen Organisationen, in deren Sprachen und mit deren Sorgfalt; jeder ist für Screenreader in seiner eigenen Sprache ausgezeichnet. Wenn Sie auf ein Hindernis stoßen, teilen Sie es bitte der unten genannten Organisation mit.
about-contact = Dieser Knoten wird von { $it } betrieben. Fragen zu dieser Website richten Sie bitte an die dortige Dienststelle, Fragen zu einem Beitrag an die dort genannte veröffentlichende Organisation.
about-licence = Lizenz
about-licence-text = Das Programm ist freie Software unter der EUPL 1.2. Jeder Beitrag hat seine eigene Lizenz.
api = Schnittstelle für Programme
api-lead = Was Menschen hier lesen, können auch Programme lesen: dieselben Dokumente, die die Befehlszeile mit --json ausgibt. Die Beschreibungen sind auf Englisch.
api-version = Version { $it }, beschrieben in
api-needed = erforderlich

trouble-not-found = Hier gibt es nichts
trouble-not-found-text = Vielleicht ist die Adresse falsch geschrieben, der Beitrag liegt nicht auf diesem Knoten, oder er ist nicht für alle bestimmt.
trouble-bad = Das ergibt hier keinen Sinn
trouble-bad-text = Etwas in der Adresse oder im Formular ist nicht so wie erwartet.
trouble-foreign = Nicht von einer anderen Website
trouble-foreign-text = Formulare werden nur von den Seiten dieses Knotens angenommen. Gehen Sie bitte zurück und versuchen Sie es von hier aus noch einmal.
trouble-method = Nicht auf diese Weise
trouble-method-text = Diese Adresse lässt sich so nicht verwenden.
trouble-too-large = Zu viel auf einmal
trouble-too-large-text = Was gesendet wurde, ist größer als alles, was hier erwartet wird.
trouble-busy = Gerade kommen viele Anfragen
trouble-busy-text = Die Antwort hat zu lange gedauert. Bitte versuchen Sie es gleich noch einmal.
trouble-indexing = Das Suchregister wird erstellt
trouble-indexing-text = Die Suche funktioniert wieder, sobald es fertig ist. Organisationen, soziale Angebote und einzelne Beiträge lassen sich inzwischen lesen.
trouble-failed = Hier ist etwas schiefgegangen
trouble-failed-text = Es ist im Protokoll dieses Knotens unter der Nummer { $n } vermerkt. Bitte versuchen Sie es noch einmal; wenn es so bleibt, sagen Sie bitte der Stelle Bescheid, die diesen Knoten betreibt.

date-day = { $day }. { $month } { $year }
date-month = { $it } { $other }
date-moment = { $it }, { $other } Uhr UTC
ago-now = gerade eben
ago-minutes = { $n ->
     [one] vor { $shown } Minute
    *[other] vor { $shown } Minuten
    }
ago-hours = { $n ->
     [one] vor { $shown } Stunde
    *[other] vor { $shown } Stunden
    }
ago-days = { $n ->
     [one] vor { $shown } Tag
    *[other] vor { $shown } Tagen
    }
duration-minutes = { $n ->
     [one] { $shown } Minute
    *[other] { $shown } Minuten
    }
duration-hours = { $n ->
     [one] { $shown } Stunde
    *[other] { $shown } Stunden
    }
duration-both = { $shown } Std. { $shown_total } Min.
