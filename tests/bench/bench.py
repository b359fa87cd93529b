"""./picasso bench ends up here: bench.py ROOT JSON_FILE_OR_EMPTY PART..."""
import json
import os
import pathlib
import sys

import inputs
import painted
import plain
import studio

PARTS = {"plain": plain, "painted": painted, "studio": studio}


def main(root, json_file, *parts):
    load = os.getloadavg()[0]
    if load > 0.7:
        print(f"  This machine is busy (load {load:.1f}): times are too long, ratios only roughly right.", flush=True)
    inputs.make(root, pathlib.Path(root) / "build/bench")
    results, tables = {}, []
    for part in parts:
        results[part] = PARTS[part].measure(root)
        tables += ["", *PARTS[part].table(results[part])]
    print("\n".join(tables))
    if json_file:
        kept = {part: PARTS[part].plain_values(rows) if hasattr(PARTS[part], "plain_values") else rows for part, rows in results.items()}
        pathlib.Path(json_file).write_text(json.dumps(kept, indent=2) + "\n")


main(*sys.argv[1:])
