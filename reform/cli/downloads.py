"""Downloads at the addresses of Streamlit: a file goes to the session it was made for, and to no other.

Streamlit names a file by its content and gives it to whoever knows the address. Its other files (the icon of
the browser's tab) go to everybody who is signed in.
"""

import hashlib

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.common.sessions import Sessions

ADDRESS = "/media/"
NOT_YOURS = mark("This file was made for somebody else, or before you signed in. Make it again on the page.")
# A part of a file, or a packed one, could not be told.
_WHOLE_ONLY = frozenset({b"range", b"if-range", b"accept-encoding"})


async def answer(
    app: ASGIApp, scope: Scope, receive: Receive, send: Send, open_sessions: Sessions, key: str
) -> None:
    """Pass a request for a file on, and its answer back if the file was made for the session."""
    headers = [(name, value) for name, value in scope["headers"] if name.lower() not in _WHOLE_ONLY]
    messages: list[Message] = []

    async def keep(message: Message) -> None:
        messages.append(message)

    await app({**scope, "headers": headers}, receive, keep)
    file = hashlib.sha256()
    is_download = False
    for message in messages:
        is_download |= "content-disposition" in Headers(raw=message.get("headers", []))
        file.update(message.get("body", b""))
    if is_download and not open_sessions.may_fetch(key, file.digest()):
        await PlainTextResponse(_(NOT_YOURS), status_code=404)(scope, receive, send)
        return
    for message in messages:
        await send(message)
