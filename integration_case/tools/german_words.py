"""Words of German office lists, for :mod:`german`; separated by semicolons."""

# Headings of lists seen in offices; the first of each is the usual one.
HEADINGS = {
    "last_name": """Nachname; Familienname; Zuname; Name; Last name; Surname""",
    "first_name": "Vorname; Vornamen; Vorname(n); Rufname; First name; Given name",
    "full_name": """Name, Vorname; Vorname Name; Vor- und Nachname; Vollständiger Name;
        Vorname und Nachname; Name und Vorname; Name Vorname; Klient; Klient(in);
        Klientenname; Person; Full name; Vorname Nachname; Nachname, Vorname""",
    "name_native": "Name in eigener Schrift; Originalschreibweise; Name (Original)",
    "birth_date": """Geburtsdatum; geb.; geb. am; geboren; geboren am; Geb.-Datum;
        Geb.Dat.; GebDat; Date of birth; Birth date; Birthday; Geburtstag""",
    "gender": "Geschlecht; m/w/d; m/w; Anrede; Gender; Sex",
    "nationality": """Staatsangehörigkeit; Nationalität; Herkunftsland; Herkunft;
        Land; StA; Staatsang.; Nationality; Country of origin; Citizenship""",
    "residence_status": """Aufenthaltsstatus; Aufenthaltstitel; Status; Titel;
        Aufenthalt; Aufenthaltsrechtlicher Status; Residence status; Residence title""",
    "title_from": """Aufenthaltstitel von; Aufenthaltstitel seit; Titel seit;
        Titel ab; Erteilt am; Ausgestellt am; Title from""",
    "title_until": """Aufenthaltstitel gültig bis; Aufenthaltstitel bis; gültig bis;
        Titel bis; Titel gültig bis; Aufenthalt bis; Status gültig bis; AT bis;
        Befristet bis; Ablauf Aufenthaltstitel; Title until; Valid until""",
    "phone": """Telefon; Tel.; Telefonnummer; Tel.-Nr.; Telefon-Nr.; Festnetz;
        Rufnummer; Phone""",
    "mobile": "Mobil; Handy; Mobiltelefon; Handynummer; Mobilnummer; Mobile",
    "email": "E-Mail; Mail; E-Mail-Adresse; Mailadresse; eMail",
    "messenger": "Messenger; WhatsApp; Signal; Telegram",
    "street": """Straße; Strasse; Straße und Hausnummer; Straße, Hausnummer;
        Straße/Nr.; Straße Nr.; Str.; Anschrift; Adresse; Wohnanschrift; Street""",
    "house_number": "Hausnummer; Haus-Nr.; Hausnr.; HNr.; Nr. Straße",
    "zip": "PLZ; Postleitzahl; ZIP; Postal code; Postcode",
    "city": "Ort; Wohnort; Stadt; Gemeinde; PLZ Ort; City; Town",
    "date_entry": """Einreise; Einreisedatum; Datum der Einreise; Einreise am;
        Eingereist am; Einreise nach Deutschland; in Deutschland seit; Entry;
        Date of entry""",
    "date_allocation": """Zuweisung; Zuweisungsdatum; Zuweisung am; Zugewiesen am;
        Zuteilung; Zuteilungsdatum; Datum der Zuweisung; Allocation;
        Date of allocation; Zuzug; Zuzugsdatum; Zuweisung in die Gemeinde""",
    "date_first_talk": """Erstgespräch; Erstgespräch am; Datum Erstgespräch;
        Erstkontakt; First talk""",
    "date_open": """Fallbeginn; Beginn; Betreuung seit; Beginn der Betreuung;
        Beginn Beratung; Aufnahme; Aufnahmedatum; Fall eröffnet am; Opened on""",
    "mode": "Betreuungsart; Art der Betreuung; Beratungsform; Kind of support",
    "manager": """Integrationsmanager; Integrationsmanagerin; Integrationsmanager(in);
        Integrationsmanagement; IM; Zuständig; Zuständigkeit; Bearbeiter;
        Sachbearbeiter; Berater; Betreuer; Fallmanager; Manager""",
    "team": "Team; Teamname; Standort; Sozialraum",
    "language": """Sprache; Muttersprache; Erstsprache; Sprachen; Language;
        Native language""",
    "german_level": """Deutschniveau; Deutschkenntnisse; Sprachniveau; Sprachstand;
        Niveau Deutsch; Deutsch; German level""",
    "interpreter": """Dolmetscher; Dolmetscherbedarf; Dolmetscher nötig;
        Dolmetscher erforderlich; Dolmetschbedarf; Interpreter""",
    "interpreter_language": """Dolmetschersprache; Dolmetscher Sprache;
        Sprache Dolmetscher; Interpreter language""",
    "household": """Haushalt; Bedarfsgemeinschaft; BG; BG-Nummer; BG-Nr.; Familie;
        Haushaltsnummer; Haushalt Nr.; Haushalts-ID; Familien-Nr.; Familiennummer;
        Haushalt/Bedarfsgemeinschaft; Household""",
    "household_role": """Rolle; Rolle im Haushalt; Stellung im Haushalt; Beziehung;
        Verwandtschaft; Familienstellung; Role""",
    "benefit": """Leistungsbezug; Leistung; Leistungsart; Leistungen; Rechtskreis;
        Sozialleistung; Benefit""",
    "accommodation": """Unterbringung; Unterkunft; Wohnsituation; Wohnform;
        Unterbringungsart; Accommodation; Housing""",
    "concern": """Bemerkung; Bemerkungen; Anmerkung; Anmerkungen; Notiz; Notizen;
        Kommentar; Hinweis; Hinweise; Anliegen; Sonstiges; Remarks; Notes; Comment""",
}

# Adjectives and short forms beside the names of countries, which babel gives.
NATIONALITIES = {
    "SY": "syrisch; Syrer; Syria; Arabische Republik Syrien; SYR",
    "AF": "afghanisch; Afghane; AFG",
    "UA": "ukrainisch; Ukrainer; UKR",
    "TR": "türkisch; Türke; Türkiye; Turkey; TUR",
    "IQ": "irakisch; Iraker; Irak; IRQ",
    "IR": "iranisch; Iraner; Islamische Republik Iran; IRN",
    "ER": "eritreisch; Eritreer; ERI",
    "SO": "somalisch; Somalier; SOM",
    "ET": "äthiopisch; Äthiopier; ETH",
    "NG": "nigerianisch; Nigerianer; NGA",
    "GM": "gambisch; Gambier; Gambia; The Gambia; GMB",
    "PK": "pakistanisch; Pakistaner; PAK",
    "GE": "georgisch; Georgier; GEO",
    "RU": "russisch; Russe; Russische Föderation; RUS",
    "XK": "kosovarisch; Kosovare; Republik Kosovo",
    "RS": "serbisch; Serbe; SRB",
    "MK": "mazedonisch; nordmazedonisch; Mazedonien; MKD",
    "AL": "albanisch; Albaner; ALB",
    "BA": "bosnisch; Bosnien; bosnisch-herzegowinisch; BIH",
    "DZ": "algerisch; Algerier; DZA",
    "MA": "marokkanisch; Marokkaner; MAR",
    "TN": "tunesisch; Tunesier; TUN",
    "LB": "libanesisch; Libanese; LBN",
    "EG": "ägyptisch; Ägypter; EGY",
    "LK": "srilankisch; sri-lankisch; LKA",
    "CN": "chinesisch; Chinese; Volksrepublik China; CHN",
    "IN": "indisch; Inder; IND",
    "VN": "vietnamesisch; Vietnamese; VNM",
    "CM": "kamerunisch; Kameruner; CMR",
    "CD": "kongolesisch; DR Kongo; COD",
    "CO": "kolumbianisch; COL",
    "VE": "venezolanisch; VEN",
    "RO": "rumänisch; Rumäne; ROU",
    "BG": "bulgarisch; Bulgare; BGR",
    "PL": "polnisch; Pole; POL",
    "HR": "kroatisch; Kroate; HRV",
    "IT": "italienisch; Italiener; ITA",
    "GR": "griechisch; Grieche; GRC",
    "ES": "spanisch; Spanier; ESP",
    "HU": "ungarisch; Ungar; HUN",
    "DE": "deutsch; Deutscher; DEU",
    "PS": "palästinensisch; Palästina; PSE",
    "TG": "togoisch; togolesisch; TGO",
    "GH": "ghanaisch; GHA",
    "GN": "guineisch; GIN",
    "SD": "sudanesisch; SDN",
    "YE": "jemenitisch; YEM",
    "LY": "libysch; LBY",
    "AZ": "aserbaidschanisch; AZE",
    "AM": "armenisch; ARM",
    "MD": "moldauisch; moldawisch; Moldawien; MDA",
    "BY": "weißrussisch; belarussisch; Weißrussland; BLR",
    "UZ": "usbekisch; UZB",
    "TJ": "tadschikisch; TJK",
}

# ISO 639-3 codes by the names offices use.
LANGUAGES = {
    "ara": "Arabisch; Hocharabisch",
    "fas": "Persisch; Farsi",
    "prs": "Dari",
    "pus": "Paschtu; Paschto; Pashto; Pashtu",
    "kmr": "Kurmandschi; Kurmanci; Kurmandji; Kurdisch (Kurmandschi); Kurdisch",
    "ckb": "Sorani; Kurdisch (Sorani)",
    "tur": "Türkisch",
    "ukr": "Ukrainisch",
    "rus": "Russisch",
    "tir": "Tigrinya; Tigrinisch",
    "amh": "Amharisch",
    "som": "Somali; Somalisch",
    "urd": "Urdu",
    "eng": "Englisch",
    "fra": "Französisch",
    "spa": "Spanisch",
    "ita": "Italienisch",
    "por": "Portugiesisch",
    "ron": "Rumänisch",
    "bul": "Bulgarisch",
    "pol": "Polnisch",
    "sqi": "Albanisch",
    "srp": "Serbisch",
    "hrv": "Kroatisch",
    "bos": "Bosnisch",
    "mkd": "Mazedonisch",
    "kat": "Georgisch",
    "hye": "Armenisch",
    "zho": "Chinesisch",
    "vie": "Vietnamesisch",
    "mnk": "Mandinka",
    "wol": "Wolof",
    "hau": "Hausa",
    "rom": "Romani; Romanes",
    "deu": "Deutsch",
    "ell": "Griechisch",
    "hun": "Ungarisch",
    "aze": "Aserbaidschanisch",
    "tam": "Tamil; Tamilisch",
    "hin": "Hindi",
    "pan": "Pandschabi; Punjabi",
    "ben": "Bengali; Bengalisch",
}

ROLES = {
    "head": """Haushaltsvorstand; Bezugsperson; Vorstand; Antragsteller;
        Hauptperson; Reference person""",
    "partner": """Ehefrau; Ehemann; Ehepartner; Ehegatte; Ehegattin; Partner;
        Lebenspartner; Frau; Mann; Spouse""",
    "child": "Kind; Sohn; Tochter; Stiefkind; Pflegekind; Child; Son; Daughter",
    "parent": "Vater; Mutter; Elternteil; Parent",
    "sibling": "Bruder; Schwester; Geschwister; Sibling",
    "relative": """Verwandte; Verwandter; Großmutter; Großvater; Oma; Opa; Onkel;
        Tante; Neffe; Nichte; Enkel; Schwager; Schwägerin; Relative""",
    "other": "Sonstige; Sonstiges; Mitbewohner; Other",
}
GENDERS = {
    "female": "w; f; weiblich; Frau; female; weibl; Fr",
    "male": "m; männlich; Herr; male; männl; Hr",
    "diverse": "d; divers; diverse; inter",
    "unknown": "u; x; ohne Angabe",
}
MODES = {
    "advice": "Beratung; nur Beratung; Einzelberatung; Kurzberatung; Advice",
    "case_management": """Case Management; CM; Fallmanagement; Fallsteuerung;
        Casemanagement; Integrationsplan""",
}
LEVELS = {
    "alpha": "Alpha; Alphabetisierung; Alphakurs",
    "a0": "A0; keine Kenntnisse; keine",
    **{level: level for level in ("a1", "a2", "b1", "b2", "c1", "c2")},
}

# Codes of residence statuses, by what offices write instead of the full name.
STATUSES = {
    "arrival": "Ankunftsnachweis; BüMA",
    "permission": "Aufenthaltsgestattung; Gestattung; gestattet; Asylverfahren; AG",
    "fictional": "Fiktionsbescheinigung; Fiktion; Fiktionsb.",
    "toleration_60a": "Duldung; geduldet; DU; Aussetzung der Abschiebung",
    "toleration_60b": "Duldung light; Duldung ungeklärte Identität",
    "toleration_60c": "Ausbildungsduldung",
    "toleration_60d": "Beschäftigungsduldung",
    "border_certificate": "Grenzübertrittsbescheinigung; GÜB",
    "permit_23_4": "Resettlement; Resettlement-Flüchtling",
    "permit_23a": "Härtefall",
    "permit_24": "Vorübergehender Schutz; Ukraine; § 24",
    "permit_25_1": "Asylberechtigt; Asylberechtigter; Asyl",
    "permit_25_2_refugee": """Flüchtling; Flüchtlingseigenschaft; GFK;
        anerkannter Flüchtling; Flüchtlingsschutz; anerkannt""",
    "permit_25_2_subsidiary": "Subsidiärer Schutz; subsidiär; subsidiär Schutzberechtigt",
    "permit_25_3": "Abschiebungsverbot; Abschiebeverbot",
    "permit_104c": "Chancenaufenthalt; Chancen-Aufenthaltsrecht; Chancenaufenthaltsrecht",
    "settlement_9": "Niederlassungserlaubnis; NE; unbefristet",
    "long_term_eu": "Daueraufenthalt EU; Daueraufenthalt-EU",
    "eu_citizen": "EU-Bürger; Unionsbürger; EU; freizügigkeitsberechtigt",
    "eu_family": "Familienangehörige EU; Familienangehöriger EU-Bürger",
    "naturalised": "eingebürgert; deutsch; Einbürgerung",
}
BENEFITS = {
    "asylblg_basic": """AsylbLG; Asylbewerberleistungsgesetz; AsylbLG Grundleistungen;
        Grundleistungen; § 3 AsylbLG; Asylbewerberleistungen""",
    "asylblg_analogous": "Analogleistungen; § 2 AsylbLG; AsylbLG analog",
    "sgb2": """SGB II; SGB 2; Bürgergeld; Jobcenter; ALG II; ALG 2; Hartz IV;
        Grundsicherung für Arbeitsuchende; Grundsicherungsgeld""",
    "sgb12_subsistence": "SGB XII; SGB 12; Sozialhilfe; Hilfe zum Lebensunterhalt; HLU",
    "sgb12_old_age": "Grundsicherung im Alter; Grundsicherung; GruSi",
    "sgb3": "SGB III; SGB 3; ALG I; ALG 1; Arbeitslosengeld; ALG",
    "housing_benefit": "Wohngeld",
    "child_benefit": "Kindergeld",
    "child_supplement": "Kinderzuschlag; KiZ",
    "parental_allowance": "Elterngeld",
    "maintenance_advance": "Unterhaltsvorschuss; UVG",
    "bafog": "BAföG",
    "bab": "BAB; Berufsausbildungsbeihilfe",
    "education_package": "BuT; Bildung und Teilhabe",
    "other": "Sonstige; sonstige Leistung",
    "none": """keine; kein Leistungsbezug; ohne; selbst; Eigenes Einkommen;
        Selbstzahler; Arbeit; erwerbstätig; Lohn; Gehalt""",
}
HOUSING = {
    "state_reception": "LEA; Landeserstaufnahme; Erstaufnahme; EA",
    "state_arrival": "Ankunftszentrum",
    "shared_provisional": """GU; Gemeinschaftsunterkunft; vorläufige Unterbringung; VU;
        Vorläufige""",
    "flat_provisional": "Wohnung des Landkreises; Kreiswohnung",
    "shared_municipal": """AU; Anschlussunterbringung; Anschlussunterkunft;
        Obdachlosenunterkunft Stadt; kommunale Unterkunft; Sammelunterkunft""",
    "flat_municipal": """städtische Wohnung; Gemeindewohnung; eingewiesen;
        zugewiesene Wohnung""",
    "rented": """Mietwohnung; privat; Privatwohnung; eigene Wohnung; Wohnung; Miete;
        Privater Wohnraum""",
    "sublet": "Untermiete; WG; Wohngemeinschaft",
    "with_family": "bei Familie; bei Verwandten; bei Freunden; bei Bekannten",
    "owned": "Eigentum; Eigenheim; Haus",
    "youth_facility": "Jugendhilfe; UMA-Einrichtung; Wohngruppe",
    "shelter": "Frauenhaus; Schutzunterkunft",
    "homeless": "Notunterkunft; obdachlos; Obdachlosenunterkunft",
    "other": "Sonstige",
}
