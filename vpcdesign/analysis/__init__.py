"""Questions over designs: selectors, services, assertions."""
