"""A client at her own door, on a phone: in Arabic and German, and without scripts.

Nothing scrolls sideways at 320 pixels, axe finds nothing against WCAG 2.2 AA, no word
is left untranslated, and the worker sees that something came, not what (issue: the
client's own door; C35, C49, C69, C75).
"""

import pytest

from tools import npm
from tools.logins import DOORS

from .support.browser import PHONE
from .support.door import door_words
from .support.town import Town

GERMAN, LANGUAGES = door_words.GERMAN, door_words.LANGUAGES
PAGES = ("home", "consents", "seen", "appointments", "documents", "message")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """rules => axe.run({runOnly: {type: "tag", values: rules}}).then(report =>
    report.violations.map(row => [row.id, row.nodes.map(node => node.html)]))"""
NARROW = {"width": 320, "height": 640}
ARABIC, UKRAINIAN = DOORS


@pytest.fixture
def visit(page_as, server):
    """Return a function that enters with a paper and a code."""

    def enter(door, tag):
        page = page_as(None, phone=True)
        page.goto(f"/d#{door.link}")
        assert page.url.endswith("/d"), "the number stays in the address"
        assert page.locator("#number").input_value() == door.link
        page.locator("#code").fill(door.code)
        page.locator("main button").click()
        page.wait_for_url("**/d/home")
        page.locator("footer summary").click()
        page.locator(f"footer button[value={tag}]").click()
        page.wait_for_load_state()
        return page

    return enter


def look(page, language, check=True):
    """Check a page as somebody with a small phone and no German would."""
    # right after a tap the next page may have nothing yet
    page.locator("main").first.wait_for()
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    html = page.locator("html")
    assert html.get_attribute("lang") == language.tag
    assert html.get_attribute("dir") == language.direction
    text = page.locator("body").inner_text()
    for other in (GERMAN, LANGUAGES["eng"]):
        left = [
            words
            for key, words in other.words.items()
            if len(words) > 14 and words != language.words[key] and words in text
        ]
        assert not left
    if check:
        page.evaluate(npm.axe_core().read_text())
        assert page.evaluate(RUN, RULES) == []
    page.set_viewport_size(PHONE["viewport"])


@pytest.mark.parametrize(
    ("door", "tag"), [(ARABIC, "ar"), (UKRAINIAN, "de")], ids=["arabic", "german"]
)
def test_client_walks_through(visit, rpc, server, door, tag):
    language = door_words.choose(tag)
    words = language.words
    page = visit(door, tag)
    look(page, language)

    page.get_by_role("link", name=words["consents"]).click()
    look(page, language)
    page.locator("main summary").first.click()
    page.locator("main button[value=withdraw]").first.click()
    look(page, language)
    page.get_by_role("button", name=words["withdraw_button"]).click()
    assert page.get_by_role("status").inner_text() == words["withdraw_done"]
    look(page, language)
    page.locator("main button[value=give]").first.click()
    look(page, language)
    page.get_by_role("button", name=words["give_button"]).click()
    assert page.get_by_role("status").inner_text() == words["give_done"]

    page.get_by_role("link", name=words["home"]).click()
    page.get_by_role("link", name=words["seen"]).click()
    page.locator("main section li").first.wait_for()
    look(page, language)

    page.goto("/d/appointments")
    look(page, language)
    page.locator("main button[value=move]").first.click()
    look(page, language)
    page.locator("textarea").fill("الساعة العاشرة")
    page.get_by_role("button", name=words["send"]).click()
    assert page.get_by_role("status").inner_text() == words["ask_done"]

    page.goto("/d/documents")
    look(page, language)
    with page.expect_download() as download:
        page.get_by_role("button", name=words["download"]).first.click()
    assert download.value.suggested_filename == "document-1.pdf"

    page.goto("/d/message")
    look(page, language)
    page.locator("textarea").fill(f"Geheimwort {tag} <b>")
    page.get_by_role("button", name=words["send"]).click()
    assert page.get_by_role("status").inner_text() == words["message_done"]

    page.get_by_role("button", name=words["leave"]).click()
    page.get_by_text(words["left"]).wait_for()
    look(page, language)
    answer = page.request.get("/d/consents")
    assert answer.status == 403
    assert "session_id" not in {cookie["name"] for cookie in page.context.cookies()}
    _check_worker(rpc, server, door, tag)


def _check_worker(rpc, server, door, tag):
    """The manager is told by reference, and reads the text in the case."""
    session = rpc("manager1")
    number = door.link.partition("-")[0]
    [[reference]] = Town(server).query(
        "SELECT reference FROM integration_token WHERE number = %s", number
    )
    [case] = session.call("integration.case", "search", [["reference", "=", reference]])
    messages = session.call(
        "mail.message",
        "search_read",
        [["model", "=", "integration.case"], ["res_id", "=", case]],
        ["body"],
    )
    bodies = " ".join(row["body"] for row in messages)
    assert f"Geheimwort {tag} &lt;b&gt;" in bodies
    assert "الساعة العاشرة" in bodies
    activities = session.call(
        "mail.activity",
        "search_read",
        [["res_model", "=", "integration.case"], ["res_id", "=", case]],
        ["summary", "note", "res_name"],
    )
    assert activities
    assert "Geheimwort" not in str(activities)


def test_every_page_in_every_language(visit):
    page = visit(ARABIC, "ar")
    for language in LANGUAGES.values():
        page.goto("/d/home")
        page.locator("footer summary").click()
        page.locator(f"footer button[value={language.tag}]").click()
        page.wait_for_load_state()
        for name in PAGES:
            page.goto(f"/d/{name}")
            look(page, language, check=False)


def test_without_scripts(browser, server):
    """Number and code are typed; all pages work."""
    context = browser.chromium.new_context(
        base_url=server.url, locale="uk-UA", java_script_enabled=False, **PHONE
    )
    page = context.new_page()
    page.goto(f"/d#{UKRAINIAN.link}")
    assert page.locator("#number").input_value() == ""
    page.locator("#number").fill(UKRAINIAN.link.lower())
    page.locator("#code").fill(UKRAINIAN.code)
    page.locator("main button").click()
    page.wait_for_url("**/d/home")
    ukrainian = LANGUAGES["ukr"].words
    assert page.locator("h1").inner_text() == ukrainian["home_title"]
    for name in PAGES:
        page.goto(f"/d/{name}")
        assert page.locator("h1").inner_text()
    page.get_by_role("button", name=ukrainian["leave"]).click()
    page.get_by_text(ukrainian["left"]).wait_for()
    context.close()


def test_wrong_code(page_as):
    page = page_as(None, phone=True)
    page.goto(f"/d#{ARABIC.link}")
    page.locator("#code").fill("000000")
    page.locator("main button").click()
    assert page.get_by_role("status").inner_text() == GERMAN.words["enter_failed"]
    page.locator("#number").wait_for()
    assert page.locator("#number").input_value() == ""
    page.console_errors.clear()  # the browser notes the refusal


def test_nothing_in_the_log(server):
    """Neither link nor code, nor what was written, in the server's log."""
    log = server.log.read_text(errors="replace")
    assert '"GET /d/consents' in log, "the tests before have left no trace to look at"
    for door in DOORS:
        assert door.link not in log
        assert door.link.replace("-", "") not in log
    assert "Geheimwort" not in log
