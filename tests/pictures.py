"""Pictures as phones, browsers and mischief send them, made in code: none is a real photo."""

import random
import struct
import zlib
from functools import cache
from io import BytesIO

import pillow_heif  # tests only: its wheel can write HEIC and is GPL-2.0
from PIL import ExifTags, Image, ImageCms, ImageDraw

# An upright picture has these corners; one lying on its side does not.
CORNERS = {
    "top left": (200, 40, 40),
    "top right": (40, 160, 60),
    "bottom left": (50, 70, 200),
    "bottom right": (230, 200, 60),
}
SECRETS = (b"Exif", b"GPS", b"http://ns.adobe.com", b"Photoshop 3.0", b"Kirsten", b"ICC_PROFILE")

_INTO_CAMERA = {  # how the sensor saw what the orientation tag turns upright again
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def upright(width: int = 300, height: int = 400, *, mode: str = "RGB") -> Image.Image:
    """A picture with four coloured quarters."""
    image = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(image)
    half_x, half_y = width // 2, height // 2
    draw.rectangle((0, 0, half_x, half_y), CORNERS["top left"])
    draw.rectangle((half_x, 0, width, half_y), CORNERS["top right"])
    draw.rectangle((0, half_y, half_x, height), CORNERS["bottom left"])
    draw.rectangle((half_x, half_y, width, height), CORNERS["bottom right"])
    return image.convert(mode)


@cache
def noisy(width: int, height: int) -> Image.Image:
    """A picture with as much detail as a photo of a room, for honest measurements."""
    small = random.Random(7).randbytes(width // 4 * (height // 4) * 3)
    rough = Image.frombytes("RGB", (width // 4, height // 4), small)
    return Image.blend(upright(width, height), rough.resize((width, height)), 0.25)


@cache
def phone_jpeg(*, orientation: int = 6, gps: bool = True, size: tuple[int, int] = (400, 300)) -> bytes:
    """A phone's JPEG; `size` is the sensor's (width, height), before the tag turns it."""
    lying = orientation in (5, 6, 7, 8)
    scene = upright(*(size[::-1] if lying else size))
    return _jpeg(_seen_by_camera(scene, orientation), _exif(orientation, gps=gps))


@cache
def big_phone_jpeg() -> bytes:
    """Twelve megapixels of detail, held upright."""
    scene = _seen_by_camera(noisy(3024, 4032), 6)
    return _jpeg(scene, _exif(6, gps=True), quality=92)


def heic(*, orientation: int = 6, size: tuple[int, int] = (300, 400)) -> bytes:
    """An iPhone's HEIC; `size` is upright, the container carries the rotation."""
    picture = pillow_heif.from_pillow(_seen_by_camera(upright(*size), orientation))
    out = BytesIO()
    picture.save(out, quality=80, exif=_exif(orientation, gps=True).tobytes())
    return out.getvalue()


def avif(*, orientation: int = 6, size: tuple[int, int] = (300, 400)) -> bytes:
    """A newer Android's AVIF."""
    return save(_seen_by_camera(upright(*size), orientation), "AVIF", exif=_exif(orientation, gps=True))


def save(image: Image.Image, format: str, **options: object) -> bytes:
    """The picture as a file of this format."""
    out = BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A few hundred bytes of PNG whose header claims gigabytes."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(200_000), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND")


def text_bomb() -> bytes:
    """A PNG whose comment unpacks to a hundred megabytes."""
    comment = b"Comment\0\0" + zlib.compress(bytes(100_000_000), 9)
    whole = save(upright(), "PNG")
    return whole[:33] + _chunk(b"zTXt", comment) + whole[33:]


def polyglot() -> bytes:
    """A JPEG that is also a page with a script, in its comment and behind its end."""
    script = b"<html><script>alert('Kirsten')</script></html>"
    whole = save(upright(), "JPEG", comment=script)
    return whole + script


def truncated(data: bytes, share: float = 0.6) -> bytes:
    """The first part of a file whose sending broke off."""
    return data[: int(len(data) * share)]


def animated(format: str) -> bytes:
    """Three frames."""
    frames = [upright(), upright().rotate(90), upright().rotate(180)]
    return save(frames[0], format, save_all=True, append_images=frames[1:], duration=100)


def wide_gamut() -> bytes:
    """A JPEG whose numbers mean other colours than sRGB: red and green swapped by its profile."""
    return save(upright(), "JPEG", icc_profile=swapped_profile(), quality=95)


def swapped_profile() -> bytes:
    """An sRGB profile with the red and green primaries exchanged."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return data.replace(b"rXYZ", b"tmp!").replace(b"gXYZ", b"rXYZ").replace(b"tmp!", b"gXYZ")


def _seen_by_camera(scene: Image.Image, orientation: int) -> Image.Image:
    turn = _INTO_CAMERA[orientation]
    return scene if turn is None else scene.transpose(turn)


def _exif(orientation: int, *, gps: bool) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Artist] = "Kirsten"
    if gps:
        exif[ExifTags.IFD.GPSInfo] = {1: "N", 2: (55.0, 47.0, 12.5), 3: "E", 4: (12.0, 30.0, 1.0)}
    return exif


def _jpeg(scene: Image.Image, exif: Image.Exif, *, quality: int = 90) -> bytes:
    """JPEG with EXIF, XMP, IPTC, a colour profile and a thumbnail of what was cropped away."""
    out = BytesIO()
    scene.save(
        out,
        "JPEG",
        quality=quality,
        exif=exif,
        xmp=b'<x:xmpmeta xmlns:x="http://ns.adobe.com/xap/1.0/"><face>Kirsten</face></x:xmpmeta>',
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    )
    whole = out.getvalue()
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0c\x1c\x02\x50\0\x07Kirsten"
    thumbnail = b"JFXX\0\x10" + save(upright(40, 30), "JPEG", comment=b"Kirsten")
    return whole[:2] + _segment(0xE0, thumbnail) + _segment(0xED, iptc) + whole[2:]


def _segment(marker: int, data: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data


def _chunk(name: bytes, data: bytes = b"") -> bytes:
    checksum = struct.pack(">I", zlib.crc32(name + data))
    return struct.pack(">I", len(data)) + name + data + checksum
