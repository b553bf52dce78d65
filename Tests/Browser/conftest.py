"""The handbook's site, built once, opened from the disk in Debian's Chromium: what a reader's browser does."""
import pathlib
import subprocess

import pytest
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of the built site, moved after the build: nothing in it may name where it was made."""
    folder = tmp_path_factory.mktemp("site")
    binary = ROOT / ".build" / "debug" / "opsbook"
    subprocess.run([binary, "build", "-q", "-o", folder / "built"], cwd=ROOT, check=True)
    return (folder / "built").rename(folder / "moved elsewhere")


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, site):
    """Opens a page of the site; what the page logs or cannot load fails the test."""
    contexts = []
    problems = []

    def open_page(path, width=1440, scheme="light", javascript=True, bypass_csp=False):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=javascript,
            bypass_csp=bypass_csp)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: problems.append(message.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("requestfailed", lambda request: problems.append(request.url))
        page.on("request", lambda request: request.url.startswith("file:") or problems.append(request.url))
        page.goto((site / path).as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []
