"""Running other programs."""

import subprocess

from .console import ToolError


def run(command, **options):
    """Run a program silently; its output becomes the error when it fails.

    :return: what it wrote to standard output
    """
    options.setdefault("stdin", subprocess.DEVNULL)
    try:
        result = subprocess.run(
            [str(part) for part in command],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )
    except FileNotFoundError as error:
        raise ToolError(f"The program {command[0]} is not installed.") from error
    if result.returncode:
        output = "\n".join((result.stdout + result.stderr).strip().splitlines()[-15:])
        raise ToolError(f"{command[0]} failed ({result.returncode}):\n{output}")
    return result.stdout
