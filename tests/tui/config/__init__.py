"""The configuration: every mistake told by its line, every choice written back beside the user's own words."""
