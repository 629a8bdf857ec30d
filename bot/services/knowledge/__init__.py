"""From the files of knowledge/ to a Catalog: read, check, release."""
