"""How long HiGHS takes to solve the instances of a routing benchmark, as JSON: {id: milliseconds}.

The formulation is the benchmark's own, `optimum.py` beside the folder of instances.
Usage: routing_peers.py INSTANCES
"""
import glob
import json
import os
import sys

folder = os.path.abspath(sys.argv[1])
sys.path.insert(0, os.path.dirname(folder))

try:
    import highspy  # noqa: F401
    import optimum
except ImportError:
    print("{}")
    sys.exit()

# HiGHS greets on standard output, which is for the answer alone.
answer = os.dup(1)
os.dup2(2, 1)

times = {}
for path in sorted(glob.glob(os.path.join(folder, "*.json"))):
    instance = optimum.load(path)
    times[instance["id"]] = optimum.solve(instance)["ms"]
os.write(answer, json.dumps(times).encode())
