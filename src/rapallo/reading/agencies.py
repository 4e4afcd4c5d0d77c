"""News agencies: the names they go by in credit lines and datelines."""

from __future__ import annotations

import re

# Written as the agency writes itself → the names it goes by. Short ones count only in credits, never in running text.
AGENCIES = {
    "The Associated Press": ("The Associated Press", "Associated Press", "AP"),
    "Reuters": ("Thomson Reuters", "Reuters", "REUTERS"),
    "Agence France-Presse": ("Agence France-Presse", "Agence France Presse", "AFP"),
    "United Press International": ("United Press International", "UPI"),
    "Bloomberg": ("Bloomberg News", "Bloomberg"),
    "dpa": ("Deutsche Presse-Agentur", "dpa", "DPA"),
    "PA Media": ("PA Media", "Press Association"),
    "EFE": ("EFE",),
    "ANSA": ("ANSA",),
    "TASS": ("ITAR-TASS", "TASS"),
    "RIA Novosti": ("RIA Novosti",),
    "Interfax": ("Interfax",),
    "Sputnik": ("Sputnik",),
    "Xinhua": ("Xinhua News Agency", "Xinhua"),
    "Kyodo News": ("Kyodo News", "Kyodo"),
    "Yonhap": ("Yonhap News Agency", "Yonhap"),
    "Anadolu Agency": ("Anadolu Agency", "Anadolu", "AA"),
    "Press Trust of India": ("Press Trust of India", "PTI"),
    "Asian News International": ("Asian News International", "ANI"),
    "Tanjug": ("Tanjug",),
    "Beta": ("Beta News Agency", "Beta"),
    "MTI": ("MTI",),
    "Ukrinform": ("Ukrinform",),
    "The Canadian Press": ("The Canadian Press", "Canadian Press"),
    "Tribune News Service": ("Tribune News Service", "Tribune Content Agency"),
}
_CANONICAL = {name.casefold(): agency for agency, names in AGENCIES.items() for name in names}
NAMES = "|".join(re.escape(name) for name in sorted((n for ns in AGENCIES.values() for n in ns), key=len, reverse=True))
_ANY = re.compile(rf"(?<![\w/])(?:{NAMES})(?!\w)")


def agency_named(text: str) -> str:
    """The agency that a credit line names first, as it writes itself; '' where it names none."""
    match = _ANY.search(text)
    return _CANONICAL[match.group().casefold()] if match else ""
