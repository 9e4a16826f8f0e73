"""The practice of a review: what its parts are, what is asked of them, how documents word them."""
