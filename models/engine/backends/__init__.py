"""Where figures are worked out: in the home itself, or on an engine the data are sent to."""
