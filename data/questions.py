"""What has to be asked before a file is stored; its answer is what one setting of the options becomes."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Question:
    """A code of problems.toml with its fields, the column it is about, and the choices of the setting that answers it.

    The answer is (setting, choice), as `Options.answered` takes it.
    """

    code: str
    column: str | None
    setting: str
    choices: list
    fields: dict = field(default_factory=dict)
