"""The inputs of the plain job, made anew from the project's own pictures: the same bytes on every run.

photo.jpg   12 megapixels, 4:2:0, quality 92: a dog enlarged, with the fine grain that a camera adds
plate.rgb   4500x5400 painted pixels: a tee's print, mirrored at its right and lower edge
mask.gray   1500x1700, a soft oval
"""
import pathlib
import random
import subprocess

from PIL import Image, ImageChops, ImageFilter, ImageOps

from job import PET, PHOTO, PLATE


def grain(size, strength):
    """Grey noise of a few levels; two sizes, as sensors and their denoising leave it."""
    dice = random.Random(1)
    fine = Image.frombytes("L", size, dice.randbytes(size[0] * size[1]))
    coarse = Image.frombytes("L", (size[0] // 3, size[1] // 3), dice.randbytes((size[0] // 3) * (size[1] // 3)))
    mixed = Image.blend(fine.filter(ImageFilter.BoxBlur(1)), coarse.resize(size, Image.Resampling.BICUBIC), 0.5)
    return mixed.point(lambda v: round(128 + (v - 128) * strength))


def make_photo(assets, path):
    dog = Image.open(assets / "dog.jpg").convert("RGB")
    dog = ImageOps.fit(dog, PHOTO, Image.Resampling.LANCZOS).filter(ImageFilter.UnsharpMask(6, 120, 0))
    noise = grain(PHOTO, 0.15)
    noisy = ImageChops.add(dog, Image.merge("RGB", [noise] * 3), scale=1, offset=-128)
    noisy.save(path, quality=92, subsampling=2)


def make_plate(render, scenes, photo, folder):
    print_file = folder / "tee.png"
    subprocess.run([render, "--scenes-dir", scenes, "--scene", "the-scream", "--photo", photo,
                    "--oval", "0.5,0.5,0.2,0.3,0", "--target", "tee", "--out", print_file], check=True, stdout=subprocess.DEVNULL)
    tee = Image.open(print_file).convert("RGB")
    plate = Image.new("RGB", PLATE)
    for y, strip in ((0, tee), (tee.height, ImageOps.flip(tee))):
        plate.paste(strip, (0, y))
        plate.paste(ImageOps.mirror(strip), (tee.width, y))
    (folder / "plate.rgb").write_bytes(plate.tobytes())
    print_file.unlink()


def make_mask(path):
    distance = Image.radial_gradient("L").resize(PET, Image.Resampling.BICUBIC)
    path.write_bytes(distance.point(lambda d: max(0, min(255, (165 - d) * 8))).tobytes())


def make(root, folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    build = pathlib.Path(root) / "build"
    make_photo(build / "assets", folder / "photo.jpg")
    make_mask(folder / "mask.gray")
    make_plate(build / "release/bin/picasso_render", build / "release/scenes", build / "assets/dog.jpg", folder)
