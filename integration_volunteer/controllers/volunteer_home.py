from .volunteer_forms import say_time
from .volunteer_pages import HOME, NOTICES, TILES, page

SHOWN_BOOKINGS = 5


@page(HOME)
def show_home(frame, volunteer, form, number):
    """The next dates, and a big button for each page."""
    bookings = volunteer._get_future_bookings()
    rows = [
        {
            "when": say_time(volunteer.env, booking.start, booking.stop),
            "title": booking.title,
            "place": booking.place,
        }
        for booking in bookings[:SHOWN_BOOKINGS]
    ]
    tiles = sorted((show(volunteer) for show in TILES), key=lambda row: row["order"])
    states = dict(volunteer._fields["state"]._description_selection(volunteer.env))
    return frame._show(
        *(volunteer, HOME),
        volunteer.env._("Hello %(name)s", name=volunteer.name),
        form=form,
        rows=rows,
        more=len(bookings) - len(rows),
        tiles=tiles,
        state=volunteer.state,
        state_words=states[volunteer.state],
        deployable=volunteer._is_deployable(),
        coordinator=volunteer.coordinator_id.name,
    )


NOTICES["saved"] = lambda env: env._("Saved. Thank you.")
NOTICES["removed"] = lambda env: env._("Removed.")
NOTICES["gone"] = lambda env: env._("This is over, or somebody was a little faster.")
NOTICES["already"] = lambda env: env._("That was done already.")
