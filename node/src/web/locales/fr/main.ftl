# Le texte des pages.
nav-search = Rechercher
nav-resources = Ressources sociales
nav-organisations = Organisations
nav-network = Réseau
nav-shortlist = Sélection
nav-main = Navigation principale
nav-foot = À propos de ce site
nav-about = À propos de ce nœud
nav-accessibility = Accessibilité
nav-privacy = Vie privée
nav-api = Interface pour programmes
skip = Aller au contenu
language-label = Langue
language-button = Changer
foot-node = Nœud qui sert cette page : { $it }.
foot-never = Aucun dossier individuel, aucun nom de bénéficiaire, aucune attribution de places : seulement ce que les organisations partagent.
to-search = Aller à la recherche
other = autre
any = indifférent
not-said = non précisé
labelled = { $it } :
quoted = « { $it } »
technical = Détails techniques
contact = Contact

search-title = Rechercher
search-title-for = { $it } – recherche
search-heading = Ce qui fonctionne, de voisin à voisin
search-lead = Pratiques, projets pilotes, lignes directrices, formations et accords sur le logement et l’intégration, partagés par des communes et des organisations du tiers secteur de toute l’Europe.
search-label = Rechercher dans la bibliothèque
search-placeholder = garantie locative, accueil en famille, travailleurs saisonniers …
search-placeholder-short = Rechercher dans la bibliothèque
search-button = Rechercher
search-help = Écrivez dans votre langue : les documents rédigés dans d’autres langues sont trouvés aussi. Les « guillemets » cherchent les mots exacts, le signe moins exclut un mot.
completions = Suggestions
start-kinds = Commencer par
start-town = De communes comme la mienne
start-town-text = Ce qu’ont fait des lieux dont la taille, le marché et l’histoire ressemblent aux vôtres.
start-map = Tout sur une carte
start-resources = Qui aide où
start-resources-text = Places d’accueil, garanties, médiation, aide juridique : par lieu et par langue, avec la date de la dernière vérification.
start-newest = Derniers documents
start-empty = Rien n’a encore été publié ni reçu. Les documents apparaissent ici dès que ce nœud les a.
count-all = { $n ->
     [one] { $shown } document
    *[other] { $shown } documents
    }
count-for = { $n ->
     [0] Aucun résultat pour « { $it } »
     [one] { $shown } document pour « { $it } »
    *[other] { $shown } documents pour « { $it } »
    }
count-guess = { $n ->
     [one] { $shown } document pour « { $it } », par supposition
    *[other] { $shown } documents pour « { $it } », par supposition
    }
count-together = Les traductions figurent avec le document qu’elles traduisent.
guess-label = Supposition :
guess = « { $it } » ne donne presque rien : voici les résultats pour « { $other } ».
guess-nothing = « { $it } » ne donne rien : voici les résultats pour « { $other } ».
guess-exact = { $n ->
     [one] Afficher seulement « { $it } » ({ $shown } document)
    *[other] Afficher seulement « { $it } » ({ $shown } documents)
    }
relaxed = Aucun document ne contient tous ces mots. Voici ceux qui en contiennent certains.
partly = Documents avec tous ces mots : { $shown }. Les autres en contiennent certains, ou disent la même chose autrement.
exact-now = La recherche porte uniquement sur ce que vous avez écrit.
exact-undo = Chercher aussi les mots apparentés
chips = Filtres choisis
chip-remove = retirer ce filtre
chips-clear = Retirer tous les filtres
concepts = Mots apparentés, cherchés aussi
concept-also = trouve aussi
concept-narrower = et ce qui est plus précis
concept-off = tel quel
concept-switch = Mots apparentés à « { $it } »
concept-on-button = Activer
concept-off-button = Désactiver
offers = Vouliez-vous en faire un filtre ?
facets = Filtres
to-facets = Filtres
facets-apply = Appliquer les filtres
facet-more = { $n ->
     [one] { $shown } de plus
    *[other] { $shown } de plus
    }
facet-kind = Type
facet-area = Domaine
facet-target = Pour qui
facet-solution = Solution
facet-language = Langue
facet-country = Pays
facet-region = Région
facet-population = Taille du lieu
facet-market = Marché du logement
facet-migration = Histoire migratoire
facet-support = Soutien politique
facet-staffing = Personnel communal
facet-share = Part de résidents étrangers
facet-foreign = Résidents étrangers
facet-urbanisation = Type de lieu
facet-maturity = Maturité
facet-licence = Licence
facet-by = Publié par
facet-documents = Pièces jointes
facet-freshness = Mise à jour
sort-label = Ordre
sort-button = Trier
sort-relevance = Les plus pertinents
sort-newest = Les plus récents
sort-oldest = Les plus anciens
sort-title = Par titre
views = Affichage
view-list = Liste
view-map = Carte
pages = Pages
page-of = Page { $shown } sur { $shown_total }
none = Rien ici ne répond à cette recherche.
none-fewer = Essayez avec moins de mots, ou avec un mot plus général.
none-filters = Retirer tous les filtres et chercher à nouveau
none-language = Écrivez dans la langue que vous connaissez le mieux : les documents rédigés dans d’autres langues sont trouvés aussi.
none-begin = Tout parcourir
feed-link = Suivre par un flux (Atom)
feed-title = Vicinia : derniers documents
feed-title-for = Vicinia : { $it }
export = Emporter la liste :
hit-documents = { $n ->
     [one] { $shown } pièce jointe
    *[other] { $shown } pièces jointes
    }
hit-also = Aussi en :
hit-network = Réservé aux membres
hit-stale = Révision en retard
collect-add = Ajouter à la sélection
collect-remove = Retirer de la sélection
reason-same = { $it } : { $other }
reason-nearly = { $it }, proche : { $other }
reason-population = Taille du lieu
reason-urbanisation = Type de lieu
reason-migration-history = Histoire migratoire
reason-foreign-population = Résidents étrangers
reason-foreign-share = Part de résidents étrangers
reason-housing-market = Marché du logement
reason-country = Pays
reason-region = Région
reason-staffing = Personnel communal
reason-concept = Sujet
reason-solution = Solution
reason-target = Pour qui
opensearch-description = Rechercher dans la bibliothèque : { $it }
map-label = Carte de l’Europe ; la liste de cette page contient les mêmes documents
map-organisations = Carte de l’Europe ; la liste de cette page contient les mêmes organisations
map-resources = Carte de l’Europe ; la liste de cette page contient les mêmes services
map-several = { $n ->
     [one] { $shown } document : { $it }
    *[other] { $shown } documents : { $it }
    }
map-elsewhere = Sans lieu sur la carte
map-first = La carte montre les { $shown } premiers documents sur { $shown_total }.

line-complete = { $n ->
     [one] Tout ce qu’a publié { $shown } organisation sur { $shown_total } est ici.
    *[other] Tout ce qu’ont publié { $shown } organisations sur { $shown_total } est ici.
    }
line-silent = Dernier contact avec { $it } : { $other }.
line-alone = C’est pour l’instant la seule organisation du réseau.
network-more = En savoir plus sur le réseau
network = Réseau
network-connected = Autres nœuds connectés à celui-ci : { $shown } sur { $shown_total }.
network-nobody = Ce nœud n’est connecté à aucun autre en ce moment. La bibliothèque reste ici telle qu’elle est parvenue ; de nouvelles tentatives sont faites vers les autres.
network-works = Documents
network-withdrawn = Documents retirés
network-missing = Textes encore en route
network-organisations = Organisations
network-stewards = Signatures de responsables pour une décision
network-stewards-of = { $shown } sur { $shown_total }
network-expires = Registre valable jusqu’au
network-nodes = Les autres nœuds
network-back = Retour au réseau
seen-last = Dernier contact : { $it }
seen-never = Jamais de contact
complete-unknown = On ne sait pas encore ce qu’il a.
complete-not = { $n ->
     [one] Il a { $shown } enregistrement qui n’est pas arrivé ici.
    *[other] Il a { $shown } enregistrements qui ne sont pas arrivés ici.
    }
there-all = Il a tout ce que nous avons (dernière preuve : { $it }).
there-by-count = D’après son dernier message, il en a autant que nous.
there-behind = { $n ->
     [one] Il lui manque { $shown } de nos enregistrements.
    *[other] Il lui manque { $shown } de nos enregistrements.
    }
lives-heading = Où vit ce contenu ?
lives-lead = Un document vit sur chaque nœud qui le conserve. Voici ce que l’on sait des autres.
why-offline = La partie réseau de ce nœud n’est pas en marche.
why-suspended = Suspension en cours : seuls le registre et les retraits lui sont transmis.
why-removed = Ne fait plus partie du réseau.
why-no-address = On ne lui connaît aucune adresse utilisable.
why-shut-out = { $n ->
     [one] Tenu à l’écart pendant encore { $shown } minute : il a envoyé trop de choses erronées.
    *[other] Tenu à l’écart pendant encore { $shown } minutes : il a envoyé trop de choses erronées.
    }
why-not-yet = Pas encore connecté.
why-again = { $n ->
     [one] Prochaine tentative dans { $shown } seconde.
    *[other] Prochaine tentative dans { $shown } secondes.
    }
why-unreachable = Injoignable.
why-lost = Injoignable depuis le { $it }.
why-name = Son nom n’a pas été trouvé.
why-route = Aucun chemin n’y mène.
why-refused = Son ordinateur répond, mais le programme n’est pas en marche.
why-timeout = Personne n’a répondu à temps.
why-identity = Un autre nœud a répondu à son adresse.
why-handshake = Un interlocuteur qui ne parle pas ce protocole a répondu.
why-unwelcome = Non admis : il est banni, ou sa clé est refusée.
why-limit = Pas de tentative pour l’instant : ce nœud-ci a atteint l’une de ses propres limites.
why-unrecognised = Connecté, mais son registre ne nous connaît pas encore.
why-fetching = { $n ->
     [one] Connecté ; réception en cours, { $shown } élément jusqu’ici.
    *[other] Connecté ; réception en cours, { $shown } éléments jusqu’ici.
    }
why-failed = Connecté, mais la dernière comparaison a échoué ; une nouvelle tentative va suivre.
why-same = Connecté ; les deux conservent la même chose.
why-complete = Connecté ; nous avons tout ce qu’il peut nous donner.
why-comparing = Connecté ; comparaison en cours.
log = Décisions du réseau
log-lead = Chaque admission, suspension ou modification est signée par les responsables du réseau et reste lisible par tous.
log-all = Toutes les décisions
log-link = Décisions du réseau
log-none = Aucune décision n’est encore arrivée ici.
log-version = Version { $it }
decision-charter = Le réseau prend le nom « { $it } ».
decision-stewards = { $total ->
     [one] { $shown_total } responsable du réseau décide.
    *[other] { $shown_total } responsables du réseau ; signatures requises pour décider ensemble : { $shown }.
    }
decision-admit = { $n ->
     [one] Admission : { $it }.
    *[other] Admissions : { $it }.
    }
decision-suspend = Suspension : { $it }. Motif : { $other }.
decision-reinstate = Fin de suspension : { $it }.
decision-remove = Départ du réseau : { $it }. Motif : { $other }.
decision-revoke = Révocation d’un nœud : { $it }.
decision-rotate = Nouvelle clé racine : { $it }.
decision-budget = { $n ->
     [one] { $it } peut publier { $shown } enregistrement.
    *[other] { $it } peut publier { $shown } enregistrements.
    }
decision-withdraw = Un document est retiré par les responsables du réseau.
decision-succeed = { $it } succède à { $other }.
decision-addresses = { $n ->
     [one] { $shown } adresse du réseau est indiquée.
    *[other] { $shown } adresses du réseau sont indiquées.
    }
decision-renews = Le registre est renouvelé.
decision-newer = Une décision que cette version du programme ne connaît pas.
decision-signed = { $n ->
     [one] Signature : { $it }.
    *[other] Signatures : { $it }.
    }

facts = En bref
facts-place = Le lieu
fact-where = Où
fact-country = Pays
fact-when = Quand
fact-maturity = Maturité
fact-stage = Étape
fact-decision = Prochaine décision
fact-cost = Coût
fact-daily-cost = Coût par personne et par jour
fact-reached = Personnes touchées
fact-evaluation = Évaluation
fact-help = Aide proposée
fact-target = Pour qui
fact-solution = Solution
fact-areas = Domaines
fact-scope = Échelle
fact-population = Taille du lieu
fact-urbanisation = Type de lieu
fact-market = Marché du logement
fact-migration = Histoire migratoire
fact-foreign = Résidents étrangers
fact-share = Part de résidents étrangers
fact-support = Soutien politique
fact-staffing = Personnel communal
fact-policy = Politiques de référence
fact-issuer = Émis par
fact-audience = Destiné à
fact-jurisdiction = Droit applicable
fact-legal-basis = Base juridique
fact-agreement-type = Type
fact-lawyer = Relu par un juriste
fact-items = Questions
fact-training-type = Type
fact-level = Niveau
fact-mode = Modalité
fact-duration = Durée
fact-group = Groupe
fact-extras = De plus
fact-service-type = Service
fact-service = Nom
fact-provider = Proposé par
fact-schedule = Horaires
fact-price = Tarif
fact-spoken = Langues parlées
fact-capacity = Capacité
fact-accessibility = Accessibilité
fact-referral = Accès par
fact-precision = Lieu indiqué
fact-checked = Dernière vérification
fact-checked-by = Vérifié par
certificate-given = Avec attestation
train-the-trainer = Forme des formateurs
group-least = { $n ->
     [one] Au moins { $shown } personne
    *[other] Au moins { $shown } personnes
    }
group-most = { $n ->
     [one] Jusqu’à { $shown } personne
    *[other] Jusqu’à { $shown } personnes
    }
since = { $precision ->
     [day] Depuis le { $it }
    *[other] Depuis { $it }
    }
until = { $precision ->
     [day] Jusqu’au { $it }
    *[other] Jusqu’en { $it }
    }
by = { $precision ->
     [day] au plus tard le { $it }
    *[other] au plus tard en { $it }
    }
minutes-short = { $shown } min
part-title = Titre
part-summary = Résumé
part-introduction = Introduction
part-recommendations = Recommandations
part-parties = Parties
part-clauses = Clauses
part-items = Questions
part-actors = Qui a participé
part-indicators = Résultats mesurés
part-dates = Dates clés
part-funding = D’où est venu l’argent
part-budget = À quoi il a servi
part-objectives = Objectifs pédagogiques
part-plan = Déroulé de la séance
part-materials = Matériel nécessaire
head-party = Partie
head-brings = Apporte ou doit
head-indicator = Indicateur
head-before = Avant
head-after = Après
head-unit = Unité
head-date = Date
head-source = Source
head-event = Ce qui s’est passé
head-source-of-money = Source
head-programme = Programme
head-period = Période
head-amount = Montant
head-spent-on = Poste de dépense
head-begins = Début
head-lasts = Durée
head-activity = Activité
head-method = Méthode
head-materials = Matériel
head-actor = Qui
head-type = Nature
head-role = Rôle
head-support = Soutien
head-place = Lieu
note-rationale = Pourquoi
note-actor = Qui
note-precondition = À réunir d’abord
note-note = Note
note-risk = Risque
note-checklist = pour la liste de contrôle
note-help = Signification
note-step = Degré { $n }
clause-optional = facultative
tone-warning = À savoir avant de commencer
tone-needed = Sans cela, rien ne fonctionne
plain-summary = En mots simples ({ $it })
also-in = Aussi en :
translation-of = Traduction de
translation-behind = { $n ->
     [one] en retard de { $shown } révision
    *[other] en retard de { $shown } révisions
    }
not-newest = Ceci est une révision antérieure.
not-newest-link = Lire la plus récente
stale = La révision était attendue { by }. Depuis, personne n’a confirmé que ce contenu reste valable.
fresh = À réviser { by }.
fresh-confirmed = Confirmé comme toujours valable ; prochaine révision { by }.
unread-details = Une partie de ce document est dans un format plus récent que ceux que connaît cette version du programme. Ce qu’elle connaît est affiché ; mettez Vicinia à jour pour voir le reste.
no-legal-advice = Un modèle n’est pas un conseil juridique : avant de signer, faites-le lire par la personne compétente.
contents = Sommaire
work-side = À propos de ce document
fit = Pourquoi il peut vous convenir
fit-sentence = { $total ->
     [0] Ce document en dit trop peu sur son lieu pour le comparer à votre commune.
    *[other] Points connus en commun avec votre commune : { $shown } sur { $shown_total }.
    }
fit-different = { $it }, différence : { $other }
fit-unknown = Décrivez une fois votre commune : chaque document montrera ce qu’il a en commun avec elle.
fit-choose = Décrire ma commune
fit-change = Comparaison avec : { $it }. Modifier
provenance = D’où il vient
seal = Signé par l’organisation qui le publie, vérifié ici
provenance-signed = Nœud signataire : { $it }, le { $other }.
provenance-checked = La signature et le texte ont été vérifiés avant leur conservation ici, le { $it }, et n’ont pas changé depuis.
provenance-founder = { $it } a fondé le réseau.
provenance-admitted = Les responsables du réseau ont admis { $it } dans la version { $shown } du registre.
provenance-own = Il a été publié depuis ce nœud.
provenance-carried = Il est relayé ici par le nœud suivant, qui ne peut pas le modifier : { $it }.
held-proven = { $it } le conserve ; dernière preuve : { $other }.
held-publisher = { $it } l’a publié.
held-signed = { $it } a signé qu’il le conserve : { $other }.
held-unknown = { $it } : on ne sait pas encore si le document y est conservé.
held-unknown-seen = { $it } : rien ne prouve que le document y est conservé ; dernier contact : { $other }.
id-work = Document
id-record = Révision
id-organisation = Organisation
id-node = Nœud
id-signed = Date de la signature
id-stored = Conservé ici depuis
revisions = { $n ->
     [one] { $shown } révision
    *[other] { $shown } révisions
    }
revision-number = Révision { $shown }
revision-newest = la plus récente
revision-live = antérieure
revision-held = datée du futur
revision-withdrawn = retirée
revision-barred = non affichée
changes = Ce qui a changé
changes-link = Ce qui a changé
changes-between = De la révision { $it } à la révision { $other }.
changes-none = Le titre, le résumé et le texte sont identiques ; seuls des détails ont changé.
documents = Pièces jointes
documents-elsewhere = Les pièces jointes sont indiquées avec leur taille. Elles ne sont pas encore conservées sur ce nœud : demandez-les à l’organisation qui a publié le document.
links = Documents apparentés et liens
relation-work = un autre document ({ $it })
cite = Citer
cite-heading = Comment citer, et ce que vous pouvez faire
copy = Copier
copied = Copié
print = Imprimer
permanent = Adresse permanente, la même sur chaque nœud :
licence-line = Licence : { $it }.
may-share = partage autorisé
may-not-share = partage non autorisé
may-translate = traduction autorisée
may-not-translate = traduction non autorisée
may-adapt = adaptation autorisée
may-not-adapt = adaptation non autorisée
may-sell = usage commercial autorisé
may-not-sell = pas d’usage commercial
must-share-alike = partage sous la même licence
contributors = Avec :
similar = Documents semblables
stone-withdrawn = Ce document a été retiré
stone-withdrawn-text = L’organisation qui l’a publié, ou les responsables du réseau, l’ont retiré.
stone-withdrawn-publisher = L’organisation qui l’a publié l’a retiré.
stone-withdrawn-stewards = Les responsables du réseau l’ont retiré.
stone-withdrawn-when = Retiré le { $it }.
stone-withdrawn-reason = Motif indiqué : { $it }.
stone-withdrawn-everywhere = Chaque nœud cesse de l’afficher dès qu’il l’apprend.
stone-unreadable = Ce document ne peut pas encore être affiché
stone-unreadable-text = Sa signature est correcte, mais son texte est dans un format que cette version du programme ne connaît pas. Il est conservé tel quel ; mettez Vicinia à jour pour le lire.
stone-missing = Ce document est en route
stone-missing-text = Il est annoncé et signé, mais son texte n’est pas encore arrivé sur ce nœud. Il est demandé à ceux qui l’ont.
stone-held = Ce document n’est pas encore affiché
stone-held-text = Il porte une date future.
stone-held-until = Il paraîtra le { $it }.
stone-barred = Ce document n’est pas affiché
stone-barred-text = Il est conservé, mais les règles du réseau ne permettent pas de l’afficher.
stone-citation = Il peut encore être cité ainsi :
stone-instead = À lire à la place :
bar-unknown-organisation = Son organisation ne figure pas dans le registre.
bar-suspended = Son organisation est suspendue.
bar-removed = Son organisation avait été exclue avant la publication.
bar-no-certificate = Aucun certificat de son nœud n’est valable.
bar-outside-certificate = Il a été signé avant ou après la période de validité du certificat de son nœud.
bar-revoked = Son nœud a été révoqué.
bar-gap = Un enregistrement qui décide de son sort n’est pas encore arrivé.
bar-not-yours = Il agit sur un document d’une autre organisation.
bar-not-a-revision = Il prétend réviser ce qu’il ne peut pas réviser.

shortlist = Sélection
shortlist-count = { $n ->
     [one] { $shown } document retenu
    *[other] { $shown } documents retenus
    }
shortlist-most = Cochez de deux à quatre documents et comparez-les côte à côte.
shortlist-empty = Aucun document retenu pour l’instant.
shortlist-how = « Ajouter à la sélection » se trouve à côté de chaque document trouvé. Vous pouvez ensuite en comparer de deux à quatre, ligne par ligne.
shortlist-clear = Vider la sélection
shortlist-kept = La sélection n’est conservée que dans ce navigateur. Personne d’autre ne la voit.
to-shortlist = Vers la sélection
compare = Comparaison
compare-button = Comparer
compare-few = Choisissez au moins deux documents à comparer.
compare-pick = Comparer « { $it } »
compare-without = Retirer
town = Ma commune
town-lead = Ce qui convient dépend du lieu. Dites ce que vous savez du vôtre ; laissez le reste.
town-save = Utiliser ces indications
town-forget = Les oublier
town-kept = Ces indications restent dans votre navigateur, sans le nom de la commune.
town-like = Documents de communes comme la vôtre
town-none = Aucun document n’en dit encore assez sur son lieu pour une comparaison avec le vôtre.

organisations = Organisations
organisations-count = { $n ->
     [one] { $shown } organisation fait partie de ce réseau.
    *[other] { $shown } organisations font partie de ce réseau.
    }
organisations-none = Le registre du réseau n’est pas encore arrivé.
organisation-here = Ce nœud est le sien : tout ce qu’elle a publié est ici.
organisation-missing = { $n ->
     [one] { $shown } de ses textes n’est pas encore arrivé ici.
    *[other] { $shown } de ses textes ne sont pas encore arrivés ici.
    }
organisation-no-node = Elle n’a pas de nœud en marche en ce moment.
organisation-unnamed = une organisation ({ $it })
organisation-founder = Elle a fondé le réseau.
organisation-admitted = Admise par les responsables du réseau dans la version { $shown } du registre.
organisation-knows = Ce qu’elle sait
organisation-seeks = Ce qu’elle cherche
organisation-no-works = Elle n’a encore rien publié qui puisse être lu ici.
organisation-all = Tous ses documents dans la recherche
organisation-side = À propos de cette organisation
organisation-complete = Ce que nous avons d’elle ici
organisation-works-here = Documents présents ici : { $shown } sur { $shown_total }.
organisation-languages = Langues de travail : { $it }.
works-count = { $n ->
     [0] Aucun document pour l’instant
     [one] { $shown } document
    *[other] { $shown } documents
    }
member-suspended = suspendue
member-removed = ne fait plus partie du réseau
steward = responsable du réseau
this-node = ce nœud
unknown-organisation = une organisation inconnue
resources = Ressources sociales
resources-lead = Qui propose un hébergement, une garantie, une médiation ou une aide juridique, où, et de quand date l’information.
resources-count = { $n ->
     [one] { $shown } service
    *[other] { $shown } services
    }
resources-fresh = Seulement ceux vérifiés depuis moins de six mois
resources-most = Seuls les services les plus récents figurent ici : { $shown }. La recherche trouve les autres.
resources-none = Aucun service ne correspond. Élargissez les filtres.
checked-on = Vérification : { $it }
never-checked = Jamais vérifié
matrix = Ce qui est proposé, et où
matrix-lead = Un tiret marque un manque : personne dans le réseau ne propose ce service à cet endroit, ou personne ne l’a dit.
matrix-gap = rien de connu
matrix-old = { $n ->
     [one] ({ $shown } non vérifié récemment)
    *[other] ({ $shown } non vérifiés récemment)
    }

about = À propos de ce nœud
about-lead = La vicinìa était l’assemblée des voisins qui géraient leurs biens communs. En voici une pour ce qui fonctionne en matière de logement et d’intégration.
about-node = Vous lisez ces pages sur le nœud de l’organisation suivante : { $it }. Chaque organisation du réseau a le sien et conserve la même bibliothèque.
about-version = Il fonctionne avec la version { $it } de Vicinia.
about-kept = Ce qui est conservé ici, et ce qui ne l’est pas
about-kept-works = Les documents que les organisations publient, chacun signé.
about-kept-roster = La liste des organisations et les décisions qui la concernent.
about-kept-offices = Des contacts de services, jamais de personnes.
about-never-files = Aucun dossier individuel.
about-never-names = Aucun nom de bénéficiaire.
about-never-beds = Aucune attribution de places d’hébergement.
about-who = Qui lit ici
about-open = L’administrateur a ouvert ce nœud au réseau interne de ses bureaux : les documents destinés aux membres du réseau sont affichés aussi.
about-closed = Ce nœud affiche ce qui est public. Les documents réservés aux membres du réseau n’y sont pas affichés.
about-privacy = Vie privée
about-privacy-text = Rien de ce que vous faites ici ne quitte ce nœud : pas de mesure d’audience, pas de polices, de cartes ni de scripts venus d’ailleurs. Les recherches ne sont pas enregistrées. Trois cookies peuvent être conservés dans votre navigateur, chacun seulement parce que vous avez choisi quelque chose :
about-cookie-language = la langue que vous avez choisie
about-cookie-shortlist = les documents que vous avez retenus
about-cookie-town = ce que vous avez dit de votre commune, sans son nom
about-accessibility = Accessibilité
about-accessibility-text = Ces pages visent la conformité aux WCAG 2.2, niveau AA, et à la norme EN 301 549. Elles fonctionnent avec le clavier seul, sans scripts, agrandies à 400 %, en contraste élevé et imprimées.
about-accessibility-limits = Les textes sont écrits par de nombreuses organisations, dans leurs langues et avec leur soin ; chacun est signalé dans sa propre langue aux lecteurs d’écran. Si quelque chose vous empêche d’accéder au site, dites-le à l’organisation indiquée ci-dessous.
about-contact = Organisation qui gère ce nœud : { $it }. Écrivez à ses services pour toute question sur ce site ; pour une question sur un document, à l’organisation qui l’a publié.
about-licence = Licence
about-licence-text = Le programme est un logiciel libre sous licence EUPL 1.2. Chaque document porte sa propre licence.
api = Interface pour programmes
api-lead = Ce que les personnes lisent ici, les programmes peuvent le lire aussi : les mêmes documents que ceux que donne la ligne de commande avec --json. Les descriptions sont en anglais.
api-version = Version { $it }, décrite dans
api-needed = obligatoire

trouble-not-found = Il n’y a rien ici
trouble-not-found-text = L’adresse est peut-être mal saisie, ou le document n’est pas sur ce nœud, ou il n’est pas destiné à tous.
trouble-bad = Cette demande n’a pas de sens ici
trouble-bad-text = Quelque chose dans l’adresse ou le formulaire n’est pas ce qui était attendu.
trouble-foreign = Pas depuis un autre site
trouble-foreign-text = Les formulaires ne sont acceptés que depuis les pages de ce nœud. Revenez en arrière et réessayez à partir d’ici.
trouble-method = Pas de cette façon
trouble-method-text = Cette adresse ne s’utilise pas ainsi.
trouble-too-large = Trop à la fois
trouble-too-large-text = Ce qui a été envoyé dépasse tout ce qui est attendu ici.
trouble-busy = Beaucoup de demandes en ce moment
trouble-busy-text = La réponse a pris trop de temps. Réessayez dans un instant.
trouble-indexing = L’index est en préparation
trouble-indexing-text = La recherche fonctionnera de nouveau dès qu’il sera prêt. En attendant, vous pouvez lire les organisations, les ressources et chaque document.
trouble-failed = Quelque chose a échoué ici
trouble-failed-text = L’incident est noté dans le journal de ce nœud sous le numéro { $n }. Réessayez ; si cela persiste, prévenez l’organisation qui gère ce nœud.

date-day = { $day ->
     [1] 1er
    *[other] { $day }
    } { $month } { $year }
date-month = { $it } { $other }
date-moment = { $it } à { $other } UTC
ago-now = à l’instant
ago-minutes = { $n ->
     [one] il y a { $shown } minute
    *[other] il y a { $shown } minutes
    }
ago-hours = { $n ->
     [one] il y a { $shown } heure
    *[other] il y a { $shown } heures
    }
ago-days = { $n ->
     [one] il y a { $shown } jour
    *[other] il y a { $shown } jours
    }
duration-minutes = { $n ->
     [one] { $shown } minute
    *[other] { $shown } minutes
    }
duration-hours = { $n ->
     [one] { $shown } heure
    *[other] { $shown } heures
    }
duration-both = { $shown } h { $shown_total } min
