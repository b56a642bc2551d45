"""From a file to text cells, in a limited process."""
