"""党建季报: from a township's ledgers to the printed quarterly Party-work report."""

__version__ = "0.1.0"
