"""Invented names by language of origin: usual spelling and own script.

Any likeness with living persons is chance: first and last names are drawn apart.
"""

from typing import NamedTuple


class NamePool(NamedTuple):
    """Names as pairs of Latin and own script; no script where it is Latin anyway."""

    male: tuple
    female: tuple
    last: tuple


def _pairs(text):
    """:return: tuple of (latin, own script), from ``Latin=own`` separated by commas."""
    pairs = (part.strip().partition("=") for part in text.split(","))
    return tuple((latin, own) for latin, _sign, own in pairs)


def _pool(male, female, last):
    return NamePool(_pairs(male), _pairs(female), _pairs(last))


NAMES = {
    "levantine": _pool(
        "Ahmad=أحمد, Mohammad=محمد, Khaled=خالد, Omar=عمر, Yousef=يوسف, Hassan=حسن, "
        "Samer=سامر, Bilal=بلال, Firas=فراس, Anas=أنس, Mazen=مازن, Ziad=زياد",
        "Fatima=فاطمة, Rania=رانيا, Hala=هالة, Nour=نور, Amal=أمل, Samar=سمر, "
        "Maha=مها, Rima=ريما, Lina=لينا, Yara=يارا, Hanan=حنان, Salma=سلمى",
        "Al Hariri=الحريري, Haddad=حداد, Khalil=خليل, Darwish=درويش, "
        "Al Masri=المصري, Najjar=نجار, Sabbagh=صباغ, Kassem=قاسم, "
        "Al Khatib=الخطيب, Shahin=شاهين, Barakat=بركات, Mansour=منصور, "
        "Othman=عثمان, Al Ali=العلي",
    ),
    "kurmanji": _pool(
        "Azad, Baran, Sherwan, Rojhat, Diyar, Sipan",
        "Berivan, Rojin, Zilan, Nesrin, Avin, Shirin",
        "Hesso, Bozan, Sheikho, Muslim, Osso, Ibrahim",
    ),
    "iraqi": _pool(
        "Ali=علي, Hussein=حسين, Mustafa=مصطفى, Haider=حيدر, Karrar=كرار, Saif=سيف",
        "Zainab=زينب, Noor=نور, Shahad=شهد, Rusul=رسل, Hiba=هبة, Mariam=مريم",
        "Al Jaburi=الجبوري, Al Tamimi=التميمي, Al Obaidi=العبيدي, "
        "Al Dulaimi=الدليمي, Jasim=جاسم, Al Rubaie=الربيعي",
    ),
    "ukrainian": _pool(
        "Oleksandr=Олександр, Andrii=Андрій, Dmytro=Дмитро, Serhii=Сергій, "
        "Bohdan=Богдан, Ivan=Іван, Mykola=Микола, Taras=Тарас",
        "Olena=Олена, Iryna=Ірина, Natalia=Наталія, Oksana=Оксана, Yuliia=Юлія, "
        "Tetiana=Тетяна, Kateryna=Катерина, Svitlana=Світлана, Liudmyla=Людмила, "
        "Anastasiia=Анастасія",
        "Kovalenko=Коваленко, Bondarenko=Бондаренко, Tkachenko=Ткаченко, "
        "Kravchenko=Кравченко, Oliinyk=Олійник, Lysenko=Лисенко, Marchenko=Марченко, "
        "Savchuk=Савчук, Rudenko=Руденко, Melnyk=Мельник, Petrenko=Петренко, "
        "Moroz=Мороз",
    ),
    "dari": _pool(
        "Farid=فرید, Hamid=حمید, Jawad=جواد, Mustafa=مصطفی, Omid=امید, Reza=رضا, "
        "Sayed=سید, Naser=ناصر",
        "Fatima=فاطمه, Zahra=زهرا, Maryam=مریم, Shabnam=شبنم, Laila=لیلا, "
        "Nargis=نرگس, Parwin=پروین, Sahar=سحر",
        "Karimi=کریمی, Rahimi=رحیمی, Noori=نوری, Sultani=سلطانی, Haidari=حیدری, "
        "Yousufi=یوسفی, Amiri=امیری, Hashimi=هاشمی, Nazari=نظری",
    ),
    "persian": _pool(
        "Amir=امیر, Behzad=بهزاد, Kaveh=کاوه, Mehdi=مهدی, Siavash=سیاوش",
        "Shirin=شیرین, Niloufar=نیلوفر, Azadeh=آزاده, Parisa=پریسا, Mina=مینا",
        "Hosseini=حسینی, Moradi=مرادی, Jafari=جعفری, Rostami=رستمی, Sadeghi=صادقی",
    ),
    "turkish": _pool(
        "Mehmet, Emre, Hasan, Serkan, Baran, Onur",
        "Ayşe, Elif, Zeynep, Derya, Berfin, Sevgi",
        "Yıldız, Demir, Kaya, Aydın, Polat, Koç",
    ),
    "tigrinya": _pool(
        "Yonas=ዮናስ, Filmon=ፊልሞን, Samuel=ሳሙኤል, Dawit=ዳዊት, Mehari=መሓሪ, Abel=ኣቤል",
        "Selam=ሰላም, Mebrat=መብራት, Helen=ሄለን, Saba=ሳባ, Rahel=ራሄል, Semhar=ሰምሃር",
        "Tekle=ተክለ, Haile=ሃይለ, Kahsay=ካሕሳይ, Araya=ኣርኣያ, Gebremedhin=ገብረመድህን, "
        "Weldemichael=ወልደሚካኤል",
    ),
    "somali": _pool(
        "Abdi, Mohamed, Abdirahman, Liban, Hassan",
        "Hodan, Amina, Ifrah, Sahra, Ayaan",
        "Warsame, Farah, Abdullahi, Jama, Nur, Osman",
    ),
    "nigerian": _pool(
        "Chidi, Emeka, Ikechukwu, Festus, Osas",
        "Blessing, Faith, Ngozi, Osarieme, Joy",
        "Okafor, Eze, Igbinosa, Osagie, Nwosu, Ehigie",
    ),
    "gambian": _pool(
        "Lamin, Ebrima, Modou, Alieu, Bakary",
        "Fatou, Isatou, Mariama, Awa",
        "Ceesay, Jallow, Touray, Camara, Sanneh, Bojang",
    ),
    "urdu": _pool(
        "Usman=عثمان, Kamran=کامران, Asif=آصف, Tariq=طارق, Bilal=بلال",
        "Ayesha=عائشہ, Sana=ثنا, Nadia=نادیہ, Saima=صائمہ",
        "Malik=ملک, Chaudhry=چوہدری, Qureshi=قریشی, Akhtar=اختر, Siddiqui=صدیقی",
    ),
    "georgian": _pool(
        "Giorgi=გიორგი, Davit=დავით, Levan=ლევან, Zurab=ზურაბ",
        "Nino=ნინო, Tamar=თამარ, Mariam=მარიამ, Ketevan=ქეთევან",
        "Beridze=ბერიძე, Kapanadze=კაპანაძე, Gelashvili=გელაშვილი, Lomidze=ლომიძე, "
        "Tsiklauri=წიკლაური",
    ),
}
