"""What the browser is told to refuse: whatever would come from, or go to, another place than this server.

Texts are escaped where they are drawn (``ui.context.st``); this stands behind it. ``reform serve`` sends it.
Where the dashboard is started with ``streamlit run``, nothing does, and escaping protects alone.
"""

import base64
import hashlib
import re
from collections.abc import Iterable

# Streamlit styles its elements one by one, decodes tables in a worker made of a blob, and keeps what is drawn
# to be saved as a picture in data: and blob: addresses. Its websocket counts as 'self'.
_ALLOWED = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "media-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-src": "'none'",
    "frame-ancestors": "'self'",
}


def inline(page: str) -> list[str]:
    """The scripts that stand in a page itself."""
    return re.findall(r"<script>(.*?)</script>", page, re.DOTALL)


def headers(scripts: Iterable[str] = ()) -> dict[str, str]:
    """The headers of an answer; ``scripts``: those allowed beside the server's files, each as it is."""
    allowed = _ALLOWED | {"script-src": " ".join([_ALLOWED["script-src"], *map(_hash, scripts)])}
    return {
        "Content-Security-Policy": "; ".join(f"{what} {where}" for what, where in allowed.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
