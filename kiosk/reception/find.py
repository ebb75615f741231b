"""Services of all tenants by everyday words: what begins like that before what only contains it.

A service is found by its name in either language, by the words that people use for it, and by its tenant.
Where no service has all the words that were typed, those with most of them are shown: people say more than
a catalogue knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from protocol.catalogue import Catalogue, Service, ServiceId

FOUND_COUNT_MAX = 30
"""More than these are not looked through by somebody with a visitor before them."""
TEXTS_KEPT_COUNT_MAX = 16_384
"""So many names and everyday words are kept apart in their words: several catalogues."""

_WORD = re.compile(r"\w+")
_PHRASE_IS, _PHRASE_BEGINS, _PHRASE_WITHIN = 300, 200, 100
_WORD_IS, _WORD_BEGINS, _WORD_WITHIN = 6, 4, 1
_OWN = 3
"""So much more counts what is said of the service itself than the name of its tenant."""


def found(catalogue: Catalogue, text: str, among: Iterable[Service] | None = None) -> tuple[ServiceId, ...]:
    """Best first, and in the order of the catalogue where they are equal; empty for no words.

    `among`: only these are looked at; None: all.
    """
    typed = _plain(text)
    if not typed.strip():
        return ()
    services = catalogue.services.values() if among is None else among
    ranked = [(service.id, *_rank(catalogue, service, typed)) for service in services]
    most = max((hits for _, hits, _ in ranked), default=0)
    best = sorted((each for each in ranked if 0 < each[1] == most), key=lambda each: -each[2])
    return tuple(service for service, _, _ in best[:FOUND_COUNT_MAX])


def _rank(catalogue: Catalogue, service: Service, typed: str) -> tuple[int, int]:
    """How many of the words it has, and how well."""
    tenant = catalogue.tenants[service.tenant]
    own = [*map(_plain, (*service.words, service.name.id, service.name.en))]
    all_own = "".join(own)
    all_theirs = "".join(map(_plain, (tenant.short_name, tenant.name.id, tenant.name.en)))
    hits, score = 0, max(_phrase_score(text, typed.rstrip()) for text in own)
    for word in typed.split():
        worth = max(_OWN * _word_score(all_own, word), _word_score(all_theirs, word))
        hits += worth > 0
        score += worth
    return hits, score


def _phrase_score(text: str, typed: str) -> int:
    """Both plain; nothing stands behind what was typed, which may end within a word."""
    if typed not in text:
        return 0
    if text.startswith(typed):
        return _PHRASE_IS if text.rstrip() == typed else _PHRASE_BEGINS
    return _PHRASE_WITHIN


def _word_score(text: str, word: str) -> int:
    if word not in text:
        return 0
    if f" {word}" in text:
        return _WORD_IS if f" {word} " in text else _WORD_BEGINS
    # Two letters are within nearly everything.
    return _WORD_WITHIN if len(word) > 2 else 0


@lru_cache(maxsize=TEXTS_KEPT_COUNT_MAX)
def _plain(text: str) -> str:
    """Its words in small letters, a blank before, between and behind them."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "
