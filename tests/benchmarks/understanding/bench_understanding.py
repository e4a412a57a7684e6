"""How well plans are understood: samples field by field, roles, headings, target texts.

    python -m tests.benchmarks.understanding.bench_understanding

`tune` and `tuning` lists were looked at while the rules were made, `unseen` ones were
not. Every error that remains is listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from piao.normalizers.lexicon import Lexicon
from tests.golden import EXPECTED, Comparison, Count, compare, load, read_sample, sample_files
from tests.heading_list import read_headings
from tests.target_texts import target_texts

DANGEROUS = ("baseline", "target", "actual")


def compared_samples() -> dict[str, Comparison]:
    """Every sample, read and held against its golden file."""
    return {
        path.name: compare(load(expected), read_sample(path))
        for expected in sorted(EXPECTED.glob("*.json"))
        for path in sample_files(expected.stem)
    }


def field_lines(results: Iterable[Comparison]) -> list[str]:
    """Precision, recall and F1 of every field over all samples."""
    counts: dict[tuple[str, str], Count] = {}
    whole = Count()
    for result in results:
        for key, count in result.fields.items():
            counts.setdefault(key, Count()).add(count)
        whole.add(result.total)
    rows = [(f"{kind}.{name}", count) for (kind, name), count in sorted(counts.items())]
    lines = [f"{'field':<30}{'precision':>10}{'recall':>8}{'F1':>8}{'count':>7}"]
    lines += [
        f"{name:<30}{count.precision:>10.4f}{count.recall:>8.4f}{count.f1:>8.4f}{count.total:>7}"
        for name, count in [*rows, ("all", whole)]
    ]
    return lines


def role_lines(results: Iterable[Comparison]) -> list[str]:
    """The confusion of value roles: expected down, found across."""
    counts = Counter(
        (str(judged.expected), str(judged.found))
        for result in results
        for judged in result.filled
        if (judged.kind, judged.field) == ("values", "role") and judged.expected is not None
    )
    roles = sorted({role for pair in counts for role in pair})
    lines = [f"{'role':<12}" + "".join(f"{role:>12}" for role in roles)]
    lines += [
        f"{expected:<12}" + "".join(f"{counts[expected, found]:>12}" for found in roles)
        for expected in roles
    ]
    swapped = sum(
        count
        for (expected, found), count in counts.items()
        if expected != found and {expected, found} <= set(DANGEROUS)
    )
    lines.append(f"swapped between {', '.join(DANGEROUS)}: {swapped} (none is allowed)")
    return lines


def heading_lines() -> list[str]:
    """Headings right, abstained and wrong in each half, then the errors."""
    headings = read_headings(Lexicon.load())
    lines = []
    for split in dict.fromkeys(heading.split for heading in headings):
        outcomes = Counter(h.outcome for h in headings if h.split == split)
        shares = ", ".join(
            f"{outcomes[name]} {name} ({outcomes[name] / outcomes.total():.4f})"
            for name in ("right", "abstained", "wrong")
        )
        lines.append(f"headings, {split}: {outcomes.total()}, of them {shares}")
    lines += [
        f"  {h.outcome:<10}{h.heading[:70]!r}: {h.match.field} instead of {h.field}"
        for h in headings
        if h.outcome != "right"
    ]
    return lines


def target_lines() -> list[str]:
    """Target texts right in each half, then the errors."""
    texts = [(text, text.read()) for text in target_texts()]
    lines = []
    for split in dict.fromkeys(text.split for text, _ in texts):
        outcomes = [found == text.expected for text, found in texts if text.split == split]
        right = sum(outcomes)
        lines.append(
            f"target texts, {split}: {len(outcomes)}, of them {right} right "
            f"({right / len(outcomes):.4f})"
        )
    lines += [
        f"  {text.text[:70]!r}: {list(found)} instead of {list(text.expected)}"
        for text, found in texts
        if found != text.expected
    ]
    return lines


def show(title: str, lines: Sequence[str]) -> None:
    """A block of lines under a title."""
    print(f"\n{title}\n", *lines, sep="\n")


def main() -> None:
    """Print everything."""
    results = compared_samples()
    show("Samples, field by field", field_lines(results.values()))
    show("Roles of values", role_lines(results.values()))
    show("Headings", heading_lines())
    show("Target texts", target_lines())
    errors = [f"{name}: {line}" for name, r in results.items() for line in r.differences]
    show(f"Errors that remain in the samples: {len(errors)}", errors)


if __name__ == "__main__":
    main()
