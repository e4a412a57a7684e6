"""What the headings above a table say: unit, mission, programme, objective."""

from __future__ import annotations

from dataclasses import dataclass, field

from piao.normalizers.heading_lines import HeadingLine

NAMES = ("unit", "responsible", "mission", "programme", "strategic_area", "strategic", "objective")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A heading that may turn out to be an objective's title or a unit's name."""

    text: str
    code: str | None
    title: str
    page: int | None
    bbox: tuple[float, float, float, float] | None


@dataclass(slots=True)
class Context:
    """The headings in force. Ids are those of objectives already recorded.

    `objective` is the nearest objective of any level, `strategic` the strategic one
    above it. `measured` says that `objective` already has indicators of its own.
    `announced` is the kind of objective whose title the next heading is.
    `depths` are the levels of the headings that began what is in force.
    """

    unit: str | None = None
    responsible: str | None = None
    mission: str | None = None
    programme: str | None = None
    strategic_area: str | None = None
    year: int | None = None
    strategic: str | None = None
    objective: str | None = None
    measured: bool = False
    announced: str | None = None
    announced_code: str | None = None
    candidate: Candidate | None = None
    sheet_title: str | None = None
    label: str | None = None
    depths: dict[str, tuple[str, int]] = field(default_factory=dict)

    def enter(self, line: HeadingLine) -> None:
        """Take a heading into account; what it stands above is no longer in force."""
        self.candidate = None
        self.label = None
        self.announced = self.announced_code = None
        match line.kind:
            case "unit":
                self.unit = line.text
                self.responsible = None
                self.mission = self.programme = None
                self._leave_strategic()
            case "mission":
                self.mission, self.programme = line.text, None
                self._leave_strategic()
            case "programme":
                self.programme = line.text
                self._leave_strategic()
            case "strategic_area":
                self.strategic_area = line.text
                self._leave_strategic()
            case "announcement":
                self.announced, self.announced_code = line.title, line.code
                self.year = line.year or self.year
                self.leave_objective()
            case "group":
                self.year = line.year or self.year
                self.mission = self.programme = None
                self._leave_strategic()
            case "section":
                self.year = line.year or self.year
                if self.measured:
                    self.leave_objective()
            case _:
                pass

    def state(self) -> dict[str, str | None]:
        """What the headings in force say, by name."""
        return {name: getattr(self, name) for name in NAMES}

    def close(self, level: int) -> None:
        """A heading ends what lower headings than itself began."""
        for name, (value, depth) in self.depths.items():
            if depth > level and getattr(self, name) == value:
                setattr(self, name, None)
                self.measured = self.measured and name != "objective"

    def remember(self, before: dict[str, str | None], level: int) -> None:
        """Note that a heading of `level` changed the context from what it was before."""
        for name, value in self.state().items():
            if value is not None and value != before[name]:
                self.depths[name] = (value, level)

    def _leave_strategic(self) -> None:
        self.strategic = None
        self.leave_objective()

    def leave_objective(self) -> None:
        """The objective above no longer owns what follows."""
        self.objective = None
        self.measured = False
