"""Pages that the server renders: the visitor's."""
