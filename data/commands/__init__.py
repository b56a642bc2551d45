"""The commands about what comes in; cli.py joins them to the others and hands each the chosen installation."""

from data.commands import importing, keeping, people, repairing, sharing

COMMANDS = (*importing.COMMANDS, *repairing.COMMANDS, *keeping.COMMANDS, *people.COMMANDS, *sharing.COMMANDS)
