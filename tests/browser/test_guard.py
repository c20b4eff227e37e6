"""What stands behind the escaping: the server's headers, and a browser that fetches nothing from outside."""

import pytest

from tests.browser.reader import Reader

OUTSIDE = "http://127.0.0.2:9/x"
# A picture, a style sheet, a script, a frame and a question, as markup that came to life would make them.
ELEMENTS = {
    "img-src": f"() => new Image().src = '{OUTSIDE}'",
    "style-src-elem": "() => document.head.append(Object.assign(document.createElement('link'), "
    f"{{rel: 'stylesheet', href: '{OUTSIDE}'}}))",
    "script-src-elem": "() => document.head.append(Object.assign(document.createElement('script'), "
    "{textContent: 'window.alive = true'}))",
    "frame-src": "() => document.body.append(Object.assign(document.createElement('iframe'), "
    f"{{src: '{OUTSIDE}'}}))",
    "connect-src": f"() => {{ fetch('{OUTSIDE}').catch(() => null) }}",
}


@pytest.mark.parametrize("path", ["/", "/transfers", "/_stcore/health", "/nothing/there.js"])
def test_every_answer_says_what_is_allowed(reader: Reader, path: str) -> None:
    headers = reader.context.request.get(reader.url + path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    scripts = headers["content-security-policy"].partition("script-src")[2].partition(";")[0]
    assert "unsafe" not in scripts
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_markup_that_came_to_life_would_fetch_and_run_nothing(reader: Reader) -> None:
    """Each element is refused by its own directive; one page serves for all, as none of them changes it."""
    page = reader.open("/dictionary")
    assert reader.faults == []
    page.evaluate(
        "() => document.addEventListener('securitypolicyviolation', "
        "event => window.refused.push(event.effectiveDirective))"
    )
    for directive, markup in ELEMENTS.items():
        page.evaluate("() => { window.refused = [] }")
        page.evaluate(markup)
        page.wait_for_function("() => window.refused.length")
        assert page.evaluate("window.refused") == [directive]
        assert page.evaluate("window.alive") is None
