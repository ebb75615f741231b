"""A visitor's phone: asks for each URL and prints what came as one JSON list, null where there was nothing.

A program of its own, so that it can be run in the network of the apps.
"""

from __future__ import annotations

import json
import sys
import urllib.error
import urllib.request

ANSWER_S_MAX = 5.0


def fetched(url: str) -> object:
    try:
        with urllib.request.urlopen(url, timeout=ANSWER_S_MAX) as answer:
            return json.load(answer)
    except urllib.error.HTTPError:
        return None


if __name__ == "__main__":
    print(json.dumps([fetched(url) for url in sys.argv[1:]]))  # noqa: T201  (its only output)
