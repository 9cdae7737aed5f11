"""Who helps in the demo: names are made up.

Name, gender, postcode, languages besides German as ``code:level`` (with ``*``:
interprets), tasks, abilities, state.
"""

from typing import NamedTuple

#: log-in of the portal → whom it belongs to
PORTAL_LOGIN, PORTAL_NAME = "volunteer1", "Samir Haddad"


class Helper(NamedTuple):
    name: str
    gender: str
    zip: str
    languages: str
    tasks: str
    abilities: str = ""
    state: str = "active"


PEOPLE = (
    Helper("Helga Sommer", "female", "77777", "eng:b2", "homework reading", "teaching"),
    Helper("Samir Haddad", "male", "77777", "ara:c2* fra:b1", "interpreting papers"),
    Helper("Olena Kravets", "female", "77777", "ukr:c2* rus:c1*", "interpreting event"),
    Helper("Manfred Vogt", "male", "77778", "", "transport housing", "driving crafts"),
    Helper("Rosemarie Klein", "female", "77777", "fra:b2", "mentoring conversation"),
    Helper("Tesfay Berhane", "male", "77779", "tir:c2* amh:b2*", "interpreting"),
    Helper("Ingrid Bauer", "female", "77778", "eng:b1", "clothing event", "sewing"),
    Helper("Leyla Aydin", "female", "77777", "tur:c2* kmr:c1*", "interpreting papers"),
    Helper("Dieter Fuchs", "male", "77779", "", "transport clothing", "driving"),
    Helper("Farid Rahimi", "male", "77777", "prs:c2* pus:b2*", "interpreting"),
    Helper("Ursula Zeller", "female", "77777", "", "homework mentoring", "teaching"),
    Helper("Jonas Braun", "male", "77777", "eng:c1", "conversation event", "computer"),
    Helper("Sophie Lang", "female", "77778", "eng:c1 spa:b2", "childcare reading"),
    Helper("Walter Kern", "male", "77777", "rus:b1", "papers housing", "law"),
    Helper("Nadia Petrova", "female", "77779", "rus:c2* bul:c1*", "interpreting"),
    Helper("Hans-Peter Graf", "male", "77777", "", "transport", "driving bicycle"),
    Helper("Claudia Roth-Maier", "female", "77777", "ita:b2", "mentoring event"),
    Helper("Youssef Amari", "male", "77778", "ara:c2* zgh:c1", "interpreting event"),
    Helper("Gerda Schäfer", "female", "77777", "", "clothing", "sewing cooking"),
    Helper("Lukas Weber", "male", "77777", "eng:b2", "homework conversation"),
    Helper("Birgit Engel", "female", "77779", "fra:b1", "accompaniment mentoring"),
    Helper("Mehmet Kaya", "male", "77777", "tur:c2*", "interpreting accompaniment"),
    Helper("Annette Hofer", "female", "77777", "eng:b2", "mentoring papers", "law"),
    Helper("Viktor Lehmann", "male", "77778", "rus:c1*", "interpreting transport"),
    Helper("Silke Brandt", "female", "77777", "", "reading childcare", "music"),
    Helper("Abel Mengistu", "male", "77777", "amh:c2* tir:b2*", "interpreting event"),
    Helper("Christa Wolf", "female", "77779", "", "accompaniment conversation"),
    Helper("Thomas Berger", "male", "77777", "eng:b1", "housing", "crafts driving"),
    Helper("Zahra Hosseini", "female", "77777", "fas:c2* prs:c1*", "interpreting"),
    Helper("Renate Busch", "female", "77778", "", "mentoring homework", "teaching"),
    Helper("Paul Neumann", "male", "77777", "", "event", "sports", "paused"),
    Helper("Katrin Simon", "female", "77777", "eng:b2", "mentoring", "", "paused"),
    Helper("Emil Stark", "male", "77777", "", "transport", "driving", "trial"),
    Helper("Amira Saleh", "female", "77779", "ara:c2*", "interpreting", "", "trial"),
    Helper("Nina Albrecht", "female", "77777", "eng:c1", "reading", "", "interview"),
    Helper("Otto Pfeiffer", "male", "77778", "", "papers", "law", "interview"),
    Helper("Sabrina Huber", "female", "77777", "", "childcare", "", "interested"),
    Helper("David Okafor", "male", "77777", "eng:c2", "event", "sports", "interested"),
    Helper("Elfriede Moser", "female", "77777", "", "clothing", "sewing", "left"),
    Helper("Kurt Baumann", "male", "77779", "", "transport", "driving", "left"),
)
