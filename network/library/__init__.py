"""The library and its courses as readers meet them, and the text of its PDFs."""
