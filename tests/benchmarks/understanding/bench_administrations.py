"""How surely names of administrations are resolved: all municipalities in several writings.

python -m tests.benchmarks.understanding.bench_administrations     (or: make bench-administrations)

A wrong tie is a municipality that is another one than the name was made of; a letter that was
misread can make the name of one of the name of another. Names of other kinds that are taken for a
municipality are wrong too.
"""

from __future__ import annotations

import random
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path

import yaml

from piao.normalizers.administrations.directory import Directory
from piao.normalizers.administrations.istat import places
from piao.normalizers.administrations.kinds import MUNICIPALITY
from piao.normalizers.administrations.resolving import resolve
from piao.schema.administrations import Administration, Clues, How

OTHERS = Path(__file__).parents[2] / "data" / "other_administrations.yaml"
SEED = 7
LETTERS = "abcdefghilmnopqrstuvz"
OUTCOMES = ("right", "wrong", "proposed first", "proposed", "others proposed", "unknown")

Writing = Callable[[Administration, str], str]


def plain(text: str) -> str:
    """The text without accents."""
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def with_apostrophes(text: str) -> str:
    """The text with an apostrophe for each accent: 'FORLI''."""
    return "".join(letter if plain(letter) == letter else f"{plain(letter)}'" for letter in text)


def abbreviated(text: str) -> str:
    """The text with 'S.' for each saint."""
    for saint in ("San ", "Santa ", "Santo ", "Sant'"):
        text = text.replace(saint, "S. ")
    return text


def misread(text: str, chance: random.Random) -> str:
    """The text with one other letter."""
    place = chance.choice([at for at, letter in enumerate(text) if letter.isalpha()])
    other = chance.choice([letter for letter in LETTERS if letter != text[place].lower()])
    return f"{text[:place]}{other}{text[place + 1 :]}"


def writings() -> Mapping[str, Writing]:
    """The ways in which a municipality is written."""
    wrong = partial(misread, chance=random.Random(SEED))
    return {
        "as listed": lambda a, name: f"Comune di {name}",
        "in capitals": lambda a, name: f"COMUNE DI {name.upper()}",
        "in capitals, with the sign": lambda a, name: (
            f"COMUNE DI {name.upper()} ({a.province_sign})"
        ),
        "with the province": lambda a, name: f"Comune di {name} - Provincia di {a.province}",
        "without accents": lambda a, name: f"Comune di {plain(name)}",
        "apostrophes for accents": lambda a, name: f"Comune di {with_apostrophes(name)}",
        "S. for saints": lambda a, name: f"Comune di {abbreviated(name)}",
        "in both languages": lambda a, name: f"Comune di {a.municipality}",
        "Città di": lambda a, name: f"Città di {name}",
        "one letter wrong": lambda a, name: f"Comune di {wrong(name)}",
        "one letter wrong, with the sign": lambda a, name: (
            f"Comune di {wrong(name)} ({a.province_sign})"
        ),
    }


def outcome(text: str, meant: str, directory: Directory) -> str:
    """What becomes of a name: one of `OUTCOMES`."""
    found = resolve(Clues(name=text), directory)
    if found.administration is not None and found.how is not How.AS_PRINTED:
        return "right" if found.administration.administration_id == meant else "wrong"
    ids = [proposal.administration.administration_id for proposal in found.proposals]
    if meant in ids:
        return "proposed first" if ids[0] == meant else "proposed"
    return "others proposed" if ids else "unknown"


def municipalities() -> Iterator[tuple[Administration, str]]:
    """ISTAT's municipalities with their Italian names."""
    for place in places():
        if place.administration.kind == MUNICIPALITY:
            yield place.administration, place.names[min(1, len(place.names) - 1)]


def measured(directory: Directory, every: int = 1) -> dict[str, Counter[str]]:
    """How often each outcome is that of a writing, of `every` so many municipalities one."""
    return {
        label: Counter(
            outcome(write(administration, name), administration.administration_id, directory)
            for administration, name in islice(municipalities(), 0, None, every)
        )
        for label, write in writings().items()
    }


def others() -> list[tuple[str, str]]:
    """Names of other kinds, each with its kind."""
    listed = yaml.safe_load(OTHERS.read_text(encoding="utf-8"))
    return [(name, kind) for kind, names in listed.items() for name in names]


def main() -> None:
    """Prints the table."""
    directory = Directory(())
    print(f"{'':33}" + "".join(f"{name:>16}" for name in OUTCOMES))
    for label, counts in measured(directory).items():
        print(f"{label:33}" + "".join(f"{counts[name]:>16}" for name in OUTCOMES))
    found = [(resolve(Clues(name=name), directory).administration, kind) for name, kind in others()]
    taken = sum(a is not None and a.kind == MUNICIPALITY for a, _ in found)
    known = sum(a is not None and a.kind == kind for a, kind in found)
    print(
        f"{len(found)} names of other kinds: {taken} taken for a municipality, {known} kinds right"
    )


if __name__ == "__main__":
    main()
