"""What figures are before any is worked out: their headers, all of them in order, and what identifies them."""
