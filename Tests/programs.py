"""Runs test programs one after the other, every one even if one before it failed, and says how long each took."""

import subprocess
import sys
import time


def run(title, programs, names):
    """Run the programs of these names, or all; gives the exit code: 0 all passed, 1 one failed, 64 no such program.

    `programs` holds for each name the commands to run, each a list; what follows one that failed is left out.
    """
    unknown = [name for name in names if name not in programs]
    if unknown:
        print(f"no test program {', '.join(unknown)}; there are {', '.join(programs)}", file=sys.stderr)
        return 64
    started, failed, times = time.monotonic(), [], []
    for name in names or programs:
        print(f"\n--- {name}", flush=True)
        begun = time.monotonic()
        for command in programs[name]:
            if subprocess.run(command, stdin=subprocess.DEVNULL).returncode != 0:
                failed.append(name)
                break
        times.append(f"{name} {time.monotonic() - begun:.0f} s")
    print(f"\n{title}: {'; '.join(times)}; all {time.monotonic() - started:.0f} s", flush=True)
    if failed:
        print(f"{title}: failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0
