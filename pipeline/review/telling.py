"""What the review page says of acts: what was done, what was refused, what was done before."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from piao.pipeline.corrections.texts import TYPES
from piao.pipeline.review.desk import View
from piao.pipeline.review.wording import ACTS, FIELDS, MAIN, RECORDS, WORDS
from piao.pipeline.store.corrections.acts import Past, Revised, State
from piao.schema.corrections import Correction, CorrectionKind

REFUSED: Mapping[str, str] = {
    "set": "il campo non può contenere questo testo",
    "move": "lì sotto non può stare, o c'è già",
    "split": "scriva almeno due righe, una per ogni record",
    "merge": "scelga quale record unire",
    "add": "scriva un testo che si capisca; un valore va sotto un indicatore",
    "undo": "non c'è nulla da annullare",
    "redo": "non c'è nulla da ripetere",
    "state": "l'anno si scrive come 2025",
    "teach": "dica che cosa significa e per che cosa vale",
}
_DONE: Mapping[str, tuple[str, str]] = {
    "confirm": ("Accettato.", "Accettati {count} record."),
    "remove": ("Tolto: Ctrl-Z lo riporta.", "Tolti {count} record: Ctrl-Z li riporta."),
    "move": ("Spostato.", "Spostati {count} record."),
    "split": ("Diviso.", "Diviso."),
    "merge": ("Unito.", "Unito."),
    "add": ("Aggiunto.", "Aggiunto."),
    "state": ("Salvato.", "Salvato."),
}
_STATES: Mapping[State, str] = {
    State.IN_FORCE: "",
    State.UNDONE: "non vale più",
    State.WITHOUT_PLACE: "non trova più il suo posto",
}
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the history, in Italian."""

    act: str
    what: str
    by: str
    at: str
    page: int | None
    reason: str | None
    state: str


def refused(act: str) -> str:
    """Why nothing was done."""
    return f"Non accettato, nulla è stato salvato: {REFUSED.get(act, REFUSED['set'])}."


def done(act: str, revised: Revised, history: Sequence[Past]) -> str:
    """What an act did, in one sentence; '' where the tree shows it."""
    if act in ("undo", "redo"):
        return _taken_back(act, revised, history)
    one, several = _DONE.get(act, ("", ""))
    count = len(revised.record_ids)
    return one if count < 2 else several.format(count=count)


def history_of(history: Sequence[Past], view: View) -> list[Told]:
    """The corrections of a document, the newest first."""
    undos = {past.correction.step for past in history if past.correction.undoes}
    return [_line(past, undos, view) for past in reversed(history)]


def _taken_back(act: str, revised: Revised, history: Sequence[Past]) -> str:
    step = next((c.undoes for c in revised.corrections if c.undoes), None)
    if act == "redo":
        return "Ripetuto."
    taken = [past.correction for past in history if past.correction.step == step]
    if not taken:
        return "Annullato."
    first = taken[0]
    several = f" ({len(taken)} record)" if len(taken) > 1 else ""
    return f"Annullato: {ACTS[first.kind]}{several}, di {first.by}."


def _line(past: Past, undos: set[str], view: View) -> Told:
    correction = past.correction
    act = ACTS[correction.kind]
    if correction.undoes in undos:
        act = "ripetuto"
    return Told(
        act=act,
        what=_what(correction, view),
        by=correction.by,
        at=f"{correction.at.astimezone():%d/%m/%Y %H:%M}",
        page=correction.page,
        reason=correction.reason,
        state=_STATES[past.state],
    )


def _what(correction: Correction, view: View) -> str:
    parts = [_record(correction, view)]
    if correction.kind is CorrectionKind.SET:
        name = FIELDS.get(correction.field or "", correction.field or "")
        old, new = _text(correction.old), correction.raw or _text(correction.new)
        parts.append(f"{name}: «{old}» → «{new}»")
    return " · ".join(part for part in parts if part)


def _record(correction: Correction, view: View) -> str:
    """The record that a correction is about: what it is now, else what it said of itself."""
    if correction.record not in TYPES:
        return ""
    noun = RECORDS[correction.record]
    _, record = view.by_id.get(correction.record_id or "", (None, None))
    if record is not None:
        name = "raw" if correction.record == "values" else MAIN[correction.record]
        text = getattr(record, name) or ""
    else:
        text = _text(correction.key or correction.new)
    return f"{noun} «{text[:_LONGEST]}»" if text else noun


def _text(text: str | None) -> str:
    """A stored text without its JSON and its codes."""
    if text is None:
        return "vuoto"
    if text[:1] not in "[{":
        words = {str(word): said for word, said in WORDS.items()}
        return words.get(text, text)
    found = json.loads(text)
    values = found.values() if isinstance(found, dict) else found
    plain = (_text(str(value)) for value in values if value is not None)
    return " ".join(dict.fromkeys(plain))[:_LONGEST]
