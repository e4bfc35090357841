"""Forms at the side: a guided step is asked, answered at once, previewed, and taken as one step."""
