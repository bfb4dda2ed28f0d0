"""Training of the name tagger: in corpora and lists, out the folder that spaCy loads."""
