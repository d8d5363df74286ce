"""What arrives as a photo and what is kept of it."""

import base64
import hashlib
import random
import struct
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from reuse.stock import pictures
from reuse.stock.pictures import Picture, PictureRefused, read_picture
from tests import pictures as made

PLACES = {
    "top left": (0.25, 0.25),
    "top right": (0.75, 0.25),
    "bottom left": (0.25, 0.75),
    "bottom right": (0.75, 0.75),
}


def shown(picture: Picture, width: int = 1600) -> Image.Image:
    return Image.open(BytesIO(picture.renditions[width]), formats=["WEBP"]).convert("RGB")


def near(one: object, other: object, tolerance: int = 12) -> bool:
    assert isinstance(one, tuple) and isinstance(other, tuple)
    return all(abs(a - b) <= tolerance for a, b in zip(one, other, strict=True))


def stands_upright(image: Image.Image, tolerance: int = 12) -> bool:
    return all(
        near(
            image.getpixel((int(image.width * x), int(image.height * y))),
            made.CORNERS[place],
            tolerance,
        )
        for place, (x, y) in PLACES.items()
    )


def chunks(webp: bytes) -> list[bytes]:
    names, at = [], 12
    while at < len(webp):
        names.append(webp[at : at + 4])
        size = struct.unpack_from("<I", webp, at + 4)[0]
        at += 8 + size + size % 2
    return names


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_phone_photo_stands_upright_however_the_phone_was_held(orientation: int) -> None:
    assert stands_upright(shown(read_picture(made.phone_jpeg(orientation=orientation))))


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
@pytest.mark.parametrize("write", [made.heic, made.avif])
def test_heic_and_avif_are_turned_once_and_not_twice(write: Callable[..., bytes], orientation: int) -> None:
    picture = read_picture(write(orientation=orientation))
    assert (picture.width, picture.height) == (300, 400)
    assert stands_upright(shown(picture))


@pytest.mark.parametrize("data", [made.phone_jpeg(), made.heic(), made.avif(), made.polyglot(), made.wide_gamut()])
def test_no_place_name_or_thumbnail_survives_in_any_rendition(data: bytes) -> None:
    picture = read_picture(data)
    for webp in picture.renditions.values():
        assert set(chunks(webp)) <= {b"VP8 ", b"VP8L"}
        assert not [secret for secret in made.SECRETS if secret in webp]
    hidden = base64.b64decode(picture.placeholder.partition(",")[2])
    assert set(chunks(hidden)) <= {b"VP8 ", b"VP8L"}


def test_the_fixture_really_carries_what_must_vanish() -> None:
    data = made.phone_jpeg()
    assert not [secret for secret in made.SECRETS if secret not in data and secret != b"GPS"]
    assert Image.open(BytesIO(data)).getexif().get_ifd(0x8825)


def test_a_large_photo_gets_three_widths_and_a_small_one_is_never_enlarged() -> None:
    large = read_picture(made.phone_jpeg(orientation=1, size=(2000, 1500)))
    assert {width: shown(large, width).size for width in large.renditions} == {
        320: (320, 240),
        800: (800, 600),
        1600: (1600, 1200),
    }
    small = read_picture(made.phone_jpeg(orientation=1, size=(400, 300)))
    assert {width: shown(small, width).size for width in small.renditions} == {
        320: (320, 240),
        800: (400, 300),
        1600: (400, 300),
    }


def test_the_digest_names_the_largest_rendition_and_is_the_same_every_time() -> None:
    first, again = read_picture(made.phone_jpeg()), read_picture(made.phone_jpeg())
    assert first == again
    assert first.digest == hashlib.sha256(first.renditions[1600]).hexdigest()


def test_the_placeholder_is_tiny_and_opens() -> None:
    placeholder = read_picture(made.phone_jpeg(size=(4000, 3000))).placeholder
    assert placeholder.startswith("data:image/webp;base64,")
    assert len(placeholder) <= 250
    assert Image.open(BytesIO(base64.b64decode(placeholder.partition(",")[2]))).width == 12


def test_the_same_scene_sent_smaller_has_nearly_the_same_hash_and_another_scene_has_not() -> None:
    scene = made.noisy(1200, 900)
    first = read_picture(made.save(scene, "JPEG", quality=90)).dhash
    smaller = read_picture(made.save(scene.resize((600, 450)), "JPEG", quality=40)).dhash
    other = read_picture(made.save(scene.transpose(Image.Transpose.ROTATE_180), "PNG")).dhash
    assert first < 2**64
    assert (first ^ smaller).bit_count() <= 6
    assert (first ^ other).bit_count() > 10


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1", "RGBA", "LA", "I;16"])
def test_every_kind_of_png_shows_what_it_showed(mode: str) -> None:
    image = made.upright(mode=mode) if mode != "I;16" else sixteen_bits()
    expected = image.convert("RGB") if mode != "I;16" else made.upright(mode="L").convert("RGB")
    picture = shown(read_picture(made.save(image, "PNG")))
    for x, y in PLACES.values():
        place = int(30 * x), int(40 * y)
        assert near(averaged(picture).getpixel(place), averaged(expected).getpixel(place), 16)


def averaged(image: Image.Image) -> Image.Image:
    """Dithered dots become the colour that an eye sees."""
    return image.resize((30, 40), Image.Resampling.BOX)


def sixteen_bits() -> Image.Image:
    grey = made.upright(mode="L")
    wide = b"".join(struct.pack("<H", value * 257) for value in grey.tobytes())
    return Image.frombytes("I;16", grey.size, wide)


def test_a_phone_with_two_lenses_sends_two_pictures_and_the_first_counts() -> None:
    second = Image.new("RGB", (300, 400), "black")
    data = made.save(made.upright(), "MPO", save_all=True, append_images=[second], quality=95)
    assert Image.open(BytesIO(data)).format == "MPO"
    assert stands_upright(shown(read_picture(data)))


def test_a_cmyk_jpeg_keeps_its_colours() -> None:
    data = made.save(made.upright(mode="CMYK"), "JPEG", quality=95)
    assert stands_upright(shown(read_picture(data)), tolerance=20)


def test_a_camera_profile_is_carried_over_into_the_colours() -> None:
    picture = shown(read_picture(made.wide_gamut()))
    red, green, _ = picture.getpixel((75, 100))  # type: ignore[misc]
    assert green > red  # the numbers said red; the profile says that this means green


def test_a_broken_camera_profile_is_ignored() -> None:
    data = made.save(made.upright(), "JPEG", icc_profile=b"not a profile", quality=95)
    assert stands_upright(shown(read_picture(data)))


def test_what_is_transparent_becomes_white() -> None:
    clear = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    assert shown(read_picture(made.save(clear, "PNG"))).getpixel((32, 32)) == (255, 255, 255)
    palette = Image.new("P", (64, 64), 0)
    data = made.save(palette, "PNG", transparency=0)
    assert shown(read_picture(data)).getpixel((32, 32)) == (255, 255, 255)


def test_a_jpeg_that_is_also_a_page_is_kept_as_a_picture_only() -> None:
    picture = read_picture(made.polyglot())
    assert stands_upright(shown(picture))
    assert not [webp for webp in picture.renditions.values() if b"script" in webp]


def test_a_very_long_picture_stays_within_twice_its_width() -> None:
    picture = read_picture(made.save(Image.new("RGB", (500, 12_000), "grey"), "PNG"))
    assert (picture.width, picture.height) == (133, 3200)


def test_twelve_thousand_pixels_across_are_welcome_below_fifty_million() -> None:
    picture = read_picture(made.save(Image.new("L", (12_000, 4_000), 128), "PNG"))
    assert (picture.width, picture.height) == (1600, 533)


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("size", [(12_000, 9_000), (30_000, 30_000), (65_000, 65_000)])
def test_a_bomb_is_refused_by_its_header_before_it_unpacks(size: tuple[int, int]) -> None:
    with pytest.raises(pictures.TooManyPixels) as refusal:
        read_picture(made.bomb(*size))
    assert refusal.value.params == {"limit": 50}
    assert refusal.value.status == 413


def test_a_comment_that_unpacks_to_a_hundred_megabytes_is_refused() -> None:
    with pytest.raises(PictureRefused):
        read_picture(made.text_bomb())


def test_more_than_25_megabytes_are_refused_unread() -> None:
    with pytest.raises(pictures.PictureTooHeavy):
        read_picture(made.phone_jpeg() + bytes(25_000_000))


def test_zero_bytes_are_refused_as_an_empty_file() -> None:
    with pytest.raises(pictures.EmptyFile):
        read_picture(b"")


@pytest.mark.parametrize(
    "data",
    [
        made.phone_jpeg(size=(800, 600)),
        made.save(made.noisy(400, 300), "PNG"),
        made.save(made.noisy(400, 300), "WEBP"),
        made.avif(),
        made.heic(),
    ],
)
@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
def test_a_picture_that_arrived_only_in_part_is_refused(data: bytes, share: float) -> None:
    with pytest.raises(PictureRefused):
        read_picture(made.truncated(data, share))


def test_half_a_photo_is_called_damaged_and_not_unreadable() -> None:
    with pytest.raises(pictures.DamagedPicture):
        read_picture(made.truncated(made.big_phone_jpeg(), 0.5))


@pytest.mark.parametrize("format", ["PNG", "WEBP", "AVIF"])
def test_a_moving_picture_is_refused(format: str) -> None:
    with pytest.raises(pictures.MovingPicture):
        read_picture(made.animated(format))


@pytest.mark.parametrize(
    "data",
    [
        made.animated("GIF"),
        made.save(made.upright(), "BMP"),
        made.save(made.upright(), "TIFF"),
        made.save(made.upright(), "PDF"),
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"%PDF-1.7 named chair.jpg",
        b"<html>",
        b"\xff\xd8\xff",
        bytes(4000),
    ],
)
def test_what_is_no_photo_is_refused_whatever_it_is_called(data: bytes) -> None:
    with pytest.raises(pictures.NotAPicture):
        read_picture(data)


@pytest.mark.filterwarnings("ignore:Tag data larger:UserWarning")
def test_bytes_changed_at_random_never_cause_anything_but_a_refusal() -> None:
    dice = random.Random(53)
    for data in (made.phone_jpeg(), made.avif(), made.heic(), made.save(made.upright(), "PNG")):
        for _ in range(25):
            damaged = bytearray(data)
            for _ in range(8):
                damaged[dice.randrange(len(damaged))] = dice.randrange(256)
            try:
                read_picture(bytes(damaged))
            except PictureRefused:
                continue


@pytest.mark.parametrize("refused", PictureRefused.__subclasses__())
def test_every_refusal_says_in_words_what_to_do_instead(refused: type[PictureRefused]) -> None:
    assert refused.status in (413, 422)
    assert refused.message % {"limit": 50}
    assert refused.message.count(".") == 2
