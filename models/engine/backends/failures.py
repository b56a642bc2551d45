"""What can keep an engine from working figures out. Nothing is lost: what came home stays, and a build goes on."""


class EngineFails(Exception):
    """A figure could not be worked out where the settings say; code and fields: the sentence for it."""

    code = "ENGINE_FAILED"

    def __init__(self, **fields: object):
        super().__init__(": ".join([self.code, *map(str, fields.values())]))
        self.fields = fields


class EngineNotOpened(EngineFails):
    """The engine answers, and does not open a place to work in."""

    code = "ENGINE_NOT_OPENED"


class EngineUnreachable(EngineFails):
    """Nobody answers at the address, or no longer."""

    code = "ENGINE_UNREACHABLE"


class EngineRefuses(EngineFails):
    """The engine knows neither the token nor the user, or does not let them in."""

    code = "ENGINE_REFUSES"


class EngineTooSlow(EngineFails):
    """A statement took longer than the settings allow."""

    code = "ENGINE_TOO_SLOW"


class EngineLosesDigits(EngineFails):
    """The engine does not take the setting without which money loses digits."""

    code = "ENGINE_LOSES_DIGITS"


class EngineNotInstalled(EngineFails):
    """The packages that speak to the engine are missing."""

    code = "ENGINE_NOT_INSTALLED"


class EngineMisconfigured(EngineFails):
    """A setting names no engine, no address or no time."""

    code = "ENGINE_MISCONFIGURED"
