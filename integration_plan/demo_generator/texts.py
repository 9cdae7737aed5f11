"""Texts of the demo's plans; invented."""

#: area of life → name, starting point, target, indicator, measures (who, what)
GOALS = {
    "language": (
        (
            "Deutsch B1 erreichen",
            "Hat A2 im Januar bestanden, versteht Briefe noch nicht.",
            "Versteht Briefe der Schule und spricht im Alltag allein.",
            "Zertifikat B1",
            (
                ("client", "Zum Sprachkurs anmelden"),
                ("manager", "Berechtigung beim BAMF beantragen"),
            ),
        ),
        (
            "Am Alphabetisierungskurs teilnehmen",
            "Kann in keiner Schrift sicher lesen.",
            "Liest und schreibt einfache Sätze.",
            "Teilnahmebescheinigung",
            (("office", "Einstufungstest an der Volkshochschule"),),
        ),
    ),
    "education": (
        (
            "Kita-Platz für das jüngste Kind",
            "Das Kind ist drei und zu Hause.",
            "Das Kind geht jeden Tag in die Kita.",
            "Zusage der Kita",
            (
                ("client", "Vormerkung im Portal eintragen"),
                ("manager", "Mit der Kita-Koordination sprechen"),
            ),
        ),
    ),
    "work": (
        (
            "Anerkennung als Pflegefachkraft",
            "Zeugnisse liegen vor, noch nicht übersetzt.",
            "Die Ausbildung ist in Deutschland anerkannt.",
            "Bescheid des Regierungspräsidiums",
            (
                ("client", "Zeugnisse übersetzen lassen"),
                ("office", "Termin bei der Anerkennungsberatung"),
            ),
        ),
        (
            "Arbeit in Teilzeit finden",
            "Sucht seit drei Monaten, noch kein Lebenslauf.",
            "Arbeitet mindestens 20 Stunden in der Woche.",
            "Arbeitsvertrag",
            (
                ("volunteer", "Lebenslauf gemeinsam schreiben"),
                ("client", "Fünf Bewerbungen im Monat"),
            ),
        ),
    ),
    "housing": (
        (
            "Aus der Unterkunft in eine Wohnung ziehen",
            "Zwei Zimmer in der Anschlussunterbringung für fünf Personen.",
            "Eine eigene Wohnung, die groß genug ist.",
            "Mietvertrag",
            (
                ("client", "Wohnberechtigungsschein beantragen"),
                ("volunteer", "Anzeigen gemeinsam ansehen"),
            ),
        ),
    ),
    "health": (
        (
            "Hausarzt finden",
            "Fährt bisher mit jeder Frage ins Krankenhaus.",
            "Hat eine feste Hausarztpraxis.",
            "Erster Termin hat stattgefunden",
            (("client", "Drei Praxen anrufen"),),
        ),
    ),
    "money": (
        (
            "Briefe der Ämter selbst beantworten",
            "Bringt jeden Brief ungeöffnet mit.",
            "Sortiert und beantwortet einfache Briefe allein.",
            "Drei Monate ohne Mahnung",
            (("volunteer", "Ordner anlegen und erklären"),),
        ),
    ),
    "participation": (
        (
            "Im Verein mitmachen",
            "Kennt in der Stadt nur die Nachbarn in der Unterkunft.",
            "Geht regelmäßig zum Training.",
            "Mindestens zweimal im Monat dabei",
            (("volunteer", "Zum ersten Training begleiten"),),
        ),
    ),
}
#: in the client's language, for goals of the area of language
CLIENT_TEXTS = {
    "ara": {
        "name_client": "الوصول إلى مستوى B1 في اللغة الألمانية",
        "start_client": "نجحت في مستوى A2، ولا أفهم الرسائل بعد.",
        "target_client": "أفهم رسائل المدرسة وأتكلم وحدي في الحياة اليومية.",
        "indicator_client": "شهادة B1",
    },
    "ukr": {
        "name_client": "Досягти рівня B1 з німецької мови",
        "start_client": "Склала A2, листи ще не розумію.",
        "target_client": "Розумію листи зі школи й розмовляю сама.",
        "indicator_client": "Сертифікат B1",
    },
}
AIM = "Auf eigenen Füßen stehen und in meinem Beruf arbeiten."
NOTE = "Beispiel: Stand im Gespräch besprochen."
COMMENT = "Möchte erst nach dem Sommer mit dem Kurs beginnen."
REFUSAL = "Das ist mir zu viel auf einmal."
ENDS = ("Ziele erreicht, kein weiterer Plan gewünscht.", "Möchte keinen Plan mehr.")
REASONS = ("course_full", "no_childcare", "housing", "authority", "documents")
