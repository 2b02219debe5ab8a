"""The product's understanding measured on files of answered examples."""
