"""The reliability diagram of docs/: of the events with a confidence of about so much, how many are right."""

from __future__ import annotations

from collections.abc import Sequence

# Bounds of the bin, number of events, their mean confidence, share right.
Row = tuple[float, float, int, float, float]

SIDE_PIXELS = 320
MARGIN_PIXELS = 48
LARGEST_DOT_PIXELS = 9.0


def diagram(rows: Sequence[Row], title: str) -> str:
    """An SVG with a dot a bin, its area by the number of events, and the line on which a perfect confidence lies."""

    def x(value: float) -> float:
        return round(MARGIN_PIXELS + value * SIDE_PIXELS, 1)

    def y(value: float) -> float:
        return round(MARGIN_PIXELS + (1 - value) * SIDE_PIXELS, 1)

    most = max(number for _, _, number, _, _ in rows)
    size = SIDE_PIXELS + 2 * MARGIN_PIXELS
    lines = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 {size} {size}"'
            ' font-family="sans-serif" font-size="12" fill="#222">'
        ),
        f'<rect width="{size}" height="{size}" fill="#fff"/>',
        f'<text x="{MARGIN_PIXELS}" y="24" font-size="13">{title}</text>',
    ]
    for tick in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        lines += [
            f'<path d="M{x(tick)} {y(0)}V{y(1)}M{x(0)} {y(tick)}H{x(1)}" stroke="#ddd"/>',
            f'<text x="{x(tick)}" y="{y(0) + 16}" text-anchor="middle">{tick:.1f}</text>',
            f'<text x="{x(0) - 6}" y="{y(tick) + 4}" text-anchor="end">{tick:.1f}</text>',
        ]
    lines.append(f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" stroke="#888" stroke-dasharray="4 3"/>')
    for _, _, number, mean, share in rows:
        radius = max(2.0, LARGEST_DOT_PIXELS * (number / most) ** 0.5)
        # Twice the binomial standard error, so that a dot off the line can be told from chance.
        spread = 2 * (share * (1 - share) / number) ** 0.5
        lines += [
            f'<path d="M{x(mean)} {y(min(1, share + spread))}V{y(max(0, share - spread))}" stroke="#1f6f8b"/>',
            f'<circle cx="{x(mean)}" cy="{y(share)}" r="{radius:.1f}" fill="#1f6f8b"/>',
        ]
    lines += [
        f'<text x="{x(0.5)}" y="{size - 8}" text-anchor="middle">confidence</text>',
        f'<text transform="translate(14 {y(0.5)}) rotate(-90)" text-anchor="middle">share of events right</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"
