"""What a crawl found, for people: a page of the documentation."""

from collections import Counter

HEAD = """# What the crawl found

Written by `WRITE_REPORT=1 make test-full ADDON=tests TAGS=crawl`; how it looks is told
in `tests/support/crawler.py`. Before, five people keep one client file each in which
every text, note, file name, file content, event text and message holds a string of its
own, {strings} strings in all. Then each role below reads every model and every field that
it may read, and looks at what is near client data by every other door: searches that
would confirm a string, groupings by every field, exports, forms filled with the ids of
others, our own methods, files, messages, pages, the portal, scripts with an API key. What
a role may read is taken from the declaration of rights; the keeper of a file is the control: she finds all that is hers by the same
calls. A call that fails for any other reason than a refusal fails the run.

What cannot tell of a client (countries, menus, mail servers) is read by all, and looked
at by the other doors by one of each kind of users: a manager, a colleague with contacts,
the administrator, a guest of the portal, and who is not logged in. Where two log-ins have the same role, the second asks by
fewer doors: they are the same, what differs is whose files lie behind. Where the rows of a
model may not be searched, it is asked for by reading, searching, grouping, naming and
exporting, by id and by script, and by each method of ours; the forms of it stay closed.

"""
COLUMNS = (
    *("Log-in", "Models read", "Fields read", "Calls", "Refused", "Own strings found"),
    *("Strings of others found", "Seconds"),
)


def get_lines(crawls, town, kinds):
    """Return the lines of the page.

    :param crawls: login → crawler that has finished
    :param kinds: kind of place → number of planted strings found there by the scans
    """
    strings = len(town.plants.places)
    lines = HEAD.format(strings=strings).splitlines()
    if not all(crawler.whole for crawler in crawls.values()):
        lines += [
            "These are the numbers of the quick crawl of `make test`, which reads",
            "only models near client data, and the newest rows of each.",
        ]
    lines += ["", "| " + " | ".join(COLUMNS) + " |"]
    lines.append("|---|" + "---:|" * (len(COLUMNS) - 1))
    calls, seconds = Counter(), Counter()
    for login, crawler in crawls.items():
        calls += crawler.calls
        seconds += crawler.seconds_at
        own = [token for token in crawler.found if token in town.plants.places]
        cells = (
            f"`{login}`" if crawler.login else "not logged in",
            len(crawler.models_read),
            len(crawler.fields_read),
            sum(crawler.calls.values()),
            crawler.refusals,
            len([token for token in own if crawler.may_read(token)]),
            len(crawler.get_leaks()) + len(crawler.confirmed),
            round(crawler.seconds),
        )
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    lines += ["", "Calls by kind of door:", ""]
    lines += ["| Door | Calls | Seconds |", "|---|---:|---:|"]
    lines += [
        f"| {door} | {number} | {seconds[door]:.0f} |"
        for door, number in calls.most_common()
    ]
    lines += ["", "Strings found by looking past all rights:", ""]
    lines += ["| Place | Strings |", "|---|---:|"]
    lines += [f"| {place} | {number} |" for place, number in kinds.items()]
    return lines
