"""The instructions of a Containerfile, run in a fresh Debian root: a check of them where no container engine runs.

    python3 Tests/Services/container.py build FOLDER    the whole of it, from a copy of what git tracks (as root)
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MIRROR = "http://deb.debian.org/debian"
# What the image `swift:…-bookworm` has beside Debian and the toolchain, which is mounted from this machine.
SWIFT_PACKAGES = (
    "binutils-gold libc6-dev libcurl4-openssl-dev libedit2 libgcc-12-dev libncurses-dev libpython3-dev libsqlite3-0 "
    "libstdc++-12-dev libxml2-dev libz3-dev pkg-config tzdata unzip zlib1g-dev"
).split()


class Instruction:
    def __init__(self, line, name, rest):
        self.line, self.name, self.rest = line, name, rest

    @property
    def words(self):
        """Its words: a JSON list, or what the shell makes of them."""
        return json.loads(self.rest) if self.rest.startswith("[") else shlex.split(self.rest)


def stages(path):
    """The stages of a Containerfile, each a list of instructions that begins with FROM."""
    found, text, first = [], "", 0
    for number, line in enumerate(Path(path).read_text().splitlines(), 1):
        if line.lstrip().startswith("#") or (not line.strip() and not text):
            continue
        first = first or number
        if line.rstrip().endswith("\\"):
            text += line.rstrip()[:-1] + " "
            continue
        name, _, rest = (text + line).strip().partition(" ")
        if name == "FROM":
            found.append([])
        found[-1].append(Instruction(first, name, rest.strip()))
        text, first = "", 0
    return found


class Debian:
    """A Debian root in a folder, in which a stage runs; of this machine it sees what is mounted and the network."""

    def __init__(self, folder, mounts=()):
        self.folder, self.mounts = Path(folder), [Path(path) for path in mounts]
        self.workdir, self.user = "/", None
        self.shell = ["/bin/sh", "-c"]
        self.environment = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root"}
        self.entrypoint, self.command, self.health = [], [], []

    def make(self):
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        command = ["debootstrap", "--variant=minbase", "bookworm", str(self.folder), MIRROR]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"debootstrap ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        # A service of a package would be started, and this machine's at that.
        policy = self.folder / "usr/sbin/policy-rc.d"
        policy.write_text("#!/bin/sh\nexit 101\n")
        policy.chmod(0o755)
        # As this machine reaches the package mirrors, so does the root, with what its network is to be trusted by.
        (self.folder / "usr/local/share/ca-certificates").mkdir(parents=True, exist_ok=True)
        known = ["/etc/resolv.conf", "/etc/pip.conf", "/etc/gitconfig"]
        for folder, names in [("/etc/apt/apt.conf.d", "99*"), ("/usr/local/share/ca-certificates", "*.crt")]:
            known += map(str, Path(folder).glob(names))
        for name in filter(os.path.exists, known):
            shutil.copy(name, self.folder / name[1:])

    def arguments(self, command, user=None):
        """The command line that runs a command in the root, with mounts that go when it ends."""
        lines = ["mount --make-rprivate /"]
        for path in [Path("/proc"), Path("/dev"), *self.mounts]:
            place = self.folder / str(path)[1:]
            place.mkdir(parents=True, exist_ok=True)
            lines.append(f"mount --rbind {shlex.quote(str(path))} {shlex.quote(str(place))}")
        user = user or self.user
        switch = f"--userspec={user} " if user else ""
        inside = f"cd {shlex.quote(self.workdir)} && exec {shlex.join(command)}"
        lines.append(f"exec chroot {switch}{shlex.quote(str(self.folder))} /bin/sh -c {shlex.quote(inside)}")
        return ["unshare", "--mount", "sh", "-ec", "\n".join(lines)]

    def popen(self, command, variables=None, **more):
        environment = {**self.environment, **(variables or {})}
        return subprocess.Popen(self.arguments(command), env=environment, stdin=subprocess.DEVNULL, **more)

    def run(self, command, variables=None, seconds=7200, user=None):
        """Run a command to its end; gives its exit code and its output with its errors."""
        environment = {**self.environment, **(variables or {})}
        return subprocess.run(
            self.arguments(command, user), env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace", timeout=seconds,
        )  # fmt: skip

    def follow(self, instructions, copies):
        """Carry a stage out. `copies(words)` does what COPY says, given its words."""
        for instruction in instructions:
            name, rest = instruction.name, instruction.rest
            if name == "RUN":
                begun = time.monotonic()
                done = self.run(self.shell + [rest])
                print(f"{instruction.line}: RUN {rest[:70]}… {time.monotonic() - begun:.1f} s", flush=True)
                if done.returncode != 0:
                    raise SystemExit(f"Containerfile:{instruction.line}: {done.returncode}:\n{done.stdout[-6000:]}")
            elif name == "WORKDIR":
                self.workdir = rest
                (self.folder / rest[1:]).mkdir(parents=True, exist_ok=True)
            elif name == "COPY":
                copies(instruction.words)
            elif name == "SHELL":
                self.shell = instruction.words
            elif name == "USER":
                self.user = rest
                self.environment["HOME"] = self.home(rest.split(":")[0])
            elif name == "ENTRYPOINT":
                self.entrypoint = instruction.words
            elif name == "CMD":
                self.command = instruction.words
            elif name == "HEALTHCHECK":
                self.health = json.loads(re.search(r"CMD (\[.*\])$", rest)[1])
            elif name not in ("FROM", "EXPOSE"):
                raise SystemExit(f"Containerfile:{instruction.line}: {name} is not known here")

    def home(self, number):
        for line in (self.folder / "etc/passwd").read_text().splitlines():
            fields = line.split(":")
            if fields[2] == number:
                return fields[5]
        return "/"


def build(folder):
    """The whole Containerfile: the build stage with this machine's Swift toolchain, then the runtime stage."""
    first, last = stages(ROOT / "Containerfile")
    maker = Debian(folder / "build", ["/opt/swift", "/opt/swift-packages", "/opt/wheels"])
    maker.make()
    maker.environment["PATH"] = "/opt/swift/usr/bin:" + maker.environment["PATH"]
    maker.environment |= {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    done = maker.run(["/bin/sh", "-c", f"apt-get update && apt-get install -y {' '.join(SWIFT_PACKAGES)}"])
    if done.returncode != 0:
        raise SystemExit(done.stdout[-4000:])

    def source(words):
        # `COPY . .`: what git tracks, which is no less than what .containerignore lets through.
        archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True).stdout
        subprocess.run(["tar", "-x", "-C", str(maker.folder / maker.workdir[1:])], input=archive, check=True)

    maker.follow(first, source)
    image = Debian(folder / "image")
    image.make()
    image.follow(last, lambda words: shutil.copytree(
        maker.folder / words[1][1:], image.folder / words[2][1:], dirs_exist_ok=True, symlinks=True
    ))  # fmt: skip
    return image


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] != "build":
        raise SystemExit(__doc__)
    begun = time.monotonic()
    image = build(Path(sys.argv[2]))
    done = image.run(image.entrypoint + ["doctor"])
    print(done.stdout)
    size = subprocess.run(["du", "-sh", "-x", str(image.folder)], capture_output=True, text=True).stdout.split()[0]
    print(f"{size} after {time.monotonic() - begun:.0f} s")
    sys.exit(done.returncode)
