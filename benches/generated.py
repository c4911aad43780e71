"""What `table` and `instructions` share: the stories that they have the program read, and the program itself."""

import os
import subprocess
from pathlib import Path

BENCHES = Path(__file__).resolve().parent
REPOSITORY = BENCHES.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR") or REPOSITORY / "target").resolve()


class Stories:
    """Writes generated stories, each only once."""

    def __init__(self, folder):
        self.folder = folder
        self.writer = folder / "write-stories"
        folder.mkdir(parents=True, exist_ok=True)
        # The compiler by itself: cargo would build all that tests need.
        source = BENCHES / "write-stories.rs"
        subprocess.run(["rustc", "-O", "--edition", "2024", "-o", self.writer, source], check=True)

    def one(self, name, size):
        """A file of `size` bytes, in the folder or where an absolute path says."""
        path = self.folder / name
        subprocess.run([self.writer, path, str(size)], check=True)
        return path

    def many(self, name, size, count):
        """A folder with `count` files of about `size` bytes in all."""
        path = self.folder / name
        subprocess.run([self.writer, path, str(size), str(count)], check=True, stdout=subprocess.DEVNULL)
        return path


def build(**settings):
    """Builds the program, with settings of the release profile in place of the project's; gives its path."""
    changed = {f"CARGO_PROFILE_RELEASE_{name.upper()}": value for name, value in settings.items()}
    command = ["cargo", "build", "--locked", "--release", "--quiet", "--features", "cli", "--bin", "onrecord"]
    subprocess.run(command, cwd=REPOSITORY, env=os.environ | changed, check=True)
    return TARGET / "release" / "onrecord"


def check(program, paths, threads):
    """The command that checks what is at the paths, with the settings of nobody."""
    return [program, "check", "--isolated", "--fail-on", "never", "-j", str(threads), *paths]
