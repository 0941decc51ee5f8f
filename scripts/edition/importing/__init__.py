"""Import: from a text as it came to an article file, with every datum's origin told and every cut listed."""
