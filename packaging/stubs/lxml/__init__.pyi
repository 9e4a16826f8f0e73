"""The part of lxml that Goldseam uses: pages of HTML as trees of elements."""
