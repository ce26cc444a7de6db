"""What an office defines itself: areas, ledgers, figures."""
