"""A hundred short given names, written down before they were looked for in any report."""


def _words(text: str) -> list[str]:
    return text.split()


FIRST_FIFTY = _words("""
Mark Will Max Ian Art Rob Pat Ed Jo Al Ann Bea Ben Bob Cal Dan Deb Don Eve Fay Gus Guy Hal Ivy
Jan Jay Jim Joe Jon Kay Ken Kit Kim Lee Len Liz Lou May Meg Mia Nat Ned Ray Ron Sam Sue Ted Tim
Tom Val
""")
SECOND_FIFTY = _words("""
Grace Hope Bill Grant Dean Chase Rose Dawn June April Jack Nick Mike Drew Frank Gene Jean Joy
Kate Lane Lily Mary Matt Miles Norm Olive Paul Penny Pete Ruby Rick Rich Rod Ross Roy Ruth
Sandy Sean Sid Skip Stan Tess Todd Troy Vic Wade Ward Zoe Ali Dev
""")
