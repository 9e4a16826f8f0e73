"""What the window itself can do, by menu; panes bring their own actions."""
