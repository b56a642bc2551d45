"""Period close and control totals."""
