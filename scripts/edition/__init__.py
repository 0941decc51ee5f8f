"""A digital edition of opinion articles as a static site, and the program that makes it."""

__version__ = "0.1.0"
