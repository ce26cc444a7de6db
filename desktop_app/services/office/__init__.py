"""The township: its units, its quarters, and what each quarter switches on."""
