"""Turkish words of the client's door and its paper: draft, to be confirmed."""

WORDS = {
    "brand": "Dosyam",
    "skip": "İçeriğe git",
    "language": "Dil",
    "home": "Ana sayfa",
    "back": "Geri",
    "leave": "Çıkış yap",
    "left": "Çıkış yaptınız. Telefonu başkalarıyla paylaşıyorsanız bu pencereyi de "
    "kapatın.",
    "ended": "Ziyaretiniz sona erdi. Lütfen yeniden giriş yapın.",
    "expired": "Bu sayfa çok eskiydi. Lütfen tekrar deneyin.",
    # entry
    "enter_title": "Dosyamı aç",
    "enter_intro": "Danışma merkezinden aldığınız kâğıt ve orada size verilen gizli kod "
    "gerekir.",
    "number_label": "Kâğıttaki numara",
    "number_hint": "20 harf ve rakam, büyük veya küçük yazılabilir.",
    "code_label": "Gizli kod",
    "code_hint": "Danışmanınızın size verdiği rakamlar.",
    "enter_button": "Aç",
    "enter_failed": "Olmadı. Lütfen numarayı ve kodu kontrol edin. Birkaç yanlış "
    "denemeden sonra erişim kilitlenir; o zaman danışmanınız size yeni bir kod verir. "
    "Eski kâğıt artık geçmez.",
    "enter_help": "Yardım mı gerekiyor? Danışmanınıza sorun. Kodu asla telefonla veya "
    "mesajla sormayız.",
    # start
    "home_title": "Hoş geldiniz",
    "home_intro": "Burada neye izin verdiğinizi ve verilerinizi kimin gördüğünü "
    "görürsünüz. Tıklamazsanız ziyaret {minutes} dakika sonra kendiliğinden biter.",
    "consents": "Onaylarım",
    "consents_about": "Görme, evet deme, geri alma",
    "seen": "Verilerimi kim gördü?",
    "seen_about": "Hangi gün, hangi görevle",
    "appointments": "Randevularım",
    "appointments_about": "Ne zaman, nerede, kiminle",
    "documents": "Belgelerim",
    "documents_about": "Sizin için açılanlar",
    "message": "Danışmanıma mesaj",
    "message_about": "Yalnızca danışma ekibiniz okur",
    # consents
    "consents_intro": "Serbestçe karar verirsiniz. Hayır demenin zararı yoktur. Her evet "
    "yanıtınızı istediğiniz zaman geri alabilirsiniz.",
    "state_given": "Evet dediniz",
    "state_refused": "Hayır dediniz",
    "state_withdrawn": "Geri aldınız",
    "state_expired": "Süresi doldu",
    "state_not_asked": "Henüz sorulmadı",
    "state_public_task": "Yasayla izinli",
    "since": "{date} tarihinden beri",
    "until": "{date} tarihine kadar",
    "recipients": "Kime: {names}",
    "read_text": "Metni oku",
    "text_version": "Sürüm {number}, {date}",
    "no_text": "Bu metin henüz sizin dilinizde yok. Lütfen danışmanınıza sorun.",
    "law_note": "Bunun için onayınız gerekmez. İtiraz edebilirsiniz: danışmanınıza sorun.",
    "ask_manager": "Buna danışmanınızla görüşürken evet diyebilirsiniz.",
    "withdraw": "Geri al",
    "withdraw_title": "Evet yanıtınızı geri almak istiyor musunuz?",
    "withdraw_about": "Bundan sonra verilerinizi bunun için kullanmayız. Şimdiye kadar "
    "yapılanlar geçerli kalır. Danışmanınıza haber verilir.",
    "withdraw_button": "Evet, geri al",
    "withdraw_done": "Tamam. Evet yanıtınız geri alındı.",
    "withdraw_before": "Bu zaten geri alındı.",
    "give": "Evet de",
    "give_title": "Kabul ediyor musunuz?",
    "give_about": "Lütfen metni okuyun. Evet yanıtınızı istediğiniz zaman geri "
    "alabilirsiniz.",
    "give_button": "Evet, kabul ediyorum",
    "give_done": "Teşekkürler. Evet yanıtınız kaydedildi.",
    "give_before": "Buna zaten evet dediniz.",
    "cancel": "Hayır, geri dön",
    "releases": "Kim kiminle konuşabilir",
    "releases_intro": "Bu kurumlar veya kişiler için bizi sır saklama yükümlülüğünden "
    "muaf tuttunuz. Bunu istediğiniz zaman geri alabilirsiniz.",
    "release_one_way": "Onlarla şu konuda konuşabiliriz:",
    "release_mutual": "Biz ve onlar birbirimizle şu konuda konuşabiliriz:",
    "release_title": "Bu izin geri alınsın mı?",
    "release_about": "Bundan sonra onlarla bu konuda konuşmayız. Danışmanınıza haber "
    "verilir.",
    "release_done": "Tamam. İzin geri alındı.",
    "release_before": "Bu zaten geri alındı.",
    "not_here": "Bu burada yapılamaz. Lütfen danışmanınızla konuşun.",
    "guardian": "Sizin yaşınızda anne babanız veya vasiniz karar verir. Lütfen "
    "danışmanınızla konuşun.",
    # who saw
    "appointments_intro": "Sonraki randevularınız. Gelemeyecekseniz bize buradan bildirin.",
    "appointments_none": "Şu anda randevunuz yok.",
    "with": "Kiminle: {name}",
    "place": "Yer: {place}",
    "place_open": "Yeri danışmanınız söyler.",
    "move": "Başka bir saat istiyorum",
    "cancel_it": "Gelemiyorum",
    "remark_label": "Ne bilmemiz gerekiyor? Boş bırakabilirsiniz.",
    "ask_done": "İsteğiniz ulaştı. Danışmanınız yanıt verene kadar randevu geçerlidir.",
    "send": "Gönder",
    # documents
    "documents_intro": "Danışmanınız bu belgeleri sizin için açtı. Paylaşılan bir "
    "telefonda dosyayı sonra silin.",
    "documents_none": "Şu anda sizin için açılmış belge yok.",
    "document": "Belge",
    "released": "Açıldığı tarih: {date}",
    "download": "İndir",
    "gone": "Bu yok veya artık yok.",
    # message
    "message_intro": "Danışmanınız mesajı sonraki iş günlerinde okur. Acil durumda 112'yi "
    "arayın.",
    "message_label": "Mesajınız",
    "message_hint": "En çok {count} karakter. Kendi dilinizde yazabilirsiniz.",
    "message_done": "Mesajınız ulaştı.",
    "message_empty": "Lütfen önce bir şey yazın.",
    "message_long": "Mesajınız çok uzun: en çok {count} karakter.",
    "message_many": "Bugün zaten {count} mesaj gönderdiniz. Lütfen yarın yeniden deneyin "
    "veya bizi arayın.",
    # paper
    "paper_title": "Kişisel erişimim",
    "paper_intro": "Bu kâğıtla kendi sayfalarınızı açarsınız: onaylar, randevular, "
    "belgeler, mesajlar.",
    "paper_scan": "Resmi telefonla tarayın veya bu adresi açın:",
    "paper_number": "Sorulursa bu numarayı yazın:",
    "paper_code": "Gizli kodunuzu yazın. Kod size danışma merkezinde elden verilir; bu "
    "kâğıtta yazmaz.",
    "paper_keep": "Kâğıdı iyi saklayın. Kodu kimseye söylemeyin. Kodu asla telefonla veya "
    "mesajla sormayız.",
    "paper_lost": "Kâğıt kayboldu, kod unutuldu veya kilitlendi mi? Danışma merkezinde "
    "yenisini alırsınız. Eski kâğıt o zaman hiçbir şeyi açmaz.",
    "paper_until": "Geçerlilik: {date} tarihine kadar",
}
