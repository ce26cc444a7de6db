"""校核: what the checks look at, and what the office decided about them."""
