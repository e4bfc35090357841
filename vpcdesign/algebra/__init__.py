"""Sets and their laws: intervals, addresses, services. Knows no AWS."""
