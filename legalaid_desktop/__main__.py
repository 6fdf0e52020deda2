"""Starts the window, or the command line when a command is given."""

import multiprocessing
import sys


def main() -> int:
    """The exit code: 0 done, 1 refused, 2 wrong usage, 3 damaged data."""
    multiprocessing.freeze_support()  # the packaged program is also its own worker
    if len(sys.argv) > 1:
        from legalaid_desktop import cli  # a command needs no display and loads no Qt

        cli.report_bugs()
        return cli.main(sys.argv[1:])
    from legalaid_desktop.desktop import app  # and the window loads no commands

    return app.main()


if __name__ == "__main__":
    sys.exit(main())
