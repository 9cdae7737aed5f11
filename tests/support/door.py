"""Words of the client's door, loaded beside Odoo."""

import importlib.util
import sys

from tools.paths import ROOT

FOLDER = ROOT / "integration_case/door_words"


def _load():
    spec = importlib.util.spec_from_file_location(
        "door_words", FOLDER / "__init__.py", submodule_search_locations=[str(FOLDER)]
    )
    module = sys.modules["door_words"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


door_words = _load()
