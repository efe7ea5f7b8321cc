"""The QR picture of a link."""

from io import BytesIO

SCALE = 12
"""Pixels a module: about 500 px for an invitation link, sharp on any phone."""

QUIET_ZONE = 4
"""Modules of white around it; the standard asks for four, and dark chats need them."""


def qr_png(link: str) -> bytes:
    """Return the picture as PNG. It computes for some milliseconds: call it in a thread."""
    import segno  # noqa: PLC0415  (rarely wanted: a service starts and idles without it)

    picture = BytesIO()
    # Level M reads through a scratched screen, and stays coarse enough for an old camera.
    segno.make(link, error="m", micro=False).save(
        picture, kind="png", scale=SCALE, border=QUIET_ZONE
    )
    return picture.getvalue()
