"""Collecting from a local press: thirty feeds, five hundred pages, every kind of trouble.

Prints what was listed and how it ended, whether anything that is forbidden was asked, and whether
the collection is the same after many kills. Nothing leaves this machine.
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import medialens as ml
from tests.collect.site import TEXT, Reply, Site, bomb, page

FEEDS, PAGES = 30, 500


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    kills = parser.parse_args().kills
    sites = [Site(f"127.0.0.{n}") for n in (1, 3, 4, 5)]
    forbidden = Site("127.0.0.2")
    with tempfile.TemporaryDirectory() as folder:
        path, good = _press(Path(folder), sites, forbidden)
        whole = Path(folder) / "whole"
        began = time.perf_counter()
        _run(path, whole)
        print(f"one run: {time.perf_counter() - began:.1f} s")
        _run(path, whole)  # the second adds nothing
        found = _contents(whole)
        print(f"pages that can be had: {len(good)}, collected: {len(found)}, "
              f"once each: {len({url for url, *_ in found}) == len(found)}, "
              f"the right ones: {Counter(url for url, *_ in found) == Counter(good)}")  # fmt: skip
        killed = Path(folder) / "killed"
        generator = random.Random(1)
        n_killed = 0
        for _ in range(kills):
            process = _started(path, killed)
            try:
                process.communicate(timeout=generator.uniform(0.5, 6.0))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.communicate()
                n_killed += 1
        _run(path, killed)
        print(f"killed {n_killed} of {kills} runs; the collection is the same: "
              f"{_contents(killed) == found}")  # fmt: skip
        first, second = _started(path, killed), None
        time.sleep(1.5)
        second = _started(path, killed)
        second.communicate()
        first.communicate()
        print(f"two at once: the second ends with {second.returncode}")
    print(f"requests at the forbidden server: {sum(forbidden.asked.values())}")


def _press(folder: Path, sites: list[Site], forbidden: Site) -> tuple[Path, list[str]]:
    """Fill the servers, write the settings, and return what can be had."""
    forbidden.replies["/secret"] = Reply(page("Secret"))
    links: list[str] = []
    good: list[str] = []
    for n in range(PAGES):
        site, path = sites[n % len(sites)], f"/{n}"
        reply, target = _page(n, site, forbidden)
        site.replies[path] = reply
        links.append(site.url + path)
        if target is not None:
            good.append(site.url + target)
    lines = ["[defaults]", "contact = 'desk@example.org'", "delay = 0.0", "seconds = 3.0",
             "retries = 1", "wait = 2.0", "max_bytes = 300000",
             "allow_private = ['127.0.0.1', '127.0.0.3', '127.0.0.4', '127.0.0.5']"]  # fmt: skip
    size = PAGES // FEEDS + 3  # some pages stand in two feeds
    for n in range(FEEDS):
        here = links[n * PAGES // FEEDS : n * PAGES // FEEDS + size]
        url = sites[n % len(sites)].feed(f"/feed{n}", *here)
        lines += ["[[source]]", f"url = '{url}'", "outlet = 'Post'"]
    path = folder / "FEEDS.toml"
    path.write_text("\n".join(lines))
    return path, good


def _page(n: int, site: Site, forbidden: Site) -> tuple[Reply, str | None]:
    """Return the reply of page `n`, and under which path it can be had, if it can."""
    body = page(f"Article {n}", f"Number {n} of the year. {TEXT}")
    kind = n % 25
    broken = {
        1: Reply(b"gone", 404),
        2: Reply(status=302, headers={"Location": f"{forbidden.url}/secret"}),
        3: Reply(status=301, headers={"Location": "http://192.168.1.1/admin"}),
        4: Reply(bomb(5_000_000), headers={"Content-Encoding": "gzip"}),
        5: Reply(b"", 503, headers={"Retry-After": "1"}),
        6: Reply(b"%PDF-1.4", headers={"Content-Type": "application/pdf"}),
    }
    if kind in broken:
        return broken[kind], None
    if n in (33, 158):
        return Reply(body, drip=0.05), None  # slower than the limit
    if n in (58, 183):
        return Reply(endless=True), None
    if kind == 9:
        site.replies[f"/moved-{n}"] = Reply(body)
        return Reply(status=301, headers={"Location": f"/moved-{n}"}), f"/moved-{n}"
    if kind == 10:
        text = body.replace(b"<meta charset='utf-8'>", b"").decode()
        latin = text.replace("Brennick", "Brénnick").encode("latin-1")
        return Reply(latin, headers={"Content-Type": "text/html; charset=iso-8859-1"}), f"/{n}"
    if kind == 11:
        return Reply(body, drip=0.0005), f"/{n}"  # slow, in time
    return Reply(body, headers={"ETag": f'"{n}"'}), f"/{n}"


def _started(path: Path, out: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "medialens.cli", "collect", str(path), "-o", str(out)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def _run(path: Path, out: Path) -> None:
    process = _started(path, out)
    said, _ = process.communicate()
    print(f"exit {process.returncode}: {said.strip()}")


def _contents(out: Path) -> list[tuple[str, str, str]]:
    table = ml.load(out).articles
    return sorted(zip(table["url"], table["version"], table["text"], strict=True))


if __name__ == "__main__":
    main()
