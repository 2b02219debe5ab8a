"""The cases page: what a person must look at."""
