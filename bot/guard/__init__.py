"""What stands before every page: headers, cookies, form tokens, limits."""
