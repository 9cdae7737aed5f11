"""Pages made without layout, header or footer of the authority's reports."""

GERMAN = "de_DE"


def get_paper_lang(env):
    """:return: language of papers of the authority: German, else the user's"""
    installed = [code for code, _name in env["res.lang"].get_installed()]
    return GERMAN if GERMAN in installed else env.lang


def make_pdf(env, html):
    """Print a page.

    :param env: environment of whoever asks; the page was rendered in her rights
    :param html: the page
    :return: the PDF as bytes
    """
    # sudo: only runs the converter
    report = env["ir.actions.report"].sudo()
    return report._run_wkhtmltopdf(
        [str(html)],
        specific_paperformat_args={
            "data-report-margin-top": 12,
            "data-report-margin-bottom": 12,
            "data-report-header-spacing": 0,
        },
    )
