"""Workshop rooms: opened on a subject, joined by link or code, led step by step; answers, ideas, actions, times."""
