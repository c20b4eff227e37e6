"""A file made for download is given to the session it was made for."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.cli.test_authentication import Site

FILE = "局,件数".encode()


async def file(request: Request) -> Response:
    """A file as Streamlit gives it: in parts or packed where the browser asks for that."""
    if request.path_params["name"] == "icon.png":
        return Response(b"icon")
    part = FILE[:2] if {"range", "accept-encoding"} & {*request.headers} else FILE
    return Response(part, headers={"content-disposition": 'attachment; filename="a.csv"'})


def test_a_file_goes_to_the_session_it_was_made_for(tmp_path: Path) -> None:
    """Its address in another session, also of the same user, gives nothing; the tab's icon is everybody's."""
    site = Site(tmp_path, more_routes=[Route("/media/{name}", file)])
    site.sign_in()
    own = site.client.get("/x").text
    site.sessions.add_file(own, FILE)
    asked = {"range": "bytes=0-1", "accept-encoding": "gzip"}
    assert site.client.get("/media/a.csv", headers=asked).content == FILE
    assert site.client.get("/media/icon.png").status_code == 200
    site.client.cookies.clear()
    site.sign_in()
    refused = site.client.get("/media/a.csv")
    assert (refused.status_code, FILE in refused.content) == (404, False)
    assert site.client.get("/media/icon.png").status_code == 200
    site.client.cookies.clear()
    assert site.client.get("/media/a.csv").status_code == 401
