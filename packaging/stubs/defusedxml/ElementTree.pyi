from collections.abc import Iterator, Sequence
from typing import BinaryIO
from xml.etree.ElementTree import Element

def iterparse(
    source: BinaryIO,
    events: Sequence[str] | None = ...,
    parser: None = ...,
    forbid_dtd: bool = ...,
    forbid_entities: bool = ...,
    forbid_external: bool = ...,
) -> Iterator[tuple[str, Element]]: ...
