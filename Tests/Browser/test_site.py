import subprocess
import time

import pytest
from axe_playwright_python.sync_playwright import Axe

# One of each kind of page.
PAGES = [
    "index.html", "operations/index.html", "operations/metrics-catalog.html", "runbooks/index.html",
    "runbooks/nats-outage.html", "severity/index.html", "escalation/index.html", "metrics/index.html",
    "health/index.html", "404.html", "handbook/markdown.html",
]
GALLERY = "handbook/markdown.html"
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


def test_repairs_are_told_in_a_note_that_opens_and_prints(open_page):
    page = open_page("operations/index.html", javascript=False)
    note = page.locator("details.repairs")
    summary = note.locator("summary")
    assert summary.inner_text().endswith("places repaired in this page")
    row = note.locator("li", has_text="†")
    assert not row.is_visible()
    page.emulate_media(media="print")
    assert row.is_visible()
    page.emulate_media(media="screen")
    summary.click()
    assert row.inner_text() == "line 3: â† → ←"


def test_an_old_address_of_a_repaired_heading_arrives(open_page):
    # The id that GitHub gave the heading while it was damaged.
    page = open_page("operations/index.html")
    page.goto(page.url + "#ðÿš-observability")
    heading = page.locator("h2:has(:target)")
    assert "Observability" in heading.inner_text()
    bar = page.locator("header.bar").bounding_box()
    assert heading.bounding_box()["y"] >= bar["y"] + bar["height"]


def test_names_in_prose_lead_to_the_catalog(open_page):
    page = open_page("runbooks/nats-outage.html")
    link = page.locator("article a.metric").first
    name = link.inner_text().split("{")[0]
    link.click()
    assert "metrics/index.html" in page.url
    target = page.locator(f"[id='{name}']")
    assert name in target.inner_text().replace("\u200b", "")


def test_copying_a_session_takes_its_commands_alone(open_page):
    page = open_page(GALLERY)
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    page.locator(".code", has_text="How far behind").get_by_role("button", name="Copy").click()
    assert page.evaluate("window.copied") == (
        "nats consumer info TITAN_EXECUTION brain\n# The brain is behind; restart it.\n"
        "docker compose restart titan-brain")


def test_copying_says_what_is_to_be_filled_in(open_page):
    page = open_page(GALLERY)
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    page.locator("pre.destructive").get_by_role("button").click()
    assert page.locator("[role=status]").inner_text() == "Copied. Fill in <REASON>"
    assert "Destructive" not in page.evaluate("window.copied")


def test_selecting_numbered_code_takes_neither_numbers_nor_empty_lines(open_page):
    page = open_page(GALLERY, javascript=False)
    text = page.locator("pre.numbered").evaluate(
        "pre => { getSelection().selectAllChildren(pre); return getSelection().toString(); }")
    assert text.splitlines()[:2] == ["groups:", "  - name: titan # every 15 s"]


@pytest.mark.parametrize("path", PAGES)
def test_every_link_within_a_page_arrives(open_page, path):
    page = open_page(path)
    lost = page.evaluate("""[...document.querySelectorAll("a[href^='#']")].map(a => a.hash)
        .filter(hash => !document.getElementById(decodeURIComponent(hash.slice(1))))""")
    assert lost == []


def test_a_footnote_leads_there_and_back(open_page):
    page = open_page(GALLERY)
    for number in (0, 1):
        reference = page.locator(".footnote-ref a[href='#fn-limit']").nth(number)
        reference.click()
        assert page.locator("#fn-limit:target").is_visible()
        page.locator("#fn-limit .footnote-backref").nth(number).click()
        assert page.url.endswith("#" + reference.get_attribute("id"))
        assert page.locator(":target").is_visible()


@pytest.mark.parametrize("box", [".table.wide", "figure.diagram"])
def test_the_keyboard_scrolls_what_is_wider_than_the_page(open_page, box):
    page = open_page(GALLERY, 390)
    # The widest of its kind.
    page.evaluate("""box => {
        const all = [...document.querySelectorAll(box)];
        window.box = all.sort((a, b) => b.scrollWidth - a.scrollWidth)[0];
        window.box.scrollIntoView();
        (window.box.querySelector("summary") ?? window.box).focus();
    }""", box)
    assert page.evaluate("window.box.scrollWidth > window.box.clientWidth")
    assert page.evaluate("window.box.contains(document.activeElement)")
    page.keyboard.press("ArrowRight")
    # The scroll is smooth and takes frames. Asked from here: a predicate that waits in the page is evaluated as a
    # string there, which the site's policy forbids.
    deadline = time.monotonic() + 10
    while page.evaluate("window.box.scrollLeft") == 0:
        assert time.monotonic() < deadline, "the arrow key scrolls nothing"
        page.wait_for_timeout(20)


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


def test_printing_shows_what_is_folded(open_page):
    page = open_page(GALLERY)
    folded = page.locator("details.admonition:not([open]) p").first
    assert not folded.is_visible()
    page.emulate_media(media="print")
    assert folded.is_visible()


def test_lychee_resolves_every_link(site):
    """An independent checker, over the site in another place than it was built for."""
    subprocess.run(["lychee", "--offline", "--include-fragments", "--no-progress", str(site)], check=True)
