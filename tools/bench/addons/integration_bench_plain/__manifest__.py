{
    "name": "Integration: Benchmark without rules",
    "license": "LGPL-3",
    "depends": ["web"],
    "installable": False,
}
