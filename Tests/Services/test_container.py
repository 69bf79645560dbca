"""The image that Containerfile describes: linted, its runtime stage run in a fresh Debian root, and quire run in that.

No container engine is needed; root is. The program is the one that was built here last (`make release`, or the debug
build): container.py builds the other stage too, which takes as long as a first build.

Run as a program: python3 Tests/Services/test_container.py
"""

import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from container import Debian, stages
from services import AWS, DEPS, QUIRE, ROOT, AWSError, Rclone, exit_on_sigterm, leaks, password

CONTAINERFILE = ROOT / "Containerfile"
RELEASE = ROOT / ".build" / "release" / "quire"
VENV = DEPS / "services-venv" / "bin"
PORT = 8484


def lint(path):
    return subprocess.run([str(VENV / "hadolint"), str(path)], capture_output=True, text=True)


class FilesTest(unittest.TestCase):
    def test_containerfile_is_as_it_should_be(self):
        done = lint(CONTAINERFILE)
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        with tempfile.TemporaryDirectory() as folder:
            broken = Path(folder) / "Containerfile"
            broken.write_text("FROM debian\nRUN cd /tmp && apt-get install wget\n")
            self.assertNotEqual(lint(broken).returncode, 0, "the linter finds nothing anywhere")

    def test_compose_file_is_read_and_asks_for_every_secret(self):
        text = (ROOT / "compose.yaml").read_text()
        example = (ROOT / "compose.env.example").read_text()
        given = dict(re.findall(r"^(\w+)=(.*)$", example, re.M))
        asked = set(re.findall(r"\$\{(\w+):\?", text))
        self.assertEqual(asked, set(given))

        def value(match):
            return given.get(match[1]) or match[2]

        filled = re.sub(r"\$\{(\w+):[-?]([^}]*)\}", value, text).replace("$$", "$")
        read = (
            "import compose_spec, json, sys\n"
            "compose = compose_spec.PyCompose.from_yaml(sys.stdin.read())\n"
            "compose.validate()\n"
            "print(json.dumps(sorted(compose.service_names())))\n"
        )
        done = subprocess.run([str(VENV / "python"), "-c", read], input=filled, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.strip(), '["postgres", "quire", "s3", "spark"]')
        # Every port is published on the loopback interface alone.
        published = re.findall(r"ports: \[(.*)\]", text)
        self.assertEqual(len(published), 4)
        for ports in published:
            self.assertRegex(ports, r'^"127\.0\.0\.1:\d+:\d+"$')
        tracked = subprocess.run(["git", "check-ignore", "compose.env"], cwd=ROOT, capture_output=True)
        self.assertEqual(tracked.returncode, 0, "git would track compose.env")

    def test_the_s3_server_takes_its_key_from_the_environment(self):
        line = re.search(r"RCLONE_AUTH_KEY: '(.*)'\n", (ROOT / "compose.yaml").read_text())[1]

        class AsInCompose(Rclone):
            def variables(self):
                pair = re.sub(r"\$\{S3_KEY:[^}]*\}", self.key, re.sub(r"\$\{S3_SECRET:[^}]*\}", self.secret, line))
                return {"RCLONE_AUTH_KEY": pair}

        with AsInCompose() as s3:
            s3.aws.make_bucket("lake")
            s3.aws.put("lake", "a", b"b")
            self.assertEqual(s3.aws.get("lake", "a"), b"b")
            with self.assertRaises(AWSError) as refused:
                AWS(s3.port, s3.key, "another secret").get("lake", "a")
            self.assertEqual(refused.exception.status, 403)


@unittest.skipUnless(os.geteuid() == 0, "a root folder can be entered by root alone")
class ImageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="quire-image-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.folder.chmod(0o755)
        program, mounts = RELEASE, []
        # An older one is of other sources.
        if not RELEASE.exists() or RELEASE.stat().st_mtime < QUIRE.stat().st_mtime:
            # It is linked to the toolchain's libraries where they are.
            toolchain = Path(shutil.which("swift")).resolve().parent.parent.parent
            program, mounts = QUIRE, [toolchain]
        installed = cls.folder / "installed"
        subprocess.run(
            [str(ROOT / "scripts" / "install"), str(program.parent), str(installed)], check=True, stdout=subprocess.DEVNULL
        )
        cls.image = Debian(cls.folder / "root", mounts)
        cls.image.make()
        cls.image.follow(
            stages(CONTAINERFILE)[-1],
            lambda words: shutil.copytree(
                installed, cls.image.folder / words[2][1:], dirs_exist_ok=True, symlinks=True
            ),
        )
        cls.token = password()

    def in_image(self, *words, **variables):
        return self.image.run(self.image.entrypoint + list(words), variables)

    def copy_templates(self):
        folder = self.image.folder / "reports" / "templates"
        shutil.copytree(ROOT / "templates", folder, dirs_exist_ok=True)
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, 10001, 10001)

    def test_it_runs_as_nobody_in_particular(self):
        done = self.image.run(["/bin/sh", "-c", "id -u; id -g; pwd; touch /usr/local/x /x 2>&1"])
        self.assertEqual(done.stdout.splitlines()[:3], ["10001", "10001", "/reports"])
        self.assertNotEqual(done.returncode, 0)

    def test_it_has_what_quire_needs(self):
        done = self.in_image("doctor")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertTrue(all(line.startswith("✓ ") for line in done.stdout.splitlines()), done.stdout)

    def test_it_renders_the_flagship(self):
        self.copy_templates()
        done = self.in_image("render", "templates/academy.md", "-P", "students=60")
        self.assertEqual(done.returncode, 0, done.stdout)
        page = self.image.folder / "reports" / "reports" / "academy.html"
        self.assertIn("<!DOCTYPE html>", page.read_text())
        self.assertEqual(page.stat().st_uid, 10001)

    def test_it_renders_as_the_user_that_the_compose_file_names(self):
        user = re.search(r'^    user: "(\d+:\d+)"$', (ROOT / "compose.yaml").read_text(), re.M)[1]
        number = int(user.split(":")[0])
        self.assertEqual(self.image.home(str(number)), "/", "the image knows this user")
        folder = self.image.folder / "of-another"
        shutil.copytree(ROOT / "templates", folder)
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, number, number)
        command = ["env", "--chdir=/of-another", "HOME=/", *self.image.entrypoint]
        for words in [["doctor"], ["render", "academy.md", "-P", "students=60"]]:
            done = self.image.run(command + words, user=user)
            self.assertEqual(done.returncode, 0, done.stdout)
        self.assertEqual((folder / "reports" / "academy.html").stat().st_uid, number)

    def test_it_serves_by_default_and_says_whether_it_is_well(self):
        self.copy_templates()
        health = self.image.health
        self.assertNotEqual(self.image.run(health).returncode, 0, "healthy without a server")
        server = self.image.popen(
            self.image.entrypoint + self.image.command, {"QUIRE_TOKEN": self.token}, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            deadline = time.monotonic() + 60
            while self.image.run(health).returncode != 0:
                self.assertIsNone(server.poll(), "the server ended")
                self.assertLess(time.monotonic(), deadline, "the server is not well")
                time.sleep(0.2)
            self.assertEqual(self.answer("/"), 401)
            self.assertEqual(self.answer("/", Authorization="Bearer another-token-of-sixteen"), 401)
            self.assertEqual(self.answer("/", Authorization=f"Bearer {self.token}"), 200)
            self.assertEqual(self.answer("/", Authorization=f"Bearer {self.token}", Host="evil.example"), 421)
            command = Path(f"/proc/{server.pid}/cmdline").read_bytes().decode()
            self.assertIn("quire", command)
            self.assertNotIn(self.token, command)
        finally:
            # As a container engine stops it.
            server.send_signal(signal.SIGTERM)
            code = server.wait(30)
            server.stdout.close()
        self.assertIn(code, (0, 130, -signal.SIGTERM))
        self.assertFalse(leaks([self.token], self.image.folder / "reports"))

    def answer(self, path, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
        try:
            connection.request("GET", path, headers=headers)
            return connection.getresponse().status
        finally:
            connection.close()


if __name__ == "__main__":
    exit_on_sigterm()
    begun = time.monotonic()
    result = unittest.main(exit=False, verbosity=2).result
    bad = len(result.failures) + len(result.errors)
    print(f"container: {result.testsRun - bad} passed, {bad} failed, {time.monotonic() - begun:.0f} s")
    sys.exit(1 if bad else 0)
