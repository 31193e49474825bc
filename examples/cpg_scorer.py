"""Counts the CpG pairs of each design. One JSON object a line in, one a line out."""

import json
import sys

for line in sys.stdin:
    request = json.loads(line)
    scores = [design.count("CG") for design in request["designs"]]
    print(json.dumps({"id": request["id"], "scores": scores}), flush=True)
