"""Mail: messages, mailboxes and folders of them."""
