"""What if: a zone, a gateway, an attachment or a tunnel fails. Nothing of the design changes; every answer does."""
