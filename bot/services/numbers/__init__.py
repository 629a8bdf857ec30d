"""Numbers for those who plan: counted without people, shown so that nobody can be found."""
