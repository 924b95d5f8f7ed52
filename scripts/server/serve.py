# llama.cpp's own server, as the Python package xllamacpp carries it: serve.py OPTIONS, which are an object in JSON.
# The package comes in front through PYTHONPATH. Ends at once when its standard input closes, so that it outlives nobody.
import json
import os
import sys

import xllamacpp

options = json.loads(sys.argv[1])
params = xllamacpp.CommonParams()
params.model.path = options["modelPath"]
params.hostnames = ["127.0.0.1"]
params.port = options["port"]
params.n_parallel = options["slots"]
params.n_ctx = options["slots"] * options["tokensPerSlot"]
params.cpuparams.n_threads = options["threads"]
params.cpuparams_batch.n_threads = options["threads"]
params.fit_params = False
params.endpoint_metrics = True
if "batch" in options:
    params.n_batch = options["batch"]
    params.n_ubatch = options["batch"]
if "cacheReuse" in options:
    params.n_cache_reuse = options["cacheReuse"]
if "key" in options:
    params.api_keys = [options["key"]]
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
os._exit(0)
