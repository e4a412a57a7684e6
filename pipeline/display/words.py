"""Words of the data that screens show, in the language that is spoken."""

from __future__ import annotations

from piao.schema.language import Language, Message, spoken


def word(value: str) -> str:
    """A word of the data as a person reads it; in English as the data have it.

    >>> word("operational"), word("a name that is its own")
    ('operational', 'a name that is its own')
    """
    return value if spoken() is Language.ENGLISH else str(_WORDS.get(value, value))


def outcome_word(outcome: str) -> str:
    """What came of a part, which may be of either gender in Italian.

    >>> outcome_word("unread")
    'unread'
    """
    return outcome if spoken() is Language.ENGLISH else str(_OUTCOMES.get(outcome, outcome))


def count_text(count: int, name: str) -> str:
    """A number of what the data call so.

    >>> count_text(2, "error")
    '2 error'
    """
    if spoken() is Language.ENGLISH or name not in _COUNTED:
        return f"{count} {name}"
    one, many = str(_COUNTED[name]).split(", ")
    return f"{count} {one if count == 1 else many}"


_WORDS = {
    message.template: message
    for message in (
        # Kinds of documents and records, levels, roles, origins, severities.
        Message("performance_plan"),
        Message("objectives"),
        Message("performance_report"),
        Message("unknown"),
        Message("objective"),
        Message("indicator"),
        Message("weight"),
        Message("deadline"),
        Message("responsible"),
        Message("strategic"),
        Message("operational"),
        Message("project"),
        Message("baseline"),
        Message("actual"),
        Message("tolerance"),
        Message("deviation"),
        Message("corrected"),
        Message("confirmed"),
        Message("error"),
        Message("warning"),
        Message("info"),
        # What became of files, parts, claims and corrections.
        Message("added"),
        Message("refreshed"),
        Message("unchanged"),
        Message("skipped"),
        Message("failed"),
        Message("read"),
        Message("reading"),
        Message("given up"),
        Message("context"),
        Message("in force"),
        Message("undone"),
        Message("without place"),
        Message("set"),
        Message("confirm"),
        Message("add"),
        Message("remove"),
        Message("move"),
        Message("split"),
        Message("merge"),
        Message("undo"),
        # Parts of documents, and how far a profile reaches.
        Message("section"),
        Message("box"),
        Message("table"),
        Message("card"),
        Message("text"),
        Message("chapter"),
        Message("document"),
        Message("form"),
        Message("everywhere"),
        # What parts are about.
        Message("planning"),
        Message("risk"),
        Message("publication"),
        Message("staff"),
        Message("training"),
        Message("accounts"),
        Message("works"),
        Message("contract"),
        Message("call"),
        Message("evaluation"),
        Message("monitoring"),
        # How a heading is understood.
        Message("exact"),
        Message("abbreviation"),
        Message("pattern"),
        Message("fuzzy"),
        Message("content"),
        Message("position"),
        Message("none"),
        # How an administration is known.
        Message("stated"),
        Message("tax code"),
        Message("ipa code"),
        Message("name and province"),
        Message("name"),
        Message("as printed"),
        # Answers on common objectives.
        Message("found"),
        Message("uncertain"),
        Message("not found"),
        Message("partly read"),
        Message("yes"),
        Message("not printed"),
        Message("not understood"),
        Message("other measure"),
    )
}
_WORDS |= {
    "eq": Message("exactly"),
    "ge": Message("at least"),
    "gt": Message("more than"),
    "le": Message("at most"),
    "lt": Message("less than"),
    "between": Message("in a range"),
    "by": Message("due by a day"),
    "yes_no": Message("yes or no"),
    "reference": Message("defined elsewhere"),
}
_OUTCOMES = {
    "read": Message("with records"),
    "context": Message("context"),
    "known": Message("known already"),
    "not planning": Message("not of planning"),
    "unread": Message("without records"),
}
_COUNTED = {
    "error": Message("error, errors"),
    "warning": Message("warning, warnings"),
    "info": Message("note, notes"),
    "objectives": Message("objective, objectives"),
    "indicators": Message("indicator, indicators"),
    "values": Message("value, values"),
    "actions": Message("action, actions"),
    "units": Message("unit, units"),
    "criteria": Message("criterion, criteria"),
    "added": Message("one added, several added"),
    "refreshed": Message("one refreshed, several refreshed"),
    "unchanged": Message("one unchanged, several unchanged"),
    "skipped": Message("one skipped, several skipped"),
    "failed": Message("one failed, several failed"),
    "common": Message("one common, several common"),
    "changed": Message("one changed, several changed"),
    "new": Message("one new, several new"),
    "dropped": Message("one dropped, several dropped"),
}
"""One of them, and several."""
