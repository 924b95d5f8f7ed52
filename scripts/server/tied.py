# Runs a Python module until its own standard input closes, then kills it and all that it started: tied.py MODULE ARGUMENT…
# What the module writes goes to standard error. For servers that are processes of several, which outlive a killed parent.
import os
import signal
import subprocess
import sys
import threading

child = subprocess.Popen(
    [sys.executable, "-m", *sys.argv[1:]],
    stdin=subprocess.DEVNULL,
    stdout=sys.stderr,
    start_new_session=True,
)


def kill_all():
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def when_input_closes():
    sys.stdin.buffer.read()
    kill_all()


threading.Thread(target=when_input_closes, daemon=True).start()
code = child.wait()
kill_all()
os._exit(code if code >= 0 else 1)
