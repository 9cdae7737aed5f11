"""What a coordinator keeps of volunteers, with a distinct string in every text."""

from datetime import UTC, datetime, timedelta

from .planting import PlantedFile

VOLUNTEER = "integration.volunteer"
#: in this order; each may hang on those before it
MODELS = (
    VOLUNTEER,
    f"{VOLUNTEER}.language",
    f"{VOLUNTEER}.absence",
    f"{VOLUNTEER}.clearance",
    f"{VOLUNTEER}.shift",
    f"{VOLUNTEER}.shift.role",
    f"{VOLUNTEER}.shift.series",
    f"{VOLUNTEER}.request",
    f"{VOLUNTEER}.tandem",
    f"{VOLUNTEER}.meeting",
    f"{VOLUNTEER}.hours",
)
#: texts with a form of their own
FORMS = {"zip", "area_zips", "iban", "bic", "email", "phone", "city", "name"}
DAY = "%Y-%m-%d"
TIME = f"{DAY} %H:%M:%S"


class PlantedHelp(PlantedFile):
    """Records of volunteers that the coordination made; no client stands in any.

    :param session: the coordinator
    """

    def _plant(self):
        self.start = datetime.now(UTC) + timedelta(days=9)
        for model in MODELS:
            self.ids[model] = self._make(model)
            if model == f"{VOLUNTEER}.tandem":
                # meetings are of those who meet; nobody need be fit for it here
                self.query(
                    "UPDATE integration_volunteer_tandem SET state = 'trial'"
                    " WHERE id = %s",
                    self.ids[model],
                )
        self._plant_kept()

    def get_values(self, model, plant=True):
        values = super().get_values(model, plant)
        # the name is that of a contact, which everybody in the house reads
        kept = {name: value for name, value in values.items() if name not in FORMS}
        named = {"name": values["name"]} if model in self.get_named() else {}
        return {**kept, **named, **self.get_own(model)}

    def get_named(self):
        """Return the models whose name is a text of their own."""
        return (f"{VOLUNTEER}.shift", f"{VOLUNTEER}.shift.role", MODELS[6])

    def get_own(self, model):
        """Return values beside texts and links that a model wants."""
        span = {
            "start": self.start.strftime(TIME),
            "stop": (self.start + timedelta(hours=2)).strftime(TIME),
        }
        yesterday = (datetime.now(UTC) - timedelta(days=1)).strftime(DAY)
        return {
            VOLUNTEER: {"partner_id": self._make_contact()},
            f"{VOLUNTEER}.language": {"is_native": True},
            f"{VOLUNTEER}.absence": {
                "date_from": "2031-01-01",
                "date_to": "2031-01-02",
            },
            f"{VOLUNTEER}.clearance": {
                "type_id": self._first(
                    "integration.clearance.type", [["code", "=", "talk"]]
                )
            },
            f"{VOLUNTEER}.shift": {**span, "role_ids": [[0, 0, {"name": "x"}]]},
            f"{VOLUNTEER}.shift.series": {
                "mon": True,
                "role_ids": [[0, 0, {"name": "x"}]],
            },
            f"{VOLUNTEER}.request": span,
            f"{VOLUNTEER}.meeting": span,
            f"{VOLUNTEER}.hours": {"date": yesterday, "minutes": 30},
        }.get(model, {})

    def _make_contact(self):
        """Return a new contact, as the coordination enters one."""
        values = {"name": "Ehrenamtliche der Prüfung"}
        return self._one(self.call("res.partner", "create", [values]))
