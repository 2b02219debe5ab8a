"""Rotation of the secret keys: what older keys sealed is sealed anew, hashes are made anew."""
