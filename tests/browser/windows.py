"""Every page in windows of some sizes: what is wider than its window or cut off, and how light it is."""

from collections.abc import Iterator, Sequence

from playwright.sync_api import ViewportSize

from tests.browser.reader import DRAWN, PAGES, Reader

OVERFLOWS = """() => {
    const wider = element => element.scrollWidth > element.clientWidth + 1;
    const root = document.documentElement;
    const found = [];
    if (root.scrollWidth > window.innerWidth) found.push(`page ${root.scrollWidth} > ${window.innerWidth}`);
    for (const id of ["stMain", "stMainBlockContainer"]) {
        const element = document.querySelector(`[data-testid="${id}"]`);
        if (wider(element)) found.push(`${id} ${element.scrollWidth} > ${element.clientWidth}`);
    }
    for (const figure of document.querySelectorAll(".figure"))
        if (wider(figure) || figure.getBoundingClientRect().right > window.innerWidth)
            found.push(`figure ${figure.innerText} ${figure.scrollWidth} > ${figure.clientWidth}`);
    return found;
}"""


def overflows(reader: Reader) -> list[str]:
    wider: list[str] = reader.page.evaluate(OVERFLOWS)
    return wider


def visited(
    reader: Reader, query: str, sizes: Sequence[ViewportSize]
) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Each page's path, while the reader looks at it, and what overflows by width of window."""
    for path in PAGES:
        reader.go(path, query)
        if path in DRAWN:
            reader.drawn()
        wide = {}
        for size in sizes:
            reader.page.set_viewport_size(size)
            reader.still()
            if wider := overflows(reader):
                wide[f"/{path} {size['width']}"] = wider
        sizes = sizes[::-1]  # the next page comes in the window this one was left in
        yield path, wide


def lightness(reader: Reader) -> tuple[float, float, float]:
    """From 0, black, to 1, white: the ground, the title and a chart's text."""
    light: tuple[float, float, float] = reader.page.evaluate(
        """() => {
            const light = colour => { const [r, g, b] = colour.match(/[0-9.]+/g).map(Number);
                return (0.299 * r + 0.587 * g + 0.114 * b) / 255; };
            const of = (selector, name) => light(getComputedStyle(document.querySelector(selector))[name]);
            return [of('[data-testid="stApp"]', 'backgroundColor'), of('h1', 'color'),
                of('.js-plotly-plot .ytick text, .js-plotly-plot .xtick text', 'fill')];
        }"""
    )
    return light
