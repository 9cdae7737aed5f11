"""German texts of the demo: short notes as offices write them, without diagnoses."""

#: what a case is about
CONCERNS = (
    "Familie ist aus der Gemeinschaftsunterkunft ausgezogen und braucht Unterstützung "
    "beim Ankommen: Schule, Kita, Jobcenter.",
    "Sucht einen Integrationskurs mit Kinderbetreuung und später Arbeit im erlernten "
    "Beruf.",
    "Wohnungssuche; derzeit beengt in städtischer Anschlussunterbringung.",
    "Möchte den Berufsabschluss anerkennen lassen und arbeiten.",
    "Aufenthaltstitel läuft aus, Pass muss verlängert werden.",
    "Unterlagen und Bescheide sind ungeordnet; Hilfe beim Überblick gewünscht.",
    "Schulanmeldung der Kinder und Kitaplatz, danach eigener Sprachkurs.",
    "Ausbildungssuche zum nächsten Herbst, Deutsch auf dem Weg zu B1.",
    "Übergang vom Sozialamt zum Jobcenter begleiten.",
    "Familiennachzug beantragt; Fragen zum Verfahren und zum Wohnraum.",
)

#: code of topic → notes
NOTES = {
    "language": (
        "Berechtigungsschein liegt vor. Integrationskurs bei der VHS angefragt, "
        "Warteliste bis etwa acht Wochen.",
        "Kurs läuft gut, regelmäßige Teilnahme. Prüfung ist für den Sommer vorgesehen.",
        "Wechsel in den Abendkurs besprochen, weil die Arbeitszeit geändert wurde.",
        "DTZ bestanden. Berufssprachkurs B2 als nächsten Schritt vereinbart.",
        "Einstufungstest vereinbart. Kursträger nimmt Kinderbetreuung auf.",
        "Sprachcafé im Begegnungshaus empfohlen, Zeiten mitgegeben.",
    ),
    "education": (
        "Kitaplatz im Portal vorgemerkt, drei Wunscheinrichtungen eingetragen.",
        "Anmeldung in der Vorbereitungsklasse, Termin mit dem Sekretariat vereinbart.",
        "Elterngespräch in der Schule vorbereitet; Dolmetschen ist angefragt.",
        "Antrag auf Bildung und Teilhabe für Schulmittel und Ausflug ausgefüllt.",
        "Hausaufgabenhilfe im Jugendhaus vorgestellt, Schnuppertermin am Donnerstag.",
    ),
    "work": (
        "Lebenslauf überarbeitet und drei Bewerbungen verschickt.",
        "Anerkennungsberatung (IQ Netzwerk) kontaktiert, Unterlagen zusammengestellt.",
        "Vorstellungsgespräch vorbereitet. Probearbeiten nächste Woche.",
        "Arbeitserlaubnis bei der Ausländerbehörde beantragt, Stellenbeschreibung liegt "
        "bei.",
        "Arbeitsvertrag durchgesehen, Meldung an das Jobcenter geschrieben.",
        "Ausbildungsplätze im Handwerk gesichtet, Praktikum als Einstieg gewünscht.",
    ),
    "housing": (
        "Wohnberechtigungsschein beantragt; Unterlagen sind vollständig.",
        "Wohnungsanzeige besprochen, Bewerbungsmappe zusammengestellt.",
        "Mietvertrag erklärt, Übernahme der Kosten vor der Unterschrift geklärt.",
        "Nebenkostenabrechnung besprochen und an das Jobcenter weitergegeben.",
        "Umzug vorbereitet: Ummeldung, Strom, Antrag auf Erstausstattung.",
        "Mängel an der Heizung der Hausverwaltung schriftlich gemeldet.",
    ),
    "health": (
        "Ablauf bei Krankenkasse und Hausarztpraxis erklärt, Praxisliste mitgegeben.",
        "Befreiung von Zuzahlungen besprochen, Belege werden gesammelt.",
        "Beratungsstelle genannt und Kontakt auf Wunsch hergestellt.",
        "Terminvereinbarung in der Praxis unterstützt.",
    ),
    "residence": (
        "Termin bei der Ausländerbehörde zur Verlängerung gebucht, Liste der Unterlagen "
        "mitgegeben.",
        "Fiktionsbescheinigung liegt vor, Jobcenter und Arbeitgeber wurden informiert.",
        "Passbeschaffung: Termin im Konsulat, Nachweise über Bemühungen werden "
        "gesammelt.",
        "Voraussetzungen der Niederlassungserlaubnis besprochen, es fehlen noch "
        "Rentenmonate.",
        "Antrag auf Familiennachzug: Stand erfragt, Unterlagen nachgereicht.",
        "An die Asylverfahrensberatung vermittelt.",
    ),
    "money": (
        "Weiterbewilligungsantrag ausgefüllt und Nachweise kopiert.",
        "Bescheid erklärt; Frist für Rückfragen im Kalender notiert.",
        "Wohngeldantrag gestellt, Bestätigung folgt mit der Post.",
        "Kindergeld: fehlende Bescheinigung nachgereicht.",
        "Ratenzahlung mit dem Energieversorger vereinbart.",
        "Konto eröffnet, Daueraufträge gemeinsam eingerichtet.",
    ),
    "family": (
        "Betreuungszeiten und Sprachkurs aufeinander abgestimmt.",
        "Elternzeit und Elterngeld erklärt, Antrag wird vorbereitet.",
        "Familienbildungsangebot vorgestellt, Interesse an der Müttergruppe.",
        "Hebammenliste und Anmeldung zur Geburt besprochen.",
    ),
    "participation": (
        "Kontakt zum Sportverein hergestellt, Probetraining am Freitag.",
        "Möchte ehrenamtlich im Repair-Café mitarbeiten; Ansprechperson genannt.",
        "Voraussetzungen der Einbürgerung besprochen, Einbürgerungstest angemeldet.",
        "Sprachpatenschaft gewünscht, an die Ehrenamtskoordination gegeben.",
    ),
    "everyday": (
        "Post durchgesehen und nach Fristen sortiert.",
        "Deutschlandticket und Ermäßigung besprochen.",
        "Haftpflichtversicherung erklärt, Verbraucherzentrale genannt.",
        "Formular der Rundfunkgebührenbefreiung ausgefüllt.",
        "Umschreibung des Führerscheins: Ablauf und Kosten erklärt.",
    ),
}

MISSED = {
    "no_show": (
        "Nicht erschienen, telefonisch nicht erreicht. Neuer Termin per Nachricht "
        "vorgeschlagen.",
        "Nicht erschienen. Erinnerung verschickt.",
    ),
    "excused": (
        "Rechtzeitig abgesagt, neuer Termin vereinbart.",
        "Abgesagt wegen Termin im Sprachkurs, wird nachgeholt.",
    ),
}

ADDENDA = (
    "Nachtrag: Bestätigung des Kursträgers ist eingegangen.",
    "Nachtrag: Unterlagen wurden am Folgetag abgegeben.",
    "Nachtrag: Rückruf der Behörde erhalten, Termin steht.",
)

#: code of closure reason and note; in the order of use
CLOSURES = (
    ("goals_reached", "Arbeitet in Vollzeit, eigene Wohnung, Kinder in der Schule."),
    ("goals_reached", "Sprachprüfung bestanden, Ausbildung begonnen."),
    ("regular_service", "Weitere Beratung bei der Migrationsberatung (MBE)."),
    ("moved", "Umzug in einen anderen Landkreis."),
    ("goals_reached", "Lebt ohne Leistungen, Unterlagen werden selbst geregelt."),
    ("contact_lost", "Seit vier Monaten nicht erreichbar, Briefe kamen zurück."),
    ("regular_service", "Jugendmigrationsdienst übernimmt die Begleitung."),
    ("time_limit", "Höchstdauer erreicht, Abschlussgespräch geführt."),
    ("moved", "Familie ist zu Verwandten gezogen."),
    ("withdrawn", "Keine weitere Beratung gewünscht."),
    ("other_authority", "Übergabe an die neue Wohngemeinde."),
    ("left_country", "Freiwillige Ausreise."),
)

EXTENSION_REASON = (
    "Begründeter Einzelfall: Anerkennung des Berufsabschlusses läuft, Anpassungs"
    "maßnahme endet erst im kommenden Jahr; Fallbesprechung mit der Teamleitung."
)

ACTIVITIES = (
    "Wiedervorlage: Antwort der Ausländerbehörde",
    "Rückruf: Kursträger wegen Kursplatz",
    "Unterlagen für das Jobcenter anfordern",
    "Wiedervorlage: Wohngeldantrag",
    "Schule wegen Anmeldung anrufen",
    "Termin zur Anerkennungsberatung vereinbaren",
    "Bescheid prüfen",
    "Wohnungsangebot nachfragen",
)

PLACES = (
    "Rathaus, Zimmer 112",
    "Rathaus, Zimmer 114",
    "Begegnungshaus, Beratungsraum",
    "Unterkunft Bergheim, Büro",
    "Jobcenter Musterkreis",
)

#: subject, place, topic, days ago, minutes, participants
SESSIONS = (
    (
        "Ankommen in Musterstadt: Behörden und Alltag",
        "Begegnungshaus, Saal",
        "everyday",
        150,
        120,
        9,
    ),
    (
        "Wohnungssuche: Mappe, Besichtigung, Mietvertrag",
        "Rathaus, Sitzungssaal",
        "housing",
        75,
        90,
        8,
    ),
    (
        "Bewerbungswerkstatt",
        "Volkshochschule, Raum 3",
        "work",
        20,
        90,
        7,
    ),
)

HANDOVER_NOTE = (
    "Umzug nach Bergheim, damit Zuständigkeit Team Nord. Wichtig: Weiterbewilligung beim "
    "Jobcenter ist gestellt, Kitaplatz wird zum nächsten Ersten frei. Nächstes Gespräch "
    "gern gemeinsam."
)
HANDOVER_NOTE_DONE = (
    "Übernahme wegen Urdu-/Dari-Kenntnissen im Sprachmittlungspool am Standort "
    "besprochen. Offene Punkte stehen in den letzten beiden Kontakten."
)

#: code of KldB → job titles
JOBS = {
    "11": ("Landwirtschaft", "Gärtnerei"),
    "25": ("Kfz-Mechanik", "Maschinenbedienung"),
    "26": ("Elektroinstallation",),
    "28": ("Schneiderei",),
    "29": ("Bäckerei", "Küche"),
    "32": ("Maurerhandwerk", "Betonbau"),
    "33": ("Malerhandwerk", "Fliesenlegen"),
    "43": ("Softwareentwicklung",),
    "51": ("Lager und Versand",),
    "52": ("Lkw-Fahren", "Taxi"),
    "54": ("Gebäudereinigung",),
    "62": ("Verkauf im Einzelhandel",),
    "63": ("Servicekraft", "Hotelfach"),
    "72": ("Buchhaltung",),
    "81": ("Krankenpflege", "Apotheke"),
    "82": ("Friseurhandwerk", "Altenpflege"),
    "83": ("Kinderbetreuung",),
    "84": ("Lehramt Grundschule", "Lehramt Mathematik"),
}

#: kind, name, code of KldB
QUALIFICATIONS = (
    ("school", "Schulabschluss nach zwölf Jahren", None),
    ("school", "Schulabschluss nach neun Jahren", None),
    ("vocational", "Ausbildung Elektroinstallation", "26"),
    ("vocational", "Ausbildung Krankenpflege", "81"),
    ("vocational", "Ausbildung Schneiderei", "28"),
    ("degree", "Bachelor Betriebswirtschaft", "71"),
    ("degree", "Diplom Lehramt", "84"),
    ("degree", "Master Bauingenieurwesen", "31"),
    ("course", "Führerschein Klasse C", "52"),
)

STREETS = (
    "Lindenstraße",
    "Gartenweg",
    "Bahnhofstraße",
    "Schillerstraße",
    "Im Brühl",
    "Mühlgasse",
    "Kirchplatz",
    "Bergheimer Weg",
    "Seestraße",
    "Am Wehr",
)
