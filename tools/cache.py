"""The download cache: built once under a lock, marked when complete."""

import fcntl
import shutil
from contextlib import contextmanager

from .console import say
from .paths import cache_dir

COMPLETE = ".complete"


@contextmanager
def locked(path):
    """Hold a lock file; say so when another process holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"-- waiting for another run that holds {path}")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def is_complete(folder):
    return (folder / COMPLETE).exists()


def provide(name, build):
    """Return the cache folder of that name, building it where it is missing.

    :param name: path below the cache folder, naming its content
    :param build: called with the empty folder; its exceptions leave no trace
    """
    folder = cache_dir() / name
    if is_complete(folder):
        return folder
    with locked(cache_dir() / "locks" / name.replace("/", "-")):
        if not is_complete(folder):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            try:
                build(folder)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            (folder / COMPLETE).touch()
    return folder
