"""What an office can do: one method is one transaction, one permission check, one act."""
