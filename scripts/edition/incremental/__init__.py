"""What a build keeps for the next one, so that only what depends on a change is made anew.

`tracking` notes what is read, `store` keeps it on disk, `memo` decides what must be made, `views` are the edition as
read through it, and `folder` brings a folder of files up to date.
"""
