"""Figures as people read them."""


def at(values, share):
    """The value below which this share of them lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def spread(seconds):
    """p50, p99 and the worst, in ms."""
    return {"p50_ms": 1000 * at(seconds, 0.5), "p99_ms": 1000 * at(seconds, 0.99), "worst_ms": 1000 * max(seconds)}


def show(rows, heads):
    """A table."""
    rows = [heads, *rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    rows.insert(1, tuple("-" * width for width in widths))
    for row in rows:
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |")
