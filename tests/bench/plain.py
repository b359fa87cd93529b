"""The plain job through every stack, each in a process of its own, and what must hold for the figures to count."""
import json
import math
import pathlib
import subprocess

from PIL import Image, ImageChops, ImageStat

from job import PET, PLACE, PLATE

HERE = pathlib.Path(__file__).parent
STAGES = ("decode_ms", "transform_ms", "blend_ms", "encode_ms")
# What was asked of us, as how many times faster than a peer.
GOALS = {"ours": {"pillow_1": 15, "vips_1": 12, "sharp_fastest": 6}, "ours_cold": {"pillow_1": 10, "vips_1": 8, "sharp_fastest": 4.5}}
Image.MAX_IMAGE_PIXELS = None  # of our own files


def stacks(root):
    """Name -> command, words behind the repetitions, repetitions a round."""
    ours, python = [f"{root}/build/release/bin/plain_job_bench"], "/usr/bin/python3"
    return {
        "ours": (ours, ["warm"], 7),
        "ours_cold": (ours, ["cold"], 5),
        "pillow_1": ([python, HERE / "pillow_job.py"], ["1"], 2),
        "pillow_6": ([python, HERE / "pillow_job.py"], ["6"], 1),
        "opencv_1": ([f"{root}/build/bench/opencv_job"], [], 2),
        "vips_1": ([python, HERE / "vips_job.py"], [], 2),
        "sharp_fastest": (["node", HERE / "sharp_job.mjs"], [], 3),
    }


def measure(root, rounds=2):
    inputs = pathlib.Path(root) / "build/bench"
    found = {}
    for turn in range(rounds):
        for name, (program, words, repetitions) in stacks(root).items():
            if turn > 0 and name == "pillow_6":
                continue
            answer = subprocess.run([*program, inputs, inputs / f"{name}.png", str(repetitions), *words], check=True, capture_output=True, text=True)
            add(found.setdefault(name, {"runs": [], "totals": [], "rss_mb": 0}), json.loads(answer.stdout))
            print(f"  {name}: {min(found[name]['totals']):.0f} ms", flush=True)
    results = {name: summary(entry, inputs / f"{name}.png") for name, entry in found.items()}
    check(inputs, results)
    return results


def add(entry, answer):
    entry["runs"] += answer["runs"]
    entry["totals"] += answer.get("totals", [sum(run) for run in answer["runs"]])
    entry["rss_mb"] = max(entry["rss_mb"], answer["rss_mb"])


def summary(entry, png):
    best = min(entry["runs"], key=sum)
    stages = {stage: round(ms, 1) for stage, ms in zip(STAGES, best)}
    return {"total_ms": round(min(entry["totals"]), 1), **stages, "rss_mb": round(entry["rss_mb"], 1), "file_mb": round(png.stat().st_size / 1e6, 2)}


def check(inputs, results):
    """Every file is what its stack blended, all blended the same, and nothing but the pet's place was touched."""
    plate = Image.frombytes("RGB", PLATE, (inputs / "plate.rgb").read_bytes())
    place = (*PLACE, PLACE[0] + PET[0], PLACE[1] + PET[1])
    ours = decoded(inputs, "ours")
    for name in results:
        picture = decoded(inputs, name)
        outside = ImageChops.difference(picture, plate)
        outside.paste((0, 0, 0), place)
        assert outside.getbbox() is None, f"{name} changed more than the pet's place"
        likeness = psnr(picture.crop(place), ours.crop(place))
        assert likeness >= 35, f"{name} made another picture than we did: {likeness:.1f} dB"
    assert results["ours"]["file_mb"] <= results["pillow_1"]["file_mb"], "our file is larger than Pillow's at level 1"
    for name in results:
        (inputs / f"{name}.png").unlink()
        (inputs / f"{name}.png.rgb").unlink()


def decoded(inputs, name):
    with Image.open(inputs / f"{name}.png") as file:
        picture = file.convert("RGB")
        # OpenCV writes neither.
        if name != "opencv_1":
            assert abs(file.info["dpi"][0] - 300) < 0.1 and ("srgb" in file.info or "icc_profile" in file.info), f"{name}: DPI or sRGB is missing"
    assert picture.tobytes() == (inputs / f"{name}.png.rgb").read_bytes(), f"{name}: the file does not hold what was blended"
    return picture


def psnr(a, b):
    difference = ImageStat.Stat(ImageChops.difference(a, b))
    error = sum(difference.sum2) / sum(difference.count)
    return 10 * math.log10(255 * 255 / max(error, 1e-9))


def table(results):
    lines = [f"{'plain job':<14}{'decode':>8}{'transform':>10}{'blend':>7}{'encode':>8}{'total ms':>10}{'RSS MB':>8}{'file MB':>9}{'ours x':>8}{'cold x':>8}"]
    for name, row in results.items():
        ratios = [row["total_ms"] / results[ours]["total_ms"] for ours in ("ours", "ours_cold")]
        stages = "".join(f"{row[stage]:>{width}.1f}" for stage, width in zip(STAGES, (8, 10, 7, 8)))
        lines.append(f"{name:<14}{stages}{row['total_ms']:>10.1f}{row['rss_mb']:>8.0f}{row['file_mb']:>9.1f}{ratios[0]:>8.1f}{ratios[1]:>8.1f}")
    for ours, peers in GOALS.items():
        for peer, goal in peers.items():
            ratio = results[peer]["total_ms"] / results[ours]["total_ms"]
            lines.append(f"  {ours} against {peer}: {ratio:.1f}x, goal {goal}x {'reached' if ratio >= goal else 'MISSED'}")
    lines.append("  libvips streams: its total is that of one pipeline, its stages those of a second run")
    return lines
