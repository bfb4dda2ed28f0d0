"""The readers' pages: GET in, HTML out. They read rows and never process anything."""
