//! What a section is about, by its heading.
//!
//! Owns: the headings that authors use, in the languages of the network, one row a role. Refuses to know
//! texts. One table serves all languages: no heading means different things in two of them (a test keeps
//! that so), and authors mix languages.

use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The role of a section whose heading says nothing: code of [`protocol::vocabulary::SECTION_ROLE`].
pub(super) const TEXT: u16 = 1;

/// The role that a heading gives its section.
pub(super) fn role(heading: &str) -> u16 {
    let folded = folded(heading);
    ROLES.get(unnumbered(&folded)).copied().unwrap_or(TEXT)
}

/// Whether two headings say the same.
pub(super) fn same(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

/// Letters and digits without case and accents, words with one space between them.
fn folded(heading: &str) -> String {
    let mut folded = String::with_capacity(heading.len());
    for letter in heading.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
        // The final form of a Greek letter is the same letter; the Polish one does not come apart.
        match letter {
            'ς' => folded.push('σ'),
            'ł' => folded.push('l'),
            _ if letter.is_alphanumeric() => folded.push(letter),
            _ if !folded.ends_with(' ') && !folded.is_empty() => folded.push(' '),
            _ => {}
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// `1`, `2 3` and the like in front of a heading.
fn unnumbered(folded: &str) -> &str {
    let words = folded.trim_start_matches(|letter: char| letter.is_numeric() || letter == ' ');
    if words.is_empty() { folded } else { words }
}

static ROLES: LazyLock<HashMap<String, u16>> = LazyLock::new(|| {
    let pairs = HEADINGS.iter().flat_map(|(role, headings)| headings.iter().map(|it| (folded(it), *role)));
    pairs.collect()
});

/// One row a role (code of [`protocol::vocabulary::SECTION_ROLE`]), one line a language: en it fr de es el pl sl,
/// and Arabic for what a reader must not miss.
#[rustfmt::skip]
const HEADINGS: &[(u16, &[&str])] = &[
    (2, &[
        "Problem", "The problem", "Need", "Needs", "Challenge", "The challenge", "Issue", "Starting point",
        "Background", "Context", "Initial situation", "Situation before", "Why",
        "Problema", "Il problema", "Bisogno", "Bisogni", "Il bisogno", "Sfida", "La sfida",
        "Situazione di partenza", "Contesto", "Contesto e problema", "Perché",
        "Problème", "Le problème", "Besoin", "Besoins", "Défi", "Le défi", "Situation de départ", "Contexte",
        "Contexte et problème",
        "Das Problem", "Bedarf", "Herausforderung", "Ausgangslage", "Hintergrund", "Problemlage",
        "El problema", "Necesidad", "Necesidades", "Reto", "El reto", "Situación de partida", "Contexto",
        "Πρόβλημα", "Το πρόβλημα", "Ανάγκη", "Ανάγκες", "Πρόκληση", "Αρχική κατάσταση", "Πλαίσιο",
        "Potrzeba", "Potrzeby", "Wyzwanie", "Sytuacja wyjściowa", "Kontekst", "Tło",
        "Težava", "Izziv", "Potreba", "Potrebe", "Izhodišče", "Izhodiščno stanje", "Ozadje",
        "Kontekst in težava",
    ]),
    (3, &[
        "What was done", "What we did", "Activities", "Actions", "Solution", "The solution",
        "Implementation", "Description", "Steps", "How it works", "How it worked", "The practice",
        "Cosa è stato fatto", "Che cosa è stato fatto", "Cosa abbiamo fatto", "Che cosa abbiamo fatto",
        "Attività", "Azioni", "Soluzione", "La soluzione", "Attuazione", "Descrizione", "Come funziona",
        "Ce qui a été fait", "Ce que nous avons fait", "Activités", "La solution", "Mise en œuvre",
        "Mise en oeuvre", "Description de la pratique", "Comment ça marche",
        "Was getan wurde", "Was gemacht wurde", "Was wir getan haben", "Maßnahmen", "Aktivitäten", "Lösung",
        "Die Lösung", "Umsetzung", "Beschreibung", "So funktioniert es",
        "Qué se hizo", "Lo que se hizo", "Qué hicimos", "Actividades", "Acciones", "Solución", "La solución",
        "Ejecución", "Descripción", "Cómo funciona",
        "Τι έγινε", "Τι κάναμε", "Δράσεις", "Ενέργειες", "Δραστηριότητες", "Λύση", "Η λύση", "Υλοποίηση",
        "Εφαρμογή", "Περιγραφή", "Πώς λειτουργεί",
        "Co zrobiono", "Co zrobiliśmy", "Działania", "Rozwiązanie", "Realizacja", "Wdrożenie", "Opis",
        "Jak to działa",
        "Kaj je bilo narejeno", "Kaj je bilo storjeno", "Kaj smo naredili", "Kaj smo storili", "Dejavnosti",
        "Aktivnosti", "Ukrepi", "Rešitev", "Izvedba", "Opis prakse", "Kako deluje",
    ]),
    (4, &[
        "Results", "The results", "Outcomes", "Impact", "Effects", "Achievements", "Results so far",
        "Evidence of success",
        "Risultati", "I risultati", "Esiti", "Impatto", "Effetti", "Risultati finora", "Primi risultati",
        "Résultats", "Les résultats", "Effets", "Résultats à ce jour", "Premiers résultats",
        "Ergebnisse", "Die Ergebnisse", "Ergebnis", "Wirkung", "Wirkungen", "Bisherige Ergebnisse",
        "Erste Ergebnisse",
        "Resultados", "Los resultados", "Impacto", "Efectos", "Primeros resultados",
        "Αποτελέσματα", "Τα αποτελέσματα", "Αντίκτυπος", "Πρώτα αποτελέσματα",
        "Rezultaty", "Wyniki", "Efekty", "Skutki", "Pierwsze rezultaty",
        "Rezultati", "Učinki", "Izidi", "Prvi rezultati", "Dosedanji rezultati",
    ]),
    (5, &[
        "What did not work", "What didn't work", "What went wrong", "Difficulties", "Mistakes", "Obstacles",
        "Failures", "Lessons learned", "Lessons learnt", "Challenges met",
        "Che cosa non ha funzionato", "Cosa non ha funzionato", "Difficoltà", "Errori", "Ostacoli",
        "Criticità", "Lezioni apprese",
        "Ce qui n'a pas marché", "Ce qui n'a pas fonctionné", "Difficultés", "Erreurs",
        "Obstacles rencontrés", "Leçons apprises", "Enseignements",
        "Was nicht funktioniert hat", "Was nicht funktionierte", "Was nicht geklappt hat", "Schwierigkeiten",
        "Fehler", "Hindernisse", "Lehren",
        "Qué no funcionó", "Lo que no funcionó", "Dificultades", "Errores", "Obstáculos",
        "Lecciones aprendidas",
        "Τι δεν πέτυχε", "Τι δεν λειτούργησε", "Τι δεν δούλεψε", "Δυσκολίες", "Λάθη", "Εμπόδια", "Διδάγματα",
        "Co się nie udało", "Co nie zadziałało", "Trudności", "Błędy", "Przeszkody", "Wnioski",
        "Kaj ni delovalo", "Kaj ni uspelo", "Kaj se ni obneslo", "Težave", "Napake", "Ovire",
        "Pridobljene izkušnje",
        "ما لم ينجح", "ما الذي لم ينجح", "ما لم يعمل", "ما لم يسر كما يجب", "الصعوبات", "صعوبات", "العقبات",
        "الأخطاء", "الدروس المستفادة",
    ]),
    (6, &[
        "Preconditions", "Prerequisites", "Conditions", "What you need first", "What must be in place",
        "Will not work without", "Requirements",
        "Precondizioni", "Prerequisiti", "Condizioni", "Condizioni necessarie", "Che cosa serve prima",
        "Requisiti preliminari",
        "Préalables", "Conditions préalables", "Prérequis", "Conditions nécessaires", "Conditions de départ",
        "Voraussetzungen", "Vorbedingungen", "Bedingungen",
        "Condiciones previas", "Requisitos previos", "Condiciones", "Condiciones necesarias",
        "Προϋποθέσεις", "Απαραίτητες προϋποθέσεις",
        "Warunki wstępne", "Warunki", "Warunki konieczne",
        "Predpogoji", "Pogoji", "Predhodni pogoji", "Potrebni pogoji",
    ]),
    (7, &[
        "Objectives", "Objective", "Goals", "Aims", "Learning objectives",
        "Obiettivi", "Obiettivo", "Finalità e obiettivi", "Obiettivi formativi",
        "Objectifs", "Objectif", "Buts", "Objectifs pédagogiques",
        "Ziele", "Ziel", "Zielsetzung", "Lernziele",
        "Objetivos", "Objetivo", "Metas",
        "Στόχοι", "Στόχος", "Μαθησιακοί στόχοι",
        "Cele", "Cel", "Cele szkolenia",
        "Cilji", "Cilj", "Učni cilji",
    ]),
    (8, &[
        "Participation", "Who took part", "Involvement", "Co-design", "Participation of residents",
        "Partecipazione", "Coinvolgimento", "Coprogettazione", "Co-progettazione", "Chi ha partecipato",
        "La participation", "Implication", "Co-conception", "Qui a participé",
        "Beteiligung", "Mitwirkung", "Teilhabe", "Partizipation",
        "Participación", "Implicación", "Codiseño",
        "Συμμετοχή", "Η συμμετοχή", "Συνσχεδιασμός",
        "Uczestnictwo", "Partycypacja", "Udział mieszkańców", "Współtworzenie",
        "Sodelovanje", "Udeležba", "Vključevanje", "Sooblikovanje",
    ]),
    (9, &[
        "Governance", "Organisation", "Roles and responsibilities", "Partnership", "Coordination",
        "Who does what",
        "Governance e ruoli", "Organizzazione", "Ruoli e responsabilità", "Partenariato", "Coordinamento",
        "Chi fa che cosa",
        "Gouvernance", "Rôles et responsabilités", "Partenariats", "Qui fait quoi",
        "Steuerung", "Zuständigkeiten", "Koordination", "Partnerschaft", "Wer macht was",
        "Gobernanza", "Organización", "Funciones y responsabilidades", "Coordinación",
        "Διακυβέρνηση", "Οργάνωση", "Ρόλοι και ευθύνες", "Συντονισμός", "Ποιος κάνει τι",
        "Zarządzanie", "Organizacja", "Role i odpowiedzialność", "Koordynacja", "Partnerstwo",
        "Upravljanje", "Vodenje", "Vloge in odgovornosti", "Usklajevanje", "Partnerstvo in vodenje",
    ]),
    (10, &[
        "Resources", "Costs", "Resources and costs", "Staff and costs", "Funding", "Budget",
        "Money and people",
        "Risorse", "Costi", "Risorse e costi", "Finanziamento", "Bilancio", "Personale e costi",
        "Ressources", "Moyens", "Coûts", "Ressources et coûts", "Financement", "Moyens et coûts",
        "Ressourcen", "Mittel", "Kosten", "Ressourcen und Kosten", "Finanzierung", "Personal und Kosten",
        "Recursos", "Costes", "Recursos y costes", "Financiación", "Presupuesto",
        "Πόροι", "Κόστος", "Πόροι και κόστος", "Χρηματοδότηση", "Προϋπολογισμός",
        "Zasoby", "Koszty", "Zasoby i koszty", "Finansowanie", "Budżet",
        "Viri sredstev", "Sredstva", "Stroški", "Viri in stroški", "Financiranje", "Proračun",
    ]),
    (11, &[
        "Evaluation", "How it was evaluated", "Assessment", "Evaluation and evidence",
        "Valutazione", "Come è stata valutata", "La valutazione",
        "L'évaluation",
        "Bewertung", "Evaluierung", "Auswertung",
        "Evaluación", "La evaluación",
        "Αξιολόγηση", "Η αξιολόγηση",
        "Ewaluacja", "Ocena",
        "Vrednotenje", "Evalvacija", "Ocena učinkov",
    ]),
    (12, &[
        "Side effects", "Unintended effects", "Unexpected effects",
        "Effetti collaterali", "Effetti indesiderati", "Effetti inattesi",
        "Effets secondaires", "Effets inattendus", "Effets indésirables",
        "Nebenwirkungen", "Unbeabsichtigte Wirkungen",
        "Efectos secundarios", "Efectos no deseados",
        "Παρενέργειες", "Απρόβλεπτες συνέπειες", "Παράπλευρες συνέπειες",
        "Skutki uboczne", "Nieoczekiwane skutki",
        "Stranski učinki", "Nepričakovani učinki",
    ]),
    (13, &[
        "Success factors", "What helped", "Why it worked", "Key success factors", "What made it work",
        "Fattori di successo", "Che cosa ha aiutato", "Perché ha funzionato",
        "Facteurs de succès", "Facteurs de réussite", "Ce qui a aidé", "Clés de réussite",
        "Erfolgsfaktoren", "Was geholfen hat",
        "Factores de éxito", "Lo que ayudó", "Claves del éxito",
        "Παράγοντες επιτυχίας", "Τι βοήθησε",
        "Czynniki sukcesu", "Co pomogło",
        "Dejavniki uspeha", "Kaj je pomagalo",
    ]),
    (14, &[
        "Sustainability", "What happens afterwards", "Continuity", "After the project",
        "Sostenibilità", "Continuità", "Dopo il progetto",
        "Durabilité", "Pérennité", "Continuité", "Après le projet",
        "Nachhaltigkeit", "Verstetigung", "Fortführung",
        "Sostenibilidad", "Continuidad",
        "Βιωσιμότητα", "Συνέχεια",
        "Trwałość", "Zrównoważenie", "Ciągłość",
        "Trajnost", "Trajnostnost", "Nadaljevanje",
    ]),
    (15, &[
        "Ethics", "Ethics and safety", "Safety and ethics", "Safeguards", "Ethics and protection",
        "Protection",
        "Etica", "Etica e sicurezza", "Tutele", "Etica e tutela",
        "Éthique", "Éthique et sécurité", "Garanties",
        "Ethik", "Ethik und Schutz", "Ethik und Sicherheit",
        "Ética y seguridad", "Salvaguardas",
        "Δεοντολογία", "Ηθική", "Δεοντολογία και ασφάλεια", "Ηθική και ασφάλεια",
        "Etyka", "Etyka i bezpieczeństwo",
        "Etika", "Etika in varnost", "Etika in zaščita",
    ]),
    (16, &[
        "Transferability", "Transfer", "Can it be done elsewhere", "How to adapt it",
        "For those who want to do it too", "Adapting it elsewhere",
        "Trasferibilità", "Replicabilità", "Come adattarla", "Come replicarla", "Si può fare altrove",
        "Transférabilité", "Transposabilité", "Comment l'adapter", "Reproductibilité",
        "Übertragbarkeit", "Übertragung",
        "Transferibilidad", "Replicabilidad", "Cómo adaptarla",
        "Μεταφερσιμότητα", "Δυνατότητα μεταφοράς", "Πώς προσαρμόζεται",
        "Możliwość przeniesienia", "Przenaszalność", "Możliwość zastosowania gdzie indziej",
        "Prenosljivost", "Možnost prenosa",
    ]),
    (17, &[
        "Users' opinion", "What residents say", "What people say", "What users say",
        "The opinion of the people concerned", "Voices", "Residents' opinion",
        "Il parere di chi ci abita", "Il parere degli utenti", "L'opinione degli utenti",
        "Che cosa dicono gli abitanti", "Il parere delle persone coinvolte", "Le voci",
        "Il parere di chi partecipa",
        "L'avis des usagers", "L'avis des habitants", "Ce que disent les habitants",
        "L'avis des personnes concernées", "L'avis des personnes logées",
        "Was die Bewohner sagen", "Was Bewohner sagen", "Meinung der Beteiligten", "Was die Menschen sagen",
        "Stimmen",
        "La opinión de los usuarios", "Qué dicen los residentes", "La opinión de las personas",
        "Η γνώμη των χρηστών", "Τι λένε οι κάτοικοι", "Η γνώμη των ενοίκων", "Η γνώμη των ανθρώπων",
        "Τι λένε οι ένοικοι",
        "Opinie użytkowników", "Co mówią mieszkańcy", "Głosy mieszkańców",
        "Mnenje uporabnikov", "Kaj pravijo stanovalci", "Mnenje stanovalcev", "Mnenje stanovalk", "Kaj pravijo uporabniki",
        "Kaj pravijo prebivalci",
    ]),
    (18, &[
        "Hypothesis", "The hypothesis", "What we want to find out", "Assumption",
        "Ipotesi", "L'ipotesi", "Che cosa vogliamo verificare",
        "Hypothèse", "L'hypothèse",
        "Annahme",
        "Hipótesis", "La hipótesis",
        "Υπόθεση", "Η υπόθεση", "Υπόθεση εργασίας",
        "Hipoteza", "Założenie",
        "Domneva", "Predpostavka",
    ]),
    (19, &[
        "Decision criteria", "Go or no-go", "When we continue", "Go no go criteria",
        "Criteri di decisione", "Criteri decisionali", "Quando si continua",
        "Critères de décision", "Critères décisionnels",
        "Entscheidungskriterien", "Kriterien für die Entscheidung",
        "Criterios de decisión",
        "Κριτήρια απόφασης", "Κριτήρια λήψης απόφασης",
        "Kryteria decyzji", "Kryteria decyzyjne",
        "Merila za odločitev", "Merila odločanja", "Merila za odločanje", "Kriteriji odločanja",
    ]),
    (20, &[
        "Monitoring", "Follow-up of results", "Monitoring plan", "How we measure",
        "Monitoraggio", "Piano di monitoraggio", "Come misuriamo",
        "Suivi", "Plan de suivi",
        "Überwachung", "Begleitung und Messung", "Monitoring und Messung",
        "Seguimiento", "Plan de seguimiento",
        "Παρακολούθηση", "Σχέδιο παρακολούθησης",
        "Monitorowanie", "Plan monitorowania",
        "Spremljanje", "Načrt spremljanja",
    ]),
    (21, &[
        "Purpose", "Scope and purpose", "Premises", "Why this guideline", "What it is for",
        "Purpose and use",
        "Scopo", "Finalità", "A che cosa serve", "Premesse", "Premessa", "Oggetto", "Scopo e uso",
        "Finalité", "But", "Objet", "À quoi cela sert", "Préambule",
        "Zweck", "Wozu", "Gegenstand", "Präambel",
        "Finalidad", "Propósito", "Para qué sirve", "Objeto",
        "Σκοπός", "Αντικείμενο", "Σε τι χρησιμεύει",
        "Przeznaczenie", "Przedmiot", "Do czego służy",
        "Namen", "Čemu služi", "Predmet",
    ]),
    (22, &[
        "Method", "Methods", "Methodology", "How to use it", "How it was made", "Approach",
        "How to fill it in", "How it was written",
        "Metodo", "Metodologia", "Come si usa", "Come usarla", "Come è nato", "Approccio", "Come si compila",
        "Come è stata scritta", "Come sono nate",
        "Méthode", "Méthodologie", "Mode d'emploi", "Approche", "Comment s'en servir",
        "Methodik", "Vorgehen", "Anleitung", "Ansatz",
        "Cómo se usa", "Enfoque",
        "Μέθοδος", "Μεθοδολογία", "Πώς χρησιμοποιείται", "Προσέγγιση", "Πώς συμπληρώνεται",
        "Metoda", "Sposób użycia", "Podejście",
        "Metodologija", "Kako se uporablja", "Pristop", "Kako se izpolni",
    ]),
    (23, &[
        "Glossary", "Terms", "Definitions", "Words used",
        "Glossario", "Definizioni", "Parole usate",
        "Glossaire",
        "Glossar", "Begriffe",
        "Glosario", "Definiciones",
        "Γλωσσάρι", "Ορισμοί", "Γλωσσάριο",
        "Słowniczek", "Definicje", "Pojęcia",
        "Slovarček", "Pojmovnik", "Opredelitve", "Slovar izrazov",
    ]),
    (24, &[
        "Facilitator notes", "Notes for the facilitator", "Trainer notes", "Notes for trainers",
        "For the trainer", "Notes for facilitators", "Facilitator's notes",
        "Note per chi conduce", "Note per il conduttore", "Note per il formatore", "Note per i formatori",
        "Note per la conduzione", "Per chi conduce", "Note per chi facilita", "Note per il facilitatore",
        "Notes pour l'animateur", "Notes pour le formateur", "Notes pour l'animation", "Notes d'animation",
        "Hinweise für die Leitung", "Hinweise für Trainer", "Hinweise für die Kursleitung",
        "Moderationshinweise",
        "Notas para quien facilita", "Notas para el formador", "Notas del facilitador",
        "Σημειώσεις για τον εκπαιδευτή", "Σημειώσεις συντονιστή", "Σημειώσεις για τον συντονιστή",
        "Οδηγίες για τον εκπαιδευτή",
        "Wskazówki dla prowadzących", "Uwagi dla prowadzącego", "Wskazówki dla trenera",
        "Napotki za izvajalca", "Opombe za izvajalca", "Navodila za izvajalca", "Opombe za voditelja",
        "Napotki za voditelja", "Opombe za moderatorja",
    ]),
    (25, &[
        "Follow-up", "Afterwards", "Next steps", "What comes next", "After the course", "After the training",
        "Seguito", "Dopo il corso", "Prossimi passi", "Passi successivi", "Che cosa viene dopo",
        "Dopo la formazione",
        "Suites", "Prochaines étapes", "Après la formation", "Et après",
        "Nachbereitung", "Nächste Schritte", "Wie es weitergeht",
        "Próximos pasos", "Después de la formación", "Después del curso",
        "Επόμενα βήματα", "Μετά την εκπαίδευση", "Συνέχιση",
        "Dalsze kroki", "Po szkoleniu", "Co dalej",
        "Naslednji koraki", "Po usposabljanju", "Nadaljnji koraki",
    ]),
    (26, &[
        "Access", "How to get there", "How to access", "How to reach us", "How to apply", "How to get it",
        "Accesso", "Come si accede", "Come accedere", "Come arrivare", "Come fare domanda",
        "Accès", "Comment accéder", "Comment s'inscrire", "Comment y accéder",
        "Zugang", "So kommen Sie zu uns", "Anmeldung",
        "Acceso", "Cómo acceder", "Cómo llegar",
        "Πρόσβαση", "Πώς να έρθετε", "Πώς θα κάνετε αίτηση",
        "Dostęp", "Jak skorzystać", "Jak dojechać",
        "Dostop", "Kako do storitve", "Kako do nas",
    ]),
    (27, &[
        "Eligibility", "Who can use it", "Who can apply", "For whom", "Who it is for",
        "Requisiti", "Chi può accedere", "A chi si rivolge", "Per chi", "Destinatari",
        "Conditions d'accès", "Qui peut en bénéficier", "Qui peut y accéder", "Pour qui", "Public concerné", "Éligibilité",
        "Berechtigte", "Wer kann teilnehmen", "Für wen", "Zielgruppe",
        "Requisitos", "Quién puede acceder", "Para quién",
        "Δικαιούχοι", "Ποιοι δικαιούνται", "Ποιος μπορεί να απευθυνθεί", "Για ποιους", "Ποιους αφορά",
        "Kto może skorzystać", "Uprawnieni", "Dla kogo",
        "Upravičenci", "Kdo lahko zaprosi", "Za koga", "Komu je namenjeno", "Kdo je upravičen",
    ]),
    (28, &[
        "Sources", "References", "Bibliography", "Further reading", "Literature",
        "Fonti", "Riferimenti", "Bibliografia", "Per saperne di più", "Riferimenti normativi",
        "Les sources", "Bibliographie", "Pour en savoir plus",
        "Quellen", "Literatur", "Weiterführendes", "Verweise",
        "Fuentes", "Referencias", "Para saber más",
        "Πηγές", "Βιβλιογραφία", "Αναφορές", "Παραπομπές",
        "Źródła", "Literatura i źródła", "Odniesienia",
        "Literatura", "Viri", "Viri in literatura", "Reference",
    ]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::vocabulary::SECTION_ROLE;

    #[test]
    fn no_heading_has_two_roles() {
        for (code, headings) in HEADINGS {
            assert!(SECTION_ROLE.key(*code).is_some());
            for heading in *headings {
                assert_eq!(role(heading), *code, "{heading}");
            }
        }
    }

    #[test]
    fn every_key_of_the_vocabulary_is_a_heading() {
        for term in SECTION_ROLE.terms.iter().filter(|term| term.code != TEXT) {
            assert_eq!(role(term.key), term.code, "{}", term.key);
        }
    }

    #[test]
    fn headings_are_found_however_they_are_written() {
        for heading in ["PROBLEMA", "1. Problema:", "2.1 – Problème", "Πρόβλημα", "ΠΡΟΒΛΗΜΑ", "*Težava*"]
        {
            assert_eq!(role(heading), 2, "{heading}");
        }
        assert_eq!(role("Współtworzenie"), 8);
        assert_eq!(role("ΣΤΟΧΟΣ"), 7);
        assert_eq!(role("Weather"), TEXT);
        assert_eq!(role("2021"), TEXT);
        for heading in ["ما لم ينجح", "ما لم ينجح؟", "٢. الأخطاء", "2. الاخطاء", "ما لَمْ يَنْجَحْ"]
        {
            assert_eq!(role(heading), 5, "{heading}");
        }
        assert_eq!(role("?!"), TEXT);
    }
}
