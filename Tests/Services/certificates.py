"""An authority of the test's own, and certificates of servers that it vouches for; all by openssl."""

import subprocess
from pathlib import Path

from processes import program


class Authority:
    """`file` is its certificate; `certify` makes a key and a certificate for names and addresses."""

    def __init__(self, folder, name="quire test authority"):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.file, self.key = self.folder / "authority.pem", self.folder / "authority.key"
        self._openssl(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "3",
            "-subj", f"/CN={name}", "-keyout", self.key, "-out", self.file,
        )  # fmt: skip

    def certify(self, *names, addresses=("127.0.0.1",)):
        """The files of a certificate for host names and addresses, and of its key."""
        request, key, certificate = (self.folder / f"{names[0]}.{ending}" for ending in ("csr", "key", "pem"))
        self._openssl(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={names[0]}",
            "-keyout", key, "-out", request,
        )  # fmt: skip
        places = [f"DNS:{name}" for name in names] + [f"IP:{address}" for address in addresses]
        extensions = self.folder / "extensions"
        extensions.write_text(f"subjectAltName={','.join(places)}\n")
        self._openssl(
            "x509", "-req", "-in", request, "-CA", self.file, "-CAkey", self.key, "-CAcreateserial", "-days", "3",
            "-extfile", extensions, "-out", certificate,
        )  # fmt: skip
        return certificate, key

    @staticmethod
    def _openssl(*arguments):
        subprocess.run([program("openssl"), *map(str, arguments)], check=True, capture_output=True)
