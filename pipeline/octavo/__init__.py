"""Octavo: documents in, printable and e-reader copies out.

``octavo.convert`` makes editions of one document, ``octavo.build`` those of a folder of documents; both and their types
are described in ``octavo.api`` and in ``docs/library.md``. They are imported when first used.

The package has layers, called floors (see ``docs/architecture.md``); a module imports only from lower floors.
"""

__version__ = "0.1.0"

# As in typing, which is not loaded yet: what is imported here could be a stranger's file in the current folder.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from octavo.api import Built, Converted, Publication, Watcher, Workers, build, convert
    from octavo.errors import (
        EditionError,
        InterruptedBuild,
        MissingPartError,
        OctavoError,
        SeedError,
        SettingsError,
        UsageError,
    )
    from octavo.model import Level, Notice, Place
    from octavo.publishing.values.stages import Stage, Step

__all__ = [
    "Built",
    "Converted",
    "EditionError",
    "InterruptedBuild",
    "Level",
    "MissingPartError",
    "Notice",
    "OctavoError",
    "Place",
    "Publication",
    "SeedError",
    "SettingsError",
    "Stage",
    "Step",
    "UsageError",
    "Watcher",
    "Workers",
    "build",
    "convert",
]


def __getattr__(name: str) -> object:
    if name in __all__:
        from octavo import api, errors, model
        from octavo.publishing.values import stages

        return next(getattr(home, name) for home in (api, errors, model, stages) if hasattr(home, name))
    raise AttributeError(f"module 'octavo' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*globals(), *__all__]
