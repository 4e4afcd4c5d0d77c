"""CAMEO's actor codes in our keys, by one readable table.

CAMEO chains groups of three letters: who (a state, IGO, NGO, MNC, IMG …) and then what they are or do. Ours is one key,
COUNTRY/SECTOR. What the chain tells beyond that (creed, region, portfolio) is left out on purpose where it stands in
the table; what does not stand there is told as unmapped.

Source: CAMEO codebook 1.1b3 (Schrodt 2012), chapters 3 and 4, and the codes that the Phoenix dictionaries use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from rapallo.ontology import SECTORS

Codes: TypeAlias = frozenset[str]


def _table(text: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split())


# Roles → sector.
ROLES = _table(
    """GOV=GOV MIL=MIL LEG=LEG JUD=JUD COP=COP SPY=SPY PTY=PTY OPP=OPP REB=REB INS=REB SEP=REB UAF=REB CVL=CVL MED=JRN
    BUS=BUS MNC=BUS LAB=LAB EDU=EDU HLH=MED REL=REL CRM=CRM ELI=ELI AGR=AGR REF=REF NGO=NGO NGM=NGO HRI=NGO ENV=NGO
    RAD=REB SET=CVL"""
)
# What stands behind GOV and names an organ of its own; anything else there is a portfolio, and a minister of finance
# (GOVBUS) or education (GOVEDU) is of the government.
ORGANS = frozenset({"MIL", "LEG", "JUD", "COP", "SPY", "PTY"})
# Codes of states that are not ISO 3166-1's of today. Parts of a state that fell apart are told by the part.
STATES = _table(
    """USR=SUN KSV=XKX TMP=TLS ROM=ROU PAL=PSE GZA=PSE WBG=PSE WSB=PSE FRY=YUG ZAR=COD BUR=MMR DEN=DNK TRK=TUR ANG=AGO
    KNT=KNA IMY=IMN FRN=FRA SRP=BIH KRJ=HRV GER=DEU GDR=DDR EGR=DDR CZK=CSK CZS=CSK ANT=CUW"""
)
# Organisations by the last group that names one. Keys are the acronyms of the shipped knowledge where it has them.
ORGANISATIONS = _table(
    """UNO=UN EEC=EU NAT=NATO WBK=WB WHO=WHO IAE=IAEA ILO=ILO IMF=IMF WTO=WTO ICC=ICC ICJ=ICJ WCT=ICTY ITP=INTERPOL
    AFU=AU OAU=AU ARL=AL ASN=ASEAN OPC=OPEC APE=OAPEC OAS=OAS CWN=COMMONWEALTH CIS=CIS EFT=EFTA EBR=EBRD COE=COE
    SCE=OSCE OSC=OSCE SAA=SAARC SAD=SADC EAC=EAC ADB=ADB AFB=AFDB WAS=ECOWAS AMU=AMU AMF=AMF ACC=ACC AEU=CAEU OIC=OIC
    MOS=OIC IDB=ISDB GCC=GCC PGS=GCC GOE=G8 GOS=G7 GSS=G77 NON=NAM IAD=IGAD IPU=IPU CEM=CEMAC SOT=SEATO WAD=BOAD BIS=BIS
    BCA=BEAC CES=COMESA IGC=IGC ICO=ICCO CPC=ACPC CPA=COPAL ECA=ECCAS ATD=TDB NEP=NEPAD WAM=UEMOA ABD=BADEA DVE=D8
    CSS=CENSAD IAC=IACO AIE=IEA CRB=CARICOM KID=UN HCH=UN HCR=UN WFP=UN FAO=UN SCN=NORDICCOUNCIL"""
)
# These tell where; they name an organisation only where nothing else does.
VAGUE_ORGANISATIONS = frozenset({"CRB", "MOS", "SCN"})
# Peoples and creeds → the state that most of them live under, or '' for several.
PEOPLES = _table(
    """KUR= TAM=LKA UIG=CHN TIB=CHN CNY=RUS KAS=IND JEW= ARB= ROM= PAS=AFG HAZ=AFG ABK=GEO OSS=GEO DRZ= YZD=IRQ COPT=EGY
    CPT=EGY CHR= CTH= PRO= ORT= DOX= MAR=LBN MUS= MOS= SHI= SUN= SFI= ALE= HIN= SIK= BUD= BAH= TAO= DEN= MAY= JAN= ZRO=
    BLK= IND="""
)
CREEDS = frozenset("JEW CHR CTH PRO ORT DOX MAR MUS MOS SHI SUN SFI ALE HIN SIK BUD BAH TAO COPT CPT JAN ZRO".split())
AMBIGUOUS = frozenset({"MAR", "SUN", "DEN"})
# Regions → the bloc that stands for one named bare; '' where the shipped knowledge has none.
REGIONS = _table(
    """WST=WEST EUR=EUROPE WEU=EUROPE EEU=EUROPE AFR=AFRICA NAF=AFRICA WAF=AFRICA CAF=AFRICA CFR=AFRICA EAF=AFRICA
    SAF=AFRICA ASA=ASIA CAS=ASIA SAS=ASIA SEA=ASIA EAS=ASIA EIN=ASIA AEA=ASIA LAM=LATAM CAM=LATAM SAM=LATAM CRB=LATAM
    MEA=ARAB MDE=ARAB ARB=ARAB PGS=GULF NMR=NORTHAMERICA CAU=CAUCASUS MDT=MEDITERRANEAN BLK=BALKANS"""
)
# Detail that has no place in our keys: single groups and organisations, denominations, how a state's status is told.
DETAIL = frozenset(
    "ALQ ASF JMA HMS ISI IRC RCI MSF AMN HRW FID IHF ICG JUR WEF XFM UNR OCC AUT DEV KID REN 211 214 230 280 360 603"
    .split()
)  # fmt: skip
# What a chain may begin with instead of a state.
HEADS = frozenset({"IGO", "IMG", "NGO", "NGM", "MNC", "INT", "UIS"})
INTERNATIONAL = {"INT": "MULTI/WORLD", "UIS": "MULTI/UIS"}
# An agent noun has a sector only: that of the nearest kind for what stands outside the states.
AGENT_ROLES = {"IMG": "REB", "IGO": "GOV"}
NOBODY = "---"


@dataclass(frozen=True, slots=True)
class Mapped:
    """Our key for a code ('' for nobody), and the groups of letters that map to nothing."""

    key: str
    unmapped: tuple[str, ...] = ()

    @property
    def sector(self) -> str:
        """The sector that the key ends in, '' for none."""
        last = self.key.rpartition("/")[2]
        return last if last in SECTORS else ""


class Crosswalk:
    """Maps codes, knowing the states that there are."""

    def __init__(self, states: Codes) -> None:
        self._states = states

    def key(self, code: str) -> Mapped:
        """'SRBGOV' → SRB/GOV, 'IGOEUREEC' → IGO/EU, 'IMGMUSALQ' → IMG/REB, 'NGOUSAHRI' → USA/NGO, 'KUR' → MULTI/KUR."""
        if code == NOBODY:
            return Mapped("")
        groups = [code] if code in PEOPLES else _groups(code)
        head, rest = groups[0], groups[1:]
        unmapped = tuple(group for group in groups if not self._known(group))
        return Mapped(self._key(head, rest, groups), unmapped)

    def sector(self, code: str) -> Mapped:
        """The sector of an agent's code: 'COP' → COP, 'GOVAGR' → GOV, 'CHRCTH' → REL; '' where none is told."""
        groups = _groups(code)
        unmapped = tuple(group for group in groups if not self._known(group) or group in AGENT_ROLES)
        near = next((AGENT_ROLES[group] for group in groups if group in AGENT_ROLES), "")
        creed = any(group in CREEDS for group in groups)
        return Mapped(_sector(groups) or near or ("REL" if creed else ""), unmapped)

    def _key(self, head: str, rest: list[str], groups: list[str]) -> str:
        sector = _sector(groups)
        if head == "IGO":
            return _organisation(rest)
        if head == "IMG" or (head == "UAF" and not self._state(groups)) or (head == "INT" and sector == "REB"):
            return "IMG/REB"
        state = self._state(groups)
        if head in ("NGO", "NGM", "MNC"):
            return f"{state or 'MULTI'}/{ROLES[head]}"
        if head in INTERNATIONAL:
            return INTERNATIONAL[head]
        if not state:
            return _stateless(groups, sector)
        sector = _sector(rest) if self._as_state(head) else sector
        sector = sector or ("CVL" if any(group in PEOPLES and not self._is_part(group) for group in rest) else "")
        return f"{state}/{sector}" if sector else state

    def _state(self, groups: list[str]) -> str:
        """The last group that is a state: a territory (GBRVGB) or part (USRUKR) stands behind whose it is."""
        head, *rest = groups
        of_state, of_creed = bool(self._as_state(head)), any(group in CREEDS - AMBIGUOUS for group in groups)
        # Three letters can be a state or a creed (MAR: Morocco, Maronite), or how a state stands (AUT: autonomous).
        states = [
            self._as_state(group)
            for group in rest
            if group not in ROLES and not (of_creed and group in CREEDS) and not (of_state and group in DETAIL)
            and group != "MUS"
        ]  # fmt: skip
        return next((state for state in reversed([self._as_state(head), *states]) if state), "")

    def _is_part(self, group: str) -> bool:
        return bool(self._as_state(group)) and group not in CREEDS

    def _as_state(self, group: str) -> str:
        if group in self._states:
            return group
        state = STATES.get(group, "")
        return state if state in self._states else ""

    def _known(self, group: str) -> bool:
        tables = (ROLES, ORGANISATIONS, PEOPLES, REGIONS, DETAIL, HEADS)
        return bool(self._as_state(group)) or any(group in table for table in tables)


def _organisation(groups: list[str]) -> str:
    named = [group for group in groups if group in ORGANISATIONS and group not in VAGUE_ORGANISATIONS]
    named = named or [group for group in groups if group in VAGUE_ORGANISATIONS]
    return f"IGO/{ORGANISATIONS[named[-1]]}" if named else "IGO"


def _stateless(groups: list[str], sector: str) -> str:
    """Who belongs to no state: armed → IMG/REB, a people or creed → its home's civilians, a region → its bloc."""
    people = next((group for group in groups if group in PEOPLES), "")
    if sector == "REB":
        return "IMG/REB"
    if people and PEOPLES[people]:
        return f"{PEOPLES[people]}/{sector or 'CVL'}"
    if people and not sector:
        return f"MULTI/{people}"
    if sector:
        return f"MULTI/{sector}"
    region = next((REGIONS[group] for group in groups if group in REGIONS), "")
    return f"MULTI/{region}" if region else f"MULTI/{groups[0]}"


def _groups(code: str) -> list[str]:
    """The groups of three of a code; a letter too many is told apart from a role at the end (USALREB)."""
    over = len(code) % 3
    if over and code[-3:] in ROLES:
        return [*_groups(code[: -3 - over]), code[-3 - over : -3], code[-3:]]
    return [code[at : at + 3] for at in range(0, len(code), 3)]


def _sector(groups: list[str]) -> str:
    """The most specific sector that a chain of roles tells."""
    roles = [group for group in groups if group in ROLES]
    if not roles:
        return ""
    if roles[0] == "GOV":
        roles = [role for role in roles if role in ORGANS] or ["GOV"]
    return ROLES[roles[-1]]
