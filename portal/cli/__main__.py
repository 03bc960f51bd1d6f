"""`python -m portal.cli` is `tremplin`."""

from portal.cli import main

main(prog_name="tremplin")
