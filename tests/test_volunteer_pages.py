"""The pages of volunteers in a real browser, in German, on the phone first (V6).

What is looked at on each page says the fixture ``look``.
"""

import pytest

HOME = "/my/volunteer"
PAGES = (
    *("", "shifts", "requests", "tandems", "calendar", "hours", "documents"),
    *("availability", "data", "pause", "leave"),
)
SIZES = pytest.mark.parametrize(
    "phone",
    [pytest.param(False, marks=pytest.mark.long), True],
    ids=["desktop", "phone"],
)
SMALLEST = 44
TARGETS = ".o_volunteer_pages :is(button, a.vol_tile, a.vol_back, summary, .vol_choice)"


@SIZES
@pytest.mark.parametrize("name", PAGES)
def test_pages(page_as, look, name, phone):
    page = page_as("volunteer1", phone=phone)
    page.goto(f"{HOME}/{name}".rstrip("/"))
    page.locator(".o_volunteer_pages h1").wait_for()
    look(page, None)
    for target in page.locator(TARGETS).all():
        if box := target.bounding_box():
            assert box["height"] >= SMALLEST, target.inner_text()


@SIZES
def test_entry_without_account(page_as, look, phone):
    page = page_as(None, phone=phone)
    page.goto("/volunteer")
    page.locator("#number").wait_for()
    look(page, None)


def test_sign_up(page_as):
    """From the first page to a shift with two taps, and off it again."""
    page = page_as("volunteer1", phone=True)
    page.goto(HOME)
    page.locator("a.vol_tile[href$='/shifts']").click()
    page.locator("form[action$='/sign-up'] button").first.click()
    page.locator(".vol_notice").wait_for()
    own = page.locator("section[aria-labelledby='own'] .vol_card").filter(
        has=page.locator("form[action$='/withdraw']")
    )
    own.last.locator("summary").click()
    own.last.locator("form[action$='/withdraw'] button").click()
    page.locator(".vol_notice").wait_for()


def test_wrong_form_keeps_what_was_typed(page_as, axe):
    page = page_as("volunteer1", phone=True)
    page.goto(f"{HOME}/data")
    page.locator("#phone").fill("bitte anrufen")
    page.locator("form[action$='/save'] button").click()
    page.locator(".vol_problem a[href='#phone']").click()
    assert page.locator("#phone").input_value() == "bitte anrufen"
    assert page.locator("#phone").get_attribute("aria-invalid") == "true"
    axe(page)
    # the browser says that the form was refused
    page.console_errors.clear()
