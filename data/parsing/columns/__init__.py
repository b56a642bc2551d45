"""What a whole column means."""
