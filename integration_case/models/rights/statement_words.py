"""Words of the statement for the person, by ISO 639-3; not of the interface.

Drafts, as the texts of the purposes: to be confirmed by the officer.
"""

NAMES = (
    *("title", "intro", "seen", "changed", "received", "copies"),
    *("manager", "lead", "officer", "admin", "other", "emergency"),
    *("days", "last", "nobody", "until", "rights"),
)
TABLE = {
    "deu": (
        "Wer hat meine Daten gesehen?",
        "Hier steht, wer Ihre Daten gesehen, geändert oder bekommen hat.",
        *("Gesehen", "Geändert", "Bekommen", "Kopie für Sie selbst"),
        *("Ihre Beratung", "Leitung der Beratung", "Datenschutz", "Technik"),
        *("Andere Stelle im Haus", "Zugriff im Notfall"),
        *("Tage", "zuletzt", "Niemand", "bis"),
        "Sie haben Fragen oder etwas stimmt nicht? Fragen Sie Ihre Beratung oder "
        "den Datenschutz. Sie können Ihre Daten berichtigen oder löschen lassen.",
    ),
    "eng": (
        "Who has seen my data?",
        "This page says who has seen, changed or received your data.",
        *("Seen", "Changed", "Received", "Copy for yourself"),
        *("Your advisor", "Head of the advice service", "Data protection"),
        *("Technical staff", "Another office in the house", "Access in an emergency"),
        *("days", "last on", "Nobody", "until"),
        "Do you have questions, or is something wrong? Ask your advisor or data "
        "protection. You can have your data corrected or erased.",
    ),
    "fra": (
        "Qui a vu mes données ?",
        "Cette page dit qui a vu, modifié ou reçu vos données.",
        *("Vu", "Modifié", "Reçu", "Copie pour vous-même"),
        *("Votre conseil", "Direction du conseil", "Protection des données"),
        *("Service technique", "Un autre service", "Accès en urgence"),
        *("jours", "dernière fois", "Personne", "jusqu'au"),
        "Vous avez des questions ou quelque chose n'est pas juste ? Demandez à votre "
        "conseil. Vous pouvez faire corriger ou effacer vos données.",
    ),
    "tur": (
        "Verilerimi kim gördü?",
        "Burada verilerinizi kimin gördüğü, değiştirdiği veya aldığı yazıyor.",
        *("Gören", "Değiştiren", "Alan", "Sizin için kopya"),
        *("Danışmanınız", "Danışmanlık yönetimi", "Veri koruma", "Teknik personel"),
        *("Başka bir birim", "Acil durumda erişim"),
        *("gün", "son", "Hiç kimse", "şu tarihe kadar"),
        "Sorunuz mu var, ya da bir şey yanlış mı? Danışmanınıza sorun. Verilerinizi "
        "düzelttirebilir veya sildirebilirsiniz.",
    ),
    "ukr": (
        "Хто бачив мої дані?",
        "Тут написано, хто бачив, змінював або отримав ваші дані.",
        *("Бачили", "Змінювали", "Отримали", "Копія для вас"),
        *("Ваша консультація", "Керівництво консультації", "Захист даних"),
        *("Технічна служба", "Інший відділ", "Доступ у надзвичайному випадку"),
        *("днів", "востаннє", "Ніхто", "до"),
        "Маєте запитання чи щось не так? Запитайте у вашій консультації. Ви можете "
        "виправити або видалити свої дані.",
    ),
    "rus": (
        "Кто видел мои данные?",
        "Здесь написано, кто видел, изменял или получил ваши данные.",
        *("Видели", "Изменяли", "Получили", "Копия для вас"),
        *("Ваша консультация", "Руководство консультации", "Защита данных"),
        *("Техническая служба", "Другой отдел", "Доступ в экстренном случае"),
        *("дней", "в последний раз", "Никто", "до"),
        "Есть вопросы или что-то неверно? Спросите в вашей консультации. Вы можете "
        "исправить или удалить свои данные.",
    ),
    "ara": (
        "من رأى بياناتي؟",
        "تجد هنا من رأى بياناتك أو غيّرها أو استلمها.",
        *("من رآها", "من غيّرها", "من استلمها", "نسخة لك"),
        *("مركز الاستشارة", "إدارة الاستشارة", "حماية البيانات", "القسم التقني"),
        *("جهة أخرى", "وصول في حالة طارئة"),
        *("أيام", "آخر مرة", "لا أحد", "حتى"),
        "هل لديك أسئلة أو هناك خطأ؟ اسأل مركز الاستشارة. يمكنك طلب تصحيح بياناتك أو "
        "حذفها.",
    ),
    "fas": (
        "چه کسی داده‌های مرا دیده است؟",
        "اینجا نوشته شده چه کسی داده‌های شما را دیده، تغییر داده یا گرفته است.",
        *("دیده‌اند", "تغییر داده‌اند", "گرفته‌اند", "رونوشت برای خود شما"),
        *("مشاور شما", "مدیریت مشاوره", "حفاظت از داده‌ها", "بخش فنی"),
        *("بخش دیگر", "دسترسی اضطراری"),
        *("روز", "آخرین بار", "هیچ‌کس", "تا"),
        "پرسشی دارید یا چیزی درست نیست؟ از مشاور خود بپرسید. می‌توانید داده‌های خود را "
        "اصلاح یا پاک کنید.",
    ),
    "tir": (
        "ሓበሬታይ መን ርእይዎ?",
        "ኣብዚ፡ ሓበሬታኹም መን ከም ዝረኣዮ፡ ከም ዝለወጦ ወይ ከም ዝተቐበሎ ተጻሒፉ ኣሎ።",
        *("ዝረኣዩ", "ዝለወጡ", "ዝተቐበሉ", "ቅዳሕ ንዓኹም"),
        *("ኣማኻሪኹም", "ሓላፊ ምኽሪ", "ሓለዋ ሓበሬታ", "ክፍሊ ቴክኒክ"),
        *("ካልእ ክፍሊ", "ኣብ ህጹጽ እዋን ዝተገብረ"),
        *("መዓልታት", "መወዳእታ", "ማንም", "ክሳብ"),
        "ሕቶ ኣለኩም ወይ ዘይቅኑዕ ኣሎ? ንኣማኻሪኹም ሕተቱ። ሓበሬታኹም ክእረም ወይ ክድምሰስ ትኽእሉ ኢኹም።",
    ),
}
#: the client, at her own door
HERSELF = {
    "deu": "Sie selbst, mit Ihrem eigenen Zugang",
    "eng": "You yourself, by your own access",
    "fra": "Vous-même, par votre accès",
    "tur": "Siz, kendi erişiminizle",
    "ukr": "Ви самі, через свій доступ",
    "rus": "Вы сами, через свой доступ",
    "ara": "أنت، عبر دخولك الخاص",
    "fas": "خود شما، با دسترسی خودتان",
    "tir": "ንስኹም ባዕልኹም፡ በዚ መእተዊ",
}
WORDS = {
    code: {**dict(zip(NAMES, words, strict=True)), "self": HERSELF[code]}
    for code, words in TABLE.items()
}
#: codes of Odoo's languages
BY_LANG = {
    **{"de": "deu", "en": "eng", "fr": "fra", "tr": "tur", "uk": "ukr", "ru": "rus"},
    **{"ar": "ara", "fa": "fas", "ti": "tir"},
}
RTL = {"ara", "fas"}
