# llama.cpp's own server, as the Python package xllamacpp carries it: serve.py MODEL PORT SLOTS TOKENS THREADS [KEY]
# The package comes in front through PYTHONPATH. Ends when its standard input closes, so that it outlives nobody.
import sys

import xllamacpp

model, port, slots, tokens, threads, *key = sys.argv[1:]
params = xllamacpp.CommonParams()
params.model.path = model
params.hostnames = ["127.0.0.1"]
params.port = int(port)
params.n_parallel = int(slots)
params.n_ctx = int(slots) * int(tokens)
params.cpuparams.n_threads = int(threads)
params.cpuparams_batch.n_threads = int(threads)
params.fit_params = False
params.endpoint_metrics = True
if key:
    params.api_keys = key
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
