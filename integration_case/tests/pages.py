"""Pages outside the client of Odoo, as tests read them."""

from lxml import html


def get_labels_without_field(text):
    """:return: the labels of a page whose field is not on it; a page without any label
    is one, too
    """
    page = html.fromstring(text)
    labels = page.xpath("//label")
    fields = {field.get("id") for field in page.xpath("//input|//select|//textarea")}
    missing = [
        label.text_content().strip()
        for label in labels
        if label.get("for") not in fields and not label.xpath(".//input")
    ]
    return missing if labels else ["no label"]
