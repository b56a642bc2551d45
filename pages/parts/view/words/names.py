"""What a view calls sectors, segments, channels, components and categories."""

from pages.parts.i18n import figure_texts
from pages.parts.i18n.language import has
from pages.parts.runtime.services import services

RESERVED = (
    "(unattributed)",
    "(outside)",
    "(company)",
    "(no channel)",
    "(no complaint)",
    "(no customer)",
    "(several)",
    "(none)",
    "(nobody)",
    "all",
    "(small)",
    "(other sectors)",
)


class Names:
    """What a view calls things; language and words come from it."""

    def sector(self, name: str) -> str:
        """Return a sector's name as shown: its own, or words for the reserved ones and all."""
        return self._named(f"sector.{_plain(name)}", name)

    def sector_or_all(self, name: str) -> str:
        """Return a sector's name as shown, or the words for all of them together."""
        return self.words("overview.total") if name == "all" else self.sector(name)

    def segment(self, name: str) -> str:
        """Return a segment's name as shown, or words for customers without one."""
        return self._named(f"segment.{_plain(name)}", name)

    def channel(self, name: str) -> str:
        """Return a channel's name as shown, or words for (no channel) and the sum of all."""
        return self._named(f"channel.{_plain(name)}", name)

    def component(self, name: str) -> str:
        """Return a component's name as shown: words where the language has them, else the title of its figure."""
        key = f"component.{_plain(name)}"
        return (
            self.words(key)
            if has(self.language, key)
            else figure_texts.said(self.language, services().engine.header(name), "title")
        )

    def category(self, name: str) -> str:
        """Return a category's name as shown, or words for complaints without one, cost without a complaint,
        and several."""
        return self._named(f"category.{_plain(name)}", name)

    def _named(self, key: str, name: str) -> str:
        return self.words(key) if name in RESERVED and has(self.language, key) else name


def _plain(name: str) -> str:
    return name.strip("()").replace(" ", "_")
