#!/usr/bin/env python3
"""Draw specifications by vl-convert and print the seconds it took: vlconvert.py FOLDER

The data files that they name are read before the clock starts, since vl-convert reads none itself; one
picture is drawn before it too, so that its engine has started.
"""

import json
import sys
import time
from pathlib import Path

import vl_convert


def inlined(part, folder, key=None):
    if isinstance(part, list):
        return [inlined(item, folder) for item in part]
    if not isinstance(part, dict):
        return part
    part = {name: inlined(item, folder, name) for name, item in part.items()}
    if key == "data" and isinstance(part.get("url"), str):
        path = folder / part.pop("url")
        kind = {"type": path.suffix[1:], **(part.get("format") or {})}
        text = path.read_text(encoding="utf-8")
        part["values"] = json.loads(text) if kind["type"] == "json" else text
        part["format"] = kind
    return part


def main():
    folder = Path(sys.argv[1])
    specs = [
        json.dumps(inlined(json.loads(path.read_text(encoding="utf-8")), folder))
        for path in sorted(folder.glob("*.vl.json"))
    ]
    vl_convert.vegalite_to_svg(specs[0])
    started = time.perf_counter()
    for spec in specs:
        vl_convert.vegalite_to_svg(spec)
    print(time.perf_counter() - started)


if __name__ == "__main__":
    main()
