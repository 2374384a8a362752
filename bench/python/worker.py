"""One of Python's clients in one scenario: the same lines on standard input and output as the workers of .NET."""

import asyncio
import json
import resource
import sys
import time

library, scenario, root = sys.argv[1:]
document = {
    "id": 4711, "name": "a document of one kilobyte", "isActive": True,
    "items": [{"id": i, "name": f"name of item {i}", "code": f"SKU-{i:06}", "price": i * 1.5} for i in range(12)],
}


def blocking(client):
    if scenario == "post":
        return lambda: client.post(root + "/echo", json=document).json()
    return lambda: client.get(root + "/json").json()


def round_of(call, seconds):
    taken, until = [], time.perf_counter() + seconds
    while (before := time.perf_counter()) < until:
        call()
        taken.append(time.perf_counter() - before)
    return taken


async def round_of_async(client, seconds):
    taken, until = [], time.perf_counter() + seconds
    while (before := time.perf_counter()) < until:
        asking = client.post(root + "/echo", json=document) if scenario == "post" else client.get(root + "/json")
        async with asking as response:
            await response.json()
        taken.append(time.perf_counter() - before)
    return taken


def measured(rounds, seconds):
    started, cpu = time.perf_counter(), time.process_time()
    taken = rounds(seconds)
    passed, cpu = time.perf_counter() - started, time.process_time() - cpu
    taken.sort()
    return {
        "Calls": len(taken), "Seconds": passed, "CpuMicroseconds": cpu * 1e6, "Bytes": None,
        "P50": taken[len(taken) // 2] * 1e6, "P99": taken[int(0.99 * (len(taken) - 1))] * 1e6,
        "PeakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "HeapMegabytes": None,
    }


def obey(rounds):
    print("ready", flush=True)
    for order in sys.stdin:
        word, seconds = order.split()
        if word == "warm":
            rounds(1)
            print("warm", flush=True)
        else:
            print(json.dumps(measured(rounds, float(seconds))), flush=True)


if library == "aiohttp":
    import aiohttp

    loop = asyncio.new_event_loop()

    async def session():
        return aiohttp.ClientSession()

    client = loop.run_until_complete(session())
    obey(lambda seconds: loop.run_until_complete(round_of_async(client, seconds)))
    loop.run_until_complete(client.close())
elif library == "httpx":
    import httpx

    call = blocking(httpx.Client())
    obey(lambda seconds: round_of(call, seconds))
else:
    import requests

    call = blocking(requests.Session())
    obey(lambda seconds: round_of(call, seconds))
