"""Backup, restore, replay."""
