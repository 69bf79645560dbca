"""scripts/setup on machines that lack something, each made of a folder and a few stand-in programs.

Nothing is installed and nothing asked of the network: pip is given a folder of wheels made here.
Standard library only: python3 Tests/Setup/test_setup.py
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

SETUP = Path(__file__).resolve().parent.parent.parent / "scripts" / "setup"
NO_PROBE = ('probe=("duckdb_library_version", "v1.5.5")', "probe=None")
# The libraries that everybody needs, and what the tests do: the package, its version, the file in the wheel and the wheel's tag.
LIBRARIES = [
    ("bareduckdb", "0.12.155", "bareduckdb/_libs/libduckdb.so", "cp312-abi3-manylinux_2_28_x86_64"),
    ("lightgbm", "4.7.0", "lightgbm/lib/lib_lightgbm.so", "py3-none-manylinux_2_28_x86_64"),
    ("axe-playwright-python", "0.1.8", "axe_playwright_python/axe.min.js", "py3-none-any"),
]
# And what --cloud adds.
CLOUD = [
    ("duckdb-extension-httpfs", "1.5.5", "duckdb_extension_httpfs/extensions/v1.5.5/httpfs.duckdb_extension"),
    ("duckdb-extension-postgres", "1.5.5", "duckdb_extension_postgres/extensions/v1.5.5/postgres.duckdb_extension"),
    ("duckdb-extension-mysql", "1.5.5", "duckdb_extension_mysql/extensions/v1.5.5/mysql.duckdb_extension"),
    ("adbc-driver-spark", "0.3.0", "adbc_driver_spark/libadbc_driver_spark.so"),
]


class SetupTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="quire-setup-")
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name) / "project"
        self.programs = Path(folder.name) / "bin"
        self.wheels = Path(folder.name) / "wheels"
        for path in (self.root / "scripts", self.programs, self.wheels):
            path.mkdir(parents=True)
        self.environment = {
            "PATH": f"{self.programs}:{Path(sys.executable).parent}:/usr/bin:/bin",
            "HOME": folder.name,
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.wheels),
        }
        self.program("swift", "echo 'Swift version 6.3.1 (swift-6.3.1-RELEASE)'")
        self.program("apt-get", "exit 1")
        self.program("dpkg-query", 'shift 2; for p; do echo "$p installed"; done')
        self.text = SETUP.read_text()
        self.change('return {"arm64"', 'return "x86_64" if True else {"arm64"')

    def program(self, name, script):
        path = self.programs / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def change(self, old, new):
        self.assertIn(old, self.text)
        self.text = self.text.replace(old, new)

    def wheel(self, content=b"a library", libraries=LIBRARIES):
        """A wheel of each library in the folder that pip looks in, and the set-up's pins set to them.

        What LightGBM's holds is no library, so its probe is left out.
        """
        if libraries is LIBRARIES:
            self.change('probe=("LGBM_GetLastError", "Everything is fine")', "probe=None")
        for package, version, member, tag in libraries:
            path = self.wheels / f"{package.replace('-', '_')}-{version}-{tag}.whl"
            info = f"{package.replace('-', '_')}-{version}.dist-info"
            with zipfile.ZipFile(path, "w") as file:
                file.writestr(member, content if package == "bareduckdb" else b"another library")
                file.writestr(
                    f"{info}/METADATA",
                    f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n",
                )
                file.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\n")
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            pin = re.compile(
                rf'(wheel="{package}==.*?"(?:x86_64|any)": \(\s*"\w+",\s*")(\w{{64}})', re.S
            )
            self.text = pin.sub(lambda found: found[1] + digest, self.text, count=1)
            self.assertIn(digest, self.text)

    def run_setup(self, *arguments):
        script = self.root / "scripts" / "setup"
        script.write_text(self.text)
        return subprocess.run(
            [sys.executable, str(script), *arguments],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )

    def fails(self, *words):
        result = self.run_setup()
        self.assertEqual(result.returncode, 1, result.stdout + result.stderr)
        self.assertIn("setup: error: ", result.stderr)
        self.assertIn("\n  hint: ", result.stderr)
        self.assertNotIn("Traceback", result.stderr)
        for word in words:
            self.assertIn(word, result.stderr)
        self.assertFalse((self.root / ".deps" / "lib" / "libduckdb.so").exists())

    def test_it_installs_once_and_then_finds_everything(self):
        self.wheel()
        self.change(*NO_PROBE)
        first = self.run_setup()
        self.assertEqual(first.returncode, 0, first.stderr)
        self.assertIn("fetching bareduckdb==0.12.155", first.stdout)
        self.assertIn("fetching lightgbm==4.7.0", first.stdout)
        library = self.root / ".deps" / "lib" / "libduckdb.so"
        self.assertEqual(library.read_bytes(), b"a library")
        manifest = json.loads((self.root / ".deps" / "manifest.json").read_text())
        self.assertEqual(
            manifest["lib/libduckdb.so"]["sha256"], hashlib.sha256(b"a library").hexdigest()
        )
        other = self.root / ".deps" / "lib" / "lib_lightgbm.so"
        self.assertEqual(other.read_bytes(), b"another library")
        shutil.rmtree(self.wheels)
        second = self.run_setup()
        self.assertEqual((second.returncode, second.stdout), (0, "setup: everything needed is here\n"))
        leftovers = {path.name for path in (self.root / ".deps").iterdir()}
        self.assertEqual(leftovers, {"lib", "lock", "manifest.json"})

    def test_cloud_adds_what_duckdb_looks_for_by_its_own_names(self):
        self.wheel()
        self.wheel(libraries=[(*row, "py3-none-manylinux2014_x86_64") for row in CLOUD[:3]])
        self.wheel(libraries=[(*CLOUD[3], "py3-none-manylinux_2_34_x86_64")])
        self.change(*NO_PROBE)
        without = self.run_setup()
        self.assertEqual(without.returncode, 0, without.stderr)
        self.assertFalse((self.root / ".deps" / "duckdb").exists())
        broken = self.run_setup("--cloud")
        self.assertIn("ADBC driver for Spark: the pinned file does not load", broken.stderr)
        self.change('probe=("AdbcDriverSparkInit", None)', "probe=None")
        done = self.run_setup("--cloud")
        self.assertEqual(done.returncode, 0, done.stderr)
        folder = self.root / ".deps" / "duckdb" / "v1.5.5" / "linux_amd64"
        self.assertEqual(
            sorted(path.name for path in folder.iterdir()),
            [f"{name}.duckdb_extension" for name in ("httpfs", "mysql_scanner", "postgres_scanner")],
        )
        self.assertTrue((self.root / ".deps" / "lib" / "libadbc_driver_spark.so").is_file())
        self.assertEqual(self.run_setup("--cloud").stdout, "setup: everything needed is here\n")

    def test_a_library_that_was_changed_is_fetched_again(self):
        self.wheel()
        self.change(*NO_PROBE)
        self.run_setup()
        library = self.root / ".deps" / "lib" / "libduckdb.so"
        library.write_bytes(b"cut o")
        again = self.run_setup()
        self.assertIn("fetching", again.stdout)
        self.assertEqual(library.read_bytes(), b"a library")

    def test_a_file_with_another_hash_is_refused(self):
        self.wheel()
        next(self.wheels.glob("bareduckdb-*")).write_bytes(b"something else")
        self.fails("wrong SHA-256", "Expected sha256")

    def test_a_library_that_does_not_load_is_refused(self):
        self.wheel()
        self.fails("libduckdb: the pinned file does not load on this system")

    def test_no_network(self):
        del self.environment["PIP_NO_INDEX"], self.environment["PIP_FIND_LINKS"]
        # Port 9 of this machine, where nothing listens.
        self.environment.update(PIP_INDEX_URL="http://127.0.0.1:9/")
        self.fails("no network", "PIP_FIND_LINKS=")

    def test_an_index_without_the_wheel(self):
        self.fails("pip finds no bareduckdb==0.12.155 for this machine")

    def test_another_processor(self):
        self.change('return "x86_64" if True', 'return "riscv64" if True')
        self.fails("no pinned build for riscv64", "$QUIRE_DUCKDB")
        by_hand = self.root / ".deps" / "lib" / "libduckdb.so"
        by_hand.parent.mkdir(parents=True)
        by_hand.write_bytes(b"one's own")
        self.assertIn("put there by hand", self.run_setup().stdout)

    def test_a_library_named_in_the_environment(self):
        own = self.root / "own.so"
        self.environment["QUIRE_DUCKDB"] = str(own)
        self.fails("there is no such file", "unset QUIRE_DUCKDB")
        own.write_bytes(b"one's own")
        self.environment["QUIRE_LIGHTGBM"] = str(own)
        result = self.run_setup()
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("lib_lightgbm: using $QUIRE_LIGHTGBM", result.stdout)

    def test_no_swift(self):
        (self.programs / "swift").unlink()
        self.fails("no 'swift' on PATH", "install Swift 6.2 or newer")

    def test_an_old_swift(self):
        self.program("swift", "echo 'Swift version 5.10.1 (swift-5.10.1-RELEASE)'")
        self.fails("Swift 5.10.1 is too old")

    def test_missing_packages_without_root(self):
        self.program("dpkg-query", "echo 'pkg-config installed'")
        self.change("os.geteuid() != 0", "True")
        self.change('shutil.which("sudo")', "None")
        self.fails("libopenblas0-pthread, and this is not root", "apt-get install -y", "apt-get update && ")

    def test_missing_packages_with_a_sudo_that_asks(self):
        self.program("dpkg-query", "echo 'pkg-config installed'")
        self.program("sudo", "echo 'sudo: a password is required' >&2; exit 1")
        self.change("os.geteuid() != 0", "True")
        self.fails("sudo asks for a password", "run yourself: sudo sh -c")

    def test_apt_without_network(self):
        self.program("dpkg-query", "echo 'pkg-config installed'")
        self.program("apt-get", "[ $1 = update ] || { echo 'Could not resolve host' >&2; exit 100; }")
        self.change("os.geteuid() != 0", "False")
        self.fails("apt cannot reach its mirrors", "libcmark-dev")

    def test_missing_packages_are_installed(self):
        self.wheel()
        self.change(*NO_PROBE)
        self.change("os.geteuid() != 0", "False")
        self.program("dpkg-query", "echo 'pkg-config installed'")
        self.program("apt-get", f'echo "$@" >> {self.root}/apt.log')
        result = self.run_setup("--tests")
        self.assertEqual(result.returncode, 0, result.stderr)
        log = (self.root / "apt.log").read_text().splitlines()
        self.assertTrue(log[0].endswith(" update"), log)
        self.assertTrue(log[1].endswith(" libcmark-dev libgomp1 libopenblas0-pthread chromium fonts-noto-cjk"), log)
        script = self.root / ".deps" / "share" / "axe.min.js"
        self.assertEqual(script.read_bytes(), b"another library")

    def test_a_missing_library_on_a_system_without_apt(self):
        self.change('shutil.which("dpkg-query")', "None")
        self.change('["pkg-config"', '["true"')
        self.change('loads("libgomp.so.1")', 'loads("libmissing.so.1")')
        self.fails("not found: libgomp1 (Debian's names)", "this system's package manager")

    def test_no_pip(self):
        self.environment["PYTHONPATH"] = str(self.root)
        (self.root / "pip").mkdir()
        (self.root / "pip" / "__init__.py").touch()
        (self.root / "pip" / "__main__.py").write_text("raise SystemExit(1)")
        self.program("apt-get", "exit 0")
        self.change("os.geteuid() != 0", "False")
        self.fails("has no pip", "install pip for Python 3")

    @unittest.skipIf(os.geteuid() == 0, "root may write anywhere")
    def test_a_folder_that_cannot_be_written(self):
        self.root.chmod(0o555)
        self.addCleanup(self.root.chmod, 0o755)
        self.fails("cannot write in")


if __name__ == "__main__":
    unittest.main()
