"""The plain job with Pillow: pillow_job.py INPUTS OUT.png REPETITIONS LEVEL"""
import io
import json
import sys
import time

from PIL import Image, PngImagePlugin

from job import CROP, PET, PLACE, PLATE, leave, peak_memory, read_inputs


def run(jpeg, plate, mask, level):
    marks = [time.perf_counter()]
    photo = Image.open(io.BytesIO(jpeg))
    photo.load()
    marks.append(time.perf_counter())
    pet = photo.crop(CROP).resize(PET, Image.Resampling.LANCZOS)
    pet = pet.rotate(-7.5, Image.Resampling.BICUBIC)
    marks.append(time.perf_counter())
    picture = plate.copy()
    picture.paste(pet, PLACE, mask)
    marks.append(time.perf_counter())
    chunks = PngImagePlugin.PngInfo()
    chunks.add(b"sRGB", b"\0")
    png = io.BytesIO()
    picture.save(png, "PNG", compress_level=level, dpi=(300, 300), pnginfo=chunks)
    marks.append(time.perf_counter())
    return picture, png, [1000 * (b - a) for a, b in zip(marks, marks[1:])]


def main(folder, out, repetitions, level):
    jpeg, plate, mask = read_inputs(folder)
    plate, mask = Image.frombytes("RGB", PLATE, plate), Image.frombytes("L", PET, mask)
    runs = []
    for _ in range(int(repetitions)):
        picture, png, stages = run(jpeg, plate, mask, int(level))
        runs.append(stages)
    rss = peak_memory()
    leave(out, png.getbuffer(), picture.tobytes())
    print(json.dumps({"runs": runs, "rss_mb": rss}))


main(*sys.argv[1:])
