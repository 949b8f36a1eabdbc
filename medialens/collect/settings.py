"""Settings: what FEEDS.toml may say, checked key by key."""

import ipaddress
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from medialens.errors import SettingsError

Kind = Literal["feed", "sitemap", "mediacloud", "gdelt"]
CONNECTORS = ("mediacloud", "gdelt")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Defaults(_Strict):
    """The table ``[defaults]``: how to fetch, and how much.

    Parameters
    ----------
    contact : str
        Address or page by which a webmaster can reach whoever collects; part of the user agent.
    delay : float
        Seconds between two requests to one host; a larger Crawl-delay of its robots.txt wins.
    seconds : float
        For one request, from connecting to the last byte.
    wait : float
        The longest wait that a host may ask for (Retry-After) within a run.
    max_bytes : int
        Of one answer, unpacked.
    max_pages : int
        Of one source in one run.
    recheck_days : float
        For how long after its first collection a page is asked again whether it changed.
    retries : int
        Further tries where a host is busy or does not answer.
    allow_private : tuple of str
        Addresses or networks that may be fetched although they are not public ("127.0.0.1").
    """

    contact: Annotated[str, Field(min_length=3)]
    delay: Annotated[float, Field(ge=0, le=3600)] = 2.0
    seconds: Annotated[float, Field(gt=0, le=600)] = 30.0
    wait: Annotated[float, Field(ge=0, le=3600)] = 60.0
    max_bytes: Annotated[int, Field(gt=0, le=100_000_000)] = 5_000_000
    max_pages: Annotated[int, Field(gt=0)] = 500
    recheck_days: Annotated[float, Field(ge=0)] = 2.0
    retries: Annotated[int, Field(ge=0, le=10)] = 2
    allow_private: tuple[str, ...] = ()

    @field_validator("allow_private")
    @classmethod
    def _networks(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        for one in given:
            ipaddress.ip_network(one)  # its message names what is wrong
        return given


class SourceSettings(_Strict):
    """One ``[[source]]``: where articles are listed.

    Parameters
    ----------
    outlet : str
        Whose articles these are; by default what each page says of itself.
    kind : {"feed", "sitemap", "mediacloud", "gdelt"}
        What stands at `url`.
    url : str
        The feed or sitemap; for the two services their address, set by default.
    query : str
        What to ask the services for.
    days : int
        How many days back to ask the services for.
    full_text : bool
        Whether to fetch the pages. Without it, what a feed carries is the article.
    language : str
        Of the articles, where neither page nor feed says it.
    """

    outlet: str = ""
    kind: Kind = "feed"
    url: str = ""
    query: str = ""
    days: Annotated[int, Field(gt=0, le=3650)] = 7
    full_text: bool = True
    language: str = ""

    @model_validator(mode="after")
    def _whole(self) -> "SourceSettings":
        if self.kind in CONNECTORS:
            if not self.query:
                raise ValueError(f"kind = {self.kind!r} needs a query")
            if not self.full_text:
                raise ValueError(f"kind = {self.kind!r} lists pages only: full_text = true")
        elif not self.url.lower().startswith(("http://", "https://")):
            raise ValueError(f"url = {self.url!r} must start with http:// or https://")
        return self

    @property
    def name(self) -> str:
        """What messages call the source."""
        return self.url or f"{self.kind}: {self.query}"


class Feeds(_Strict):
    """A whole FEEDS.toml."""

    defaults: Defaults
    source: Annotated[tuple[SourceSettings, ...], Field(min_length=1)]


def load_feeds(path: Path) -> Feeds:
    """Return the settings of `path`.

    Raises
    ------
    SettingsError
        If there is no such file, or it says something that is not known; names key and file.
    """
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingsError(f"{path.name}: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name} is no TOML file: {error}") from error
    try:
        return Feeds.model_validate(found)
    except ValidationError as error:
        said = [
            f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors()
        ]
        raise SettingsError(f"{path.name}: {'; '.join(said)}") from error
