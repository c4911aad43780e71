"""A text as the native half takes it, and as Python users count in it."""

from __future__ import annotations

from ._native import Error

#: Words, or the bytes of a file.
Text = str | bytes | bytearray | memoryview


def in_bytes(text: Text) -> bytes:
    """The bytes of a file with this text."""
    if isinstance(text, str):
        try:
            return text.encode()
        except UnicodeEncodeError as error:
            raise Error(
                f"the text has half a surrogate pair at {error.start}, which is no character\n"
                "help: give the bytes of the file, or decode them with errors=\"replace\""
            ) from None
    if isinstance(text, (bytes, bytearray, memoryview)):
        return bytes(text)
    raise TypeError(f"a text is str or bytes, not {type(text).__name__}")


def in_words(text: Text) -> str:
    """What offsets count in, where nothing had to be taken out of the file."""
    return text if isinstance(text, str) else bytes(text).decode(errors="replace")
