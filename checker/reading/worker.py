"""The reading process: `python -m checker.reading.worker`.

Requests and answers are JSON objects preceded by their length on four bytes. A request names a file and the limits; answers are
any number of {"alive": true} then {"documents": [...]}.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from checker.reading import codec
from checker.reading.limits import Budget, bound_all
from checker.reading.reader import read_with


def receive(stream: BinaryIO) -> dict[str, Any] | None:
    """The next message, or None at the end of the stream."""
    header = stream.read(4)
    if len(header) < 4:
        return None
    (length,) = struct.unpack(">I", header)
    message: dict[str, Any] = orjson.loads(stream.read(length))
    return message


def send(stream: BinaryIO, payload: bytes) -> None:
    """Write one message already in JSON."""
    stream.write(struct.pack(">I", len(payload)) + payload)
    stream.flush()


def main() -> None:
    """Answer requests until the other side closes."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not spoil the conversation
    while (request := receive(sys.stdin.buffer)) is not None:
        limits = codec.decode_limits(request["limits"])
        bound_all(limits)
        budget = Budget(limits, alive=lambda: send(answers, b'{"alive":true}'))
        documents = read_with(Path(request["path"]), request["name"], budget)
        send(answers, b'{"documents":' + codec.encode(documents) + b"}")


if __name__ == "__main__":
    main()
