"""What a build keeps for the next one, so that only what depends on a change is made anew.

`tracking` notes what is read, `store` keeps it on disk, `memo` decides what must be made, and `folder` brings a
folder of files up to date. `reading`, `articles`, `related` and `views` are the edition as it is read through these;
`keeper` takes the stages of a build, `compiling` and `rendering` the last two.
"""
