"""Lists of stages in their forms: one row a stage, a list of events, one row a case."""
