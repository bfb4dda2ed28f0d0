"""Language stages: a document's text in, annotations out. Knows neither Django nor the database."""
