"""Runs checks one after another, prints a line for each and counts them."""
import time


class Checks:
    """A check is a function that raises AssertionError, or anything else, when it does not hold."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def run(self, title, check):
        began = time.monotonic()
        try:
            note = check()
            self.passed += 1
            print(f"ok    {title}{f' ({note})' if note else ''} [{time.monotonic() - began:.1f} s]", flush=True)
        except Exception as error:  # whatever went wrong, the check does not hold; the others are still made
            self.failed += 1
            reason = str(error).strip() or type(error).__name__
            print(f"FAIL  {title}: {reason}", flush=True)

    @property
    def summary(self):
        return f"{self.passed} passed, {self.failed} failed"


def equal(found, wanted, what="it"):
    assert found == wanted, f"{what} is {found!r}, not {wanted!r}"


def succeeded(result):
    """The output of a command that must have gone well."""
    assert result.returncode == 0, f"exit {result.returncode}: {result.stdout}{result.stderr}"
    return result.stdout
