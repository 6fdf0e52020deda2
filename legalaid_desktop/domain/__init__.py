"""Records and rules: frozen dataclasses and pure functions, without files, clocks or windows."""
