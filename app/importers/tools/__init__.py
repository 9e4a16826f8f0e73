"""What tools tell: pages, alerts, boards, repositories, status pages."""
