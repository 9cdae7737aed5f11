"""What the speakers of a language read, by ISO 639-3."""

#: spoken → written
READ = {
    **dict.fromkeys(
        ("acm", "aeb", "afb", "apc", "apd", "arb", "arq", "ary", "arz", "ayl"), "ara"
    ),
    **dict.fromkeys(("pes", "prs"), "fas"),
}
