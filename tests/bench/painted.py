"""Painted prints from photo bytes to PNG bytes, and what their cost grows with."""
import json
import subprocess

PRINTS = ("tee", "hoodie", "hat")
KEPT = ("plan_ms", "total_ms", "rss_mb")
# The tee's goals; the others are in proportion to their canvas.
GOALS = {"plan_ms": 800, "total_ms": 1500, "rss_mb": 400}
# Pose's scale and brush of further tees: the pet's area grows with the square of one, strokes with the other.
LARGER_PETS = (0.6, 0.8, 1.0, 1.2)
BRUSHES = (2.0, 1.0, 0.6)


def run(root, spec, repetitions, *words):
    build = f"{root}/build"
    command = [f"{build}/release/bin/painted_bench", f"{build}/release/scenes", f"{build}/bench/photo.jpg", spec, str(repetitions), *map(str, words)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def measure(root):
    results = {"prints": {}, "scales": {}, "brushes": {}}
    for spec in PRINTS:
        results["prints"][spec] = run(root, spec, 3)
        print(f"  painted {spec}: {results['prints'][spec]['total_ms']:.0f} ms", flush=True)
    for scale in LARGER_PETS:
        results["scales"][scale] = run(root, "tee", 1, scale)
    for brush in BRUSHES:
        results["brushes"][brush] = run(root, "tee", 1, 1, brush)
    return results


def plain_values(results):
    return {spec: {key: row[key] for key in KEPT} for spec, row in results["prints"].items()}


def table(results):
    lines = [f"{'painted print':<26}{'canvas MP':>10}{'strokes':>9}{'plan ms':>9}{'total ms':>10}{'RSS MB':>8}{'file MB':>9}"]
    rows = {**results["prints"], **{f"tee, pet at {scale:g}": row for scale, row in results["scales"].items()},
            **{f"tee, brush {brush:g}": row for brush, row in results["brushes"].items()}}
    for name, row in rows.items():
        lines.append(f"{name:<26}{row['canvas_mp']:>10.1f}{row['strokes']:>9}{row['plan_ms']:>9.0f}{row['total_ms']:>10.0f}{row['rss_mb']:>8.0f}{row['file_mb']:>9.1f}")
    for key, goal in GOALS.items():
        value = results["prints"]["tee"][key]
        lines.append(f"  tee's {key}: {value:.0f}, goal {goal} {'reached' if value <= goal else 'MISSED'}")
    return lines
