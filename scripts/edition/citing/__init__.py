"""Citations: what is cited as one item of bibliographic data, and that item in every style and format.

`item` turns an article, paragraph or note into an Item; `styles` writes it out for readers (Chicago, MLA, APA),
`csl`, `bibtex` and `ris` for programs; `formats` puts all of them side by side, as pages and files carry them.
"""
