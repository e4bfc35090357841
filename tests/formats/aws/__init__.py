"""The import from AWS, tried on documents made for the purpose."""
