"""Avoidable churn: what dissatisfaction drives away."""
