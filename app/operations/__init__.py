"""What a user can do, one function each. Joins the rooms; knows no window."""
