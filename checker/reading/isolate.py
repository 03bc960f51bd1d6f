"""Reading in another process: a file that crashes or hangs a parser costs that file alone."""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import os
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import orjson

from checker.reading import codec, sniff
from checker.reading.archive import safe_name
from checker.reading.document import Document
from checker.reading.limits import Limits

_ROOT = Path(__file__).resolve().parents[2]
_KEPT = ("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX", "SYSTEMROOT", "LD_LIBRARY_PATH")
_START_SECONDS = 60.0
_LANES = 2
_MANY = 6  # fewer files than this do not repay the start of a second process


def child_environment(folder: str) -> dict[str, str]:
    """The environment of a reading process: nothing of the parent's but what finds programs, and `folder` as its only home."""
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    paths = [str(_ROOT), *(path for path in sys.path if path)]
    environment |= {"PYTHONPATH": os.pathsep.join(paths), "TMPDIR": folder, "HOME": folder}
    return environment | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}


class WorkerFailure(Exception):
    """The process died or stayed silent: `code` is crashed or timeout."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


class Worker:
    """One reading process with its own temporary folder. Not for two threads at once."""

    def __init__(self) -> None:
        self.folder = tempfile.mkdtemp(prefix="reading-")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "checker.reading.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, env=child_environment(self.folder), cwd=self.folder, start_new_session=True, bufsize=0,
        )  # fmt: skip
        self.fresh = True

    def read(self, path: Path, name: str, limits: Limits) -> tuple[Document, ...]:
        """The documents of one file. Raises WorkerFailure; the worker is then of no further use."""
        request = orjson.dumps({"path": str(path.resolve()), "name": name, "limits": codec.encode_limits(limits)})
        last = time.monotonic() + limits.max_seconds + (_START_SECONDS if self.fresh else 0.0)
        patience = limits.seconds + (_START_SECONDS if self.fresh else 0.0)
        try:
            assert self.process.stdin is not None
            self.process.stdin.write(struct.pack(">I", len(request)) + request)
            while True:
                message = self._message(min(last, time.monotonic() + patience))
                self.fresh, patience = False, limits.seconds
                if "documents" in message:
                    return codec.decode(message["documents"])
        except WorkerFailure:
            raise
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise WorkerFailure("crashed", f"{type(error).__name__}: {error}") from error

    def _message(self, deadline: float) -> dict[str, Any]:
        (length,) = struct.unpack(">I", self._exactly(4, deadline))
        message: dict[str, Any] = orjson.loads(self._exactly(length, deadline))
        return message

    def _exactly(self, count: int, deadline: float) -> bytes:
        assert self.process.stdout is not None
        descriptor = self.process.stdout.fileno()
        poll = select.poll()
        poll.register(descriptor, select.POLLIN | select.POLLHUP)
        pieces: list[bytes] = []
        while count:
            if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
                raise WorkerFailure("timeout", "no sign of life")
            piece = os.read(descriptor, min(count, 1 << 20))
            if not piece:
                raise WorkerFailure("crashed", f"exit status {self.process.poll()}")
            pieces.append(piece)
            count -= len(piece)
        return b"".join(pieces)

    def close(self) -> None:
        """End the process and whatever it started; remove its temporary folder."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)


class _Pool:
    """Idle workers of this very process: after a fork the child starts its own."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.idle: list[Worker] = []
        self.lock = threading.Lock()

    def take(self) -> Worker:
        if self.owner != os.getpid():
            self.owner, self.idle, self.lock = os.getpid(), [], threading.Lock()
        with self.lock:
            while self.idle:
                worker = self.idle.pop()
                if worker.process.poll() is None:
                    return worker
                worker.close()
        return Worker()

    def give_back(self, worker: Worker) -> None:
        with self.lock:
            if len(self.idle) < 2:
                self.idle.append(worker)
                return
        worker.close()

    def close(self) -> None:
        if self.owner == os.getpid():
            with self.lock:
                workers, self.idle = self.idle, []
            for worker in workers:
                worker.close()


_POOL = _Pool()
atexit.register(_POOL.close)


def close_workers() -> None:
    """End the idle reading processes of this process (also done at exit)."""
    _POOL.close()


def read_isolated(paths: Sequence[tuple[Path, str]], limits: Limits | None = None) -> tuple[Document, ...]:
    """Every document of the files (path, name given by the person), read in a separate process with bounded memory and time.

    Many files share two such processes. Never raises on account of a file: one that crashes or hangs the reader gives a Document
    with problem crashed or timeout, an absent one problem missing; past `max_total` bytes, files are too_large.
    """
    limits = limits or Limits()
    found: list[tuple[Document, ...]] = [()] * len(paths)
    waiting: deque[int] = deque()
    total = 0
    for index, (path, name) in enumerate(paths):
        try:
            total += path.stat().st_size
        except OSError as error:
            found[index] = (_failed(path, name, "missing", str(error.strerror)),)
            continue
        if total > limits.max_total:
            found[index] = (_failed(path, name, "too_large", "the whole deposit is too large"),)
        else:
            waiting.append(index)
    if len(waiting) < _MANY:
        _read_waiting(paths, waiting, found, limits)
    else:
        _side_by_side(paths, waiting, found, limits)
    return tuple(document for documents in found for document in documents)


def _side_by_side(
    paths: Sequence[tuple[Path, str]], waiting: deque[int], found: list[tuple[Document, ...]], limits: Limits
) -> None:
    """Two processes take the files in turn."""
    with ThreadPoolExecutor(_LANES) as lanes:
        try:
            for lane in [lanes.submit(_read_waiting, paths, waiting, found, limits) for _ in range(_LANES)]:
                lane.result()
        except BaseException:
            waiting.clear()
            raise


def _read_waiting(
    paths: Sequence[tuple[Path, str]], waiting: deque[int], found: list[tuple[Document, ...]], limits: Limits
) -> None:
    """Read, in one process after another if need be, the files that no other lane has taken."""
    worker: Worker | None = None
    try:
        while waiting:
            try:
                index = waiting.popleft()
            except IndexError:  # the other lane took the last one
                break
            path, name = paths[index]
            worker = worker or _POOL.take()
            try:
                found[index] = worker.read(path, name, limits)
            except WorkerFailure as failure:
                worker.close()
                worker = None
                found[index] = (_failed(path, name, failure.code, failure.detail),)
    except BaseException:
        if worker is not None:
            worker.close()
        raise
    if worker is not None:
        _POOL.give_back(worker)


def _failed(path: Path, name: str, problem: str, detail: str) -> Document:
    """A Document for a file that gave nothing."""
    name = safe_name(name)
    media, digest, size = sniff.declared_type(name) or sniff.UNKNOWN, "", 0
    with contextlib.suppress(OSError):
        size = path.stat().st_size
        if problem in ("crashed", "timeout"):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Document(name, digest, size, media, problem=problem, problem_detail=detail)
