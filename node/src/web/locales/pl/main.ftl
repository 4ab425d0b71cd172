# Części wspólne dla każdej strony.
nav-search = Szukaj
nav-resources = Zasoby społeczne
nav-organisations = Organizacje
nav-network = Sieć
nav-shortlist = Wybrane
nav-main = Menu główne
nav-foot = O tej stronie
nav-about = O tym węźle
nav-accessibility = Dostępność
nav-privacy = Prywatność
nav-api = Interfejs dla programów
skip = Przejdź do treści
language-label = Język
language-button = Zmień
foot-node = Stronę udostępnia węzeł organizacji { $it }.
foot-never = Żadnych akt spraw, żadnych nazwisk beneficjentów, żadnego przydzielania miejsc: tylko to, czym organizacje się dzielą.
to-search = Przejdź do wyszukiwania
other = inne
any = wszystkie
not-said = nie podano
labelled = { $it }:
quoted = „{ $it }”
technical = Szczegóły techniczne
contact = Kontakt

search-title = Szukaj
search-title-for = { $it } – wyszukiwanie
search-heading = Co się sprawdza – od sąsiada do sąsiada
search-lead = Praktyki, projekty pilotażowe, wytyczne, szkolenia i porozumienia dotyczące mieszkań i integracji, którymi dzielą się gminy i organizacje trzeciego sektora z całej Europy.
search-label = Szukaj w bibliotece
search-placeholder = gwarancja czynszu, gościna u rodzin, pracownicy sezonowi …
search-placeholder-short = Szukaj w bibliotece
search-button = Szukaj
search-help = Pisz w swoim języku: znajdziesz też publikacje w innych językach. Słowa w „cudzysłowie” są wyszukiwane dokładnie, a minus wyklucza słowo.
completions = Podpowiedzi
start-kinds = Zacznij od
start-town = Z gmin takich jak moja
start-town-text = Co zrobiły miejsca o podobnej wielkości, rynku mieszkań i historii.
start-map = Wszystko na mapie
start-resources = Kto gdzie pomaga
start-resources-text = Miejsca noclegowe, gwarancje, mediacja, pomoc prawna: według miejsca i języka, z datą ostatniego sprawdzenia.
start-newest = Najnowsze publikacje
start-empty = Nic jeszcze nie opublikowano ani nic tu nie dotarło. Publikacje pojawią się tutaj, gdy tylko ten węzeł je otrzyma.
count-all = { $n ->
     [one] { $shown } publikacja
     [few] { $shown } publikacje
     [many] { $shown } publikacji
    *[other] { $shown } publikacji
    }
count-for = { $n ->
     [0] Nic nie znaleziono dla „{ $it }”
     [one] { $shown } publikacja dla „{ $it }”
     [few] { $shown } publikacje dla „{ $it }”
     [many] { $shown } publikacji dla „{ $it }”
    *[other] { $shown } publikacji dla „{ $it }”
    }
count-guess = { $n ->
     [one] { $shown } publikacja dla „{ $it }” – to przypuszczenie
     [few] { $shown } publikacje dla „{ $it }” – to przypuszczenie
     [many] { $shown } publikacji dla „{ $it }” – to przypuszczenie
    *[other] { $shown } publikacji dla „{ $it }” – to przypuszczenie
    }
count-together = Tłumaczenia są pokazane razem z publikacją, której dotyczą.
guess-label = Przypuszczenie:
guess = Dla „{ $it }” nie ma prawie nic, dlatego pokazujemy wyniki dla „{ $other }”.
guess-nothing = Dla „{ $it }” nie ma nic, dlatego pokazujemy wyniki dla „{ $other }”.
guess-exact = { $n ->
     [one] Pokaż tylko „{ $it }” ({ $shown } publikacja)
     [few] Pokaż tylko „{ $it }” ({ $shown } publikacje)
     [many] Pokaż tylko „{ $it }” ({ $shown } publikacji)
    *[other] Pokaż tylko „{ $it }” ({ $shown } publikacji)
    }
relaxed = Żadna publikacja nie zawiera wszystkich tych słów. Oto publikacje, które zawierają niektóre z nich.
partly = Publikacje ze wszystkimi tymi słowami: { $shown }. Pozostałe zawierają niektóre z nich albo mówią to samo innymi słowami.
exact-now = Szukamy tylko tego, co wpisano.
exact-undo = Szukaj także słów pokrewnych
chips = Wybrane filtry
chip-remove = usuń ten filtr
chips-clear = Usuń wszystkie filtry
concepts = Słowa pokrewne, których też szukamy
concept-also = znajduje także
concept-narrower = oraz węższe pojęcia
concept-off = bez słów pokrewnych
concept-switch = Słowa pokrewne: { $it }
concept-on-button = Włącz
concept-off-button = Wyłącz
offers = Czy to miał być filtr?
facets = Filtry
to-facets = Filtry
facets-apply = Zastosuj filtry
facet-more = { $n ->
     [one] jeszcze { $shown } pozycja
     [few] jeszcze { $shown } pozycje
     [many] jeszcze { $shown } pozycji
    *[other] jeszcze { $shown } pozycji
    }
facet-kind = Rodzaj
facet-area = Obszar
facet-target = Dla kogo
facet-solution = Rozwiązanie
facet-language = Język
facet-country = Kraj
facet-region = Region
facet-population = Wielkość miejscowości
facet-market = Rynek mieszkaniowy
facet-migration = Historia migracji
facet-support = Poparcie polityczne
facet-staffing = Kadra gminy
facet-share = Udział cudzoziemców
facet-foreign = Cudzoziemcy wśród mieszkańców
facet-urbanisation = Rodzaj miejscowości
facet-maturity = Dojrzałość
facet-licence = Licencja
facet-by = Kto opublikował
facet-documents = Załączniki
facet-freshness = Aktualność
sort-label = Kolejność
sort-button = Sortuj
sort-relevance = Od najtrafniejszych
sort-newest = Od najnowszych
sort-oldest = Od najstarszych
sort-title = Według tytułu
views = Widok
view-list = Lista
view-map = Mapa
pages = Strony
page-of = Strona { $shown } z { $shown_total }
none = Nie ma tu odpowiedzi na to pytanie.
none-fewer = Spróbuj wpisać mniej słów albo słowo bardziej ogólne.
none-filters = Usuń wszystkie filtry i szukaj ponownie
none-language = Pisz w języku, który znasz najlepiej: znajdziesz też publikacje w innych językach.
none-begin = Przejrzyj wszystko
feed-link = Śledź jako kanał (Atom)
feed-title = Vicinia: najnowsze publikacje
feed-title-for = Vicinia: { $it }
export = Zabierz listę ze sobą:
hit-documents = { $n ->
     [one] { $shown } załącznik
     [few] { $shown } załączniki
     [many] { $shown } załączników
    *[other] { $shown } załącznika
    }
hit-also = Inne języki:
hit-network = Tylko dla członków sieci
hit-stale = Przegląd po terminie
collect-add = Dodaj do wybranych
collect-remove = Usuń z wybranych
reason-same = { $it }: { $other }
reason-nearly = { $it }, w przybliżeniu: { $other }
reason-population = Wielkość miejscowości
reason-urbanisation = Rodzaj miejscowości
reason-migration-history = Historia migracji
reason-foreign-population = Cudzoziemcy wśród mieszkańców
reason-foreign-share = Udział cudzoziemców
reason-housing-market = Rynek mieszkaniowy
reason-country = Kraj
reason-region = Region
reason-staffing = Kadra gminy
reason-concept = Temat
reason-solution = Rozwiązanie
reason-target = Dla kogo
opensearch-description = Wyszukiwanie w bibliotece: { $it }
map-label = Mapa Europy; lista na tej stronie zawiera te same publikacje
map-organisations = Mapa Europy; lista na tej stronie zawiera te same organizacje
map-resources = Mapa Europy; lista na tej stronie zawiera te same usługi
map-several = { $n ->
     [one] { $shown } publikacja: { $it }
     [few] { $shown } publikacje: { $it }
     [many] { $shown } publikacji: { $it }
    *[other] { $shown } publikacji: { $it }
    }
map-elsewhere = Bez miejsca na mapie
map-first = Mapa pokazuje pierwsze { $shown } z { $shown_total } publikacji.

line-complete = Organizacje, których wszystkie publikacje są tutaj: { $shown } z { $shown_total }.
line-silent = { $it } – ostatni kontakt: { $other }.
line-alone = Na razie jest to jedyna organizacja w sieci.
network-more = Więcej o sieci
network = Sieć
network-connected = Ten węzeł ma połączenie z innymi węzłami: { $shown } z { $shown_total }.
network-nobody = Ten węzeł nie jest teraz połączony z żadnym innym. Biblioteka zawiera wszystko, co dotąd dotarło; próby połączenia są ponawiane.
network-works = Publikacje
network-withdrawn = Wycofane publikacje
network-missing = Teksty jeszcze w drodze
network-organisations = Organizacje
network-stewards = Podpisy potrzebne do decyzji
network-stewards-of = { $shown } z { $shown_total } opiekunów sieci
network-expires = Rejestr ważny do
network-nodes = Pozostałe węzły
network-back = Wróć do sieci
seen-last = Ostatni kontakt: { $it }
seen-never = Jeszcze bez kontaktu
complete-unknown = Nie wiadomo jeszcze, co ma ten węzeł.
complete-not = { $n ->
     [one] Ma { $shown } wpis, który jeszcze tu nie dotarł.
     [few] Ma { $shown } wpisy, które jeszcze tu nie dotarły.
     [many] Ma { $shown } wpisów, które jeszcze tu nie dotarły.
    *[other] Ma { $shown } wpisu, które jeszcze tu nie dotarły.
    }
there-all = Ma wszystko to, co my (ostatnie potwierdzenie: { $it }).
there-by-count = Według ostatniej wiadomości ma tyle samo co my.
there-behind = { $n ->
     [one] Nie ma jeszcze { $shown } naszego wpisu.
     [few] Nie ma jeszcze { $shown } naszych wpisów.
     [many] Nie ma jeszcze { $shown } naszych wpisów.
    *[other] Nie ma jeszcze { $shown } naszego wpisu.
    }
lives-heading = Gdzie to jest przechowywane?
lives-lead = Publikacja żyje w każdym węźle, który ją przechowuje. Oto co wiadomo o pozostałych.
why-offline = Ten węzeł działa teraz bez połączenia z siecią.
why-suspended = Zawieszenie: otrzymuje tylko rejestr i informacje o wycofaniu publikacji.
why-removed = Nie należy już do sieci.
why-no-address = Nie znamy adresu, którego wolno użyć.
why-shut-out = { $n ->
     [one] Blokada jeszcze przez { $shown } minutę: przyszło stąd zbyt wiele błędnych danych.
     [few] Blokada jeszcze przez { $shown } minuty: przyszło stąd zbyt wiele błędnych danych.
     [many] Blokada jeszcze przez { $shown } minut: przyszło stąd zbyt wiele błędnych danych.
    *[other] Blokada jeszcze przez { $shown } minuty: przyszło stąd zbyt wiele błędnych danych.
    }
why-not-yet = Jeszcze nie połączono.
why-again = { $n ->
     [one] Następna próba za { $shown } sekundę.
     [few] Następna próba za { $shown } sekundy.
     [many] Następna próba za { $shown } sekund.
    *[other] Następna próba za { $shown } sekundy.
    }
why-unreachable = Węzeł nieosiągalny.
why-lost = Węzeł nieosiągalny od { $it }.
why-name = Nie znaleziono jego nazwy.
why-route = Nie prowadzi do niego żadna trasa.
why-refused = Jego komputer odpowiada, ale program nie działa.
why-timeout = Nikt nie odpowiedział na czas.
why-identity = Pod jego adresem odpowiedział inny węzeł.
why-handshake = Odpowiedział ktoś, kto nie zna tego protokołu.
why-unwelcome = Nie wpuszczono: węzeł jest zablokowany albo jego klucz został odrzucony.
why-limit = Na razie bez prób połączenia: ten węzeł osiągnął własny limit.
why-unrecognised = Połączono, ale jego rejestr jeszcze nas nie zna.
why-fetching = { $n ->
     [one] Połączono; trwa pobieranie, dotychczas { $shown } element.
     [few] Połączono; trwa pobieranie, dotychczas { $shown } elementy.
     [many] Połączono; trwa pobieranie, dotychczas { $shown } elementów.
    *[other] Połączono; trwa pobieranie, dotychczas { $shown } elementu.
    }
why-failed = Połączono, ale ostatnie porównanie się nie udało; próbujemy ponownie.
why-same = Połączono; oba węzły mają to samo.
why-complete = Połączono; mamy wszystko, co możemy stąd otrzymać.
why-comparing = Połączono; trwa porównywanie.
log = Decyzje sieci
log-lead = Każde przyjęcie, zawieszenie i każda zmiana są podpisane przez opiekunów sieci i pozostają jawne dla wszystkich.
log-all = Wszystkie decyzje
log-link = Decyzje sieci
log-none = Nie dotarła tu jeszcze żadna decyzja.
log-version = Wersja { $it }
decision-charter = Sieć nosi nazwę „{ $it }”.
decision-stewards = { $total ->
     [one] Decyduje { $shown_total } opiekun sieci.
     [few] Sieć ma { $shown_total } opiekunów; do wspólnej decyzji potrzeba podpisów: { $shown }.
     [many] Sieć ma { $shown_total } opiekunów; do wspólnej decyzji potrzeba podpisów: { $shown }.
    *[other] Sieć ma { $shown_total } opiekuna; do wspólnej decyzji potrzeba podpisów: { $shown }.
    }
decision-admit = { $n ->
     [one] Przyjęto organizację: { $it }.
     [few] Przyjęto organizacje: { $it }.
     [many] Przyjęto organizacje: { $it }.
    *[other] Przyjęto organizacje: { $it }.
    }
decision-suspend = Zawieszenie: { $it }. Powód: { $other }.
decision-reinstate = Koniec zawieszenia: { $it }.
decision-remove = Sieć opuszcza: { $it }. Powód: { $other }.
decision-revoke = Unieważniono węzeł organizacji: { $it }.
decision-rotate = Nowy klucz główny organizacji: { $it }.
decision-budget = { $n ->
     [one] { $it }: wolno opublikować { $shown } wpis.
     [few] { $it }: wolno opublikować { $shown } wpisy.
     [many] { $it }: wolno opublikować { $shown } wpisów.
    *[other] { $it }: wolno opublikować { $shown } wpisu.
    }
decision-withdraw = Opiekunowie sieci wycofali publikację.
decision-succeed = Następca: { $it }; poprzednik: { $other }.
decision-addresses = { $n ->
     [one] Podano { $shown } adres sieci.
     [few] Podano { $shown } adresy sieci.
     [many] Podano { $shown } adresów sieci.
    *[other] Podano { $shown } adresu sieci.
    }
decision-renews = Rejestr został odnowiony.
decision-newer = Decyzja, której ta wersja programu nie zna.
decision-signed = { $n ->
     [one] Podpis: { $it }.
     [few] Podpisy: { $it }.
     [many] Podpisy: { $it }.
    *[other] Podpisy: { $it }.
    }

facts = Najważniejsze informacje
facts-place = Miejsce
fact-where = Gdzie
fact-country = Kraj
fact-when = Kiedy
fact-maturity = Dojrzałość
fact-stage = Etap
fact-decision = Następna decyzja
fact-cost = Koszt
fact-daily-cost = Koszt na osobę dziennie
fact-reached = Liczba objętych osób
fact-evaluation = Ewaluacja
fact-help = Oferowana pomoc
fact-target = Dla kogo
fact-solution = Rozwiązanie
fact-areas = Obszary
fact-scope = Zasięg
fact-population = Wielkość miejscowości
fact-urbanisation = Rodzaj miejscowości
fact-market = Rynek mieszkaniowy
fact-migration = Historia migracji
fact-foreign = Cudzoziemcy wśród mieszkańców
fact-share = Udział cudzoziemców
fact-support = Poparcie polityczne
fact-staffing = Kadra gminy
fact-policy = Powiązane polityki
fact-issuer = Kto wydał
fact-audience = Dla kogo przygotowano
fact-jurisdiction = Porządek prawny
fact-legal-basis = Podstawa prawna
fact-agreement-type = Rodzaj
fact-lawyer = Sprawdzone przez prawnika
fact-items = Pytania
fact-training-type = Rodzaj
fact-level = Poziom
fact-mode = Forma
fact-duration = Czas trwania
fact-group = Grupa
fact-extras = Ponadto
fact-service-type = Usługa
fact-service = Nazwa
fact-provider = Kto oferuje
fact-schedule = Godziny otwarcia
fact-price = Cena
fact-spoken = Języki obsługi
fact-capacity = Liczba miejsc
fact-accessibility = Dostępność
fact-referral = Dostęp przez
fact-precision = Podane miejsce
fact-checked = Ostatnie sprawdzenie
fact-checked-by = Kto sprawdził
certificate-given = Z zaświadczeniem
train-the-trainer = Szkoli trenerów
group-least = { $n ->
     [one] Co najmniej { $shown } osoba
     [few] Co najmniej { $shown } osoby
     [many] Co najmniej { $shown } osób
    *[other] Co najmniej { $shown } osoby
    }
group-most = { $n ->
     [one] Do { $shown } osoby
     [few] Do { $shown } osób
     [many] Do { $shown } osób
    *[other] Do { $shown } osoby
    }
since = { $precision ->
     [year] Od { $it } r.
     [day] Od { $it }
    *[month] Początek: { $it }
    }
until = { $precision ->
     [year] Do { $it } r.
     [day] Do { $it }
    *[month] Koniec: { $it }
    }
by = { $it }
minutes-short = { $shown } min
part-title = Tytuł
part-summary = Streszczenie
part-introduction = Wprowadzenie
part-recommendations = Zalecenia
part-parties = Strony
part-clauses = Postanowienia
part-items = Pytania
part-actors = Kto brał udział
part-indicators = Zmierzone rezultaty
part-dates = Najważniejsze daty
part-funding = Skąd pochodziły pieniądze
part-budget = Na co je wydano
part-objectives = Cele szkolenia
part-plan = Plan sesji
part-materials = Potrzebne materiały
head-party = Strona
head-brings = Wkład lub zobowiązanie
head-indicator = Wskaźnik
head-before = Przed
head-after = Po
head-unit = Jednostka
head-date = Data
head-source = Źródło
head-event = Co się wydarzyło
head-source-of-money = Źródło
head-programme = Program
head-period = Okres
head-amount = Kwota
head-spent-on = Wydano na
head-begins = Początek
head-lasts = Czas trwania
head-activity = Działanie
head-method = Metoda
head-materials = Materiały
head-actor = Kto
head-type = Czym jest
head-role = Rola
head-support = Wsparcie
head-place = Miejsce
note-rationale = Dlaczego
note-actor = Kto
note-precondition = Najpierw potrzeba
note-note = Uwaga
note-risk = Ryzyko
note-checklist = do listy kontrolnej
note-help = Znaczenie
note-step = Stopień { $n }
clause-optional = nieobowiązkowe
tone-warning = Co warto wiedzieć, zanim zaczniesz
tone-needed = Bez tego się nie uda
plain-summary = Prostymi słowami ({ $it })
also-in = Inne wersje językowe:
translation-of = Tłumaczenie publikacji
translation-behind = { $n ->
     [one] starsze o { $shown } wersję
     [few] starsze o { $shown } wersje
     [many] starsze o { $shown } wersji
    *[other] starsze o { $shown } wersji
    }
not-newest = To jest wcześniejsza wersja.
not-newest-link = Przeczytaj najnowszą
stale = Termin przeglądu: { by }. Od tego czasu nikt nie potwierdził, że treść jest nadal aktualna.
fresh = Termin przeglądu: { by }.
fresh-confirmed = Potwierdzono, że treść jest nadal aktualna; następny przegląd: { by }.
unread-details = Część tej publikacji ma format nowszy niż ten, który zna ta wersja programu. Pokazujemy to, co program zna; zaktualizuj Vicinię, aby zobaczyć resztę.
no-legal-advice = Wzór nie jest poradą prawną: przed podpisaniem daj go do przeczytania osobie, która za to odpowiada.
contents = Spis treści
work-side = O tej publikacji
fit = Dlaczego może to pasować do Ciebie
fit-sentence = { $total ->
     [0] Ta publikacja mówi zbyt mało o swoim miejscu, aby porównać je z Twoją gminą.
    *[other] Znane cechy zgodne z Twoją gminą: { $shown } z { $shown_total }.
    }
fit-different = { $it } – inaczej: { $other }
fit-unknown = Powiedz raz, jaka jest Twoja gmina, a przy każdej publikacji zobaczysz, co ma z nią wspólnego.
fit-choose = Opisz moją gminę
fit-change = Porównano z: { $it }. Zmień
provenance = Skąd pochodzi
seal = Podpisana przez organizację, która ją opublikowała, sprawdzona tutaj
provenance-signed = Podpis złożył węzeł organizacji: { $it } ({ $other }).
provenance-checked = Podpis i tekst sprawdzono przed zapisaniem tutaj ({ $it }); od tego czasu się nie zmieniły.
provenance-founder = { $it }: organizacja założycielska sieci.
provenance-admitted = { $it }: organizacja przyjęta przez opiekunów sieci w wersji { $shown } rejestru.
provenance-own = Opublikowano z tego węzła.
provenance-carried = Tutaj udostępnia ją węzeł organizacji { $it }, który nie może jej zmienić.
held-proven = { $it }: ma tę publikację; ostatnie potwierdzenie: { $other }.
held-publisher = { $it }: stąd pochodzi ta publikacja.
held-signed = { $it }: potwierdzono podpisem, że ma tę publikację: { $other }.
held-unknown = { $it }: nie wiadomo jeszcze, czy ma tę publikację.
held-unknown-seen = { $it }: nie potwierdzono, czy ma tę publikację; ostatni kontakt: { $other }.
id-work = Publikacja
id-record = Wersja
id-organisation = Organizacja
id-node = Węzeł
id-signed = Data podpisu
id-stored = Zapisano tutaj
revisions = { $n ->
     [one] { $shown } wersja
     [few] { $shown } wersje
     [many] { $shown } wersji
    *[other] { $shown } wersji
    }
revision-number = Wersja { $shown }
revision-newest = najnowsza
revision-live = wcześniejsza
revision-held = z przyszłą datą
revision-withdrawn = wycofana
revision-barred = niepokazywana
changes = Co się zmieniło
changes-link = Co się zmieniło
changes-between = Od wersji { $it } do wersji { $other }.
changes-none = Tytuł, streszczenie i tekst są takie same; zmieniły się tylko szczegóły.
documents = Załączniki
documents-elsewhere = Lista podaje załączniki i ich rozmiar. Nie są jeszcze przechowywane w tym węźle: poproś o nie organizację, która je opublikowała.
links = Powiązane publikacje i odnośniki
relation-work = inna publikacja ({ $it })
cite = Cytuj
cite-heading = Jak cytować i co wolno
copy = Kopiuj
copied = Skopiowano
print = Drukuj
permanent = Stały adres, taki sam w każdym węźle:
licence-line = Licencja: { $it }.
may-share = wolno udostępniać
may-not-share = nie wolno udostępniać
may-translate = wolno tłumaczyć
may-not-translate = nie wolno tłumaczyć
may-adapt = wolno dostosowywać
may-not-adapt = nie wolno dostosowywać
may-sell = wolno używać komercyjnie
may-not-sell = nie wolno używać komercyjnie
must-share-alike = udostępniaj na tej samej licencji
contributors = Współpraca:
similar = Podobne publikacje
stone-withdrawn = Ta publikacja została wycofana
stone-withdrawn-text = Wycofała ją organizacja, która ją opublikowała, albo opiekunowie sieci.
stone-withdrawn-publisher = Wycofała ją organizacja, która ją opublikowała.
stone-withdrawn-stewards = Wycofali ją opiekunowie sieci.
stone-withdrawn-when = Data wycofania: { $it }.
stone-withdrawn-reason = Podany powód: { $it }.
stone-withdrawn-everywhere = Każdy węzeł przestaje ją pokazywać, gdy tylko się o tym dowie.
stone-unreadable = Tej publikacji nie można jeszcze pokazać
stone-unreadable-text = Podpis jest prawidłowy, ale tekst ma format, którego ta wersja programu nie zna. Jest przechowywany bez zmian; zaktualizuj Vicinię, aby go przeczytać.
stone-missing = Ta publikacja jest w drodze
stone-missing-text = Została zapowiedziana i podpisana, ale jej tekst nie dotarł jeszcze do tego węzła. Jest pobierany od tych, którzy go mają.
stone-held = Ta publikacja nie jest jeszcze pokazywana
stone-held-text = Nosi przyszłą datę.
stone-held-until = Data ukazania się: { $it }.
stone-barred = Ta publikacja nie jest pokazywana
stone-barred-text = Jest przechowywana, ale zasady sieci nie pozwalają jej pokazać.
stone-citation = Nadal można ją cytować jako
stone-instead = Zamiast niej przeczytaj:
bar-unknown-organisation = Jej organizacji nie ma w rejestrze.
bar-suspended = Jej organizacja jest zawieszona.
bar-removed = Jej organizacja została usunięta z sieci przed publikacją.
bar-no-certificate = Żaden certyfikat jej węzła nie jest uznawany.
bar-outside-certificate = Podpisano ją przed okresem ważności certyfikatu węzła albo po nim.
bar-revoked = Jej węzeł został unieważniony.
bar-gap = Nie dotarł jeszcze wpis, który o niej rozstrzyga.
bar-not-yours = Dotyczy publikacji innej organizacji.
bar-not-a-revision = Podaje się za nową wersję czegoś, czego nie może zmieniać.

shortlist = Wybrane
shortlist-count = { $n ->
     [one] Wybrano { $shown } publikację
     [few] Wybrano { $shown } publikacje
     [many] Wybrano { $shown } publikacji
    *[other] Wybrano { $shown } publikacji
    }
shortlist-most = Zaznacz od dwóch do czterech publikacji i zestaw je obok siebie.
shortlist-empty = Nic jeszcze nie wybrano.
shortlist-how = Przy każdej znalezionej publikacji jest przycisk „Dodaj do wybranych”. Od dwóch do czterech z nich można potem porównać wiersz po wierszu.
shortlist-clear = Opróżnij listę wybranych
shortlist-kept = Lista wybranych jest przechowywana tylko w tej przeglądarce. Nikt inny jej nie widzi.
to-shortlist = Przejdź do wybranych
compare = Porównanie
compare-button = Porównaj
compare-few = Wybierz do porównania co najmniej dwie publikacje.
compare-pick = Porównaj „{ $it }”
compare-without = Pomiń
town = Moja gmina
town-lead = To, co pasuje, zależy od miejsca. Podaj to, co wiesz o swoim; resztę zostaw.
town-save = Użyj tych danych
town-forget = Usuń te dane
town-kept = Te dane zostają w Twojej przeglądarce, bez nazwy gminy.
town-like = Publikacje z gmin takich jak Twoja
town-none = Żadna publikacja nie mówi jeszcze o swoim miejscu tyle, by można je było porównać z Twoim.

organisations = Organizacje
organisations-count = { $n ->
     [one] Do tej sieci należy { $shown } organizacja.
     [few] Do tej sieci należą { $shown } organizacje.
     [many] Do tej sieci należy { $shown } organizacji.
    *[other] Do tej sieci należy { $shown } organizacji.
    }
organisations-none = Rejestr sieci jeszcze nie dotarł.
organisation-here = To jest jej węzeł: wszystko, co opublikowała, jest tutaj.
organisation-missing = { $n ->
     [one] Nie dotarł tu jeszcze { $shown } tekst tej organizacji.
     [few] Nie dotarły tu jeszcze { $shown } teksty tej organizacji.
     [many] Nie dotarło tu jeszcze { $shown } tekstów tej organizacji.
    *[other] Nie dotarło tu jeszcze { $shown } tekstu tej organizacji.
    }
organisation-no-node = Obecnie nie prowadzi żadnego węzła.
organisation-unnamed = organizacja ({ $it })
organisation-founder = Założyła sieć.
organisation-admitted = Przyjęta przez opiekunów sieci w wersji { $shown } rejestru.
organisation-knows = Na czym się zna
organisation-seeks = Czego szuka
organisation-no-works = Nie opublikowała jeszcze niczego, co można tu przeczytać.
organisation-all = Wszystkie jej publikacje w wyszukiwarce
organisation-side = O tej organizacji
organisation-complete = Na ile kompletne są tu jej zbiory
organisation-works-here = Publikacje dostępne tutaj: { $shown } z { $shown_total }.
organisation-languages = Języki pracy: { $it }.
works-count = { $n ->
     [0] Jeszcze bez publikacji
     [one] { $shown } publikacja
     [few] { $shown } publikacje
     [many] { $shown } publikacji
    *[other] { $shown } publikacji
    }
member-suspended = zawieszona
member-removed = już nie należy do sieci
steward = opiekun sieci
this-node = ten węzeł
unknown-organisation = nieznana organizacja
resources = Zasoby społeczne
resources-lead = Kto oferuje miejsca noclegowe, gwarancje, mediację lub pomoc prawną, gdzie i na ile aktualna jest ta informacja.
resources-count = { $n ->
     [one] { $shown } usługa
     [few] { $shown } usługi
     [many] { $shown } usług
    *[other] { $shown } usługi
    }
resources-fresh = Tylko sprawdzone w ostatnich sześciu miesiącach
resources-most = Lista obejmuje tylko najnowsze usługi: { $shown }. Pozostałe można znaleźć w wyszukiwarce.
resources-none = Żadna usługa nie pasuje. Poszerz filtry.
checked-on = Sprawdzono: { $it }
never-checked = Nigdy nie sprawdzono
matrix = Co i gdzie jest oferowane
matrix-lead = Kreska oznacza lukę: nikt z sieci nie oferuje tam tej usługi albo nikt o niej nie powiedział.
matrix-gap = nic nie wiadomo
matrix-old = { $n ->
     [one] ({ $shown } dawno niesprawdzona)
     [few] ({ $shown } dawno niesprawdzone)
     [many] ({ $shown } dawno niesprawdzonych)
    *[other] ({ $shown } dawno niesprawdzonej)
    }

about = O tym węźle
about-lead = Vicinìa była zgromadzeniem sąsiadów, którzy gospodarowali dobrem wspólnym. Ta gromadzi to, co sprawdza się w mieszkalnictwie i integracji.
about-node = Czytasz w węźle organizacji { $it }. Każda organizacja w sieci prowadzi swój węzeł i przechowuje tę samą bibliotekę.
about-version = Działa tu Vicinia w wersji { $it }.
about-kept = Co jest tu przechowywane, a co nie
about-kept-works = Publikacje organizacji, każda podpisana.
about-kept-roster = Lista organizacji i decyzje, które jej dotyczą.
about-kept-offices = Dane kontaktowe biur i urzędów, nigdy osób.
about-never-files = Żadnych akt spraw.
about-never-names = Żadnych nazwisk beneficjentów.
about-never-beds = Żadnego przydzielania miejsc noclegowych.
about-who = Kto tu czyta
about-open = Administrator udostępnił ten węzeł w sieci biurowej: pokazywane są także publikacje dla członków sieci.
about-closed = Ten węzeł pokazuje to, co publiczne. Publikacje przeznaczone tylko dla członków sieci nie są tu pokazywane.
about-privacy = Prywatność
about-privacy-text = Nic z tego, co tu robisz, nie opuszcza tego węzła: bez analityki oraz bez czcionek, map i skryptów z innych miejsc. Wyszukiwania nie są zapisywane. W Twojej przeglądarce mogą pozostać trzy pliki cookie, każdy tylko dlatego, że coś zostało przez Ciebie wybrane:
about-cookie-language = wybrany język
about-cookie-shortlist = wybrane publikacje
about-cookie-town = informacje o Twojej gminie, bez jej nazwy
about-accessibility = Dostępność
about-accessibility-text = Te strony mają spełniać wymagania WCAG 2.2 na poziomie AA oraz normy EN 301 549. Działają z samą klawiaturą, bez skryptów, w powiększeniu do 400%, w wysokim kontraście i na wydruku.
about-accessibility-limits = Teksty pisze wiele organizacji, w swoich językach i z własną starannością; każdy jest oznaczony swoim językiem dla czytników ekranu. Jeśli coś utrudnia Ci dostęp, powiadom organizację wskazaną poniżej.
about-contact = Ten węzeł prowadzi organizacja { $it }. Z pytaniami o tę stronę pisz do jej biura, a z pytaniami o publikację – do organizacji, która ją opublikowała.
about-licence = Licencja
about-licence-text = Program jest wolnym oprogramowaniem na licencji EUPL 1.2. Każda publikacja ma własną licencję.
api = Interfejs dla programów
api-lead = To, co czytają tu ludzie, mogą czytać także programy: te same dokumenty, które wiersz poleceń podaje z opcją --json. Opisy są po angielsku.
api-version = Wersja { $it }, opisana w
api-needed = wymagane

trouble-not-found = Nic tu nie ma
trouble-not-found-text = Adres może zawierać błąd, publikacji może nie być w tym węźle albo nie jest ona dla wszystkich.
trouble-bad = To żądanie jest niezrozumiałe
trouble-bad-text = Coś w adresie lub formularzu jest inne, niż oczekiwano.
trouble-foreign = Nie z innej strony
trouble-foreign-text = Formularze są przyjmowane tylko ze stron tego węzła. Wróć i spróbuj ponownie stąd.
trouble-method = Nie w ten sposób
trouble-method-text = Tego adresu nie można tak użyć.
trouble-too-large = Zbyt wiele naraz
trouble-too-large-text = Przesłane dane są większe, niż można się tu spodziewać.
trouble-busy = Właśnie pyta wiele osób
trouble-busy-text = Odpowiedź trwała zbyt długo. Spróbuj ponownie za chwilę.
trouble-indexing = Trwa tworzenie indeksu
trouble-indexing-text = Wyszukiwanie zadziała, gdy tylko indeks będzie gotowy. W tym czasie można czytać o organizacjach i zasobach oraz pojedyncze publikacje.
trouble-failed = Coś się tu nie udało
trouble-failed-text = Zapisano to w dzienniku tego węzła pod numerem { $n }. Spróbuj ponownie; jeśli to się powtórzy, powiadom osobę prowadzącą ten węzeł.

date-day = { $day } { $month } { $year }
date-month = { $it } { $other }
date-moment = { $it }, { $other } UTC
ago-now = przed chwilą
ago-minutes = { $n ->
     [one] { $shown } minutę temu
     [few] { $shown } minuty temu
     [many] { $shown } minut temu
    *[other] { $shown } minuty temu
    }
ago-hours = { $n ->
     [one] { $shown } godzinę temu
     [few] { $shown } godziny temu
     [many] { $shown } godzin temu
    *[other] { $shown } godziny temu
    }
ago-days = { $n ->
     [one] { $shown } dzień temu
     [few] { $shown } dni temu
     [many] { $shown } dni temu
    *[other] { $shown } dnia temu
    }
duration-minutes = { $n ->
     [one] { $shown } minuta
     [few] { $shown } minuty
     [many] { $shown } minut
    *[other] { $shown } minuty
    }
duration-hours = { $n ->
     [one] { $shown } godzina
     [few] { $shown } godziny
     [many] { $shown } godzin
    *[other] { $shown } godziny
    }
duration-both = { $shown } godz. { $shown_total } min
