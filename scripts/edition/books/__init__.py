"""The edition as one book, in PDF and EPUB, made from what its pages show."""
