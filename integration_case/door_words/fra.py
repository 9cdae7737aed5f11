"""French words of the client's door and its paper: draft, to be confirmed."""

WORDS = {
    "brand": "Mon dossier",
    "skip": "Aller au contenu",
    "language": "Langue",
    "home": "Accueil",
    "back": "Retour",
    "leave": "Se déconnecter",
    "left": "Vous êtes déconnecté(e). Sur un téléphone partagé, fermez aussi cette "
    "fenêtre.",
    "ended": "Votre visite est terminée. Veuillez vous connecter à nouveau.",
    "expired": "Cette page était trop ancienne. Veuillez réessayer.",
    # entry
    "enter_title": "Ouvrir mon dossier",
    "enter_intro": "Il vous faut la feuille de votre service de conseil et le code secret "
    "que vous y avez reçu.",
    "number_label": "Numéro sur la feuille",
    "number_hint": "20 lettres et chiffres, majuscules ou minuscules.",
    "code_label": "Code secret",
    "code_hint": "Les chiffres que votre conseil vous a donnés.",
    "enter_button": "Ouvrir",
    "enter_failed": "Cela n'a pas fonctionné. Vérifiez le numéro et le code. Après "
    "plusieurs erreurs, l'accès est bloqué ; votre conseil vous donne alors un nouveau "
    "code. Une ancienne feuille ne fonctionne plus.",
    "enter_help": "Besoin d'aide ? Demandez à votre conseil. Nous ne demandons jamais le "
    "code par téléphone ou par message.",
    # start
    "home_title": "Bienvenue",
    "home_intro": "Vous voyez ici ce que vous avez autorisé et qui a vu vos données. Sans "
    "clic, la visite se termine d'elle-même après {minutes} minutes.",
    "consents": "Mes accords",
    "consents_about": "Voir, dire oui, retirer",
    "seen": "Qui a vu mes données ?",
    "seen_about": "Quel jour, dans quelle fonction",
    "appointments": "Mes rendez-vous",
    "appointments_about": "Quand, où, avec qui",
    "documents": "Mes documents",
    "documents_about": "Mis à votre disposition",
    "message": "Message à mon conseil",
    "message_about": "Seule votre équipe de conseil le lit",
    # consents
    "consents_intro": "Vous décidez librement. Un non n'a aucun inconvénient. Vous pouvez "
    "retirer chaque oui à tout moment.",
    "state_given": "Vous avez dit oui",
    "state_refused": "Vous avez dit non",
    "state_withdrawn": "Vous l'avez retiré",
    "state_expired": "Terminé",
    "state_not_asked": "Pas encore demandé",
    "state_public_task": "Autorisé par la loi",
    "since": "Depuis le {date}",
    "until": "jusqu'au {date}",
    "recipients": "À : {names}",
    "read_text": "Lire le texte",
    "text_version": "Version {number} du {date}",
    "no_text": "Ce texte n'existe pas encore dans votre langue. Demandez à votre conseil.",
    "law_note": "Pour cela, votre accord n'est pas nécessaire. Vous pouvez vous y "
    "opposer : demandez à votre conseil.",
    "ask_manager": "Vous pouvez dire oui lors d'un entretien avec votre conseil.",
    "withdraw": "Retirer",
    "withdraw_title": "Retirer votre oui ?",
    "withdraw_about": "À partir de maintenant, nous n'utilisons plus vos données pour "
    "cela. Ce qui s'est passé jusqu'ici reste permis. Votre conseil en est informé.",
    "withdraw_button": "Oui, retirer",
    "withdraw_done": "C'est fait. Votre oui est retiré.",
    "withdraw_before": "C'est déjà retiré.",
    "give": "Dire oui",
    "give_title": "Êtes-vous d'accord ?",
    "give_about": "Lisez le texte. Vous pouvez retirer votre oui à tout moment.",
    "give_button": "Oui, je suis d'accord",
    "give_done": "Merci. Votre oui est enregistré.",
    "give_before": "Vous avez déjà dit oui.",
    "cancel": "Non, retour",
    "releases": "Qui peut parler avec qui",
    "releases_intro": "Pour ces services ou personnes, vous nous avez libérés du secret "
    "professionnel. Vous pouvez revenir sur cet accord à tout moment.",
    "release_one_way": "Nous pouvons parler avec eux de :",
    "release_mutual": "Eux et nous pouvons parler ensemble de :",
    "release_title": "Retirer cette levée du secret ?",
    "release_about": "À partir de maintenant, nous n'en parlons plus avec eux. Votre "
    "conseil en est informé.",
    "release_done": "C'est fait. La levée du secret est retirée.",
    "release_before": "C'est déjà retiré.",
    "not_here": "Ce n'est pas possible ici. Parlez-en à votre conseil.",
    "guardian": "À votre âge, vos parents ou votre tuteur décident. Parlez-en à votre "
    "conseil.",
    # who saw
    "appointments_intro": "Vos prochains rendez-vous. Si vous ne pouvez pas venir, "
    "dites-le-nous ici.",
    "appointments_none": "Vous n'avez pas de rendez-vous pour le moment.",
    "with": "Avec {name}",
    "place": "Lieu : {place}",
    "place_open": "Votre conseil vous dira le lieu.",
    "move": "Je voudrais une autre heure",
    "cancel_it": "Je ne peux pas venir",
    "remark_label": "Que devons-nous savoir ? Vous pouvez laisser ce champ vide.",
    "ask_done": "Votre demande est arrivée. Le rendez-vous est valable jusqu'à la réponse "
    "de votre conseil.",
    "send": "Envoyer",
    # documents
    "documents_intro": "Votre conseil a mis ces documents à votre disposition. Sur un "
    "téléphone partagé, supprimez ensuite le fichier.",
    "documents_none": "Aucun document n'est disponible pour le moment.",
    "document": "Document",
    "released": "Disponible depuis le {date}",
    "download": "Télécharger",
    "gone": "Cela n'existe pas ou plus.",
    # message
    "message_intro": "Votre conseil lit le message dans les prochains jours ouvrables. En "
    "cas d'urgence, appelez le 112.",
    "message_label": "Votre message",
    "message_hint": "Au plus {count} caractères. Vous pouvez écrire dans votre langue.",
    "message_done": "Votre message est arrivé.",
    "message_empty": "Écrivez d'abord quelque chose.",
    "message_long": "Votre message est trop long : au plus {count} caractères.",
    "message_many": "Vous avez déjà envoyé {count} messages aujourd'hui. Réessayez demain "
    "ou appelez-nous.",
    # paper
    "paper_title": "Mon accès personnel",
    "paper_intro": "Avec cette feuille, vous ouvrez vos propres pages : accords, "
    "rendez-vous, documents, messages.",
    "paper_scan": "Scannez l'image avec le téléphone ou ouvrez cette adresse :",
    "paper_number": "Si on vous le demande, tapez ce numéro :",
    "paper_code": "Tapez votre code secret. Vous le recevez en personne au service de "
    "conseil ; il n'est pas sur cette feuille.",
    "paper_keep": "Gardez bien la feuille. Ne dites le code à personne. Nous ne le "
    "demandons jamais par téléphone ou par message.",
    "paper_lost": "Feuille perdue, code oublié ou bloqué ? Vous en recevez un nouveau au "
    "service de conseil. L'ancienne feuille n'ouvre alors plus rien.",
    "paper_until": "Valable jusqu'au {date}",
}
