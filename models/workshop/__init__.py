"""What a workshop room works out of its estimates."""
