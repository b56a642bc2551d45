"""The commands about what comes in; cli.py joins them to the others and hands each the chosen installation."""

from data.commands import access, disputes, imports, maintenance, repairs, rooms, sharing, tables

COMMANDS = (
    *imports.COMMANDS,
    *repairs.COMMANDS,
    *maintenance.COMMANDS,
    *access.COMMANDS,
    *sharing.COMMANDS,
    *rooms.COMMANDS,
    *disputes.COMMANDS,
    *tables.COMMANDS,
)
