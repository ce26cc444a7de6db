"""The program on this PC: its data folder, its errors, its lock."""
