"""Golden conversations, played through the real engine."""
