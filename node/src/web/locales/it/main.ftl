nav-search = Cerca
nav-resources = Risorse sociali
nav-organisations = Organizzazioni
nav-network = Rete
nav-shortlist = Raccolta
nav-main = Principale
nav-foot = Su questo sito
nav-about = Informazioni su questo nodo
nav-accessibility = Accessibilità
nav-privacy = Privacy
nav-api = Interfaccia per programmi
skip = Vai al contenuto
language-label = Lingua
language-button = Cambia
foot-node = Servito dal nodo di { $it }.
foot-never = Nessun fascicolo, nessun nome di beneficiari, nessuna assegnazione di posti: solo ciò che le organizzazioni condividono.
to-search = Vai alla ricerca
other = altro
any = qualsiasi
not-said = non indicato
labelled = { $it }:
quoted = «{ $it }»
technical = Dettagli tecnici
contact = Contatto

search-title = Cerca
search-title-for = { $it } – ricerca
search-heading = Ciò che funziona, da vicino a vicino
search-lead = Pratiche, progetti pilota, linee guida, formazione e accordi su casa e integrazione, condivisi da comuni ed enti del terzo settore di tutta Europa.
search-label = Cerca nella biblioteca
search-placeholder = garanzia affitto, accoglienza in famiglia, lavoratori stagionali …
search-placeholder-short = Cerca nella biblioteca
search-button = Cerca
search-help = Scrivi nella tua lingua: si trovano anche i testi in altre lingue. Le “virgolette” cercano parole esatte, il meno ne esclude una.
completions = Suggerimenti
start-kinds = Comincia da
start-town = Da comuni come il mio
start-town-text = Che cosa hanno fatto i luoghi con dimensione, mercato e storia simili al tuo.
start-map = Tutto su una mappa
start-resources = Chi aiuta dove
start-resources-text = Posti letto, garanzie, mediazione, aiuto legale: per luogo e per lingua, con la data dell’ultima verifica.
start-newest = Ultimi arrivi
start-empty = Non è ancora stato pubblicato né è arrivato nulla. I documenti compaiono qui appena questo nodo li riceve.
count-all = { $n ->
     [one] { $shown } documento
    *[other] { $shown } documenti
    }
count-for = { $n ->
     [0] Nessun risultato per «{ $it }»
     [one] { $shown } documento per «{ $it }»
    *[other] { $shown } documenti per «{ $it }»
    }
count-guess = { $n ->
     [one] { $shown } documento per «{ $it }», un’ipotesi
    *[other] { $shown } documenti per «{ $it }», un’ipotesi
    }
count-together = Le traduzioni stanno insieme al documento che traducono.
guess-label = Un’ipotesi:
guess = «{ $it }» non trova quasi nulla: qui si mostra «{ $other }».
guess-nothing = «{ $it }» non trova nulla: qui si mostra «{ $other }».
guess-exact = { $n ->
     [one] Mostra solo «{ $it }» ({ $shown } documento)
    *[other] Mostra solo «{ $it }» ({ $shown } documenti)
    }
relaxed = Nessun documento contiene tutte queste parole. Ecco quelli che ne contengono alcune.
partly = Documenti con tutte queste parole: { $shown }. Gli altri ne contengono alcune, o dicono lo stesso con altre parole.
exact-now = Si cerca solo ciò che hai scritto.
exact-undo = Cerca anche parole affini
chips = Filtri scelti
chip-remove = togli questo filtro
chips-clear = Togli tutti i filtri
concepts = Parole affini cercate insieme
concept-also = trova anche
concept-narrower = e ciò che è più specifico
concept-off = da sola
concept-switch = Parole affini a { $it }
concept-on-button = Attiva
concept-off-button = Disattiva
offers = Intendevi un filtro?
facets = Filtri
to-facets = Filtri
facets-apply = Applica i filtri
facet-more = { $n ->
     [one] { $shown } altro
    *[other] altri { $shown }
    }
facet-kind = Tipo
facet-area = Area
facet-target = Per chi
facet-solution = Soluzione
facet-language = Lingua
facet-country = Paese
facet-region = Regione
facet-population = Dimensione del luogo
facet-market = Mercato della casa
facet-migration = Storia migratoria
facet-support = Sostegno politico
facet-staffing = Personale comunale
facet-share = Quota di residenti stranieri
facet-foreign = Residenti stranieri
facet-urbanisation = Tipo di luogo
facet-maturity = Maturità
facet-licence = Licenza
facet-by = Pubblicato da
facet-documents = Documenti
facet-freshness = Aggiornamento
sort-label = Ordine
sort-button = Ordina
sort-relevance = I più pertinenti
sort-newest = I più recenti
sort-oldest = I meno recenti
sort-title = Per titolo
views = Vista
view-list = Elenco
view-map = Mappa
pages = Pagine
page-of = Pagina { $shown } di { $shown_total }
none = Qui non c’è una risposta.
none-fewer = Prova con meno parole, o con una più generale.
none-filters = Togli tutti i filtri e cerca di nuovo
none-language = Scrivi nella lingua che conosci meglio: si trovano anche i testi in altre lingue.
none-begin = Sfoglia tutto
feed-link = Segui con un feed (Atom)
feed-title = Vicinia: ultimi arrivi
feed-title-for = Vicinia: { $it }
export = Scarica l’elenco:
hit-documents = { $n ->
     [one] { $shown } allegato
    *[other] { $shown } allegati
    }
hit-also = Anche in:
hit-network = Solo per la rete
hit-stale = Revisione scaduta
collect-add = Aggiungi alla raccolta
collect-remove = Togli dalla raccolta
reason-same = { $it }: { $other }
reason-nearly = { $it }, quasi: { $other }
reason-population = Dimensione del luogo
reason-urbanisation = Tipo di luogo
reason-migration-history = Storia migratoria
reason-foreign-population = Residenti stranieri
reason-foreign-share = Quota di residenti stranieri
reason-housing-market = Mercato della casa
reason-country = Paese
reason-region = Regione
reason-staffing = Personale comunale
reason-concept = Argomento
reason-solution = Soluzione
reason-target = Per chi
opensearch-description = Cerca nella biblioteca di { $it }
map-label = Mappa dell’Europa; l’elenco in questa pagina ha gli stessi documenti
map-organisations = Mappa dell’Europa; l’elenco in questa pagina ha le stesse organizzazioni
map-resources = Mappa dell’Europa; l’elenco in questa pagina ha gli stessi servizi
map-several = { $n ->
     [one] { $shown } documento: { $it }
    *[other] { $shown } documenti: { $it }
    }
map-elsewhere = Senza un luogo sulla mappa
map-first = La mappa mostra i primi { $shown } documenti su { $shown_total }.

line-complete = { $n ->
     [one] Qui c’è tutto ciò che ha pubblicato { $shown } organizzazione su { $shown_total }.
    *[other] Qui c’è tutto ciò che hanno pubblicato { $shown } organizzazioni su { $shown_total }.
    }
line-silent = Ultimo contatto con { $it }: { $other }.
line-alone = Per ora questa è l’unica organizzazione della rete.
network-more = Di più sulla rete
network = Rete
network-connected = { $total ->
     [one] Questo nodo è collegato a { $shown } nodo su { $shown_total }.
    *[other] Questo nodo è collegato a { $shown } nodi su { $shown_total }.
    }
network-nobody = Questo nodo al momento non è collegato a nessuno. La biblioteca contiene ciò che era arrivato; gli altri vengono ricontattati.
network-works = Documenti
network-withdrawn = Documenti ritirati
network-missing = Testi ancora in arrivo
network-organisations = Organizzazioni
network-stewards = Firme per una decisione
network-stewards-of = { $total ->
     [one] { $shown } di { $shown_total } responsabile della rete
    *[other] { $shown } di { $shown_total } responsabili della rete
    }
network-expires = Registro valido fino al
network-nodes = Gli altri nodi
network-back = Torna alla rete
seen-last = Sentito l’ultima volta { $it }
seen-never = Mai sentito
complete-unknown = Non si sa ancora che cosa abbia.
complete-not = { $n ->
     [one] Ha { $shown } registrazione che qui non è ancora arrivata.
    *[other] Ha { $shown } registrazioni che qui non sono ancora arrivate.
    }
there-all = Ha tutto ciò che abbiamo (ultima prova: { $it }).
there-by-count = Secondo l’ultima comunicazione, ha quanto abbiamo noi.
there-behind = { $n ->
     [one] Le manca { $shown } registrazione delle nostre.
    *[other] Le mancano { $shown } registrazioni delle nostre.
    }
lives-heading = Dove si trova questo documento?
lives-lead = Un documento vive su ogni nodo che lo conserva. Ecco che cosa si sa degli altri, secondo l’ultima comunicazione.
why-offline = Questo nodo ora non è in rete.
why-suspended = Sospesa: riceve solo il registro e i ritiri.
why-removed = Non fa più parte della rete.
why-no-address = Non se ne conosce un indirizzo utilizzabile.
why-shut-out = { $n ->
     [one] Escluso per { $shown } altro minuto: ha inviato troppe cose errate.
    *[other] Escluso per altri { $shown } minuti: ha inviato troppe cose errate.
    }
why-not-yet = Non ancora collegato.
why-again = { $n ->
     [one] Nuovo tentativo fra { $shown } secondo.
    *[other] Nuovo tentativo fra { $shown } secondi.
    }
why-unreachable = Non raggiungibile.
why-lost = { $date ->
     [8] Non raggiungibile dall’{ $it }.
     [11] Non raggiungibile dall’{ $it }.
    *[other] Non raggiungibile dal { $it }.
    }
why-name = Il suo nome non è stato trovato.
why-route = Nessuna strada ci arriva.
why-refused = Il suo computer risponde, ma il programma non è in funzione.
why-timeout = Nessuno ha risposto in tempo.
why-identity = Al suo indirizzo ha risposto un altro nodo.
why-handshake = Ha risposto qualcuno che non parla questo protocollo.
why-unwelcome = Non ammesso: è escluso, o la sua chiave è rifiutata.
why-limit = Non contattato ora: questo nodo ha raggiunto un proprio limite.
why-unrecognised = Collegato, ma il suo registro non ci conosce ancora.
why-fetching = { $n ->
     [one] Collegato; in ricezione, { $shown } elemento finora.
    *[other] Collegato; in ricezione, { $shown } elementi finora.
    }
why-failed = Collegato, ma l’ultimo confronto non è riuscito; si riprova.
why-same = Collegato; entrambi conservano le stesse cose.
why-complete = Collegato; abbiamo tutto ciò che può darci.
why-comparing = Collegato; confronto in corso.
log = Decisioni della rete
log-lead = Ogni ammissione, sospensione o modifica è firmata dai responsabili della rete e resta leggibile da tutti.
log-all = Tutte le decisioni
log-link = Decisioni della rete
log-none = Qui non è ancora arrivata alcuna decisione.
log-version = Versione { $it }
decision-charter = La rete prende il nome «{ $it }».
decision-stewards = { $total ->
     [one] Decide { $shown_total } responsabile della rete.
    *[other] { $shown_total } responsabili della rete, di cui { $shown } decidono insieme.
    }
decision-admit = { $n ->
     [one] Entra nella rete: { $it }.
    *[other] Entrano nella rete: { $it }.
    }
decision-suspend = Sospensione di { $it }: { $other }.
decision-reinstate = Fine della sospensione di { $it }.
decision-remove = { $it } lascia la rete: { $other }.
decision-revoke = Un nodo di { $it } è revocato.
decision-rotate = { $it } riceve una nuova chiave principale.
decision-budget = { $n ->
     [one] { $it } può pubblicare { $shown } registrazione.
    *[other] { $it } può pubblicare { $shown } registrazioni.
    }
decision-withdraw = I responsabili della rete ritirano un documento.
decision-succeed = { $it } subentra a { $other }.
decision-addresses = { $n ->
     [one] Si indica { $shown } indirizzo della rete.
    *[other] Si indicano { $shown } indirizzi della rete.
    }
decision-renews = Il registro è rinnovato.
decision-newer = Una decisione che questa versione del programma non conosce.
decision-signed = { $n ->
     [one] Firmata da { $it }.
    *[other] Firmata da { $it }.
    }

facts = In breve
facts-place = Il luogo
fact-where = Dove
fact-country = Paese
fact-when = Quando
fact-maturity = Maturità
fact-stage = Fase
fact-decision = Prossima decisione
fact-cost = Costo
fact-daily-cost = Costo per persona al giorno
fact-reached = Persone raggiunte
fact-evaluation = Valutazione
fact-help = Aiuto offerto
fact-target = Per chi
fact-solution = Soluzione
fact-areas = Aree
fact-scope = Ambito
fact-population = Dimensione del luogo
fact-urbanisation = Tipo di luogo
fact-market = Mercato della casa
fact-migration = Storia migratoria
fact-foreign = Residenti stranieri
fact-share = Quota di residenti stranieri
fact-support = Sostegno politico
fact-staffing = Personale comunale
fact-policy = Politiche di riferimento
fact-issuer = Emanato da
fact-audience = Destinatari
fact-jurisdiction = Ordinamento
fact-legal-basis = Base giuridica
fact-agreement-type = Tipo
fact-lawyer = Riletto da un legale
fact-items = Domande
fact-training-type = Tipo
fact-level = Livello
fact-mode = Modalità
fact-duration = Durata
fact-group = Gruppo
fact-extras = Inoltre
fact-service-type = Servizio
fact-service = Nome
fact-provider = Offerto da
fact-schedule = Orari
fact-price = Costo
fact-spoken = Lingue parlate
fact-capacity = Capienza
fact-accessibility = Accessibilità
fact-referral = Accesso tramite
fact-precision = Luogo indicato
fact-checked = Ultima verifica
fact-checked-by = Verificato da
certificate-given = Con attestato
train-the-trainer = Forma formatori
group-least = { $n ->
     [one] Almeno { $shown } persona
    *[other] Almeno { $shown } persone
    }
group-most = { $n ->
     [one] Fino a { $shown } persona
    *[other] Fino a { $shown } persone
    }
since = { $precision ->
     [month] Da { $it }
    *[other] { $date ->
         [8] Dall’{ $it }
         [11] Dall’{ $it }
        *[other] Dal { $it }
        }
    }
until = { $precision ->
     [month] Fino a { $it }
    *[other] { $date ->
         [8] Fino all’{ $it }
         [11] Fino all’{ $it }
        *[other] Fino al { $it }
        }
    }
by = { $precision ->
     [month] entro { $it }
    *[other] { $date ->
         [8] entro l’{ $it }
         [11] entro l’{ $it }
        *[other] entro il { $it }
        }
    }
minutes-short = { $shown } min
part-title = Titolo
part-summary = Sintesi
part-introduction = Introduzione
part-recommendations = Raccomandazioni
part-parties = Parti
part-clauses = Clausole
part-items = Domande
part-actors = Chi ha partecipato
part-indicators = Risultati misurati
part-dates = Date principali
part-funding = Da dove vengono i fondi
part-budget = Come sono stati spesi
part-objectives = Obiettivi formativi
part-plan = Scaletta della sessione
part-materials = Materiali necessari
head-party = Parte
head-brings = Contributi e obblighi
head-indicator = Indicatore
head-before = Prima
head-after = Dopo
head-unit = Unità
head-date = Data
head-source = Fonte
head-event = Che cosa è successo
head-source-of-money = Fonte
head-programme = Programma
head-period = Periodo
head-amount = Importo
head-spent-on = Voce di spesa
head-begins = Inizio
head-lasts = Durata
head-activity = Attività
head-method = Metodo
head-materials = Materiali
head-actor = Chi
head-type = Che cos’è
head-role = Ruolo
head-support = Sostegno
head-place = Luogo
note-rationale = Perché
note-actor = Chi
note-precondition = Prima serve
note-note = Nota
note-risk = Rischio
note-checklist = per la lista di controllo
note-help = Significato
note-step = Gradino { $n }
clause-optional = facoltativa
tone-warning = Da sapere prima di cominciare
tone-needed = Senza questo non funziona
plain-summary = In parole semplici ({ $it })
also-in = Anche in:
translation-of = Traduzione di
translation-behind = { $n ->
     [one] indietro di { $shown } revisione
    *[other] indietro di { $shown } revisioni
    }
not-newest = Questa è una revisione precedente.
not-newest-link = Leggi la più recente
stale = Andava rivista { by }. Da allora nessuno ha confermato che sia ancora valida.
fresh = Da rivedere { by }.
fresh-confirmed = Confermata come ancora valida; prossima revisione { by }.
unread-details = Una parte di questo documento è in un formato più nuovo di quello che questa versione del programma conosce. Si mostra ciò che si conosce; aggiorna Vicinia per vedere il resto.
no-legal-advice = Un modello non è una consulenza legale: fallo leggere a chi ne ha la responsabilità prima di firmare.
contents = Indice
work-side = Su questo documento
fit = Perché può fare al caso tuo
fit-sentence = { $total ->
     [0] Questo documento dice troppo poco del suo luogo per confrontarlo con il tuo comune.
     [one] { $n ->
         [0] L’unica condizione nota è diversa da quella del tuo comune.
        *[other] L’unica condizione nota coincide con quella del tuo comune.
        }
    *[other] { $n ->
         [0] Nessuna delle { $shown_total } condizioni note coincide con quelle del tuo comune.
         [one] { $shown } delle { $shown_total } condizioni note coincide con quelle del tuo comune.
        *[other] { $shown } delle { $shown_total } condizioni note coincidono con quelle del tuo comune.
        }
    }
fit-different = { $it } – qui invece: { $other }
fit-unknown = Di’ una volta com’è il tuo comune: ogni documento mostrerà che cosa hanno in comune.
fit-choose = Descrivi il mio comune
fit-change = A confronto con: { $it }. Cambia
provenance = Da dove viene
seal = Firmato da chi lo pubblica, verificato qui
provenance-signed = Firmato dal nodo di { $it }: { $other }.
provenance-checked = Firma e testo sono stati verificati prima di essere conservati qui ({ $it }), e da allora non sono cambiati.
provenance-founder = { $it } ha fondato la rete.
provenance-admitted = Ammissione di { $it }: versione { $shown } del registro.
provenance-own = È stato pubblicato da questo nodo.
provenance-carried = Qui lo porta il nodo di { $it }, che non può modificarlo.
held-proven = { $it } lo conserva; ultima prova { $other }.
held-publisher = { $it } lo ha pubblicato.
held-signed = { $it } ha firmato che lo conserva: { $other }.
held-unknown = Non si sa ancora se { $it } lo conserva.
held-unknown-seen = Non è provato che { $it } lo conservi; ultimo contatto { $other }.
id-work = Documento
id-record = Revisione
id-organisation = Organizzazione
id-node = Nodo
id-signed = Data della firma
id-stored = Conservato qui dal
revisions = { $n ->
     [one] { $shown } revisione
    *[other] { $shown } revisioni
    }
revision-number = Revisione { $shown }
revision-newest = la più recente
revision-live = precedente
revision-held = con data futura
revision-withdrawn = ritirata
revision-barred = non mostrata
changes = Che cosa è cambiato
changes-link = Che cosa è cambiato
changes-between = Dalla revisione { $it } alla revisione { $other }.
changes-none = Titolo, sintesi e testo sono uguali; sono cambiati solo i dettagli.
documents = Allegati
documents-elsewhere = Gli allegati sono elencati con la loro dimensione. Non sono ancora conservati su questo nodo: chiedili a chi ha pubblicato.
links = Documenti e collegamenti
relation-work = un altro documento ({ $it })
cite = Cita
cite-heading = Come citare, e che cosa si può fare
copy = Copia
copied = Copiato
print = Stampa
permanent = Indirizzo permanente, uguale su ogni nodo:
licence-line = Licenza: { $it }.
may-share = si può condividere
may-not-share = non si può condividere
may-translate = si può tradurre
may-not-translate = non si può tradurre
may-adapt = si può adattare
may-not-adapt = non si può adattare
may-sell = uso commerciale permesso
may-not-sell = nessun uso commerciale
must-share-alike = condividi con la stessa licenza
contributors = Con:
similar = Altri simili
stone-withdrawn = Questo documento è stato ritirato
stone-withdrawn-text = Chi lo ha pubblicato, o i responsabili della rete, l’hanno ritirato.
stone-withdrawn-publisher = Chi lo ha pubblicato l’ha ritirato.
stone-withdrawn-stewards = L’hanno ritirato i responsabili della rete.
stone-withdrawn-when = Data del ritiro: { $it }.
stone-withdrawn-reason = Motivo indicato: { $it }.
stone-withdrawn-everywhere = Ogni nodo smette di mostrarlo appena lo viene a sapere.
stone-unreadable = Questo documento non si può ancora mostrare
stone-unreadable-text = La firma è giusta, ma il testo è in un formato che questa versione del programma non conosce. Resta conservato com’è; aggiorna Vicinia per leggerlo.
stone-missing = Questo documento sta arrivando
stone-missing-text = È annunciato e firmato, ma il testo non è ancora arrivato a questo nodo. Viene richiesto a chi lo ha.
stone-held = Questo documento non si mostra ancora
stone-held-text = Porta una data futura.
stone-held-until = Comparirà: { $it }.
stone-barred = Questo documento non è mostrato
stone-barred-text = È conservato, ma le regole della rete non permettono di mostrarlo.
stone-citation = Può ancora essere citato come
stone-instead = Leggi al suo posto:
bar-unknown-organisation = La sua organizzazione non è nel registro.
bar-suspended = La sua organizzazione è sospesa.
bar-removed = La sua organizzazione era stata rimossa prima della pubblicazione.
bar-no-certificate = Nessun certificato del suo nodo è valido.
bar-outside-certificate = È stato firmato prima o dopo la validità del certificato del suo nodo.
bar-revoked = Il suo nodo è stato revocato.
bar-gap = Una registrazione che decide su di esso non è ancora arrivata.
bar-not-yours = Agisce su un documento di un’altra organizzazione.
bar-not-a-revision = Dichiara di rivedere qualcosa che non può rivedere.

shortlist = Raccolta
shortlist-count = { $n ->
     [one] { $shown } documento raccolto
    *[other] { $shown } documenti raccolti
    }
shortlist-most = Spunta da due a quattro documenti e mettili a confronto.
shortlist-empty = Ancora nessun documento raccolto.
shortlist-how = Accanto a ogni documento trovato c’è «Aggiungi alla raccolta». Se ne possono poi confrontare da due a quattro, riga per riga.
shortlist-clear = Svuota la raccolta
shortlist-kept = La raccolta resta solo in questo browser. Nessun altro la vede.
to-shortlist = Alla raccolta
compare = Confronto
compare-button = Confronta
compare-few = Scegli almeno due documenti da confrontare.
compare-pick = Confronta «{ $it }»
compare-without = Togli
town = Il mio comune
town-lead = Ciò che funziona dipende dal luogo. Di’ quello che sai del tuo; lascia il resto.
town-save = Usa questi dati
town-forget = Dimentica
town-kept = Resta nel tuo browser, senza il nome del comune.
town-like = Documenti da comuni come il tuo
town-none = Ancora nessun documento dice abbastanza del suo luogo per un confronto con il tuo.

organisations = Organizzazioni
organisations-count = { $n ->
     [one] { $shown } organizzazione fa parte di questa rete.
    *[other] { $shown } organizzazioni fanno parte di questa rete.
    }
organisations-none = Il registro della rete non è ancora arrivato.
organisation-here = Questo è il suo nodo: tutto ciò che ha pubblicato è qui.
organisation-missing = { $n ->
     [one] { $shown } suo testo non è ancora arrivato qui.
    *[other] { $shown } suoi testi non sono ancora arrivati qui.
    }
organisation-no-node = Al momento non ha un nodo attivo.
organisation-unnamed = un’organizzazione ({ $it })
organisation-founder = Ha fondato la rete.
organisation-admitted = Ammissione da parte dei responsabili della rete: versione { $shown } del registro.
organisation-knows = Che cosa sa
organisation-seeks = Che cosa cerca
organisation-no-works = Non ha ancora pubblicato nulla che si possa leggere qui.
organisation-all = Tutti i suoi documenti nella ricerca
organisation-side = Su questa organizzazione
organisation-complete = Quanto è completa qui
organisation-works-here = Documenti presenti qui: { $shown } su { $shown_total }.
organisation-languages = Lavora in { $it }.
works-count = { $n ->
     [0] Ancora nessun documento
     [one] { $shown } documento
    *[other] { $shown } documenti
    }
member-suspended = sospesa
member-removed = non più membro
steward = responsabile della rete
this-node = questo nodo
unknown-organisation = un’organizzazione sconosciuta
resources = Risorse sociali
resources-lead = Chi offre alloggi, garanzie, mediazione o aiuto legale, dove, e quanto è recente l’informazione.
resources-count = { $n ->
     [one] { $shown } servizio
    *[other] { $shown } servizi
    }
resources-fresh = Solo verificati negli ultimi sei mesi
resources-most = Qui si elencano solo i servizi più recenti: { $shown }. Gli altri si trovano con la ricerca.
resources-none = Nessun servizio corrisponde. Allarga i filtri.
checked-on = Verificato: { $it }
never-checked = Mai verificato
matrix = Che cosa si offre e dove
matrix-lead = Un trattino è un vuoto: nessuno nella rete offre quel servizio in quel luogo, o nessuno l’ha detto.
matrix-gap = nulla di noto
matrix-old = { $n ->
     [one] ({ $shown } da verificare)
    *[other] ({ $shown } da verificare)
    }

about = Informazioni su questo nodo
about-lead = La vicinìa era l’assemblea dei vicini che governavano i beni comuni. Questa è una vicinìa di ciò che funziona per casa e integrazione.
about-node = Stai leggendo sul nodo di { $it }. Ogni organizzazione della rete ne ha uno e conserva la stessa biblioteca.
about-version = Usa la versione { $it } di Vicinia.
about-kept = Che cosa si conserva qui, e che cosa no
about-kept-works = Documenti pubblicati dalle organizzazioni, ciascuno firmato.
about-kept-roster = L’elenco delle organizzazioni e le decisioni che lo riguardano.
about-kept-offices = Contatti di uffici, mai di persone.
about-never-files = Nessun fascicolo personale.
about-never-names = Nessun nome di beneficiari.
about-never-beds = Nessuna assegnazione di posti letto.
about-who = Chi legge qui
about-open = L’amministratore ha aperto questo nodo alla rete dell’ufficio: si mostrano anche i documenti riservati ai membri della rete.
about-closed = Questo nodo mostra ciò che è pubblico. I documenti riservati ai membri della rete qui non si mostrano.
about-privacy = Privacy
about-privacy-text = Nulla di ciò che fai qui esce da questo nodo: niente statistiche, caratteri, mappe o script da altri siti. Le ricerche non si registrano. Nel tuo browser possono restare tre cookie, ciascuno solo perché hai scelto qualcosa:
about-cookie-language = la lingua che hai scelto
about-cookie-shortlist = i documenti che hai raccolto
about-cookie-town = ciò che hai detto del tuo comune, senza il nome
about-accessibility = Accessibilità
about-accessibility-text = Queste pagine mirano alle WCAG 2.2, livello AA, e alla EN 301 549. Funzionano con la sola tastiera, senza script, ingrandite al 400 %, ad alto contrasto e stampate.
about-accessibility-limits = I testi sono scritti da molte organizzazioni, nelle loro lingue e con la loro cura; ciascuno è marcato con la propria lingua per i lettori di schermo. Se qualcosa ti ostacola, dillo all’organizzazione indicata sotto.
about-contact = Questo nodo è gestito da { $it }. Scrivi al suo ufficio per domande sul sito; a chi ha pubblicato un documento per domande su quello.
about-licence = Licenza
about-licence-text = Il programma è software libero con licenza EUPL 1.2. Ogni documento porta la propria licenza.
api = Interfaccia per programmi
api-lead = Ciò che qui leggono le persone possono leggerlo anche i programmi: gli stessi documenti che la riga di comando dà con --json. Le descrizioni sono in inglese.
api-version = Versione { $it }, descritta in
api-needed = necessario

trouble-not-found = Qui non c’è nulla
trouble-not-found-text = L’indirizzo può essere sbagliato, oppure il documento non è su questo nodo, o non è per tutti.
trouble-bad = Questa richiesta non ha senso
trouble-bad-text = Qualcosa nell’indirizzo o nel modulo non è come ci si aspettava.
trouble-foreign = Non da un altro sito
trouble-foreign-text = I moduli si accettano solo dalle pagine di questo nodo. Torna indietro e riprova da qui.
trouble-method = Non in questo modo
trouble-method-text = Questo indirizzo non si usa così.
trouble-too-large = Troppo in una volta
trouble-too-large-text = Ciò che è stato inviato è più grande di quanto ci si aspetti qui.
trouble-busy = Ora chiedono in molti
trouble-busy-text = La risposta ha richiesto troppo tempo. Riprova fra poco.
trouble-indexing = L’indice è in preparazione
trouble-indexing-text = La ricerca riprende appena è pronto. Intanto si possono leggere organizzazioni, risorse e singoli documenti.
trouble-failed = Qui qualcosa non ha funzionato
trouble-failed-text = È annotato nel registro di questo nodo con il numero { $n }. Riprova; se continua, avvisa chi gestisce il nodo.

date-day = { $day ->
     [1] 1º
    *[other] { $day }
    } { $month } { $year }
date-month = { $it } { $other }
date-moment = { $it }, { $other } UTC
ago-now = poco fa
ago-minutes = { $n ->
     [one] { $shown } minuto fa
    *[other] { $shown } minuti fa
    }
ago-hours = { $n ->
     [one] { $shown } ora fa
    *[other] { $shown } ore fa
    }
ago-days = { $n ->
     [one] { $shown } giorno fa
    *[other] { $shown } giorni fa
    }
duration-minutes = { $n ->
     [one] { $shown } minuto
    *[other] { $shown } minuti
    }
duration-hours = { $n ->
     [one] { $shown } ora
    *[other] { $shown } ore
    }
duration-both = { $shown } h { $shown_total } min
