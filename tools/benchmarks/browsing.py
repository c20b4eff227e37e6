"""A browser as the server sees it: a websocket, page after page, a file dropped, a button pressed.

It draws nothing.
"""

import urllib.request
import uuid
from types import TracebackType
from typing import Any, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileURLs, UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect
from websockets.typing import Subprotocol

TIMEOUT = 120  # seconds for one message


class Browser:
    """One session. A page that fails, or shows no heading, raises. It arrives at the ``first`` page."""

    def __init__(self, url: str, first: str = "") -> None:
        self._url = url
        self._socket = connect(
            f"{url.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
        )
        self._page = self._session = ""
        self.pages: dict[str, str] = {}  # by the name in the address; the first page has none
        self._widgets: dict[str, str] = {}  # by the key the page gave
        self._held: list[WidgetState] = []
        self._titles: list[str] = []
        self.options: dict[str, list[str]] = {}  # of each choice of several values
        self._run(first)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """The reader goes away."""
        self._socket.close()

    def visit(self, page: str) -> None:
        """Go to a page, or see it again."""
        if self._page != self.pages[page]:
            self._held = []
        self._page = self.pages[page]
        self._run("")
        if not self._titles:
            raise RuntimeError(f"the page {page} is empty")

    def drop(self, uploader: str, name: str, data: bytes) -> None:
        """Drop a file on an uploader, found by how its key begins."""
        place = self._file_urls(name)
        self._put(place.upload_url, name, data)
        dropped = UploadedFileInfo(file_id=place.file_id, name=name, size=len(data), file_urls=place)
        state = WidgetState(id=self._find(uploader))
        state.file_uploader_state_value.uploaded_file_info.append(dropped)
        self._held = [state]
        self._run("")

    def choose(self, filtered: str, *options: str) -> None:
        """Choose these of a filter of several values, on the page seen last."""
        state = WidgetState(id=self._find(filtered))
        state.string_array_value.data.extend(options)
        self._run("", state)

    def press(self, button: str) -> None:
        """Press a button by its key; what was dropped before lies there no longer."""
        pressed = WidgetState(id=self._find(button), trigger_value=True)
        held, self._held = self._held, []
        self._run("", *held, pressed)

    def _find(self, key: str) -> str:
        return next(widget for name, widget in self._widgets.items() if name.startswith(key))

    # what goes over the line ------------------------------------------------------------------

    def _run(self, arriving: str, *widgets: WidgetState) -> None:
        asked = BackMsg()
        asked.rerun_script.page_name = arriving
        asked.rerun_script.page_script_hash = self._page
        asked.rerun_script.widget_states.widgets.extend(widgets or self._held)
        self._send(asked)
        while True:
            told = self._next()
            match told.WhichOneof("type"):
                case "new_session":
                    self._session = told.new_session.initialize.session_id
                    self._widgets, self._titles, self.options = {}, [], {}
                case "navigation":
                    self.pages = {
                        page.url_pathname: page.page_script_hash for page in told.navigation.app_pages
                    }
                case "delta" if told.delta.WhichOneof("type") == "new_element":
                    self._take(told.delta.new_element)
                case "script_finished" if told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return
                case "script_finished" if told.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise RuntimeError("the page does not compile")

    def _take(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        shown = getattr(element, kind)
        if kind == "exception":
            raise RuntimeError(f"the page failed: {shown.type} {shown.message}")
        if kind == "heading":
            self._titles.append(shown.body)
        if kind in ("button", "file_uploader", "multiselect"):
            self._widgets[shown.id.split("-", 2)[-1]] = shown.id
        if kind == "multiselect":
            self.options[shown.id.split("-", 2)[-1]] = list(shown.options)

    def _file_urls(self, name: str) -> FileURLs:
        asked = BackMsg()
        asked.file_urls_request.request_id = str(uuid.uuid4())
        asked.file_urls_request.session_id = self._session
        asked.file_urls_request.file_names.append(name)
        self._send(asked)
        while True:
            told = self._next()
            if told.WhichOneof("type") == "file_urls_response":
                place: FileURLs = told.file_urls_response.file_urls[0]
                return place

    def _put(self, path: str, name: str, data: bytes) -> None:
        with urllib.request.urlopen(f"{self._url}/_stcore/health", timeout=TIMEOUT) as answer:
            cookie = answer.headers["set-cookie"].partition(";")[0]
        line = uuid.uuid4().hex
        head = f'--{line}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + data + f"\r\n--{line}--\r\n".encode()
        headers = {
            "Content-Type": f"multipart/form-data; boundary={line}",
            "Cookie": cookie,
            "X-Xsrftoken": cookie.partition("=")[2].strip('"'),
        }
        request = urllib.request.Request(f"{self._url}{path}", body, headers, method="PUT")
        urllib.request.urlopen(request, timeout=TIMEOUT).close()

    def _send(self, message: BackMsg) -> None:
        self._socket.send(message.SerializeToString())

    def _next(self) -> ForwardMsg:
        told = ForwardMsg()
        told.ParseFromString(self._socket.recv(timeout=TIMEOUT, decode=False))
        return told
