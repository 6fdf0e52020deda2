"""Lao and Latin text on PDF pages: shaped, broken and searchable."""
