"""The QR picture of an invitation."""

import zlib

from reminder.pictures.qr import qr_png

LINK = "https://t.me/aftercare_bot?start=abcdefghijklmnopqrstuv"


def test_a_qr_picture_has_a_white_margin() -> None:
    """The picture is a PNG that begins with white rows, which readers and dark chats need."""
    png = qr_png(LINK)
    assert png.startswith(b"\x89PNG")
    width, bits_a_pixel = int.from_bytes(png[16:20], "big"), png[24]
    row = 1 + (width * bits_a_pixel + 7) // 8
    start = png.index(b"IDAT") + 4
    rows = zlib.decompressobj().decompress(png[start:])
    margin = [rows[at * row + 1 : at * row + row - 1] for at in range(48)]
    assert all(set(pixels) == {0xFF} for pixels in margin)
    assert set(rows[48 * row + 1 : 49 * row - 1]) != {0xFF}
