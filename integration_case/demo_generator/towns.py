"""What each authority of the demo has, in numbers."""

from typing import NamedTuple

from .origins import ORIGINS

#: usual length of stay in the file, with the number of households
ADVICE_STAGES = ("fresh", "recent", "old", "near", "over", "extended")


class Desk(NamedTuple):
    """A manager with the place that she works for."""

    #: identifiers of user and team in this addon
    user: str
    team: str
    #: parts of the town
    places: tuple


class Town(NamedTuple):
    """One authority: its people, files and contacts."""

    seed: str
    company: str
    zip: str
    desks: tuple
    #: (origin, number of households)
    origins: tuple
    #: households of one adult, of two, of four
    singles: int
    couples: int
    fours: int
    children: int
    #: see ADVICE_STAGES
    stages: dict
    closed: int
    contacts: int
    sessions: int


MUSTERSTADT = Town(
    seed="Musterstadt",
    company="base.main_company",
    zip="77777",
    desks=(
        Desk(
            "res_users_manager1_demo",
            "integration_team_north_demo",
            ("Musterstadt", "Musterstadt-Bergheim"),
        ),
        Desk(
            "res_users_manager2_demo",
            "integration_team_south_demo",
            ("Musterstadt", "Musterstadt-Seedorf"),
        ),
        Desk(
            "res_users_manager3_demo",
            "integration_team_north_demo",
            ("Musterstadt", "Musterstadt-Bergheim"),
        ),
    ),
    origins=tuple((origin, origin.households) for origin in ORIGINS),
    singles=30,
    couples=35,
    fours=5,
    children=62,
    stages={"fresh": 6, "recent": 22, "old": 35, "near": 4, "over": 2, "extended": 1},
    closed=22,
    contacts=1200,
    sessions=3,
)

MUSTERKREIS = Town(
    seed="Musterkreis",
    company="integration_base.res_company_county_demo",
    zip="77770",
    desks=(
        Desk(
            "res_users_manager_kreis_demo",
            "integration_team_county_demo",
            ("Kreisstadt", "Obertal", "Weiler am Berg"),
        ),
    ),
    origins=tuple((ORIGINS[number], 1) for number in (0, 2, 3, 5, 7)),
    singles=2,
    couples=3,
    fours=0,
    children=4,
    stages={"fresh": 1, "recent": 3, "old": 1, "near": 0, "over": 0, "extended": 0},
    closed=1,
    contacts=60,
    sessions=0,
)
