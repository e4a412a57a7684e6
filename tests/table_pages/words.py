"""Invented words: places, subjects of tables, sentences, in English and Italian."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """A subject: what the row titles are, and measures with the kind of their figures.

    Kinds: n(umber), d(ecimal), p(er cent), m(oney).
    """

    title: str
    subject: str
    rows: tuple[str, ...]
    groups: tuple[str, ...]
    measures: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Tongue:
    """A language: its themes and the words around tables."""

    point: str
    themes: tuple[Theme, ...]
    total: str
    year: str
    tops: tuple[str, ...]
    table: str
    notes: tuple[str, ...]
    sentences: tuple[str, ...]
    nouns: tuple[str, ...]
    heads: tuple[str, ...]
    texts: tuple[str, ...]
    text_heads: tuple[str, ...]
    contents: str
    sources: str
    source: str
    letter: tuple[str, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """The names of places."""
        return self.themes[0].rows


def _measures(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((part[2:], part[0]) for part in text.split("|"))


def _theme(title: str, subject: str, rows: str, groups: str, measures: str) -> Theme:
    split = (tuple(rows.split("|")), tuple(groups.split("|")))
    return Theme(title, subject, *split, _measures(measures))


COUNTIES = (
    "Ashdale|Barrow Creek|Calderon Flats|Dunmere|East Harlow|Fennimore Hills|Garnet|Hollin|"
    "Inverley|Juniper|Kestrel|Long Meadow|Marlow Ridge|Northgate|Oakhaven|Pinnock|Quarry Point|"
    "Redwater|Saltmarsh|Thornbury|Upper Wick|Vale of Arden|Westmoor|Yarrow|Zell"
)
COMUNI = (
    "Acquafredda sul Lago|Borgo Sereno|Castel Ombroso|Dosso Alto|Fontechiara|Gravello|"
    "Isola Piana|Lagoverde|Montelieve|Nocera del Colle|Olmeto|Pietrabianca|Quercia Grande|"
    "Roccaspina|Sant'Alba|Torre Vecchia|Valdoro|Zambrone di Sotto"
)

ENGLISH = Tongue(
    ".",
    (
        _theme(
            "County",
            "field crops",
            COUNTIES,
            "Northern district|Central district|Southern district|Coastal counties",
            "n Acres planted|n Acres harvested|d Yield per acre|n Production|m Value|"
            "p Share of total",
        ),
        _theme(
            "Crop",
            "harvests and prices",
            "Barley|Oats|Winter wheat|Spring wheat|Rye|Corn for grain|Corn for silage|Soybeans|"
            "Dry edible beans|Potatoes|Sugar beets|Alfalfa hay|Other hay|Flaxseed|Sunflower|Hops",
            "Small grains|Row crops|Hay and forage|Other crops",
            "n Acres|d Bushels per acre|n Tons|m Farm value|d Average price|p Change",
        ),
        _theme(
            "School district",
            "pupils and teachers",
            COUNTIES,
            "Elementary districts|Unified districts|High school districts",
            "n Pupils|n Teachers|d Pupils per teacher|p Attendance rate|m Cost per pupil|n Schools",
        ),
        _theme(
            "Item",
            "county budget",
            "Salaries and wages|Health insurance and retirement|Road maintenance|Bridge repairs|"
            "Purchase of vehicles and heavy equipment|Office supplies and printing|Library books|"
            "Grants to voluntary fire companies|Parks and recreation grounds|Interest on bonds|"
            "Water mains and sewage treatment outside the towns|Street lighting|Snow removal|"
            "Contingency fund for floods and other natural events|Election expenses|Legal services",
            "Personnel|Public works|General administration|Debt service",
            "m Adopted|m Amended|m Actual|m Variance|p Spent|p Of total",
        ),
        _theme(
            "Ward",
            "hospital beds",
            "Cardiology|General medicine|Orthopedics|Pediatrics|Maternity|Intensive care|Oncology|"
            "Emergency and short stay|Rehabilitation|Geriatric care|Eye clinic|Day surgery",
            "Medical wards|Surgical wards|Long stay",
            "n Beds|n Admissions|d Mean stay|p Occupancy|n Patient days|d Nurses per bed",
        ),
    ),
    "Total",
    "Year",
    ("Irrigated", "Not irrigated", "All farms", "Urban", "Rural", "Public", "Private", "Estimate"),
    "Table",
    ("Preliminary.", "Revised.", "Less than half the unit shown.", "Not published separately."),
    (
        "The survey of {a} covered {n} units in {y}, somewhat more than in the year before.",
        "In {p} the {a} rose by {d} per cent, while {b} stayed at the level of {y}.",
        "These figures are not comparable with earlier ones, because the {a} was redefined.",
        "About {n} returns were received, and {d} per cent of them could be used for {b}.",
        "The committee expects that {a} will be reviewed together with {b} by the end of {y}.",
        "Where the {a} was not known, an estimate was made from {b} in {p}.",
        "Rain in spring delayed the work, so that {a} reached only {n} by June.",
    ),
    (
        "acreage",
        "enrollment",
        "spending",
        "output",
        "demand",
        "sample size",
        "farm income",
        "capacity",
    ),
    ("Methods", "Summary of results", "Coverage of the survey", "Outlook", "Definitions"),
    (
        "Replace the oldest pumps and inspect the mains twice a year",
        "Publish opening hours and fees at every office",
        "Train all ward staff in the new admission procedure",
        "Reduce the average waiting time for permits",
        "Repair roofs of three schools before winter",
        "Survey of farms above ten acres",
        "Extend the library van to the northern villages",
    ),
    ("Action", "Office in charge", "Expected result", "Remarks"),
    "Contents",
    "Works cited",
    "Source",
    ("Office of Rural Accounts", "Mill Lane", "Dear Sir or Madam,", "Yours faithfully,", "Re:"),
)

ITALIAN = Tongue(
    ",",
    (
        _theme(
            "Comune",
            "popolazione e servizi",
            COMUNI,
            "Zona montana|Zona collinare|Pianura|Costa",
            "n Abitanti|n Famiglie|d Componenti per famiglia|p Variazione|m Entrate|"
            "n Utenti serviti",
        ),
        _theme(
            "Reparto",
            "attività ospedaliera",
            "Cardiologia|Medicina generale|Ortopedia|Pediatria|Ostetricia|Terapia intensiva|"
            "Oncologia|Pronto soccorso|Riabilitazione|Geriatria|Oculistica|Chirurgia di giorno",
            "Area medica|Area chirurgica|Lungodegenza",
            "n Posti letto|n Ricoveri|d Degenza media|p Occupazione|n Giornate|"
            "d Infermieri per letto",
        ),
        _theme(
            "Voce di spesa",
            "bilancio di previsione",
            "Stipendi e contributi|Manutenzione delle strade|Acquisto di beni di consumo|"
            "Illuminazione pubblica|Trasporto scolastico e mense|Contributi alle associazioni|"
            "Interessi passivi|Gestione del verde e dei parchi|Servizi informatici e telefonia|"
            "Manutenzione straordinaria degli edifici scolastici|Fondo di riserva|Assicurazioni",
            "Personale|Beni e servizi|Opere pubbliche|Altre spese",
            "m Previsione|m Assestato|m Impegnato|m Pagato|p Realizzazione|p Incidenza",
        ),
        _theme(
            "Scuola",
            "alunni e classi",
            COMUNI,
            "Infanzia|Primaria|Secondaria di primo grado",
            "n Alunni|n Classi|d Alunni per classe|n Docenti|p Frequenza|m Costo per alunno",
        ),
    ),
    "Totale",
    "Anno",
    ("Uomini", "Donne", "Tempo pieno", "Tempo parziale", "Preventivo", "Consuntivo"),
    "Tabella",
    ("Dati provvisori.", "Dati rettificati.", "Meno di metà dell'unità.", "Stima dell'ufficio."),
    (
        "Nel {y} la rilevazione ha riguardato {n} unità, con {a} in lieve aumento.",
        "A {p} si registra una crescita del {d} per cento, mentre {b} resta stabile.",
        "I dati non sono confrontabili con quelli del {y}, perché è cambiata la definizione.",
        "Sono pervenute {n} risposte; il {d} per cento è utile per stimare {a}.",
        "L'amministrazione intende rivedere {a} e {b} entro la fine del {y}.",
        "Le attività previste riguardano {a}, con attenzione per {b} nel comune di {p}.",
    ),
    ("la spesa", "la domanda", "il personale", "l'organico", "il servizio", "il campione"),
    ("Premessa", "Risultati principali", "Metodo", "Obiettivi dell'anno", "Prospettive"),
    (
        "Digitalizzazione degli sportelli e riduzione dei tempi di attesa",
        "Formazione del personale sulle nuove procedure",
        "Pubblicazione degli orari e delle tariffe in ogni sede",
        "Verifica semestrale degli impianti",
        "Riparazione dei tetti di tre scuole prima dell'inverno",
        "Estensione del servizio di biblioteca alle frazioni",
    ),
    ("Obiettivo", "Ufficio responsabile", "Risultato atteso", "Note"),
    "Indice",
    "Riferimenti",
    "Fonte",
    ("Ufficio Conti Rurali", "Via del Mulino", "Gentili signori,", "Distinti saluti,", "Oggetto:"),
)
