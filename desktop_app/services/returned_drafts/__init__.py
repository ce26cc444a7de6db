"""收回改稿: what the leader changed in Word comes back."""
