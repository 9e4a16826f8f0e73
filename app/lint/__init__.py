"""The candour check: rules over the words of a text, and over how the parts of a case stand.

Rules on language are data (`resources/lint`); this room reads them and knows what plain matching
does not: who the subject is, quotation and mention, negation, which kind of text it is.
"""
