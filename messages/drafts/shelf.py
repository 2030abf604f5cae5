"""Which text stands behind a draft: the organisation's own, else ours in its language."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from bot.domain.organisation import Organisation
from bot.domain.update import Kind

SHELVES: Final = Path(__file__).parent
USUAL_LANGUAGE: Final = "en"
PHONE_SCRIPT: Final = "K09.toml"


def file_name(kind: Kind, variant: str = "") -> str:
    """Return the name of the file; a kind in variants, and none named, has the first of them."""
    if kind is Kind.PHONE:
        return PHONE_SCRIPT
    chosen = variant or next(iter(kind.variants), "")
    return f"{kind}.{chosen}.tmpl" if chosen else f"{kind}.tmpl"


def file_names() -> dict[str, Kind]:
    """Return every file that may stand in a language's folder, with the kind it serves."""
    return {file_name(kind, variant): kind for kind in Kind for variant in kind.variants or ("",)}


def variant_of(name: str) -> str:
    """Return the variant that the file serves; empty where its kind has only one."""
    return name.rpartition(".")[0].partition(".")[2]


def written(organisation: Organisation, name: str) -> str:
    """Return the text of the file `name` as this organisation has it."""
    own = organisation.drafts.get(name)
    return shipped(organisation.locale)[name] if own is None else own


@lru_cache
def shipped(locale: str) -> dict[str, str]:
    """Return our own files in the folder that is nearest to `locale`."""
    folder = next(one for one in folders(locale) if (SHELVES / one).is_dir())
    return {
        file.name: file.read_text(encoding="utf-8") for file in sorted((SHELVES / folder).iterdir())
    }


def folders(locale: str) -> tuple[str, ...]:
    """Return the names that the folder of `locale` may have, the best one first."""
    return tuple(dict.fromkeys((locale, locale.partition("_")[0], USUAL_LANGUAGE)))
