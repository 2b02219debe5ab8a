"""Whether an address wants messages at all: heard at the edge, kept in a ledger of facts."""
