"""`./mall check --fresh`: the two commands of the README, in a bare Debian 12 made for the purpose.

debootstrap makes the smallest system there is and adds nothing but Python; a clean clone of the last commit
goes in; then `./mall test` and `./mall demo` run there as they would on the machine of a newcomer. What the
machine itself knows of package sources (addresses, certificates) goes in too, for without it nothing can
be installed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from client.stdout import say

ROOT = Path(__file__).resolve().parent.parent
SUITE = "bookworm"
PYTHON = "python3,ca-certificates"
SOURCES = (
    "/etc/apt/apt.conf.d",
    "/etc/pip.conf",
    "/etc/resolv.conf",
    "/etc/hosts",
    "/etc/ssl/certs/ca-certificates.crt",
    "/usr/local/share/ca-certificates",
    "/root/.config/pip",
    "/root/.pip",
)
PASSED_ON = (
    "PIP_",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
    "http_proxy",
    "https_proxy",
    "no_proxy",
    "SSL_CERT",
)
DEMO_S = 30
STEP_S_MAX = 3_600


def run(*, as_json: bool) -> int:
    """Needs root and debootstrap. Gives 0 if both commands pass."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        sys.stderr.write("check --fresh: needs root on Linux, for it makes a system of its own\n")
        return 2
    if shutil.which("debootstrap") is None:
        sys.stderr.write("check --fresh: needs debootstrap. Run:\n  apt-get install -y debootstrap\n")
        return 2
    steps: dict[str, float] = {}
    passed = True
    with tempfile.TemporaryDirectory(prefix="antrean-fresh-") as folder:
        system = Path(folder)
        try:
            passed = _prove(system, steps)
        finally:
            _unmount(system)
    if as_json:
        say(json.dumps({"passed": passed, "seconds": steps}))
    return 0 if passed else 1


def _prove(system: Path, steps: dict[str, float]) -> bool:
    mirror = _mirror()
    make = ["debootstrap", "--variant=minbase", f"--include={PYTHON}", SUITE, str(system), *mirror]
    if not _step("debootstrap", make, steps):
        return False
    for source in SOURCES:
        _copy(Path(source), system / source.lstrip("/"))
    if not _step(
        "clone", ["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(system / "antrean")], steps
    ):
        return False
    for mount in ("proc", "sys", "dev"):
        subprocess.run(["mount", "--rbind", f"/{mount}", str(system / mount)], check=True)
        subprocess.run(["mount", "--make-rslave", str(system / mount)], check=True)
    commands = {
        "test": "./mall test -q",
        "demo": f"./mall demo --headless --for {DEMO_S} --out out",
    }
    return all(_step(name, _inside(system, command), steps) for name, command in commands.items())


def _inside(system: Path, command: str) -> list[str]:
    environment = [f"{key}={value}" for key, value in os.environ.items() if key.startswith(PASSED_ON)]
    base = ["HOME=/root", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8"]
    return ["chroot", str(system), "env", "-i", *base, *environment, "sh", "-c", f"cd /antrean && {command}"]


def _mirror() -> list[str]:
    """The source of Debian's own packages that this machine uses, where it names one."""
    places = (Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*")))
    for place in filter(Path.is_file, places):
        for stanza in place.read_text("utf-8").split("\n\n"):
            fields = {key: value for key, _, value in (line.partition(":") for line in stanza.splitlines())}
            if SUITE in fields.get("Suites", "").split() and "main" in fields.get("Components", "").split():
                return fields["URIs"].split()[:1]
            for line in stanza.splitlines():
                words = [word for word in line.split() if not word.startswith("[") and not word.endswith("]")]
                if words[:1] == ["deb"] and words[2:3] == [SUITE] and "main" in words[3:]:
                    return words[1:2]
    return []


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True, symlinks=False, ignore_dangling_symlinks=True)
    elif source.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        # A link in there would lead back out to this machine.
        target.unlink(missing_ok=True)
        shutil.copy(source, target)


def _step(name: str, command: list[str], steps: dict[str, float]) -> bool:
    started = time.monotonic()
    sys.stderr.write(f"fresh: {name}\n")
    sys.stderr.flush()
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        stderr=sys.stderr,
        timeout=STEP_S_MAX,
        check=False,
    )
    steps[name] = round(time.monotonic() - started, 1)
    sys.stderr.write(f"fresh: {name} {'passed' if not done.returncode else 'FAILED'} in {steps[name]} s\n")
    return done.returncode == 0


def _unmount(system: Path) -> None:
    # The tests make network namespaces, which are mounts.
    for mount in ("run/netns", "dev", "sys", "proc"):
        subprocess.run(
            ["umount", "--recursive", "--lazy", str(system / mount)], check=False, capture_output=True
        )
