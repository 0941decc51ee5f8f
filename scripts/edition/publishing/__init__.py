"""Versions that stay: freezing the site, storing what was frozen, and telling what is new."""
