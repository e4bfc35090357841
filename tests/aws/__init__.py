"""The provider's facts: well-formed, consistent with each other, and complete for what the engine says."""
