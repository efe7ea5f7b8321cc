"""Pictures made of plain values: the QR code of a link, and the timeline of a plan."""
