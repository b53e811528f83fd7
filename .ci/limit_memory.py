"""Runs a command, and fails if one of its processes had more than so many MiB resident: MIB COMMAND..."""

import resource
import subprocess
import sys

most = int(sys.argv[1])
status = subprocess.run(sys.argv[2:]).returncode
if status:
    sys.exit(status)
unit = 1 if sys.platform == "darwin" else 1024
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit / 2**20
assert 0 < peak <= most, f"{peak:.0f} MiB resident, but {most} are allowed"
print(f"at most {peak:.0f} MiB resident", file=sys.stderr)
