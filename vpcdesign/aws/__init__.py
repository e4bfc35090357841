"""Facts of the provider, each with its source: addresses, block sizes, quotas, services, error codes, explanations.

Nothing here computes and nothing here knows a design: whoever needs a fact imports it, so that it stands in one place.
"""
