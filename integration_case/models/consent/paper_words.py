"""Words of the paper around the texts, by ISO 639-3; not of the interface."""

NAMES = ("title", "yes", "no", "info", "name", "interpreter", "guardian", "sign")
TABLE = {
    "deu": (
        *("Meine Einwilligungen", "Ja, ich bin einverstanden", "Nein"),
        *("Zur Information, keine Unterschrift nötig", "Name"),
        *("Gedolmetscht von", "Bei Minderjährigen: Sorgeberechtigte Person"),
        "Ort, Datum, Unterschrift",
    ),
    "eng": (
        *("My consents", "Yes, I agree", "No"),
        *("For information, no signature needed", "Name"),
        *("Interpreted by", "For minors: parent or guardian"),
        "Place, date, signature",
    ),
    "fra": (
        *("Mes accords", "Oui, je suis d'accord", "Non"),
        *("Pour information, sans signature", "Nom"),
        *("Interprète", "Pour les mineurs : parent ou tuteur"),
        "Lieu, date, signature",
    ),
    "tur": (
        *("Onaylarım", "Evet, kabul ediyorum", "Hayır"),
        *("Bilgi içindir, imza gerekmez", "Ad"),
        *("Tercüman", "Reşit olmayanlar için: veli veya vasi"),
        "Yer, tarih, imza",
    ),
    "ukr": (
        *("Мої згоди", "Так, я згоден / згодна", "Ні"),
        *("Для інформації, підпис не потрібен", "Ім'я"),
        *("Перекладач", "Для неповнолітніх: батьки або опікун"),
        "Місце, дата, підпис",
    ),
    "rus": (
        *("Мои согласия", "Да, я согласен / согласна", "Нет"),
        *("Для сведения, подпись не нужна", "Имя"),
        *("Переводчик", "Для несовершеннолетних: родитель или опекун"),
        "Место, дата, подпись",
    ),
    "ara": (
        *("موافقاتي", "نعم، أوافق", "لا"),
        *("للعلم، لا حاجة إلى توقيع", "الاسم"),
        *("المترجم", "للقاصرين: الولي أو الوصي"),
        "المكان والتاريخ والتوقيع",
    ),
    "fas": (
        *("رضایت‌های من", "بله، موافقم", "نه"),
        *("برای اطلاع، امضا لازم نیست", "نام"),
        *("مترجم", "برای افراد زیر سن قانونی: ولی یا قیم"),
        "محل، تاریخ، امضا",
    ),
    "tir": (
        *("ስምምዓተይ", "እወ፡ እሰማማዕ", "ኣይፋልን"),
        *("ንሓበሬታ፡ ፌርማ ኣየድልን", "ስም"),
        *("ተርጓሚ", "ንትሕቲ ዕድመ፦ ወላዲ ወይ ሞግዚት"),
        "ቦታ፡ ዕለት፡ ፌርማ",
    ),
}
WORDS = {code: dict(zip(NAMES, words, strict=True)) for code, words in TABLE.items()}
