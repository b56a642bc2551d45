"""What a whole column of dates means: its order of day and month, its zone, its years, and days that stand for none."""
