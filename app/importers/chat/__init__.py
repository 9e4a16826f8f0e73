"""What people said: exports of chats, copied messages, logs of IRC, transcripts of calls."""
