"""What users call each kind, status and step: message ids for the values of the domain."""
