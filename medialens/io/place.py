"""Place: where a collection is, and the settings that lie with it."""

from pathlib import Path

from medialens.errors import ReadError
from medialens.io.files import matches
from medialens.io.settings import SETTINGS_NAME, CollectionSettings, read_settings
from medialens.io.source import shown_name


def existing(path: Path) -> Path:
    """Return `path` if there is something; a ``collection.toml`` stands for its folder."""
    try:
        path = path.expanduser()
        path.lstat()
    except PermissionError as error:
        raise ReadError(f"{shown_name(path)} cannot be read: {error.strerror}") from error
    except (OSError, ValueError, RuntimeError) as error:
        shown = shown_name(path).replace("\x00", "\ufffd")
        raise ReadError(f"{shown} does not exist; give a file or folder") from error
    return path.parent if path.name == SETTINGS_NAME else path


def settings_for(
    path: Path, settings: CollectionSettings | Path | str | None
) -> CollectionSettings:
    """Return the settings given, or those that lie in the folder or beside the file `path`."""
    if isinstance(settings, CollectionSettings):
        return settings
    if settings is not None:
        return read_settings(settings)
    is_folder = path.is_dir()
    beside = (path if is_folder else path.parent) / SETTINGS_NAME
    try:
        if not beside.is_file():
            return CollectionSettings()
    except PermissionError as error:
        raise ReadError(f"{shown_name(path)} cannot be read: {error.strerror}") from error
    found = read_settings(beside)
    is_meant = is_folder or any(matches(path.name, pattern) for pattern in found.files)
    return found if is_meant else CollectionSettings()
