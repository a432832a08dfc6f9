"""Every component of the interface on one page, in both directions of writing; only with DEBUG.

What is shown is made by the partials, tags and forms that the pages use, with objects that no database holds.
"""
