"""Keyboard and taps, counted as a person would press them."""


class Keys:
    """Presses keys on a page and counts them; names are typed uncounted."""

    def __init__(self, page):
        self.page = page
        self.count = 0

    def name(self, text):
        """Type a name or a note, which no limit counts."""
        self.page.keyboard.type(text)

    def type(self, text, delay=40):
        """Type text, one key a character."""
        self.page.keyboard.type(text, delay=delay)
        self.count += len(text)

    def press(self, keys):
        """Press a key or a combination such as ``Alt+Q``."""
        self.page.keyboard.press(keys)
        self.count += len(keys.split("+"))

    def tab(self, times=1):
        for _number in range(times):
            self.press("Tab")

    def choose(self, text):
        """Type into a many2one and take the first suggestion."""
        self.type(text)
        # on a busy machine the list shows what was found for the first letters
        chosen = self.page.locator(".o-autocomplete--dropdown-item .ui-state-active")
        chosen.filter(has_text=text).wait_for()
        self.page.wait_for_timeout(400)
        self.press("Enter")
