"""Who is signed in: sessions of this server, each ended by idleness, by age or by signing out.

They live in memory: a server that is started again knows nobody.
"""

import hashlib
import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from reform.common.permissions import User

# A session takes some 400 bytes; whoever signs in beyond this ends the session unused for longest.
MOST = 5000
# A page has some twenty files; whoever clicks again makes one anew.
MOST_FILES = 200
# By this header the pages are told the session; only the server itself sets it.
SESSION_HEADER = "x-reform-session"


@dataclass(slots=True)
class _Session:
    user: User
    began: float
    used: float
    files: deque[bytes] = field(default_factory=lambda: deque(maxlen=MOST_FILES))


class Sessions:
    """The sessions of one server. ``idle`` and ``longest`` in seconds."""

    def __init__(self, idle: float, longest: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.idle, self.longest = idle, longest
        self._clock = clock
        self._open: dict[str, _Session] = {}
        self._lock = Lock()

    def begin(self, user: User) -> str:
        """Open a session. Returns its key, which cannot be guessed."""
        now = self._clock()
        with self._lock:
            self._open = {key: held for key, held in self._open.items() if self._lives(held, now)}
            if len(self._open) >= MOST:
                del self._open[min(self._open, key=lambda key: self._open[key].used)]
            key = secrets.token_urlsafe(32)
            self._open[key] = _Session(user, now, now)
        return key

    def user(self, key: str | None, *, used: bool = True) -> User | None:
        """Whose session this is; None when there is none or it has ended. ``used``: it is in use now."""
        now = self._clock()
        with self._lock:
            held = self._open.get(key or "")
            if held is None or not self._lives(held, now):
                return None
            if used:
                held.used = now
            return held.user

    def add_file(self, key: str | None, file: bytes) -> None:
        """Keep that a file was made for the session."""
        digest = hashlib.sha256(file).digest()
        with self._lock:
            held = self._open.get(key or "")
            if held is not None:
                held.files.append(digest)

    def may_fetch(self, key: str, digest: bytes) -> bool:
        """Whether a file (its SHA-256) was made for the session."""
        with self._lock:
            held = self._open.get(key)
            return held is not None and digest in held.files

    def end(self, key: str | None) -> User | None:
        """Sign out: the session is over in every tab. Returns whose it was."""
        with self._lock:
            held = self._open.pop(key or "", None)
        return held.user if held else None

    def _lives(self, held: _Session, now: float) -> bool:
        return now - held.used < self.idle and now - held.began < self.longest


class _Server:
    """The sessions of this process, None where nobody signs in; whether users sign out here."""

    def __init__(self) -> None:
        self.sessions: Sessions | None = None
        self.has_sign_out = False


SERVER = _Server()
