"""What the bot knows: programmes, places, departments, contacts, areas.

Plain values. Whoever reads the files or the database builds them (services/knowledge); the core
only looks at them. Field names follow HSDS and Japan's GIF where they have a term.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

OFFICIAL, SECOND_HAND, UNCONFIRMED = "official", "second_hand", "unconfirmed"
CHECKED_FOR = timedelta(days=365)  # so long a fact that was checked is believed, unless it says


@dataclass(frozen=True)
class Source:
    """Where a fact comes from and how far it may be trusted."""

    urls: tuple[str, ...]
    published: date | None  # None: 日付不明
    checked: date | None
    level: str  # official / second_hand / unconfirmed
    expires: date | None = None
    check_by: date | None = None  # when to check again, where CHECKED_FOR is not right

    @property
    def due(self) -> date | None:
        """The last day on which it may be believed without another look; None: nobody ever
        looked."""
        if self.check_by or self.checked is None:
            return self.check_by
        return self.checked + CHECKED_FOR

    def is_overdue(self, today: date) -> bool:
        """Somebody should have looked at it again by now."""
        return self.due is None or self.due < today


@dataclass(frozen=True)
class Contact:
    """One way to reach somebody.

    kind: direct / switchboard / line / form / visit. `value` is a phone number for the first two,
    an address of the web for line and form, a street address for visit. `ask_for` holds the words
    that get one through a switchboard. `hours` is OpenStreetMap syntax, "" when nobody knows.
    """

    kind: str
    value: str
    label: str = ""
    ask_for: str = ""
    hours: str = ""
    hours_text: str = ""
    level: str = OFFICIAL
    published: date | None = None


@dataclass(frozen=True)
class Department:
    id: str
    name: str
    contacts: tuple[Contact, ...]
    handles: str
    address: str
    source: Source
    kana: str = ""
    former_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Program:
    """A programme or service a parent may ask for. Ages in completed months, inclusive."""

    id: str
    name: str  # official name
    short_name: str  # what the card says
    kana: str
    aliases: tuple[str, ...]
    category: str
    plain: str  # one plain line for a tired reader
    offers: tuple[str, ...]
    eligibility: tuple[str, ...]
    age_min: int | None
    age_max: int | None
    pregnancy: str  # yes / no / ""
    fee: str
    how_to_apply: tuple[str, ...]
    deadline: str
    where: str
    ask: str  # the question to ask when it is not certain that it fits
    first_visit: str  # what happens there, and that she may come alone; "" when it is no visit
    ways: frozenset[str]  # at_home / no_call / at_night / anonymous / urgent
    contact_department: str  # id, or "" when unknown
    contacts: tuple[Contact, ...]
    url: str
    topic_only: bool  # parents ask for it, no source names it: lead to the office, state nothing
    directions: tuple[str, ...]  # the city plan's ①-④
    source: Source
    self_use: str = ""  # yes: she may use it by herself / no / "" when nobody has confirmed it
    referral_by: tuple[str, ...] = ()  # who introduces her, or writes what it takes
    closed_notice: str = ""  # what parents are told while it is closed for the time being


@dataclass(frozen=True)
class Place:
    id: str
    kind: str
    program_ids: tuple[str, ...]
    name: str
    short_name: str
    kana: str
    address: str
    town: str  # the town of areas.csv that its position is taken from, "" when unknown
    lat: float | None
    lon: float | None
    approximate: bool  # the position is the centre of its town
    contacts: tuple[Contact, ...]
    hours: str
    hours_text: str
    closed_text: str
    target: str
    fee: str
    reservation: str
    parking: str
    url: str
    source: Source
    good_to_know: tuple[str, ...] = ()  # what to bring, what is there, what is not allowed
    closed_notice: str = ""  # as of a programme; its hours are then "off"


@dataclass(frozen=True)
class Hotline:
    """A line that is called when it cannot wait."""

    id: str
    name: str
    contact: Contact
    serves: frozenset[str]  # suicide / child_harm / dv / medical, and topics such as tired
    note: str
    free: bool
    required: bool
    rank: int
    source: Source


@dataclass(frozen=True)
class Area:
    """A town, a district (former village), a landmark or another city."""

    name: str
    kana: str
    kind: str  # town / district / landmark / other_city
    lat: float | None
    lon: float | None
    names: tuple[str, ...] = ()  # other spellings: romaji, short forms
    district: str = ""


@dataclass(frozen=True)
class Coverage:
    """Of this kind so many are known of so many that exist."""

    kind: str
    known: int
    exist: int | None
    as_of: date | None
    ask: str  # department id to ask for the rest
    text: str

    @property
    def complete(self) -> bool:
        return self.exist is None or self.known >= 0.8 * self.exist


@dataclass(frozen=True)
class Office:
    """A question that is another office's: whose it is, and how people put it."""

    id: str
    name: str
    words: tuple[str, ...]
    answer: str


@dataclass(frozen=True)
class Gap:
    """A need of a family that no record here serves, and who is asked instead.

    words: how people put it. programs and departments: ids of who is asked. closed_by: the
    category whose first programme makes the gap disappear.
    """

    id: str
    name: str
    words: tuple[str, ...]
    programs: tuple[str, ...]
    departments: tuple[str, ...]
    text: str
    closed_by: str = ""


@dataclass(frozen=True)
class PlanRow:
    """A row of the city plan's table: who the plan lists, not whom a parent calls."""

    direction: str
    period: str
    program_id: str
    departments: tuple[str, ...]
    source_url: str = ""
    checked: date | None = None


@dataclass(frozen=True)
class Stage:
    """A time of life with a child. Ages in completed months, inclusive; None for pregnancy.

    programs: asked for at this time, though no source states an age.
    """

    id: str
    name: str
    age_min: int | None
    age_max: int | None
    pregnancy: bool
    programs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Phrase:
    """How somebody put a need: equally right programmes, or _unknown / _smalltalk."""

    program_ids: tuple[str, ...]
    text: str
    language: str
    writer: str


@dataclass(frozen=True)
class City:
    """knowledge/city.toml."""

    name: str
    bot_name: str
    official: bool
    main_phone: Contact
    fallback_departments: dict[str, str]  # category -> department id
    operator: str
    error_contact: str
    credits: tuple[str, ...]
    windows: tuple[str, ...] = ()  # programmes where a person may ask when the bot does not know


@dataclass(frozen=True)
class Catalog:
    """Everything of one release, with its indexes."""

    release: str
    city: City
    programs: dict[str, Program]
    places: dict[str, Place]
    departments: dict[str, Department]
    hotlines: dict[str, Hotline]
    areas: tuple[Area, ...]
    coverage: dict[str, Coverage]
    offices: tuple[Office, ...]
    plan: tuple[PlanRow, ...]
    phrases: tuple[Phrase, ...]
    lexicon: dict[str, tuple[dict[str, str], ...]]  # file stem -> rows
    wording: dict[str, dict[str, str]]  # language -> key -> sentence
    model: dict = field(default_factory=dict)  # needs, danger -> weights; {} when untrained
    reviewed: dict[str, frozenset[str]] = field(
        default_factory=dict
    )  # language -> keys read by a person
    gaps: tuple[Gap, ...] = ()
    stages: tuple[Stage, ...] = ()

    @cached_property
    def places_of(self) -> dict[str, tuple[Place, ...]]:
        """program id -> its places, in file order."""
        found: dict[str, list[Place]] = {}
        for place in self.places.values():
            for program_id in place.program_ids:
                found.setdefault(program_id, []).append(place)
        return {program_id: tuple(places) for program_id, places in found.items()}

    def say(self, key: str, language: str = "ja", **values: object) -> str:
        """The sentence `key` in `language`, else in Japanese. KeyError for an unknown key."""
        words = self.wording.get(language, {})
        sentence = words.get(key) or self.wording["ja"][key]
        return sentence.format(**values) if values else sentence
