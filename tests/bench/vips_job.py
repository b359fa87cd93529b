"""The plain job with libvips, called through its C interface: vips_job.py INPUTS OUT.png REPETITIONS

libvips is lazy and streams; the total is that of one pipeline, the stages are those of a second run that keeps each
stage's pixels. One thread: its PNG writer has one anyway, and a second gained nothing elsewhere.
"""
import ctypes
import json
import math
import os
import sys
import time

from job import CROP, PET, PLACE, PLATE, leave, peak_memory, read_inputs

os.environ["VIPS_CONCURRENCY"] = "1"
V = ctypes.CDLL("libvips.so.42")
G = ctypes.CDLL("libgobject-2.0.so.0")
V.vips_image_new_from_memory.restype = ctypes.c_void_p
V.vips_image_copy_memory.restype = ctypes.c_void_p
V.vips_image_write_to_memory.restype = ctypes.c_void_p
V.vips_error_buffer.restype = ctypes.c_char_p
V.vips_interpolate_new.restype = ctypes.c_void_p
V.vips_array_int_newv.restype = ctypes.c_void_p
LANCZOS3, PNG_FILTER_ALL, SRGB, OVER = 5, 0xF8, 22, 2


def convert(value):
    if isinstance(value, str):
        return value.encode()
    return ctypes.c_double(value) if isinstance(value, float) else value


def call(name, *arguments, **options):
    """vips_NAME(arguments..., "option", value, ..., NULL); each image is a pointer, `OUT` receives one."""
    out = ctypes.c_void_p()
    words = [ctypes.byref(out) if a is OUT else convert(a) for a in arguments]
    for key, value in options.items():
        words += [key.encode(), convert(value)]
    if getattr(V, "vips_" + name)(*words, ctypes.c_void_p(None)):
        sys.exit(f"vips_{name}: {V.vips_error_buffer().decode()}")
    if out:
        held.append(out)
    return out


OUT = object()
held = []


def image_of(data, size, bands):
    image = V.vips_image_new_from_memory(data, ctypes.c_size_t(len(data)), size[0], size[1], bands, 0)
    return call("copy", ctypes.c_void_p(image), OUT, interpretation=SRGB if bands == 3 else 1)


def pixels_of(image):
    size = ctypes.c_size_t()
    data = ctypes.c_void_p(V.vips_image_write_to_memory(image, ctypes.byref(size)))
    pixels = ctypes.string_at(data, size.value)
    G.g_free(data)
    return pixels


def run(jpeg, plate, mask, staged, out=None):
    marks = [time.perf_counter()]

    def keep(image):
        if staged:
            image = ctypes.c_void_p(V.vips_image_copy_memory(image))
            held.append(image)
            marks.append(time.perf_counter())
        return image

    photo = keep(call("jpegload_buffer", jpeg, ctypes.c_size_t(len(jpeg)), OUT))
    left, top, right, bottom = CROP
    crop = call("extract_area", photo, OUT, left, top, right - left, bottom - top)
    small = call("resize", crop, OUT, PET[0] / (right - left), vscale=PET[1] / (bottom - top), kernel=LANCZOS3)
    bicubic = ctypes.c_void_p(V.vips_interpolate_new(b"bicubic"))
    cosine, sine = math.cos(math.radians(7.5)), math.sin(math.radians(7.5))
    x, y = [side / 2 for side in PET]
    area = ctypes.c_void_p(V.vips_array_int_newv(4, 0, 0, *PET))
    pet = keep(call("affine", small, OUT, cosine, -sine, sine, cosine, interpolate=bicubic, oarea=area, idx=-x, idy=-y, odx=x, ody=y))
    under = call("extract_area", plate, OUT, *PLACE, *PET)
    mixed = call("ifthenelse", mask, pet, under, OUT, blend=1)
    picture = keep(call("insert", plate, mixed, OUT, *PLACE))
    final = call("copy", picture, OUT, xres=300 / 25.4, yres=300 / 25.4)
    png, length = ctypes.c_void_p(), ctypes.c_size_t()
    call("pngsave_buffer", final, ctypes.byref(png), ctypes.byref(length), compression=1, filter=PNG_FILTER_ALL, profile="srgb")
    marks.append(time.perf_counter())
    if out:
        leave(out, ctypes.string_at(png, length.value), pixels_of(final))
    G.g_free(png)
    while held:
        G.g_object_unref(held.pop())
    return [1000 * (b - a) for a, b in zip(marks, marks[1:])]


def main(folder, out, repetitions):
    jpeg, plate, mask = read_inputs(folder)
    V.vips_init(b"vips_job")
    V.vips_cache_set_max(0)
    plate_image, mask_image = image_of(plate, PLATE, 3), image_of(mask, PET, 1)
    held.clear()
    totals = [run(jpeg, plate_image, mask_image, False)[0] for _ in range(int(repetitions))]
    rss = peak_memory()
    runs = [run(jpeg, plate_image, mask_image, True) for _ in range(int(repetitions))]
    run(jpeg, plate_image, mask_image, False, out)
    print(json.dumps({"runs": runs, "totals": totals, "rss_mb": rss}))


main(*sys.argv[1:])
