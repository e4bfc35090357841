"""The tour: six steps in the application itself, each of which waits until it was done."""
