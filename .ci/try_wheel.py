"""Install a wheel into an empty environment without a network, and run the README's example there.

``python .ci/try_wheel.py dist/medialens-*.whl --wheels FOLDER``, where FOLDER holds the wheels of
what it depends on (``pip download -d FOLDER dist/medialens-*.whl``). Prints what was measured.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Install, run, compare with what the README shows, print sizes and seconds."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("wheel", type=Path)
    asked.add_argument("--wheels", type=Path, required=True)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        took = tried(options.wheel.resolve(), options.wheels.resolve(), Path(folder))
        sys.stdout.write(json.dumps(took) + "\n")


def tried(wheel: Path, wheels: Path, folder: Path) -> dict[str, float]:
    """Return what the installation took; raise where it or the example fails."""
    python = made(folder / "env")
    empty = size(folder / "env")
    start = time.perf_counter()
    run(python, "-m", "pip", "install", "-q", "--no-index", "--find-links", wheels, wheel)
    installed = time.perf_counter()
    code, shown = example()
    (folder / "elsewhere").mkdir()
    printed = run(python, "-c", code, cwd=folder / "elsewhere")
    if words(printed) != words(shown):
        sys.exit(f"the README shows\n{shown}\nbut the wheel prints\n{printed}")
    listed = json.loads(run(python, "-m", "pip", "list", "--format", "json"))
    return {
        "wheel_mb": round(wheel.stat().st_size / 1e6, 1),
        "installed_mb": round((size(folder / "env") - empty) / 1e6),
        "distributions": len([one for one in listed if one["name"] not in {"pip", "setuptools"}]),
        "install_seconds": round(installed - start, 1),
        "example_seconds": round(time.perf_counter() - installed, 1),
    }


def made(folder: Path) -> Path:
    """Return the interpreter of a new environment."""
    venv.create(folder, with_pip=True)
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run(python: Path, *words: object, cwd: Path | None = None) -> str:
    """Return what a command prints; nothing of this checkout is on its path."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    env |= {"PIP_CONFIG_FILE": os.devnull, "PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    for name in ("PIP_FIND_LINKS", "PIP_CONSTRAINT", "PIP_EXTRA_INDEX_URL", "PIP_INDEX_URL"):
        env.pop(name, None)
    if cwd:
        env["XDG_CACHE_HOME"] = str(cwd / "cache")
    command = [str(python), *map(str, words)]
    return subprocess.run(
        command, cwd=cwd, env=env, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ).stdout


def example() -> tuple[str, str]:
    """Return the README's example and what it shows."""
    text = (ROOT / "README.md").read_text("utf-8")
    found = re.search(r"```python\n(.*?)```\n+```text\n(.*?)```", text, re.DOTALL)
    return (found[1], found[2]) if found else sys.exit("the README has no example")


def words(text: str) -> list[str]:
    """Return the text without its decimals: another processor may round a last digit otherwise."""
    return re.sub(r"-?\d+\.\d+", "", text).split()


def size(folder: Path) -> int:
    """Return the bytes of every file below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
