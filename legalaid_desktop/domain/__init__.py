"""Records and rules: frozen dataclasses and pure functions, without clocks, windows or an office.

The only file read here is the program's own list of legal words that stay whole, by ``lao``.
"""
