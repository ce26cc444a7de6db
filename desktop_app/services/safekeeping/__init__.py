"""What keeps the data: backups, their thinning, their second place, and the way back."""
