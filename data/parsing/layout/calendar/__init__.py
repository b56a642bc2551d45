"""Days and their times, months and their years, that stand in different places."""
