import subprocess

import pytest
from axe_playwright_python.sync_playwright import Axe

# One of each kind of page.
PAGES = [
    "index.html", "operations/index.html", "operations/metrics-catalog.html", "runbooks/index.html",
    "runbooks/nats-outage.html", "severity/index.html", "escalation/index.html", "metrics/index.html",
    "health/index.html", "404.html",
]
WIDTHS = [1440, 390, 320]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page, path, scheme):
    for width in (1440, 390):
        # axe is a script of its own, which the page's policy would keep out.
        page = open_page(path, width, scheme, bypass_csp=True)
        # Preloading would fetch style sheets, which a page from a disk must not.
        result = Axe().run(page, options={"preload": False})
        assert result.violations_count == 0, result.generate_report()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(open_page, path):
    for width in WIDTHS:
        page = open_page(path, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} at {width}"


def test_everything_reads_without_javascript(open_page):
    page = open_page("runbooks/nats-outage.html", javascript=False)
    assert page.locator("h1").inner_text() == "NATS Outage"
    assert page.locator("dl.runbook").is_visible()
    assert page.locator("pre").first.is_visible()


def test_the_seed_page_is_repaired(open_page):
    page = open_page("operations/index.html")
    text = page.locator("main").inner_text()
    for wanted in ("← Back to Index", "🩺 System Reliability", "— Handling NATS pressure.", "👉"):
        assert wanted in text
    article = page.locator("article").inner_text()
    for damaged in ("â", "ð", "Å"):
        assert damaged not in article


def test_no_file_of_the_site_holds_damaged_text(site):
    for file in site.rglob("*.html"):
        text = file.read_text()
        for damaged in ("â€", "ðŸ", "â†"):
            assert damaged not in text, file


def test_names_in_prose_lead_to_the_catalog(open_page):
    page = open_page("runbooks/nats-outage.html")
    link = page.locator("article a.metric").first
    name = link.inner_text().split("{")[0]
    link.click()
    assert "metrics/index.html" in page.url
    target = page.locator(f"[id='{name}']")
    assert name in target.inner_text().replace("\u200b", "")


def test_the_first_tab_stop_skips_to_the_content(open_page):
    page = open_page("runbooks/nats-outage.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").endswith("#main")


def test_the_theme_is_remembered(open_page):
    page = open_page("index.html")
    before = page.evaluate("getComputedStyle(document.body).color")
    page.locator("button.theme").click()
    after = page.evaluate("getComputedStyle(document.body).color")
    assert before != after
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).color") == after


def test_printing_leaves_the_chrome_out(open_page):
    page = open_page("runbooks/nats-outage.html", scheme="dark")
    page.emulate_media(media="print")
    assert not page.locator("header.bar").is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_lychee_resolves_every_link(site):
    """An independent checker, over the site in another place than it was built for."""
    subprocess.run(["lychee", "--offline", "--include-fragments", "--no-progress", str(site)], check=True)
