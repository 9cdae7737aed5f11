"""Spellings of one name that no rule of sound brings together, or keeps apart.

Each line is one name. Two spellings of the same line are the same name; two spellings
that stand in different lines only are different names, however alike they sound
(Hassan and Hussein, Ahmad and Hamid). A spelling may stand in several lines.
"""

GROUPS = """
mohammed muhammad mohamed mohamad mohammad muhammed muhamed muhamad mohamud_ mahomed
 maxamed mehmet mehmed mohammd mouhamed muhamet mamadou momodou modou mamadu محمد
 Мухаммад Магомед
mahmoud mahmud mahmood mahmut mohamud maxamuud mahamoud mahamud mohamoud محمود
ahmad ahmed achmed achmad ahmet axmed amadou amadu ahmadou احمد Ахмед Ахмад
hamid hameed hamied hamit حميد
hamed haamed حامد
hamad hamada hammad حمد حمادة
hamdi hamdy حمدي
hassan hasan hasssan xasan hassane حسن Хасан
hussein hussain husain hossein hosein husein hussen huseyin hueseyin hossain hussin
 xuseen housseine حسين Хусейн
hassanein hasanain حسنين
ali aly cali علي
alaa ala علاء
abdullah abdallah abdalla abdulla abdellah abdulah abdoullah abdillah عبدالله
abdullahi abdulahi cabdullahi cabdullaahi cabdulahi عبداللهي
abdi cabdi
omar umar omer oemer cumar oumar عمر
ammar amar عمار
amr amro amru عمرو
othman osman uthman usman ousman ousmane cismaan osmaan عثمان
ibrahim ebrahim ibraheem ebrima ibrahima brahim ebrahem ابراهيم Ибрагим
ismail ismael esmail ismaaciil ismaeel ismayil اسماعيل
yousef youssef yusuf jusuf jusef yousuf yousif yusuph yusupha yusufa yuusuf joseph
 jusupha youssouf يوسف Юсуф
younes younis yunus yunis jonas yonas يونس ዮናስ
yahya yehia yahia jahja yehya يحيى
isa issa eissa essa عيسى
musa moussa mousa moosa muse موسى
mustafa moustafa mostafa mustapha mustafe مصطفى مصطفي
murtada mortada murtaza morteza مرتضى مرتضي
hamza hamzah hamsa hamse حمزة
khaled khalid chaled haled khalit khaalid خالد
walid waleed oualid valid وليد
karim kareem kerim كريم
karam كرم
karima kareema كريمة
amir ameer emir امير
amin ameen emin امين
amina aminah aamina amino آمنة امينة
samir sameer سمير
samer سامر
samira sameera سميرة
samia samiya سامية
salim saleem سليم
salem سالم
salam salaam سلام
salah salaah صلاح
saleh salih salhi صالح
salman سلمان
salma سلمى
sami سامي
said saeed saied sayed_ saed siciid سعيد
sayed sayyid seyed sayid sajed sajjed seyyed sayd sajid_ سيد
sajjad sajad sadschad sadjad سجاد
sajid sajed ساجد
saad sad سعد
nasser naser nasir ناصر
nasim naseem نسيم
nassim نسيم
tarek tariq tarik tareq طارق
bilal belal bilaal بلال
jamal gamal dschamal djamal cemal jamaal جمال
jamil jameel dschamil cemil جميل
jamila jameela dschamila جميلة
jawad javad dschawad djawad جواد
jaafar jafar dschafar cafer jaffar جعفر
qasim kassem kasim qassim qasem kazim_ ghasem قاسم
kazem kadhim kazim kadim kadhem كاظم
mahdi mehdi mahdy مهدي
hadi hady_ هادي
haider haydar heider haidar hayder حيدر
abbas abas عباس
reza resa rida ridha riza رضا
rashid rasheed raschid رشيد
rashed raschid_ راشد
majid majeed madschid ماجد مجيد
nabil nabeel نبيل
nader nadir نادر
nadia nadja nadiya nadiia ناديا نادية Надія Надежда
nadira نادرة
nour noor nur nuur نور
noura nora نورة
hana hanaa_ هنا
hanan hanaan حنان
huda houda hoda هدى
hiba heba هبة
hala halah هالة
fatima fatma fatema fatimah fatemeh faduma fadumo faadumo fatoumata fatou fatu fatime
 fatime fadma fatmata fatuma فاطمة فاطمه
farida فريدة
farid fareed فريد
aisha aicha aischa ayesha aysha asha caasha aischah aysche ayse isatou aissatou aissata
 عائشة عايشة
khadija khadidja khadijah hadija khadiga chadidscha hatice kadidja khadije خديجة
zainab zeinab zaynab seinab zeynep zainabu jainaba zenab seynep زينب
zahra zahraa sahra zohra zahrah زهراء زهرا زهره
maryam mariam meryem miriam marjam mariama maryama mariem مريم ማርያም
mary maria mariya marija marie Мария Марія
marina maryna Марина
mariana maryana marjana Мар'яна
laila leila layla lejla leyla ليلى لیلا
lina leena لينا
lena
rania raniya ranja rana_ رانيا
rana رنا
rim reem ريم
rima reema ريما
rami ramy رامي
ramin رامین
rawan روان
sara sarah sarra سارة ሳራ
soraya suraya thoraya ثريا
parwin parvin parveen perwin پروین
parwana parvana parwaneh پروانه
shirin schirin shireen sirin شیرین
omid umid omeed amid_ امید
habib habeeb حبیب
habibullah habibollah حبیب_الله
hamidullah hamidollah حمیدالله
rahmatullah rahmatollah رحمت_الله
hekmatullah hikmatullah حکمت_الله
najib nadschib nadjib nadžib نجیب
najibullah nadschibullah نجیب_الله
mehran mihran مهران
mehrdad مهرداد
mina مینا
mona muna منى مونا
mohsen muhsin mohsin محسن
abdirahman abdurahman abdulrahman abdelrahman abdrahman abdarahman abdourahmane
 cabdiraxmaan عبدالرحمن
abdirashid abdurashid abdulrashid cabdirashiid عبدالرشید
oleksandr aleksandr alexander alexandr olexandr aleksander iskander Олександр Александр
oleksandra aleksandra alexandra Олександра Александра
oleksii oleksiy alexey alexei aleksei aleksej alexej oleksij alexi Олексій Алексей
olena elena yelena jelena helena_ Олена Елена
olha olga Ольга
anna hanna ganna Ганна Анна
halyna galina Галина
hryhorii grigory grigori grigorij hryhorij gregor Григорій Григорий
bohdan bogdan Богдан
mykola nikolai nikolay nikolaj mikola nikolas Микола Николай
mykyta nikita mikita Микита Никита
mykhailo mikhail michail mihail mychajlo mykhaylo michael mikael Михайло Михаил ሚካኤል
andrii andriy andrij andrey andrei andrej andreas_ Андрій Андрей
dmytro dmitro dmitry dmitri dimitri dmitrij dimitrij Дмитро Дмитрий
serhii sergiy sergey sergei serhij sergii sergej serhiy Сергій Сергей
volodymyr vladimir wladimir wolodymyr volodimir Володимир Владимир
vladyslav vladislav wladislaw wladyslaw Владислав
yevhen evgen jewhen yevgen evgeny evgenii yevgeny jewgenij yevgenii jewgeni eugen
 Євген Евгений
yevheniia evgeniia jewhenija evgenia yevgenia jewgenija Євгенія Евгения
ihor igor Ігор Игорь
oleh oleg Олег
pavlo pavel pawel pawlo paul_ Павло Павел
petro pyotr petr piotr Петро Петр
vasyl vasily wasyl vasil vasili wassili wasil Василь Василий
vitalii vitaly witalij vitali vitalij Віталій Виталий
viktor victor wiktor Віктор Виктор
viktoriia viktoria victoria wiktoria viktoriya Вікторія Виктория
yurii yury iurii jurij yuri juri yuriy jurii Юрій Юрий
yuliia yulia julia yuliya iuliia julija iulia Юлія Юлия
iryna irina Ірина Ирина
arina Арина
alina Аліна Алина
nataliia natalia natalya natalja nataliya natalie nataliya Наталія Наталья
tetiana tetyana tatiana tatyana tatjana Тетяна Татьяна
svitlana svetlana switlana swetlana Світлана Светлана
kateryna katerina ekaterina yekaterina jekaterina katarina catherine Катерина Екатерина
liudmyla liudmila lyudmila ljudmila ludmila ljudmyla Людмила
liubov lyubov ljubow lubov Любов Любовь
oksana oxana aksana Оксана
kseniia ksenia kseniya xenia ksenija xeniia Ксенія Ксения
anastasiia anastasia anastasiya anastasija anastasiya Анастасія Анастасия
yelyzaveta elizaveta jelisaweta elisabeth yelizaveta elizabeth Єлизавета Елизавета
daria daryna_ darya darja dariia Дарія Дарья
daryna darina Дарина
sofiia sofia sophia sofija Софія София
vira vera wera Віра Вера
mehari meharri mahari መሓሪ
yohannes johannes yohanes ዮሃንስ
yonatan jonatan ዮናታን
selam salam selaam ሰላም
selamawit selamavit ሰላማዊት
dawit dawid david davit daud dawud dawood daoud ዳዊት داود
samuel samiel samuil ሳሙኤል
rahel rachel ራሄል
abraham abreham ኣብርሃም
helen elen ሄለን
hiwet hiwot ሂወት
filmon filimon philmon ፊልሞን
lamin lameen
alieu aliou aliu
bakary bakari bacary
bubacarr boubacar abubakar abubaker aboubacar abubakr abobakr بوبكر ابوبكر
jallow jalloh diallo dialo
ceesay cessay sesay
njie njai ndiaye ndiay
touray turay toure
conteh konteh conte konte
sow sowe soweh
emre
emrah
elif elyf
murat murad مراد
aylin
ayla
arben arbën
arber
besa
besarta
chidi
chike
osas
osagie ossagie
hodan xodan hodhan
hibo
ilyas ilias elias elyas الياس
sulayman suleiman souleymane suleyman sueleyman soliman sulaiman saleban سليمان
yaqoub yakub jakob jacob yaqub yakoub يعقوب
zakaria zakariya sakaria zakariyya زكريا
idris edris idriss ادريس
mariem
hoxha hodza hodja hodzha
"""
