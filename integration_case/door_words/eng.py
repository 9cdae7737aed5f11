"""English words of the client's door and its paper."""

WORDS = {
    "brand": "My file",
    "skip": "To the content",
    "language": "Language",
    "home": "Start page",
    "back": "Back",
    "leave": "Log out",
    "left": "You are logged out. On a shared phone, please close this window as well.",
    "ended": "Your visit has ended. Please log in again.",
    "expired": "This page was too old. Please try again.",
    # entry
    "enter_title": "Open my file",
    "enter_intro": "You need the paper from your advice centre and the secret code that "
    "you were given there.",
    "number_label": "Number on the paper",
    "number_hint": "20 letters and digits, capital or small.",
    "code_label": "Secret code",
    "code_hint": "The digits that your adviser gave you.",
    "enter_button": "Open",
    "enter_failed": "This did not work. Please check the number and the code. After "
    "several wrong tries the access is locked; your adviser then gives you a new code. "
    "An old paper no longer works.",
    "enter_help": "Do you need help? Ask your adviser. We never ask for your code by "
    "phone or message.",
    # start
    "home_title": "Welcome",
    "home_intro": "Here you see what you have agreed to and who has seen your data. "
    "Without a click the visit ends by itself after {minutes} minutes.",
    "consents": "My consents",
    "consents_about": "See, say yes, take back",
    "seen": "Who has seen my data?",
    "seen_about": "On which day, in which role",
    "appointments": "My appointments",
    "appointments_about": "When, where, with whom",
    "documents": "My documents",
    "documents_about": "Released for you",
    "message": "Message to my adviser",
    "message_about": "Only your advice team reads it",
    # consents
    "consents_intro": "You decide freely. A no has no disadvantages. You can take back "
    "every yes at any time.",
    "state_given": "You said yes",
    "state_refused": "You said no",
    "state_withdrawn": "You took it back",
    "state_expired": "Ended",
    "state_not_asked": "Not asked yet",
    "state_public_task": "Allowed by law",
    "since": "Since {date}",
    "until": "until {date}",
    "recipients": "To: {names}",
    "read_text": "Read the text",
    "text_version": "Version {number} of {date}",
    "no_text": "This text is not available in your language yet. Please ask your adviser.",
    "law_note": "For this we do not need your consent. You can object: ask your adviser.",
    "ask_manager": "You can say yes to this in a talk with your adviser.",
    "withdraw": "Take back",
    "withdraw_title": "Take back your yes?",
    "withdraw_about": "From now on we do not use your data for this. What happened until "
    "now stays lawful. Your adviser is told.",
    "withdraw_button": "Yes, take back",
    "withdraw_done": "Done. Your yes has been taken back.",
    "withdraw_before": "This has been taken back already.",
    "give": "Say yes",
    "give_title": "Do you agree?",
    "give_about": "Please read the text. You can take your yes back at any time.",
    "give_button": "Yes, I agree",
    "give_done": "Thank you. Your yes is recorded.",
    "give_before": "You have said yes to this already.",
    "cancel": "No, go back",
    "releases": "Who may talk to whom",
    "releases_intro": "For these offices or people you have released us from secrecy. You"
    " can take this back at any time.",
    "release_one_way": "We may talk to them about:",
    "release_mutual": "We and they may talk to each other about:",
    "release_title": "Take back this release from secrecy?",
    "release_about": "From now on we no longer talk to them about it. Your adviser is "
    "told.",
    "release_done": "Done. The release is taken back.",
    "release_before": "This has already been taken back.",
    "not_here": "This is not possible here. Please talk to your adviser.",
    "guardian": "At your age your parents or your guardian decide. Please talk to your "
    "adviser.",
    # who saw
    "appointments_intro": "Your next appointments. If you cannot come, tell us here.",
    "appointments_none": "You have no appointment at the moment.",
    "with": "With {name}",
    "place": "Place: {place}",
    "place_open": "Your adviser tells you the place.",
    "move": "I would like another time",
    "cancel_it": "I cannot come",
    "remark_label": "What should we know? You may leave this empty.",
    "ask_done": "Your request has arrived. The appointment stands until your adviser "
    "answers.",
    "send": "Send",
    # documents
    "documents_intro": "Your adviser has released these documents for you. On a shared "
    "phone, please delete the file afterwards.",
    "documents_none": "No document is released for you at the moment.",
    "document": "Document",
    "released": "Released on {date}",
    "download": "Download",
    "gone": "This does not exist, or no longer.",
    # message
    "message_intro": "Your adviser reads the message within the next working days. In an "
    "emergency call 112.",
    "message_label": "Your message",
    "message_hint": "At most {count} characters. You can write in your language.",
    "message_done": "Your message has arrived.",
    "message_empty": "Please write something first.",
    "message_long": "Your message is too long: at most {count} characters.",
    "message_many": "You have already sent {count} messages today. Please try again "
    "tomorrow or call us.",
    # paper
    "paper_title": "My personal access",
    "paper_intro": "With this paper you open your own pages: consents, appointments, "
    "documents, messages.",
    "paper_scan": "Scan the picture with your phone, or open this address:",
    "paper_number": "If you are asked for it, type this number:",
    "paper_code": "Type your secret code. You get it in person at the advice centre; it "
    "is not on this paper.",
    "paper_keep": "Keep the paper in a safe place. Tell nobody the code. We never ask for "
    "it by phone or message.",
    "paper_lost": "Paper lost, code forgotten or locked? You get a new one at the advice "
    "centre. The old paper then opens nothing.",
    "paper_until": "Valid until {date}",
}
