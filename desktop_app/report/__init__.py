"""From text with slots to an official page: narrative → document → PDF, DOCX or text."""
