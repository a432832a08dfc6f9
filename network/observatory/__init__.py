"""The observatory as readers meet it."""
