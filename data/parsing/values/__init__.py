"""What one text can mean."""
