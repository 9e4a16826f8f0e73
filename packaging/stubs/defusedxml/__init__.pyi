"""The part of defusedxml that Goldseam uses: feeds, one element at a time."""
