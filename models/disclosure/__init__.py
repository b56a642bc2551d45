"""What readers of a part may learn."""
