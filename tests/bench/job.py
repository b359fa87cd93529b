"""What all stacks are given and leave behind."""
PHOTO = (4000, 3000)
CROP = (800, 150, 800 + 2382, 150 + 2700)
PET = (1500, 1700)
PLATE = (4500, 5400)
PLACE = (1500, 1700)  # of the pet on the plate


def read_inputs(folder):
    """The JPEG, the plate's RGB pixels, the mask's grey ones."""
    contents = []
    for name in ("photo.jpg", "plate.rgb", "mask.gray"):
        with open(f"{folder}/{name}", "rb") as file:
            contents.append(file.read())
    return contents


def leave(out, png, pixels):
    """The file, and beside it the pixels that went into it."""
    for name, data in ((out, png), (out + ".rgb", pixels)):
        with open(name, "wb") as file:
            file.write(data)


def peak_memory():
    """In MB, of this process; getrusage begins with that of whoever started it."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM:"))
