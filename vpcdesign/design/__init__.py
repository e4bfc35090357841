"""The document model: one module a family of AWS nouns, `document` for the whole, `legality` for what AWS refuses."""
