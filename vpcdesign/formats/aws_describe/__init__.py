"""AWS's own `describe-*` documents: read into a design, refreshed from, and collected by a script."""
