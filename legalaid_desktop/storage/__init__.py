"""The encrypted office on disk: database, keys and attachments. The one place that knows SQL."""
