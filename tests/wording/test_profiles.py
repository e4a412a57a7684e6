"""What a person teaches once holds for a table, a document, a form, or everywhere."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from piao.extractors import extract
from piao.normalizers import normalize
from piao.normalizers.lexicon import Lexicon
from piao.normalizers.profiles import Lesson, Scope, fitting, teach
from piao.normalizers.profiles.fingerprint import Fingerprint
from piao.normalizers.profiles.fitting import likeness
from piao.pipeline.store import Store
from piao.schema.document import Document, Table
from piao.schema.errors import LexiconError, UsageError
from piao.schema.records import Records
from tests.command_line import Run
from tests.plans import digest
from tests.sketches import sketched

SAMPLES = Path(__file__).parents[2] / "samples"
HEADING = "**Obiettivo|**Indicatore|**Esito auspicato|**Rilievo|**Annotazioni"
OTHER = "**Linea|**Titolo dell'obiettivo|**Misura scelta|**Esito auspicato|**Ufficio"
TARGET = Lesson("Esito auspicato", "value.target", Scope.FORM)


def plan(name: str, *tables: Sequence[str], year: int = 2025) -> Document:
    """A document whose content is known by its name, with tables t0, t1 …"""
    return replace(sketched(*tables, year=year), file_name=f"{name}.docx", sha256=digest(name))


FIRST = plan(
    "first",
    [HEADING, "Ridurre i tempi|Giorni di attesa|30|40|x", "Aprire prima|Ore al giorno|6|60|y"],
    [HEADING, "Pagare prima|Giorni di ritardo|0|100|z"],
)
SECOND = plan("second", [HEADING, "Digitalizzare|Servizi in rete|12|100|"], year=2026)
DIFFERENT = plan("different", [OTHER, "A|Accogliere|Persone accolte|50|Sociale"])


def fields(document: Document, files: Sequence[Path] = ()) -> list[tuple[str | None, str | None]]:
    """The columns of a document that `TARGET` is about, by table, with what they mean."""
    columns = normalize(document, profiles=files).heading_map
    return [(c.table_id, c.field) for c in columns if c.heading == TARGET.term]


def taught(folder: Path, *lessons: Lesson, document: Document = FIRST) -> list[Path]:
    """The profiles of a folder after the lessons, given at a document."""
    for lesson in lessons:
        teach(folder, lesson, document, normalize(document))
    return sorted(folder.glob("*.yaml"))


NOTHING = ([("t0", None), ("t1", None)], [("t0", None)], [("t0", None)])


@pytest.mark.parametrize(
    ("scope", "known"),
    [
        (Scope.TABLE, ([("t0", None), ("t1", "value.target")], *NOTHING[1:])),
        (Scope.DOCUMENT, ([("t0", "value.target"), ("t1", "value.target")], *NOTHING[1:])),
        (
            Scope.FORM,
            (
                [("t0", "value.target"), ("t1", "value.target")],
                [("t0", "value.target")],
                [("t0", None)],
            ),
        ),
        (
            Scope.EVERYWHERE,
            (
                [("t0", "value.target"), ("t1", "value.target")],
                [("t0", "value.target")],
                [("t0", "value.target")],
            ),
        ),
    ],
)
def test_a_lesson_reaches_as_far_as_its_scope(
    scope: Scope,
    known: tuple[list[tuple[str | None, str | None]], ...],
    tmp_path: Path,
) -> None:
    documents = (FIRST, SECOND, DIFFERENT)
    assert tuple(fields(document) for document in documents) == NOTHING
    files = taught(tmp_path, replace(TARGET, scope=scope, table_id="t1"))
    assert tuple(fields(document, files) for document in documents) == known


def test_a_second_document_of_the_form_is_read_right(tmp_path: Path) -> None:
    lessons = [
        TARGET,
        Lesson("Rilievo", "indicator.weight", Scope.FORM),
        Lesson("Annotazioni", "none", Scope.FORM),
    ]
    (file,) = taught(tmp_path, *lessons)
    records = normalize(SECOND, profiles=[file])
    assert [(value.raw, value.year) for value in records.values] == [("12", 2026)]
    assert [str(indicator.weight) for indicator in records.indicators] == ["100"]
    codes = [finding.code for finding in records.findings]
    assert "unmapped_column" not in codes
    assert "unmapped_column" in [finding.code for finding in normalize(SECOND).findings]


ORDER = [Scope.EVERYWHERE, Scope.FORM, Scope.DOCUMENT, Scope.TABLE]
ROLES = ["value.baseline", "value.actual", "value.target", "value.deviation"]


@pytest.mark.parametrize("narrow", range(1, len(ORDER)))
def test_the_narrowest_scope_wins(narrow: int, tmp_path: Path) -> None:
    lessons = [Lesson(TARGET.term, ROLES[place], ORDER[place], "t0") for place in range(narrow + 1)]
    files = taught(tmp_path, *lessons)
    assert len(files) == narrow + 1
    assert fields(FIRST, files)[0] == ("t0", ROLES[narrow])
    assert fields(FIRST, files[::-1])[0] == ("t0", ROLES[narrow])
    assert [one.scope for one in fitting(FIRST, files)] == ORDER[: narrow + 1][::-1]


def labelled(shared: int, own: str) -> Fingerprint:
    """A form of ten labels, of which so many are those of other such forms."""
    return Fingerprint(
        (), tuple([*"abcdefghij"][:shared] + [f"{own}{n}" for n in range(10 - shared)])
    )


@pytest.mark.parametrize(
    ("form", "other", "expected"),
    [
        (labelled(10, ""), labelled(10, ""), 1.0),
        (labelled(6, "x"), labelled(6, "y"), 0.6),
        (labelled(5, "x"), labelled(5, "y"), 0.0),
        (Fingerprint((), tuple("abcd")), Fingerprint((), tuple("abcd")), 0.0),
        (Fingerprint((), tuple("abcde")), Fingerprint((), tuple("abcde")), 1.0),
    ],
    ids=["the same", "alike enough", "hardly alike", "too few to tell", "as few as will do"],
)
def test_forms_alike_by_half_or_by_few_words_are_two(
    form: Fingerprint, other: Fingerprint, expected: float
) -> None:
    assert likeness(form, other) == expected


def test_of_two_forms_the_more_alike_goes_first(tmp_path: Path) -> None:
    wider = plan("wider", [f"{HEADING}|**Note", "Pulire|Strade pulite|5|100||"])
    (near,) = taught(tmp_path / "near", TARGET)
    (far,) = taught(tmp_path / "far", TARGET, document=wider)
    for files in ([near, far], [far, near]):
        assert [(one.path, one.score) for one in fitting(SECOND, files)] == [
            (near, 1),
            (far, 0.833),
        ]


def test_a_profile_wins_over_the_lexicon_of_the_user(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("fields:\n  value.actual:\n    synonyms: [Esito auspicato]\n", encoding="utf-8")
    files = taught(tmp_path / "profiles", replace(TARGET, scope=Scope.EVERYWHERE))
    for profiles, field in (([], "value.actual"), (files, "value.target")):
        columns = normalize(SECOND, own, profiles=profiles).heading_map
        assert [c.field for c in columns if c.heading == TARGET.term] == [field]


def test_a_profile_that_was_used_is_a_finding(tmp_path: Path) -> None:
    files = taught(tmp_path, TARGET, Lesson(TARGET.term, "value.target", Scope.DOCUMENT))

    def said(records: Records) -> list[tuple[str, str | None]]:
        return [(f.message, f.details) for f in records.findings if f.code == "profile_applied"]

    assert said(normalize(SECOND, profiles=files)) == [
        (
            "Letto con quanto è stato insegnato nel profilo 'performance-plan-form.yaml' "
            "(somiglianza 1).",
            '{"file": "performance-plan-form.yaml", "scope": "form", "score": 1.0}',
        )
    ]
    assert said(normalize(DIFFERENT, profiles=files)) == []


def test_profiles_that_are_for_others_change_nothing(tmp_path: Path) -> None:
    files = taught(tmp_path, TARGET, replace(TARGET, scope=Scope.DOCUMENT))
    assert normalize(DIFFERENT, profiles=files) == normalize(DIFFERENT)


def test_a_file_keeps_what_was_written_by_hand(tmp_path: Path) -> None:
    (file,) = taught(tmp_path, TARGET)
    text = file.read_text(encoding="utf-8")
    assert text == (
        "# What was taught of the form of first.docx. It may be edited by hand.\n"
        "applies_to:\n"
        "  form:\n"
        "    headings:\n"
        '      - ["obiettivo", "indicatore", "esito auspicato", "rilievo", "annotazioni"]\n'
        "fields:\n"
        "  value.target:\n"
        '    synonyms: ["Esito auspicato"]\n'
    )
    file.write_text(f"{text}# ours\nnone: [Visto]  # seen\n", encoding="utf-8")
    assert taught(tmp_path, replace(TARGET, field="value.actual")) == [file]
    assert file.read_text(encoding="utf-8") == (
        f"{text}# ours\nnone: [Visto]  # seen\n".replace('["Esito auspicato"]', "[]").replace(
            "# ours", '  value.actual:\n    synonyms: ["Esito auspicato"]\n# ours'
        )
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[Mira, Fine, Meta]", "[Mira, Meta]"),
        ("[Mira, Fine]", "[Mira]"),
        ("[Fine]", "[]"),
        ("\n      - Mira  # a\n      - Fine  # b\n", "\n      - Mira  # a\n"),
        ("\n      - Fine\n", "\n       []\n"),
    ],
)
def test_a_term_that_is_taught_again_is_moved(before: str, after: str, tmp_path: Path) -> None:
    file = tmp_path / "everywhere.yaml"
    file.write_text(f"fields:\n  value.actual:\n    synonyms: {before}", encoding="utf-8")
    taught(tmp_path, Lesson("Fine", "none", Scope.EVERYWHERE))
    text = file.read_text(encoding="utf-8")
    assert (
        text.rstrip() == f'fields:\n  value.actual:\n    synonyms: {after.rstrip()}\nnone: ["Fine"]'
    )
    assert not Lexicon.load(file).by_name["fine"].fields


@pytest.mark.parametrize(
    ("heading", "term"),
    [
        ("Mira 2025", "mira"),
        ("Mira 2025|**Mira 2026", "Mira 2025"),
    ],
)
def test_a_term_for_other_plans_has_no_year(heading: str, term: str, tmp_path: Path) -> None:
    document = plan("years", [f"**Obiettivo|**Indicatore|**Peso|**{heading}", "Aprire|Ore|40|6|7"])
    lesson = Lesson("Mira 2025", "value.target", Scope.FORM)
    (file,) = taught(tmp_path, lesson, document=document)
    assert f'synonyms: ["{term}"]' in file.read_text(encoding="utf-8")


def test_a_column_headed_by_a_year_is_of_the_form(tmp_path: Path) -> None:
    years = [
        plan(f"y{year}", [f"**Obiettivo|**Indicatore|**{year}|**Esito auspicato", "Aprire|Ore|6|7"])
        for year in (2025, 2026)
    ]
    files = taught(tmp_path, TARGET, document=years[0])
    assert '"indicatore", "anno", "esito auspicato"' in files[0].read_text(encoding="utf-8")
    assert fields(years[1], files) == [("t0", "value.target")]


ODD = ["Qui|Là|Chi", "Ridurre i tempi|Ufficio relazioni|Rossi", "Aprire prima|Sportello|Bianchi"]


def test_a_row_is_taught_to_be_the_heading(tmp_path: Path) -> None:
    document = plan("odd", ["Quadro di sintesi||", *ODD], ODD)
    assert normalize(document).objectives == ()
    lessons = [
        Lesson("Qui", "objective.title", Scope.DOCUMENT, "t0", heading_row=1),
        Lesson("Là", "objective.org_unit", Scope.DOCUMENT),
    ]
    files = taught(tmp_path, *lessons, document=document)
    found = normalize(document, profiles=files).objectives
    assert [(o.table_id, o.title, o.org_unit) for o in found] == [
        ("t0", "Ridurre i tempi", "Ufficio relazioni"),
        ("t0", "Aprire prima", "Sportello"),
        ("t1", "Ridurre i tempi", "Ufficio relazioni"),
        ("t1", "Aprire prima", "Sportello"),
    ]


BOXED = [
    "Ridurre i tempi di attesa//Aprire due sportelli in più.//Peso: 40%",
    "Pubblicare gli atti//Tutti entro cinque giorni.",
    "Segue",
]


def test_boxes_are_taught_to_hold_objectives(tmp_path: Path) -> None:
    document = plan("boxes", *([box] for box in BOXED), BOXED, ["a|b", BOXED[0]])
    assert normalize(document).objectives == ()
    box = ("objective.title", "objective.description")
    lesson = Lesson("", "", Scope.DOCUMENT, "t0", box=box)
    (file,) = taught(tmp_path, lesson, lesson, document=document)
    said = 'boxes: [{"columns": 1, "lines": ["objective.title", "objective.description"]}]\n'
    assert file.read_text(encoding="utf-8").endswith(said)
    found = normalize(document, profiles=[file]).objectives
    first = ("Ridurre i tempi di attesa", "Aprire due sportelli in più.", "40")
    second = ("Pubblicare gli atti", "Tutti entro cinque giorni.", "None")
    assert [(o.table_id, o.title, o.description, str(o.weight)) for o in found] == [
        ("t0", *first),
        ("t1", *second),
        ("t3", *first),
        ("t3", *second),
    ]


@pytest.mark.parametrize("name", ["t1", f"{FIRST.document_id}-t1"])
def test_a_table_is_named_with_or_without_its_document(name: str, tmp_path: Path) -> None:
    long = replace(
        FIRST,
        blocks=tuple(
            replace(block, table_id=f"{FIRST.document_id}-{block.table_id}")
            if isinstance(block, Table)
            else block
            for block in FIRST.blocks
        ),
    )
    (file,) = taught(tmp_path, replace(TARGET, scope=Scope.TABLE, table_id=name), document=long)
    assert file.name == f"performance-plan-{FIRST.document_id}-t1.yaml"
    assert [field for _, field in fields(long, [file])] == [None, "value.target"]


@pytest.mark.parametrize(
    ("lesson", "said"),
    [
        (replace(TARGET, field="value.goal"), "unknown field 'value.goal'"),
        (replace(TARGET, term=" - "), "has no letter or digit"),
        (Lesson("a", "b", Scope.DOCUMENT, "t0", heading_row=1), "unknown field 'b'"),
        (replace(TARGET, scope=Scope.TABLE), "say which table is meant"),
        (replace(TARGET, table_id="t9"), "first.docx has no table 't9'; it has t0, t1"),
        (replace(TARGET, box=("objective.title",)), "say which table is meant"),
        (Lesson("", "", Scope.DOCUMENT, "t0", box=("objective.name",)), "unknown field"),
        (replace(TARGET, table_id="t0", heading_row=9), "row 9 of table 't0' has no words"),
    ],
)
def test_a_lesson_that_cannot_be_is_refused(lesson: Lesson, said: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=said):
        taught(tmp_path, lesson)
    assert list(tmp_path.iterdir()) == []


def test_a_document_without_a_form_is_no_form(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="too few headings and labels"):
        taught(tmp_path, TARGET, document=sketched("Ridurre i tempi."))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("applies_to: [", "is not valid YAML"),
        ("applies_to: {}", "must hold either 'form' or 'document'"),
        ("applies_to: {document: 1234}", "applies_to.document: '1234' must be text"),
        ("applies_to: {document: a, page: b}", "unknown key 'page'"),
        ("applies_to: {form: {labels: [a]}, table: t1}", "applies_to.table: goes with 'document'"),
        ("applies_to: {form: {colour: red}}", "must hold 'headings', 'labels' or both"),
        ("applies_to: {form: {headings: [a]}}", r"headings\[0\]: must be a list"),
        ("heading_rows: [Peso]", r"heading_rows\[0\]: must be a list"),
        ("boxes: [{columns: 1}]", r"boxes\[0\]: must hold 'columns', a number, and 'lines'"),
        ("boxes: [{columns: 1, lines: [title]}]", r"boxes\[0\].lines: unknown field 'title'"),
        ("fields: {value.goal: {synonyms: [a]}}", "unknown field 'value.goal'"),
    ],
)
def test_a_damaged_file_is_refused(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "profile.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=rf"profile\.yaml: .*{said}"):
        normalize(FIRST, profiles=[file])


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"absent\.yaml: cannot be read"):
        fitting(FIRST, [tmp_path / "absent.yaml"])


@pytest.mark.parametrize(
    ("left", "right", "least", "most"),
    [
        ("parco_2025.pdf", "parco_2026.pdf", 1, 1),
        ("parco_2025.pdf", "sources/parco_2026.docx", 1, 1),
        ("istituto_kpi.pdf", "sources/istituto_kpi.docx", 0.8, 1),
        ("consorzio_bilancio.pdf", "sources/consorzio_bilancio.docx", 0.8, 1),
        ("consorzio_bilancio.pdf", "consorzio_schede.pdf", 0, 0.4),
        ("parco_2025.pdf", "asp_breve.pdf", 0, 0.4),
        ("regione_schede.pdf", "comune_pdo.pdf", 0, 0.4),
    ],
)
def test_forms_are_told_apart(left: str, right: str, least: float, most: float) -> None:
    forms = [Fingerprint.of(extract(SAMPLES / name)) for name in (left, right)]
    assert least <= forms[0].likeness(forms[1]) <= most


CSV = "Obiettivo;Indicatore;Esito auspicato;Peso\nRidurre i tempi;Giorni di attesa;30;100\n"


def test_from_the_command_line(piao: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, goal in (("a", "30"), ("b", "25")):
        Path(f"{name}.csv").write_text(CSV.replace("30", goal), encoding="utf-8")
    ran = piao("profile", "add", "Esito auspicato", "value.target", "a.csv")
    file = Path("piao-profiles") / "plan-form.yaml"
    said = f"{file}: 'Esito auspicato' is a name of value.target; `piao ingest a.csv --refresh` "
    assert (ran.status, ran.err) == (0, f"{said}reads by it\n")
    (listed,) = json.loads(piao("profile", "list", "--json").out)
    assert listed["terms"] == {"Esito auspicato": "value.target"}
    assert "Esito auspicato: value.target" in piao("profile", "list").out
    assert piao("profile", "fit", "b.csv").out == f"{file}  form  1.00\n"
    assert piao("ingest", "b.csv", "--db", "plans.db").status == 0
    with Store("plans.db", create=False) as store:
        (value,) = store.records(store.find("b.csv").document_id).values
    assert (value.raw, value.role) == ("25", "target")
    shown = piao("show", "b.csv", "--form", "--db", "plans.db")
    assert "Read with what was taught in the profile 'plan-form.yaml' (likeness 1)." in shown.err
    assert "plan-form.yaml" in piao("findings", "b.csv", "--db", "plans.db").out
    assert piao("profile", "remove", "plan-form").err == f"{file} is deleted\n"
    assert piao("profile", "fit", "b.csv").err == "no profile is for b.csv\n"
    assert piao("profile", "list", "--json").out == "[]\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ingest", "a.csv", "--profile", "bad.yaml"], "bad.yaml: unknown section 'a'"),
        (["ingest", "a.csv", "--profile", "none.yaml"], "none.yaml: cannot be read"),
        (["profile", "add", "a", "none", "a.csv", "--scope", "page"], "is no scope"),
        (["profile", "remove", "a"], "no profile 'a': `piao profile list` names them"),
    ],
)
def test_wrong_use_is_told(
    piao: Run, arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text(CSV, encoding="utf-8")
    Path("bad.yaml").write_text("a: b\n", encoding="utf-8")
    ran = piao(*arguments)
    assert ran.status in (1, 2)
    assert said in ran.err
