"""Work on files nobody vouches for, in processes of its own."""
