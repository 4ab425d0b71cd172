#!/usr/bin/env python3
"""Draws europe.svg and the points of countries.tsv from the outlines of npm's world-atlas (ISC; the
outlines are Natural Earth's, public domain).

    npm pack world-atlas@2.0.2 && python3 make.py world-atlas-2.0.2.tgz

The projection is Lambert's azimuthal equal-area one around 52° N 10° E, as in map.rs.
"""
import json
import math
import os
import sys
import tarfile

WIDTH, HEIGHT = 1000, 920
LEFT, TOP, METRES = -2.1e6, 2.3e6, 4800.0
EARTH, LAT, LON = 6371007.0, math.radians(52), math.radians(10)
TOLERANCE = 0.9
SMALLEST = 3.0
CODES = {
    "008": "AL", "020": "AD", "040": "AT", "112": "BY", "056": "BE", "070": "BA", "100": "BG", "191": "HR",
    "196": "CY", "203": "CZ", "208": "DK", "233": "EE", "246": "FI", "250": "FR", "276": "DE", "300": "GR",
    "348": "HU", "352": "IS", "372": "IE", "380": "IT", "428": "LV", "438": "LI", "440": "LT", "442": "LU",
    "470": "MT", "498": "MD", "492": "MC", "499": "ME", "528": "NL", "807": "MK", "578": "NO", "616": "PL",
    "620": "PT", "642": "RO", "674": "SM", "688": "RS", "703": "SK", "705": "SI", "724": "ES", "752": "SE",
    "756": "CH", "792": "TR", "804": "UA", "826": "GB", "336": "VA",
}
# Where the middle of the outline would mislead: the mainland's.
PLACES = {"FR": (46.6, 2.4), "NO": (61.5, 9.0), "SE": (61.0, 14.8), "HR": (45.4, 16.2), "GR": (39.2, 22.2),
          "PT": (39.6, -8.0), "ES": (40.2, -3.6), "GB": (53.0, -1.6), "TR": (39.2, 32.5), "IT": (42.8, 12.6)}


def project(lon, lat):
    lon, lat = math.radians(lon), math.radians(lat)
    k = 1 + math.sin(LAT) * math.sin(lat) + math.cos(LAT) * math.cos(lat) * math.cos(lon - LON)
    k = math.sqrt(2 / max(k, 1e-6))
    x = EARTH * k * math.cos(lat) * math.sin(lon - LON)
    y = EARTH * k * (math.cos(LAT) * math.sin(lat) - math.sin(LAT) * math.cos(lat) * math.cos(lon - LON))
    return ((x - LEFT) / METRES, (TOP - y) / METRES)


def simplify(points):
    if len(points) < 3:
        return points
    (ax, ay), (bx, by) = points[0], points[-1]
    length = math.hypot(bx - ax, by - ay)
    def off(p):
        if length == 0:
            return math.hypot(p[0] - ax, p[1] - ay)
        return abs((bx - ax) * (ay - p[1]) - (ax - p[0]) * (by - ay)) / length
    far, at = max((off(p), i) for i, p in enumerate(points[1:-1], 1))
    if far <= TOLERANCE:
        return [points[0], points[-1]]
    return simplify(points[: at + 1])[:-1] + simplify(points[at:])


def clip(ring):
    for inside, cut in (
        (lambda p: p[0] >= 0, lambda a, b: (0, a[1] + (b[1] - a[1]) * (0 - a[0]) / (b[0] - a[0]))),
        (lambda p: p[0] <= WIDTH, lambda a, b: (WIDTH, a[1] + (b[1] - a[1]) * (WIDTH - a[0]) / (b[0] - a[0]))),
        (lambda p: p[1] >= 0, lambda a, b: (a[0] + (b[0] - a[0]) * (0 - a[1]) / (b[1] - a[1]), 0)),
        (lambda p: p[1] <= HEIGHT, lambda a, b: (a[0] + (b[0] - a[0]) * (HEIGHT - a[1]) / (b[1] - a[1]), HEIGHT)),
    ):
        out = []
        for a, b in zip(ring, ring[1:] + ring[:1]):
            if inside(a):
                out.append(a)
            if inside(a) != inside(b):
                out.append(cut(a, b))
        ring = out
    return ring


def area(ring):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1]))) / 2


def middle(ring):
    cross = [(a[0] * b[1] - b[0] * a[1], a, b) for a, b in zip(ring, ring[1:] + ring[:1])]
    whole = sum(c for c, _, _ in cross) or 1
    return (sum((a[0] + b[0]) * c for c, a, b in cross) / 3 / whole,
            sum((a[1] + b[1]) * c for c, a, b in cross) / 3 / whole)


def path(rings):
    text = ""
    for ring in rings:
        points = [(round(x), round(y)) for x, y in ring]
        points = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
        if len(points) < 3:
            continue
        x, y = points[0]
        text += f"M{x} {y}l"
        steps = []
        for to in points[1:]:
            steps.append(f"{to[0] - x} {to[1] - y}")
            x, y = to
        text += " ".join(steps).replace(" -", "-") + "z"
    return text


def main():
    with tarfile.open(sys.argv[1]) as archive:
        atlas = json.load(archive.extractfile("package/countries-50m.json"))
    scale, shift = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append(project(x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(points)
    simple = [simplify(points) for points in arcs]

    def ring(indexes, source):
        points = []
        for index in indexes:
            part = source[index] if index >= 0 else source[~index][::-1]
            points += part[1:] if points else part
        return points

    own, other, rows = [], [], []
    for country in atlas["objects"]["countries"]["geometries"]:
        shapes = country.get("arcs", [])
        polygons = shapes if country["type"] == "MultiPolygon" else [shapes]
        outer = [polygon[0] for polygon in polygons if polygon]
        exact = [clip(ring(one, arcs)) for one in outer]
        exact = [one for one in exact if len(one) > 2]
        if not exact or max(map(area, exact)) > WIDTH * HEIGHT * 0.5:
            continue
        rough = [clip(ring(one, simple)) for one in outer]
        rough = [one for one in rough if len(one) > 2 and area(one) >= SMALLEST]
        code = CODES.get(str(country.get("id", "")).zfill(3))
        if path(rough):
            (own if code else other).append(path(rough))
        if code:
            at = project(*PLACES[code][::-1]) if code in PLACES else middle(max(exact, key=area))
            rows.append(f"{code}\t{round(at[0])}\t{round(at[1])}")
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "europe.svg"), "w", encoding="utf-8") as file:
        file.write(f'<path class="far" d="{"".join(other)}"/>\n<path class="land" d="{"".join(own)}"/>\n')
    with open(os.path.join(here, "countries.tsv"), "w", encoding="utf-8") as file:
        file.write("\n".join(sorted(rows)) + "\n")


main()
