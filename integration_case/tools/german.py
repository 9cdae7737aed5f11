"""How German offices write: headings, dates, yes and no, nationalities, languages.

Knows nothing of Odoo. Words are compared in the form :func:`normalise` gives them.
"""

import re
import unicodedata
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cache

from babel import Locale

FOLD = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# Integrationsmanager(in), -manager/in, -manager:in, -manager*in, -managerIn
FEMALE = re.compile(r"[(/:*_]-?(?:in|innen)\b\)?|(?<=[a-zäöü])In\b")
UNKNOWN = {
    *("", "unbekannt", "unbek", "unb", "ka", "keineangabe", "keineangaben", "nn"),
    *("nichtbekannt", "na", "entfaellt", "offen", "unknown", "keine", "keiner"),
}
YES = {"ja", "j", "yes", "y", "x", "wahr", "true", "1", "immer", "erforderlich"}
NO = {"nein", "n", "no", "falsch", "false", "0", "nichterforderlich", "nie"}

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
MONTHS = (
    *("januar", "februar", "maerz", "april", "mai", "juni", "juli", "august"),
    *("september", "oktober", "november", "dezember"),
)
DATE_PATTERNS = (
    re.compile(r"(?P<d>\d{1,2})\.\s*(?P<m>\d{1,2})\.\s*(?P<y>\d{4}|\d{2})"),
    re.compile(r"(?P<d>\d{1,2})[/-](?P<m>\d{1,2})[/-](?P<y>\d{4}|\d{2})"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})\.?\s*(?P<month>[A-Za-zä]{3,9})\.?\s*(?P<y>\d{4}|\d{2})"),
)
TIME_TAIL = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?( ?Uhr)?$")
SERIAL = re.compile(r"\d{5}(\.\d+)?")
SERIAL_START = date(1899, 12, 30)


def normalise(text):
    """:return: lower case letters and digits, without accents and female endings."""
    text = FEMALE.sub("", text.strip())
    text = text.lower().translate(FOLD)
    text = unicodedata.normalize("NFKD", text)
    return "".join(char for char in text if char.isalnum())


def _split(words):
    return [word.strip() for word in words.replace("\n", " ").split(";")]


@cache
def get_index(name):
    """Make a dict normalised word → key of one of the tables above.

    :param str name: ``HEADINGS``, ``ROLES``, ``GENDERS``, ``MODES``, ``LEVELS``,
        ``LANGUAGES`` or ``NATIONALITIES``
    """
    table = globals()[name]
    return {normalise(word): key for key, words in table.items() for word in _split(words)}


@cache
def get_countries():
    """:return: dict normalised name → ISO code, of countries and their citizens."""
    index = {}
    for lang in ("en", "de"):
        for code, name in Locale(lang).territories.items():
            if len(code) == 2 and code.isalpha():
                index[normalise(name)] = code
    index.update(get_index("NATIONALITIES"))
    for code in NATIONALITIES:
        index[normalise(code)] = code
    return index


def find_heading(text):
    """:return: key of ``HEADINGS`` that a heading means, or None."""
    word = normalise(text)
    index = get_index("HEADINGS")
    if word in index:
        return index[word]
    if len(word) < 7:
        return None
    # typing errors only: longer words with nearly the same letters
    close = get_close_matches(word, index, n=1, cutoff=0.9)
    return index[close[0]] if close else None


def count_headings(texts):
    """:return: how many known headings a row holds."""
    return len({key for text in texts if text and (key := find_heading(text))})


def is_unknown(text):
    """:return: whether a cell says that the value is not known."""
    return normalise(text) in UNKNOWN


def parse_date(text, past=False, today=None):
    """Read a date as offices write it.

    :param str text: 31.12.2024, 1.2.24, 2024-12-31, 3. März 2024, a serial number
        of Excel, ``unbekannt``; for births also 1990, ca. 1990, 00.00.1990
    :param bool past: the date lies in the past, as of a birth: two digits of a year
        are read accordingly, and a bare year is taken as the 1 January of it
    :param today: for tests
    :return: tuple (date or None, whether day or month are an estimate)
    :raise ValueError: if it is no date
    """
    today = today or date.today()
    if is_unknown(text):
        return None, False
    plain = TIME_TAIL.sub("", text.strip())
    estimated = bool(re.match(r"(ca|etwa|um|circa)\b", plain, re.I))
    plain = re.sub(r"^(ca|etwa|um|circa)\b\.?\s*", "", plain, flags=re.I)
    if past and re.fullmatch(r"(19|20)\d{2}", plain):
        return date(int(plain), 1, 1), True
    if SERIAL.fullmatch(plain):
        return SERIAL_START + timedelta(days=int(float(plain))), estimated
    for pattern in DATE_PATTERNS:
        if match := pattern.fullmatch(plain):
            return _make_date(match.groupdict(), past, today, estimated)
    raise ValueError(text)


def _make_date(parts, past, today, estimated):
    year = _widen_year(parts["y"], past, today)
    month = _find_month(parts["month"]) if parts.get("month") else int(parts["m"])
    day = int(parts["d"])
    if past and (not day or not month):
        # 00.00.1990 on many certificates of arrival
        return date(year, month or 1, day or 1), True
    return date(year, month, day), estimated


def _widen_year(text, past, today):
    if len(text) == 4:
        return int(text)
    year = today.year // 100 * 100 + int(text)
    if past:
        return year if year <= today.year else year - 100
    return year if year <= today.year + 50 else year - 100


def _find_month(name):
    word = normalise(name)
    for number, month in enumerate(MONTHS, 1):
        if len(word) >= 3 and (month.startswith(word) or word.startswith(month)):
            return number
    if word in ("mrz", "mar"):
        return 3
    raise ValueError(name)


def split_name(text):
    """Split a full name.

    :param str text: ``Last, First`` or ``First Last``
    :return: tuple (last name, first name)
    """
    if "," in text:
        last, _sep, first = text.partition(",")
    else:
        first, _sep, last = text.strip().rpartition(" ")
    return " ".join(last.split()), " ".join(first.split())
