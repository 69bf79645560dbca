"""Whether a credential was written anywhere: in a file, however it was written there."""

import base64
import gzip
import urllib.parse
import zlib
from pathlib import Path


def forms(secret):
    """The ways in which a secret may stand in a file: as it is, in a URL, in base64 (at each offset)."""
    raw = secret.encode()
    found = {raw, urllib.parse.quote(secret, safe="").encode()}
    for offset in range(3):
        encoded = base64.b64encode(b"\0" * offset + raw)
        # What the bytes before and after it take part in is left out.
        found.add(encoded[(0, 2, 3)[offset] : len(encoded) - 4])
    return {form for form in found if len(form) >= 8}


def leaks(secrets, *paths, text=""):
    """Where credentials stand: in every file at or under `paths` (compressed ones too), and in `text`.

    Gives a line for each, without the secret itself; an empty list is what a test asks for.
    """
    found = []
    for path in map(Path, paths):
        if not path.exists():
            raise FileNotFoundError(f"{path}: nothing to search for credentials in")
        files = [path] if path.is_file() else sorted(each for each in path.rglob("*") if each.is_file())
        for file in files:
            found += _in(file.read_bytes(), secrets, str(file))
    return found + _in(text.encode(), secrets, "the text")


def _in(content, secrets, where):
    contents = [content]
    if content[:2] == b"\x1f\x8b":
        try:
            contents.append(gzip.decompress(content))
        except (OSError, EOFError, zlib.error):
            pass
    return [
        f"{where} holds credential {number} of {len(secrets)} ({len(secret)} characters)"
        for number, secret in enumerate(secrets, 1)
        if any(form in each for each in contents for form in forms(secret))
    ]
