"""The design as what hangs on what: which single things can fail, and what is left without them."""
