"""The room of the providers: words, ports, inbox, outbox."""
