"""docs/nginx.conf, `qunli serve` and the workflow's own script, asked as a phone asks."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml
from conftest import REPOSITORY, Write, few, needs

BIN = Path(sys.executable).parent
NGINX = shutil.which("nginx")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(port: int, path: str, **headers: str) -> tuple[int, Mapping[str, str], bytes]:
    """Return (status, headers, body) without following redirects."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(
        "GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return found


def wait_for(port: int, process: subprocess.Popen[bytes], seconds: int = 120) -> None:
    for _ in range(seconds * 10):
        assert process.poll() is None, "the server ended"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server did not answer")


# --- nginx ----------------------------------------------------------------------------------------

AROUND = """
{user}
daemon off;
pid {home}/pid;
error_log {home}/error.log;
events {{}}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {home}/body;
    proxy_temp_path {home}/proxy;
    fastcgi_temp_path {home}/fastcgi;
    uwsgi_temp_path {home}/uwsgi;
    scgi_temp_path {home}/scgi;
    {server}
}}
"""


HIDDEN = ["/.qunli", "/.git/HEAD", "/.git/x.ics", "/calendars/.hidden/x.ics"]


@pytest.fixture(scope="module")
def published(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the site, with files in it that nobody is to be given; the site itself is shared by tests."""
    folder = tmp_path_factory.mktemp("published") / "site"
    shutil.copytree(site, folder)
    for path in HIDDEN:
        (folder / path[1:]).parent.mkdir(exist_ok=True)
        (folder / path[1:]).write_bytes(b"hidden")
    return folder


@pytest.fixture(scope="module")
def nginx(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Start docs/nginx.conf with nothing changed but the port and the folder."""
    home, port = tmp_path_factory.mktemp("nginx"), free_port()
    server = (REPOSITORY / "docs/nginx.conf").read_text()
    server, ports = re.subn(r"listen 80;", f"listen 127.0.0.1:{port};", server)
    server, roots = re.subn(r"root /srv/qunli/site;", f"root {published};", server)
    assert (ports, roots) == (1, 1)
    user = "" if os.geteuid() else "user root;"  # else its workers may not look into the folders of a test
    (home / "nginx.conf").write_text(AROUND.format(home=home, server=server, user=user))
    process = subprocess.Popen([str(NGINX), "-p", str(home), "-c", str(home / "nginx.conf")])
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(20)


@needs("nginx", NGINX)
@pytest.mark.parametrize("path", ["/calendars/catering.ics", "/calendars/catering/next-90-days.ics"])
def test_nginx_serves_a_feed_as_a_calendar_that_can_be_asked_for_again(
    nginx: int, site: Path, path: str
) -> None:
    status, headers, body = get(nginx, path)
    assert (status, headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert body == (site / path[1:]).read_bytes()
    assert headers["Cache-Control"] == "no-cache"
    assert get(nginx, path, If_None_Match=headers["ETag"])[0] == 304
    assert get(nginx, path, If_Modified_Since=headers["Last-Modified"])[0] == 304
    _, packed, small = get(nginx, path, Accept_Encoding="gzip")
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(small) == body
    assert get(nginx, path, Accept_Encoding="gzip", If_None_Match=packed["ETag"])[0] == 304


@needs("nginx", NGINX)
def test_nginx_serves_pages_redirects_to_folders_without_a_host_and_says_what_is_missing(nginx: int) -> None:
    status, headers, _ = get(nginx, "/calendars/catering/today/")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    status, headers, _ = get(nginx, "/calendars/catering/today")
    assert (status, headers["Location"]) == (301, "/calendars/catering/today/")
    status, headers, body = get(nginx, "/calendars/none.ics")
    assert (status, headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert b"<html" in body


@needs("nginx", NGINX)
def test_nginx_finds_nothing_to_say_about_the_configuration(tmp_path: Path) -> None:
    server = (REPOSITORY / "docs/nginx.conf").read_text().replace("/srv/qunli/site", str(tmp_path))
    (tmp_path / "nginx.conf").write_text(AROUND.format(home=tmp_path, server=server, user=""))
    command = [str(NGINX), "-t", "-q", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = [line for line in done.stderr.splitlines() if "[warn]" in line or "[emerg]" in line]
    assert (done.returncode, said) == (0, [])


@needs("nginx", NGINX)
@pytest.mark.parametrize("path", HIDDEN)
def test_nginx_keeps_what_is_hidden_in_the_site_folder(nginx: int, published: Path, path: str) -> None:
    assert (published / path[1:]).exists()
    assert get(nginx, path)[0] == 404


@needs("nginx", NGINX)
@pytest.mark.parametrize(
    "path", ["/", "/calendars/catering/today/", "/assets/qunli.css", "/calendars/catering.ics", "/none"]
)
def test_nginx_sends_a_policy_with_everything(nginx: int, path: str) -> None:
    headers = get(nginx, path)[1]
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self' 'sha256-")
    assert headers["X-Content-Type-Options"] == "nosniff"
    bundle = get(nginx, "/")[2].decode().split('src="assets/javascripts/')[1].split('"')[0]
    assert "Content-Security-Policy" in get(nginx, f"/assets/javascripts/{bundle}")[1]


@needs("nginx", NGINX)
def test_nginx_lets_bundles_be_kept_and_pages_be_asked_for(nginx: int, site: Path) -> None:
    bundle = next((site / "assets").rglob("*.min.css")).relative_to(site)
    assert get(nginx, f"/{bundle}")[1]["Cache-Control"] == "max-age=31536000"
    assert get(nginx, "/")[1]["Cache-Control"] == "no-cache"


# --- qunli serve ----------------------------------------------------------------------------------


def test_serve_sends_a_feed_as_a_calendar(project: Write, short_package: Path) -> None:
    port = free_port()
    command = few(short_package, "qunli", "serve", "--address", f"127.0.0.1:{port}")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=project(), **quiet)  # type: ignore[call-overload]
    try:
        wait_for(port, process)
        status, headers, body = get(port, "/calendars/main.ics")
        assert status == 200
        assert headers["Content-Type"].startswith("text/calendar")
        assert body.startswith(b"BEGIN:VCALENDAR")
    finally:
        process.terminate()
        process.wait(20)


# --- the workflow ---------------------------------------------------------------------------------


def steps() -> list[dict[str, object]]:
    plain = yaml.safe_load((REPOSITORY / ".github/workflows/pages.yml").read_text())
    return [step for job in plain["jobs"].values() for step in job["steps"]]


def restore(root: Path, url: str, first: str = "false") -> subprocess.CompletedProcess[str]:
    """Run the workflow's own script in a folder with calendars, as GitHub does."""
    (script,) = [str(step["run"]) for step in steps() if str(step.get("name", "")).startswith("Restore")]
    script = script.replace("--retry 5", "--retry 0")
    environment = {**os.environ, "SITE": url.rstrip("/"), "FIRST": first}
    command = ["bash", "-e", "-c", script]
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    shutil.copytree(REPOSITORY / "calendars", tmp_path / "calendars")
    return tmp_path


needs_curl = needs("curl", shutil.which("curl"))


@needs_curl
def test_the_workflow_restores_every_published_feed(checkout: Path, url: str, site: Path) -> None:
    done = restore(checkout, url)
    assert done.returncode == 0, done.stdout + done.stderr
    restored = {path.name: path.read_bytes() for path in (checkout / "previous/calendars").iterdir()}
    assert restored == {path.name: path.read_bytes() for path in (site / "calendars").glob("*.ics")}


@needs_curl
def test_the_workflow_lets_a_new_calendar_begin_without_memory(checkout: Path, url: str) -> None:
    shutil.copy(checkout / "calendars/catering.yml", checkout / "calendars/noodles.yml")
    done = restore(checkout, url)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "noodles is new" in done.stdout
    assert not (checkout / "previous/calendars/noodles.ics").exists()


@needs_curl
@pytest.mark.parametrize("harm", ["missing", "html", "cut"])
def test_the_workflow_fails_loudly_where_a_published_feed_cannot_be_had(
    harm: str, checkout: Path, feeds_apart: tuple[Path, str]
) -> None:
    folder, url = feeds_apart
    assert restore(checkout, url).returncode == 0
    feed = folder / "calendars/catering.ics"
    whole = feed.read_bytes()
    if harm == "missing":
        feed.unlink()
    else:
        feed.write_bytes(b"<html>" if harm == "html" else whole[: len(whole) // 2])
    done = restore(checkout, url)
    assert done.returncode == 1
    assert "::error::" in done.stdout
    assert "catering.ics" in done.stdout


@needs_curl
def test_the_workflow_fails_without_a_site_unless_it_is_the_first_time(checkout: Path) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    assert restore(checkout, nowhere).returncode == 1
    assert restore(checkout, nowhere, first="true").returncode == 0


def test_the_workflow_builds_with_what_it_restored() -> None:
    runs = [str(step["run"]) for step in steps() if "run" in step]
    assert runs[-1] == ".venv/bin/qunli build --previous previous"
