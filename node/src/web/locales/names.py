#!/usr/bin/env python3
"""Writes names.ftl of every language: countries, languages and months, from the Unicode CLDR as the
Python package `babel` carries it (facts, Unicode licence).

    pip install babel && python3 names.py
"""
import os

from babel import Locale

LANGUAGES = ["en", "it", "de", "fr", "es", "el", "pl"]
NO_COUNTRY = ("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ")
SHOWN = ("aa ab af ak am an ar ast az ba be bg bm bn bo br bs ca ckb co cs cy da de dv dz ee el en eo es et eu fa ff "
         "fi fil fo fr fur fy ga gd gl gn gu ha he hi hr hu hy ia id ig is it ja ka kk kl km kn ko ku ky la lb lg li "
         "ln lo lt lv mg mi mk ml mn mr ms mt my nb nds ne nl nn no oc om or pa pl ps pt qu rm rn ro ru rw sa sc "
         "sd sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tn to tr ts tt tw ug uk ur uz ve vi vo wo "
         "xh yi yo za zh zu").split()


def lines(code):
    locale = Locale.parse(code)
    yield "# Made by names.py from the Unicode CLDR: do not edit."
    for country, name in sorted(locale.territories.items()):
        shared = all(country in Locale.parse(one).territories for one in LANGUAGES)
        if shared and len(country) == 2 and country.isalpha() and country not in NO_COUNTRY:
            yield f"country-{country.lower()} = {name}"
    for language in SHOWN:
        if all(language in Locale.parse(one).languages for one in LANGUAGES):
            yield f"language-{language} = {locale.languages[language]}"
    for month in range(1, 13):
        yield f"month-{month} = {locale.months['format']['wide'][month]}"
        yield f"month-alone-{month} = {locale.months['stand-alone']['wide'][month]}"


here = os.path.dirname(os.path.abspath(__file__))
for code in LANGUAGES:
    os.makedirs(os.path.join(here, code), exist_ok=True)
    with open(os.path.join(here, code, "names.ftl"), "w", encoding="utf-8") as file:
        file.write("\n".join(lines(code)) + "\n")
