"""What a paragraph of a page is, wherever it stands, when it is not the news itself.

Every pattern is anchored at a line's start or covers the whole line, and only short lines are looked at: that a
sentence of news is kept counts for more than that a line of furniture goes (measured in docs/how-it-works.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from rapallo.reading.agencies import NAMES

LINE_CHARS_MAX = 250
NOTE_CHARS_MAX = 600
CAPTION_CHARS_MAX = 900
# A caption printed twice, first cut short: so many characters must come again.
REPEATED_CHARS_MIN = 30


def phrases(text: str) -> frozenset[str]:
    """The phrases of a list divided by bars and line breaks."""
    return frozenset(phrase.strip() for phrase in re.split(r"[|\n]", text) if phrase.strip())


_NAVIGATION_LINES = phrases("""
    ad|ads|advertisement|advertisement continue reading the main story|sponsored|sponsored content|story continued below
    story continues below|story continues below advertisement|article continues below|article continues after ad
    continue reading|continue reading the main story|read more|read next|read also|see also|also read|more|more news
    related|related stories|related articles|related content|related topics|related news|recommended|you may also like
    most read|most popular|trending|trending now|more on this|more on this story|more on this...|share|share this|print
    email|save|comment|comments|view comments|leave a comment|add comment|video|photo|photos|photo gallery|image|gallery
    close|listen|watch|watch live|watch now|play|play video|loading|loading...|subscribe|subscribe now|sign in|log in
    sign up|register|menu|search|home|skip to content|skip to main content|back to top|top stories|latest news
    editor's picks|editors' picks|copy link|link copied|newsletter|newsletters|next|previous|next article
    previous article|download app|get the app|open in app|click to enlarge|enlarge|live|live updates|tweet
    facebook|twitter|whatsapp|telegram|linkedin|reddit|pinterest|instagram|youtube|rss|x|pullquote|#share#
""")
_SHARE_WORDS = phrases("""
    share|tweet|post|email|e-mail|mail|print|facebook|twitter|x|pinterest|linkedin|reddit|whatsapp|telegram|copy|link
    save|this|article|story|page|on|via|flipboard|google|messenger|pocket|tumblr|sms|viber|vk|line|bluesky|threads|or
    comment|comments|more|like|pin|it
""")
_PLATFORMS = phrases("share|tweet|email|facebook|twitter|pinterest|linkedin|reddit|whatsapp|telegram|flipboard|print")
_AGENCIES = (
    rf"(?:{NAMES}|Getty Images|Getty|EPA(?:-EFE)?|Shutterstock|Zuma(?: Press)?|Landov|Polaris|Sipa(?: USA)?|Alamy)"
)
_CAPITALISED = r"[A-ZÀ-Ž][\w.'’&-]*"
_NAME = rf"{_CAPITALISED}(?:\s+(?:{_CAPITALISED}|(?:for|of|the|and|de|la|von|van|bin|al|el|via)\b)){{0,7}}"


def _any(*patterns: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)


_NAVIGATION = _any(
    r"(?:read|see|watch|hear|go|must[ -]read|must[ -]watch|also|now watch|live updates?|further reading|related)"
    r"(?: (?:more|also|next|now|deeper|read|here|articles?|stor(?:y|ies)|coverage|news|content|topics?))?\s*:",
    r"(?:sign|signing) up (?:for|here|now|to (?:our|the|get|receive))\b.{0,150}$",
    r"subscribe (?:here|now|today|to (?:our|the|this)|for)\b.{0,150}$",
    r"(?:get|receive) (?:the|our|more|your) .{0,80}(?:newsletters?\b|inbox|stories you care about)",
    r"daily .{0,40}delivered to your inbox",
    r"follow .{1,60} on (?:twitter|facebook|x|instagram|telegram|youtube|threads|bluesky)\b",
    r"(?:join|like|find|visit) us (?:on|at)\b",
    r"(?:click|tap) (?:here|on|to|for)\b.{0,90}$",
    r"(?:read or )?share (?:this|on|via|with) (?:article|story|post|page|link|facebook|twitter|x|email|whatsapp)\b",
    r"just watched .*must watch\b",
    r"slideshow ?\(\d+ images?\)$",
    r"play video \d",
    r"(?:read|view|see) (?:the )?(?:full|entire|original) (?:story|article|report|version|interview|transcript)\b",
    r"(?:tags|topics|filed under|this (?:article|story) tagged under|keywords|categories|category)\s*:",
    r"read more from .{2,40}:?$",
    r"this (?:article|story|post) is more than \d+ (?:months?|years?) old",
    r"\d+ ?-?(?:min(?:ute)?s?)[ -]read$",
    r"listen to (?:this |the )?(?:article|story|podcast)\b",
    r"(?:also on [\w ]{2,30}|photos|video|graphic): [^)]*\)\.?$",
    r"(?:image|photo|slide) \d+ (?:of|/) \d+$",
    r"home\s*[>»›|/]",
    r"(?:\w[\w&' -]{1,25}\s*[>»›]\s*){2,}\S",
    r"\(?\d+\)? (?:comments?|shares?|views?|retweets?|likes?)$",
    r"comments? \(\d+\)$",
    r"(?:we|this (?:web)?site|this page) uses? cookies\b",
    r"(?:accept|manage) (?:all )?cookies\b",
    r"by (?:signing up|subscribing|clicking|registering),? you\b",
    r"download (?:the|our) .{1,40}\bapp\b",
    r"(?:have|got) a (?:news )?tip\b",
    r"(?:contact|reach|email) .{1,60} at \S+@\S+$",
    r"read cnnopinion",
    r".{5,150}\b(?:visual guide|– video|- video) ?(?:read more)?$",
    r".{5,150}(?<![a-z,]) read more$",
)
# Would else pass for a photo credit.
_PICTURE_GALLERY = re.compile(r"\( ?PHOTOS: |PHOTOS: ")
# Labels that would be words of a sentence in small letters.
_NAVIGATION_LABELS = _any(
    r"(?:READ|WATCH|VIDEO|PHOTOS|GALLERY|RELATED|LISTEN|STORY|MORE|SEE ALSO|POLL|PODCAST|TIMELINE|INTERACTIVE): ?\S",
    r"(?:More|Related|Watch|Gallery|Video): ?[A-Z‘“\"']",
    flags=re.NOFLAG,
)
_DISCLAIMER = _any(
    r"disclaimer\s*[:.–-]",
    r"(?:copyright|©)\s*(?:©|\(c\)|\d{4}|by\b|the\b)|\(c\) ?\d{4}\b|© ?[A-Z]",
    r".{0,150}\ball rights reserved\.?$",
    r"(?:the )?(?:views|opinions)(?: and (?:views|opinions))? expressed\b",
    r"(?:the )?(?:views|opinions) (?:in|of) (?:this|the) (?:article|author)\b",
    r"\((?:adds|updates?|corrects|recasts|refiles|writes through)\b[^()]*\)$",
    r"\(open \S+ in an external browser\b",
    r"editor['’]?s?['’]? note\b",
    r"note to (?:readers|editors)\b",
    r"this (?:article|story|post|piece|column|commentary|op-ed|essay|content)(?: has| was| is)?(?: been)?(?: also)?"
    r" (?:originally |first )?(?:published|appeared|republished|reposted|reprinted|syndicated|distributed|translated"
    r"|updated|corrected|produced|adapted|edited)\b",
    r"(?:this (?:article|story) is )?(?:republished|reposted|reprinted)(?: here)? (?:from|with|by|under)\b",
    r"(?:originally|first) (?:published|appeared) (?:on|in|at|by)\b",
    r"the copyright (?:of|in) this (?:article|text|work)\b",
    r"hosted online by\b",
    r"no part of this (?:article|publication)\b",
    r"this material may not be published\b",
    r"nothing (?:in|on) this (?:article|page|site) .*advice\b",
)
_AGENCY_CREDIT = _any(
    rf"(?:with|includes?|including|contains) (?:additional |some |further )?"
    rf"(?:reporting|material|reports|files|information) (?:from|by) .*\b(?:{NAMES})\b",
    rf"this (?:article|story|report|post) (?:includes|contains|uses|incorporates|is based).*\b(?:{NAMES})\b",
    rf".{{0,160}}\b(?:{NAMES})\b.{{0,60}} contributed to this (?:report|story|article|post)\.?$",
    rf"(?:contributing|contributors?|sources?|via|agency|agencies)\s*:.{{0,120}}\b(?:{NAMES})\b",
    rf"contributing:? (?:the )?(?:{NAMES})\b",
    rf"[(\[—–-]?\s*(?:{NAMES})(?:(?:\s*[,/;&]\s*|\s+and\s+)(?:{NAMES}))*\s*[)\]]?\.?$",
    r"[•*]? ?this (?:article|story|report) is based (?:in part )?on wire (?:service )?reports\.?$",
    rf"by (?:the )?(?:{NAMES})(?: staff)?$",
)
_CREDIT_ROLES = _any(
    r"\(?(?i:additional |further )?(?i:reporting|writing|editing|compiled|production|translation|translated) by [A-Z]",
    r"(?:[—–-] ?)?(?i:with assistance) (?:by|from) [A-Z]",
    r".{3,200} contributed to this (?:report|story|article|post)\.?$",
    r"(?i:contributing|contributors?)\s*:\s*\S",
    r"(?i:opinion|special|staff|guest) (?:contributor|columnist|writer|correspondent)s?$",
    flags=re.NOFLAG,
)
_PHOTO_LABEL = re.compile(
    rf"\(?(?:(?:{NAMES}) )?(?:photo(?:graph)?s?|(?:(?:photo|image|picture) )?credits?|image|picture|illustration|foto)"
    r"(?:\s+(?:by|courtesy|courtesy of|via|from|credit))?\s*[:/|]\s*(?P<who>\S.*)",
    re.IGNORECASE,
)
_PHOTO_BY = re.compile(
    rf"\(?(?:(?i:photos?|photographs?|images?|pictures?|illustrations?|graphics?) (?i:by|courtesy of|via)) {_NAME}"
    rf"(?:\s*[/,|]\s*{_NAME})*\)?\.?$"
)
_PHOTO_BARE = re.compile(
    rf"\(?(?:{_AGENCIES}(?: ?(?:Photo|Image))?(?:\s?/\s?{_NAME})+"
    rf"|{_NAME}\s?[/|]\s?(?:{_NAME}\s?/\s?)*{_AGENCIES}(?:\s?/\s?{_NAME})*|AP Photo|AFP Photo|Getty Images)\)?$"
)
_PICTURE = r"(?:photo|image|picture|photograph|frame ?grab|video ?grab|screen ?grab)"
_CAPTION_START = _any(
    r"enlarge this image\b",
    r"(?:hide|toggle) caption\b",
    r"file ?(?:photo|image|picture)?\s*[:–—-]\s",
    r"facebook twitter pinterest ",
    r"(?:photo|image|picture|media|video)? ?captions?\b\s*:?\s",
    rf"(?:in|on) this (?:[\w.,]+ ){{0,4}}(?:file )?{_PICTURE}\b",
    rf"this (?:{_PICTURE}|combination|handout)\b.{{0,40}}\b(?:taken|provided|released|shows?|made|obtained)\b",
)
_CAPTION_CLOSE = re.compile(r"CLOSE [A-Z]")
_CAPTION_END = _any(
    rf"\({_AGENCIES}(?: ?(?:Photo|Image|File))?\s?/[^()]{{2,80}}\)$",
    rf"\([^()]{{2,80}}/\s?{_AGENCIES}[^()]{{0,60}}\)$",
    rf"\((?:{_AGENCIES} )?(?i:photos?|images?|credit|picture|illustration|screenshot|photograph|video)"
    r"(?:\s*:|\s*/(?=\s*[A-Z][a-z])|\s+(?:by|courtesy|via|provided|credit)\b)[^()]*\)$",
    r"(?:REUTERS|Reuters)/[A-Z][\w .'’-]{2,40}(?:/(?:File Photo|Pool|Files))*$",
    rf"[.!?][\"”]? \| [^|.]{{0,60}}(?:{_AGENCIES}(?: Photos?)?|POLITICO)$",
    r"[.!?][\"”]? (?:Photograph|Photo|Image|Picture|Credit)s?(?: by| credit)?\s*:\s*[^.!?]{2,120}$",
    rf"[.!?][\"”]?\s+[A-Z][^.!?]{{1,120}}(?:[,/|]|\bvia)\s*{_AGENCIES}(?:/[^/.]{{2,40}})*$",
    r"[.!?]\s(?:Video|Photo|Footage) (?:provided|courtesy) (?:by|of) [A-Z][\w .]{2,60}$",
    flags=re.NOFLAG,
)
_CUT_SHORT = re.compile(r"\s*(?:…|\.\.\.)\s+")


def kind_of(paragraph: str) -> str:
    """The kind of furniture a paragraph is, or '' where it is (or may be) news."""
    return next((kind for kind, matches in _KINDS if matches(paragraph)), "")


def _is_navigation(line: str) -> bool:
    if len(line) > LINE_CHARS_MAX:
        return False
    line = line.lstrip("([•*–—- ")
    bare = line.strip(" :>»›|–—-])").casefold()
    if not any(c.isalnum() for c in line) or bare in _NAVIGATION_LINES:
        return True
    words = re.findall(r"[\w-]+", bare)
    if len(words) <= 14 and set(words) <= _SHARE_WORDS and set(words) & _PLATFORMS:
        return True
    return bool(_NAVIGATION.match(line) or _NAVIGATION_LABELS.match(line))


def _is_photo_credit(line: str) -> bool:
    if len(line) > LINE_CHARS_MAX:
        return False
    if label := _PHOTO_LABEL.match(line):
        return len(label["who"].split()) <= 15 and not _is_sentence(label["who"])
    return any(p.match(half) for half in (line, _half(line)) if half for p in (_PHOTO_BY, _PHOTO_BARE))


def _is_caption(line: str) -> bool:
    if len(line) > 2 * CAPTION_CHARS_MAX:
        return False
    if is_printed_twice(line):
        return True
    if len(line) > CAPTION_CHARS_MAX:
        return False
    labelled = _PHOTO_LABEL.match(line)
    return bool(labelled or _CAPTION_START.match(line) or _CAPTION_CLOSE.match(line) or _CAPTION_END.search(line))


def is_printed_twice(line: str) -> bool:
    """Whether a line holds the same words twice, the first time whole or cut short with an ellipsis."""
    if half := _half(line):
        return len(half) >= REPEATED_CHARS_MIN
    for cut in _CUT_SHORT.finditer(line):
        first = line[: cut.start()].strip()
        if len(first) >= REPEATED_CHARS_MIN and line.startswith(first, cut.end()):
            return True
    return False


def _half(line: str) -> str:
    """The words of a line that consists of the same words twice; else ''."""
    half, odd = divmod(len(line), 2)
    return line[:half] if odd and half and line[half] == " " and line[:half] == line[half + 1 :] else ""


def _is_sentence(text: str) -> bool:
    return len(text.split()) > 5 and text.rstrip('"”’)').endswith((".", "!", "?"))


def _short(pattern: re.Pattern[str], chars_max: int) -> Callable[[str], bool]:
    return lambda line: len(line) <= chars_max and bool(pattern.match(line))


# The first that matches decides.
_KINDS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("agency-credit", _short(_AGENCY_CREDIT, LINE_CHARS_MAX)),
    ("navigation", _short(_PICTURE_GALLERY, LINE_CHARS_MAX)),
    ("photo-credit", _is_photo_credit),
    ("caption", _is_caption),
    ("disclaimer", _short(_DISCLAIMER, NOTE_CHARS_MAX)),
    ("navigation", _is_navigation),
    ("byline", _short(_CREDIT_ROLES, LINE_CHARS_MAX)),
)
