"""What many offers of the demo have in common. Days count from today."""

GERMAN = {
    "cost_kind": "partly",
    "documents": "passport entitlement",
    "targets": "refugees newcomers eu",
    "age_min": 16,
}


def course(needed, reached, **values):
    return {**GERMAN, "level_needed": needed, "level_reached": reached, **values}


def places(free, total, asked=3):
    state = "free" if free else "full"
    return {
        "capacity_state": state,
        "places_free": free,
        "places_total": total,
        "asked": asked,
    }


WAITING = {"capacity_state": "waiting", "asked": 5}
FREE = {"cost_kind": "free"}
