"""The aftercare domain, pure: what is in force for a patient, and what is due when."""
