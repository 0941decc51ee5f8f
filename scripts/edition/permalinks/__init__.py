"""Addresses that stay: the ledger, what became of what it holds, and the ids of a revised text. Nothing prints."""
