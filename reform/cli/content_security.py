"""The Content-Security-Policy: browsers load from and send to this server only.

It is the second guard behind the escaping of texts (``ui.context.st``). ``reform serve`` sends it; started
with ``streamlit run``, the dashboard is guarded by escaping alone.
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
    """The inline scripts of a page."""
    return re.findall(r"<script>(.*?)</script>", page, re.DOTALL)


def headers(scripts: Iterable[str] = ()) -> dict[str, str]:
    """The headers of a response; ``scripts``: inline scripts to allow, each as its source."""
    allowed = _ALLOWED | {"script-src": " ".join([_ALLOWED["script-src"], *map(_hash, scripts)])}
    return {
        "Content-Security-Policy": "; ".join(f"{what} {where}" for what, where in allowed.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
