"""The edition's model: what an article, a record and the settings may hold. Nothing here touches the disk."""
