# Becomes another program that is killed with whoever started it: bound.py PROGRAM ARGUMENT…
# Linux only; elsewhere the program runs without that bond.
import ctypes
import os
import signal
import sys

death_signal = 1
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(death_signal, signal.SIGKILL)
program = sys.argv[1]
os.execv(program, sys.argv[1:])
