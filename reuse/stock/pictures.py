"""What becomes of a photo: read by content, turned upright, stripped of everything but its pixels.

Nothing of the file that arrived is kept, so a position, a name, a face cropped away or a script
hidden in it is gone too.
"""

import base64
import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import ClassVar, Final

from pi_heif import register_heif_opener
from PIL import Image, ImageCms

from reuse.errors import N_, Refusal

WIDTHS: Final = (320, 800, 1600)  # px; the keys of `Picture.renditions`
MAX_BYTES: Final = 25_000_000
MAX_PIXELS: Final = 50_000_000
_TALLEST: Final = 2  # a rendition is at most twice as tall as its width; longer ones get narrower

_MEDIA: Final = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
_MOVING: Final = frozenset({"PNG", "WEBP", "AVIF"})  # several frames in HEIF or JPEG are no film
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_LYING: Final = frozenset({5, 6, 7, 8})  # orientations that swap width and height
_ORIENTATION: Final = 0x0112
_SRGB: Final = ImageCms.createProfile("sRGB")
_ONE_AT_A_TIME = threading.Lock()  # a decoded picture may take 200 MB: never one per thread

register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)


class PictureRefused(Refusal):
    """A file that was sent as a picture and cannot be kept as one."""

    type = "picture-refused"
    status = 422
    message = N_("This is not a picture we can read. Take a new photo or choose a JPEG, PNG, WebP or HEIC.")


class NotAPicture(PictureRefused):
    """The content is none of the five kinds that we read, whatever the name says."""

    type = "not-a-picture"


class EmptyFile(PictureRefused):
    """Zero bytes arrived."""

    type = "empty-file"
    message = N_("The file is empty. Take the photo again.")


class DamagedPicture(PictureRefused):
    """It began as a picture and ended too early, or its content contradicts itself."""

    type = "damaged-picture"
    message = N_("Only part of the picture arrived, or it is damaged. Send it again.")


class MovingPicture(PictureRefused):
    """An animation: which of its pictures shows the thing?"""

    type = "moving-picture"
    message = N_("Moving pictures cannot be used. Take a photo instead.")


class PictureTooHeavy(PictureRefused):
    """More bytes than a phone's photo ever has."""

    type = "picture-too-heavy"
    status: ClassVar[int] = 413
    message = N_("The picture takes more than %(limit)s MB. Take a new photo with the phone.")


class TooManyPixels(PictureRefused):
    """More pixels than we dare to unpack, by the file's own header."""

    type = "too-many-pixels"
    status: ClassVar[int] = 413
    message = N_("The picture has more than %(limit)s million pixels. Choose a smaller one.")


@dataclass(frozen=True)
class Picture:
    """A photo made safe and light.

    `width` and `height` (px) and `digest` (SHA-256, hex) are those of the largest rendition;
    `renditions` always has the three `WIDTHS` as keys and WebP bytes as values, but a picture is
    never enlarged, so a small one has the same bytes under several keys. `dhash` is 64 bits.
    """

    digest: str
    width: int
    height: int
    placeholder: str
    dhash: int
    renditions: Mapping[int, bytes]


def read_picture(data: bytes) -> Picture:
    """Make the renditions of a photo, or raise a `PictureRefused` that says what to do instead.

    About 0.8 s of CPU for 12 megapixels; one at a time per process, for the memory's sake.
    """
    if not data:
        raise EmptyFile
    if len(data) > MAX_BYTES:
        raise PictureTooHeavy(limit=MAX_BYTES // 1_000_000)
    with _ONE_AT_A_TIME:
        upright = _upright(data)
        return _picture(upright)


def _upright(data: bytes) -> Image.Image:
    """Decode to plain sRGB no larger than the largest rendition, the right way up."""
    with _open(data) as source:
        _refuse_by_header(source)
        orientation = _orientation(source)
        width, height = source.size
        if orientation in _LYING:
            target = _fit((height, width), WIDTHS[-1])[::-1]
        else:
            target = _fit((width, height), WIDTHS[-1])
        image = _decoded(source, target)
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def _open(data: bytes) -> Image.Image:
    try:
        return Image.open(BytesIO(data), formats=_MEDIA)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise TooManyPixels(limit=MAX_PIXELS // 1_000_000) from None
    except Exception as error:  # decoders of hostile bytes raise whatever they stumble over
        raise NotAPicture from error


def _refuse_by_header(source: Image.Image) -> None:
    width, height = source.size
    if width * height > MAX_PIXELS:
        raise TooManyPixels(limit=MAX_PIXELS // 1_000_000)
    if source.format in _MOVING and getattr(source, "is_animated", False):
        raise MovingPicture


def _orientation(source: Image.Image) -> int:
    """Read how the camera was held; HEIC has been turned by its own container already."""
    try:
        return int(source.getexif().get(_ORIENTATION, 1))
    except Exception:  # broken EXIF says nothing about the pixels
        return 1


def _decoded(source: Image.Image, size: tuple[int, int]) -> Image.Image:
    try:
        source.draft(None, size)  # lets a JPEG unpack at half or a quarter of its size
        source.load()
        return _on_white(_srgb(_sized(_plain(source), size)))
    except MemoryError:
        raise
    except Exception as error:  # decoders of hostile bytes raise whatever they stumble over
        raise DamagedPicture from error


def _plain(image: Image.Image) -> Image.Image:
    """Leave modes that cannot be resized or shown: palettes, single bits, 16 bits."""
    if image.mode.startswith("I"):
        # Pillow's own conversion clips 16 bits at 255 instead of scaling them.
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("RGB", "L", "CMYK") else image.convert("RGB")


def _sized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    if image.size == size:
        return image
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _srgb(image: Image.Image) -> Image.Image:
    """Carry the colours over from the camera's profile, which is dropped afterwards."""
    plain = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile := image.info.get("icc_profile"):
        try:
            camera = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(image, camera, _SRGB, outputMode=plain)
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None  # a profile that does not fit: trust the numbers
        image = converted or image
    return image if image.mode == plain else image.convert(plain)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _picture(upright: Image.Image) -> Picture:
    upright.info.clear()
    renditions: dict[int, bytes] = {}
    image, written = upright, b""
    for width in sorted(WIDTHS, reverse=True):
        size = _fit(upright.size, width)
        if not written or size != image.size:
            image = image if size == image.size else image.resize(size, Image.Resampling.LANCZOS)
            written = _webp(image, quality=75, method=4)
        renditions[width] = written
    return Picture(
        digest=hashlib.sha256(renditions[WIDTHS[-1]]).hexdigest(),
        width=upright.width,
        height=upright.height,
        placeholder=_placeholder(image),
        dhash=_dhash(image),
        renditions=renditions,
    )


def _fit(size: tuple[int, int], width: int) -> tuple[int, int]:
    """Return the size (px) that fits into `width` and twice its height, never enlarged."""
    scale = min(1.0, width / size[0], width * _TALLEST / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _webp(image: Image.Image, *, quality: int, method: int) -> bytes:
    out = BytesIO()
    image.save(out, "WEBP", quality=quality, method=method)
    return out.getvalue()


def _placeholder(image: Image.Image) -> str:
    """Give a data URI of some 150 characters to show, blurred, until the picture is there."""
    tiny = image.resize(_fit(image.size, 12), Image.Resampling.BOX)
    data = _webp(tiny, quality=20, method=6)
    return "data:image/webp;base64," + base64.b64encode(data).decode("ascii")


def _dhash(image: Image.Image) -> int:
    """Hash by whether each of 8 x 8 places is brighter than its right neighbour."""
    grey = image.convert("L").resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            place = row * 9 + column
            bits = bits << 1 | (grey[place] > grey[place + 1])
    return bits
