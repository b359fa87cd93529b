"""The studio: drag frames under node, and what a person sees in Chromium."""
import json
import pathlib
import statistics
import subprocess

from PIL import Image

GOALS = {"drag_p95_ms_node": 8, "drag_p95_ms_chromium": 16, "repaint_ms": 150, "first_composite_ms": 2500}


def answer(*command):
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()[-1])


def measure(root):
    build = f"{root}/build"

    def under_node(program, *more):
        return answer("node", f"{build}/wasm/bin/{program}.js", f"{build}/release/scenes/the-scream.scene", *more)

    results = {"drag_p95_ms_node": statistics.median(under_node("drag_bench", f"{build}/bench/photo.jpg")["p95_ms"] for _ in range(3))}
    print(f"  drag frame under node: {results['drag_p95_ms_node']:.1f} ms", flush=True)
    painted = under_node("repaint_bench", f"{build}/assets/dogs.jpg", "0.265,0.27,0.17,0.21,0")
    print(f"  under node, of a photo with a dog's face: painted again in {painted['oval_ms']:.1f} ms after the oval moved, "
          f"in {painted['pose_ms']:.1f} in another place; Stop waits {painted['stop_ms']:.1f} at most", flush=True)
    photo = f"{build}/bench/photo.jpg"
    with Image.open(photo) as opened:
        size = [str(side) for side in opened.size]
    return {**results, **answer("node", pathlib.Path(__file__).parent / "studio_bench.mjs", photo, *size)}


def table(results):
    lines = [f"{'studio':<26}{'ms':>8}{'goal':>8}"]
    for name, goal in GOALS.items():
        lines.append(f"{name:<26}{results[name]:>8.1f}{goal:>8} {'reached' if results[name] <= goal else 'MISSED'}")
    return lines
