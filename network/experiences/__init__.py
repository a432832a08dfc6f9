"""Experiences as readers meet them: the list, one of them, several side by side."""
