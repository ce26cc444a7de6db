"""Pure Python: the words, numbers and declarations that every other part shares."""
