"""German words of the client's door and its paper."""

WORDS = {
    "brand": "Meine Akte",
    "skip": "Zum Inhalt",
    "language": "Sprache",
    "home": "Startseite",
    "back": "Zurück",
    "leave": "Abmelden",
    "left": "Sie sind abgemeldet. Auf einem geteilten Handy schließen Sie bitte auch "
    "dieses Fenster.",
    "ended": "Ihr Besuch ist beendet. Bitte melden Sie sich neu an.",
    "expired": "Diese Seite war zu alt. Bitte versuchen Sie es noch einmal.",
    # entry
    "enter_title": "Meine Akte öffnen",
    "enter_intro": "Sie brauchen das Blatt aus Ihrer Beratung und den geheimen Code, den "
    "Sie dort bekommen haben.",
    "number_label": "Nummer auf dem Blatt",
    "number_hint": "20 Buchstaben und Ziffern, groß oder klein.",
    "code_label": "Geheimer Code",
    "code_hint": "Die Ziffern, die Ihre Beratung Ihnen gegeben hat.",
    "enter_button": "Öffnen",
    "enter_failed": "Das hat nicht geklappt. Bitte prüfen Sie Nummer und Code. Nach "
    "mehreren falschen Versuchen ist der Zugang gesperrt; dann bekommen Sie in der "
    "Beratung einen neuen Code. Ein altes Blatt gilt nicht mehr.",
    "enter_help": "Brauchen Sie Hilfe? Fragen Sie in Ihrer Beratung. Wir fragen Sie nie "
    "am Telefon oder in einer Nachricht nach dem Code.",
    # start
    "home_title": "Willkommen",
    "home_intro": "Hier sehen Sie, was Sie erlaubt haben und wer Ihre Daten gesehen hat. "
    "Ohne Klick endet der Besuch nach {minutes} Minuten von selbst.",
    "consents": "Meine Einwilligungen",
    "consents_about": "Ansehen, Ja sagen, zurücknehmen",
    "seen": "Wer hat meine Daten gesehen?",
    "seen_about": "An welchem Tag, mit welcher Aufgabe",
    "appointments": "Meine Termine",
    "appointments_about": "Wann, wo, mit wem",
    "documents": "Meine Dokumente",
    "documents_about": "Für Sie freigegeben",
    "message": "Nachricht an meine Beratung",
    "message_about": "Nur Ihre Beratung liest sie",
    # consents
    "consents_intro": "Sie entscheiden frei. Ein Nein hat keine Nachteile. Jedes Ja "
    "können Sie jederzeit zurücknehmen.",
    "state_given": "Sie haben Ja gesagt",
    "state_refused": "Sie haben Nein gesagt",
    "state_withdrawn": "Sie haben es zurückgenommen",
    "state_expired": "Abgelaufen",
    "state_not_asked": "Noch nicht gefragt",
    "state_public_task": "Durch Gesetz erlaubt",
    "since": "Seit {date}",
    "until": "bis {date}",
    "recipients": "An: {names}",
    "read_text": "Text lesen",
    "text_version": "Fassung {number} vom {date}",
    "no_text": "Diesen Text gibt es noch nicht in Ihrer Sprache. Bitte fragen Sie in Ihrer "
    "Beratung.",
    "law_note": "Dafür brauchen wir Ihre Einwilligung nicht. Sie können widersprechen: "
    "Fragen Sie in Ihrer Beratung.",
    "ask_manager": "Dazu können Sie im Gespräch mit Ihrer Beratung Ja sagen.",
    "withdraw": "Zurücknehmen",
    "withdraw_title": "Ihr Ja zurücknehmen?",
    "withdraw_about": "Ab sofort nutzen wir Ihre Daten dafür nicht mehr. Was bis jetzt "
    "geschehen ist, bleibt erlaubt. Ihre Beratung erfährt davon.",
    "withdraw_button": "Ja, zurücknehmen",
    "withdraw_done": "Erledigt. Ihr Ja ist zurückgenommen.",
    "withdraw_before": "Das ist schon zurückgenommen.",
    "give": "Ja sagen",
    "give_title": "Sind Sie einverstanden?",
    "give_about": "Bitte lesen Sie den Text. Ihr Ja können Sie jederzeit zurücknehmen.",
    "give_button": "Ja, ich bin einverstanden",
    "give_done": "Danke. Ihr Ja ist gespeichert.",
    "give_before": "Dazu haben Sie schon Ja gesagt.",
    "cancel": "Nein, zurück",
    "releases": "Wer mit wem sprechen darf",
    "releases_intro": "Diese Stellen haben Sie von der Schweigepflicht entbunden, oder "
    "uns ihnen gegenüber. Das können Sie jederzeit zurücknehmen.",
    "release_one_way": "Wir dürfen mit dieser Stelle darüber sprechen:",
    "release_mutual": "Wir und diese Stelle dürfen miteinander darüber sprechen:",
    "release_title": "Entbindung von der Schweigepflicht zurücknehmen?",
    "release_about": "Ab sofort sprechen wir darüber nicht mehr mit dieser Stelle. Ihre "
    "Beratung erfährt davon.",
    "release_done": "Erledigt. Die Entbindung ist zurückgenommen.",
    "release_before": "Das ist schon zurückgenommen.",
    "not_here": "Das geht hier nicht. Bitte sprechen Sie mit Ihrer Beratung.",
    "guardian": "In Ihrem Alter entscheiden Ihre Eltern oder Ihr Vormund. Bitte sprechen "
    "Sie mit Ihrer Beratung.",
    # who saw
    "appointments_intro": "Ihre nächsten Termine. Wenn Sie nicht kommen können, sagen Sie "
    "es uns hier.",
    "appointments_none": "Zurzeit haben Sie keinen Termin.",
    "with": "Mit {name}",
    "place": "Ort: {place}",
    "place_open": "Den Ort sagt Ihnen Ihre Beratung.",
    "move": "Ich möchte eine andere Zeit",
    "cancel_it": "Ich kann nicht kommen",
    "remark_label": "Was sollen wir wissen? Sie können das Feld leer lassen.",
    "ask_done": "Ihre Bitte ist angekommen. Der Termin gilt, bis Ihre Beratung antwortet.",
    "send": "Senden",
    # documents
    "documents_intro": "Diese Dokumente hat Ihre Beratung für Sie freigegeben. Auf einem "
    "geteilten Handy löschen Sie die Datei danach bitte.",
    "documents_none": "Zurzeit ist kein Dokument für Sie freigegeben.",
    "document": "Dokument",
    "released": "Freigegeben am {date}",
    "download": "Herunterladen",
    "gone": "Das gibt es nicht oder nicht mehr.",
    # message
    "message_intro": "Ihre Beratung liest die Nachricht in den nächsten Arbeitstagen. Im "
    "Notfall rufen Sie 112 an.",
    "message_label": "Ihre Nachricht",
    "message_hint": "Höchstens {count} Zeichen. Sie können in Ihrer Sprache schreiben.",
    "message_done": "Ihre Nachricht ist angekommen.",
    "message_empty": "Bitte schreiben Sie zuerst etwas.",
    "message_long": "Ihre Nachricht ist zu lang: höchstens {count} Zeichen.",
    "message_many": "Sie haben heute schon {count} Nachrichten gesendet. Bitte versuchen "
    "Sie es morgen wieder oder rufen Sie uns an.",
    # paper
    "paper_title": "Mein persönlicher Zugang",
    "paper_intro": "Mit diesem Blatt öffnen Sie Ihre eigenen Seiten: Einwilligungen, "
    "Termine, Dokumente, Nachrichten.",
    "paper_scan": "Scannen Sie das Bild mit dem Handy, oder öffnen Sie diese Adresse:",
    "paper_number": "Wenn danach gefragt wird, geben Sie diese Nummer ein:",
    "paper_code": "Geben Sie Ihren geheimen Code ein. Sie bekommen ihn persönlich in der "
    "Beratung; er steht nicht auf diesem Blatt.",
    "paper_keep": "Bewahren Sie das Blatt gut auf. Sagen Sie den Code niemandem. Wir "
    "fragen nie am Telefon oder in einer Nachricht danach.",
    "paper_lost": "Blatt verloren, Code vergessen oder gesperrt? In der Beratung bekommen "
    "Sie einen neuen. Das alte Blatt öffnet dann nichts mehr.",
    "paper_until": "Gültig bis {date}",
}
