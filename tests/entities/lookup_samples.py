"""Knowledge files of our own for the tests of the look-up: few people, states and groups, with facts that stay."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from rapallo.entities import Knowledge, knowledge_file
from rapallo.entities.compiling import content_of
from rapallo.entities.source_files import read_folder

FILE = """
source = "of the test"

[[state]]
code = "SRB"
name = "Serbia"
official = ["Republic of Serbia"]
adjectives = ["Serbian"]
people = ["Serbs"]
capitals = ["Belgrade"]
from = "2006-06-05"
iso2 = "RS"
iso_number = 688
cow = 345
gw = 340
predecessors = ["SCG"]

[[state]]
code = "SCG"
name = "Serbia and Montenegro"
capitals = ["Belgrade"]
from = "2003-02-04"
to = "2006-06-05"
status = "former"
successors = ["SRB"]

[[state]]
code = "DEU"
name = "Germany"
adjectives = ["German"]
capitals = ["Bonn | 1949/1999", "Berlin | 1999/"]

[[state]]
code = "FRA"
name = "France"
adjectives = ["French"]
capitals = ["Paris"]

[[state]]
code = "USA"
name = "United States"
also = ["US", "U.S."]
adjectives = ["American"]

[[state]]
code = "NOR"
name = "Norway"

[[state]]
code = "RUS"
name = "Russia"
adjectives = ["Russian"]

[[state]]
code = "LBY"
name = "Libya"

[[institution]]
key = "RUS/GOV"
name = "Kremlin"

[[organisation]]
code = "NATO"
name = "North Atlantic Treaty Organization"
also = ["NATO"]
headquarters = "Brussels"
from = "1949-04-04"
members = ["USA | 1949-04-04/", "FRA | 1949-04-04/", "DEU | 1955-05-06/"]

[[armed_group]]
key = "AFG/REB"
name = "Taliban"
from = "1994"
to = "2021-08-14"

[[armed_group]]
key = "AFG/GOV"
name = "Taliban"
from = "2021-08-15"

[[outlet]]
key = "USA/JRN"
name = "Time"
ambiguous = true

[[person]]
name = "Aleksandar Vulin"
offices = [
  { title = "Defence Minister", office = "defence minister", key = "SRB/GOV", from = "2017-06-29", to = "2020-10-28" },
  { title = "Interior Minister", key = "SRB/GOV", from = "2020-10-28", to = "2022-10-26" },
  { title = "Director of the Security Intelligence Agency", key = "SRB/SPY", from = "2022-12-01", to = "2023-11-03" },
]

[[person]]
name = "Ivan Vulin"
offices = [{ title = "Senator", key = "USA/LEG", from = "1991", to = "1993" }]

[[person]]
name = "Aleksandar Vučić"
offices = [
  { title = "Prime Minister", office = "head of government", key = "SRB/GOV", from = "2014-04-27", to = "2017-05-31" },
  { title = "President", office = "head of state", key = "SRB/GOV", from = "2017-05-31" },
]

[[person]]
name = "François Hollande"
offices = [{ title = "President", office = "head of state", key = "FRA/GOV", from = "2012-05-15", to = "2017-05-14" }]

[[person]]
name = "Nicolas Sarkozy"
offices = [{ title = "President", office = "head of state", key = "FRA/GOV", from = "2007-05-16", to = "2012-05-15" }]

[[person]]
name = "Muammar Gaddafi"
also = ["Qaddafi"]
offices = [{ title = "Leader", office = "head of state", key = "LBY/GOV", from = "1969-09-01", to = "2011-08-23" }]

[[person]]
name = "Jens Stoltenberg"
offices = [
  { title = "Prime Minister", office = "head of government", key = "NOR/GOV", from = "2005-10-17", to = "2013-10-16" },
  { title = "Secretary General", key = "IGO/NATO", from = "2014-10-01", to = "2024-10-01" },
]
"""


@cache
def known() -> Knowledge:
    """The records above alone, with the shipped words."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "sample.toml").write_text(FILE, "utf-8")
        content = content_of(read_folder(Path(folder)), knowledge_file.raw()["words"], release="test")
    return Knowledge(knowledge_file.parse(content))
