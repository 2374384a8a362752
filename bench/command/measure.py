"""Times the command beside curl and HTTPie, in turns, against a small server of its own on loopback."""

import os
import shutil
import socket
import statistics
import sys
import tempfile
import threading
import time

SMALL = b'{"hello": "world"}'
BLOCK = bytes(1 << 20)
BARS = {
    "start": [("curl", 1.0), ("http", 0.1)],
    "offline": [("http", 0.1)],
    "down": [("curl", 1 / 0.9)],
    "file": [("curl", 1 / 0.9)],
    "up": [("curl", 1 / 0.9)],
    "up-chunked": [("curl", 1 / 0.9)],
}


def answer(client, megabytes):
    """Answers the requests of one connection: /small, /large, and whatever is sent."""
    with client:
        data = b""
        while True:
            while b"\r\n\r\n" not in data:
                more = client.recv(1 << 16)
                if not more:
                    return
                data += more
            head, data = data.split(b"\r\n\r\n", 1)
            lines = head.decode("latin-1").lower().split("\r\n")
            if any(line.startswith("expect: 100") for line in lines):
                client.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
            data = skip_body(client, lines, data)
            if b" /large" in head.split(b"\r\n")[0]:
                client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (megabytes << 20))
                for _ in range(megabytes):
                    client.sendall(BLOCK)
            else:
                client.sendall(
                    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                    % (len(SMALL), SMALL))


def skip_body(client, lines, data):
    """Reads what was sent, and drops it."""
    if any(line.startswith("transfer-encoding: chunked") for line in lines):
        tail = data[-5:]
        while not tail.endswith(b"0\r\n\r\n"):
            more = client.recv(1 << 18)
            if not more:
                raise ConnectionError("the body is cut")
            tail = (tail + more[-5:])[-5:]
        return b""
    left = sum(int(line.split(":")[1]) for line in lines if line.startswith("content-length:")) - len(data)
    while left > 0:
        left -= len(client.recv(1 << 18))
    return b""


def serve(listener, megabytes):
    while True:
        client, _ = listener.accept()
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=quietly, args=(client, megabytes), daemon=True).start()


def quietly(client, megabytes):
    try:
        answer(client, megabytes)
    except (ConnectionError, OSError):
        pass


def drain(descriptor):
    while os.read(descriptor, 1 << 20):
        pass
    os.close(descriptor)


def feed(descriptor, megabytes):
    try:
        for _ in range(megabytes):
            left = memoryview(BLOCK)
            while left:
                left = left[os.write(descriptor, left):]
    except BrokenPipeError:
        pass
    os.close(descriptor)


def run(command, source, megabytes):
    """Runs a command to its end: its time in seconds, and its largest resident memory in MB."""
    null = os.open(os.devnull, os.O_RDWR)
    to_close = [null]
    if source == "pipe":
        input_end, ours = os.pipe()
        to_close.append(input_end)
        worker = threading.Thread(target=feed, args=(ours, megabytes))
    else:
        input_end = null
    output, theirs = os.pipe()
    to_close.append(theirs)
    os.set_inheritable(output, False)
    began = time.perf_counter()
    process = os.posix_spawnp(
        command[0], command, os.environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, input_end, 0), (os.POSIX_SPAWN_DUP2, theirs, 1)])
    for descriptor in to_close:
        os.close(descriptor)
    if source == "pipe":
        worker.start()
    watch = Memory(process)
    watch.start()
    drain(output)
    _, status = os.waitpid(process, 0)
    took = time.perf_counter() - began
    watch.join()
    if source == "pipe":
        worker.join()
    if status:
        raise SystemExit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return took, watch.most / 1024


class Memory(threading.Thread):
    """Reads the peak of a process's resident memory until it ends; what wait4 tells counts that of its parent too."""

    def __init__(self, process):
        super().__init__()
        self.most = 0
        self._status = open(f"/proc/{process}/status", "rb", buffering=0)

    def run(self):
        with self._status:
            try:
                while True:
                    self._status.seek(0)
                    lines = [line for line in self._status.read(4096).splitlines() if line.startswith(b"VmHWM")]
                    if not lines:
                        return
                    self.most = int(lines[0].split()[1])
                    time.sleep(0.01)
            except ProcessLookupError:
                pass


def commands(peregrine, url, folder):
    small, large, file = url + "/small", url + "/large", os.path.join(folder, "file")
    return {
        "start": ("", {
            "peregrine": [peregrine, small], "curl": ["curl", "-s", small],
            "http": ["http", "--ignore-stdin", small]}),
        "offline": ("", {
            "peregrine": [peregrine, "--offline", small, "a=b"],
            "http": ["http", "--ignore-stdin", "--offline", small, "a=b"]}),
        "down": ("", {"peregrine": [peregrine, large], "curl": ["curl", "-s", large]}),
        "file": ("", {"peregrine": [peregrine, "-o", file, large], "curl": ["curl", "-s", "-o", file, large]}),
        "up": ("pipe", {
            "peregrine": [peregrine, "POST", small], "curl": ["curl", "-s", "-X", "POST", "-T", "-", small],
            "curl-length": ["curl", "-s", "--data-binary", "@-", small]}),
        "up-chunked": ("pipe", {
            "peregrine": [peregrine, "--chunked", "POST", small],
            "curl": ["curl", "-s", "-X", "POST", "-T", "-", small]}),
    }


def main():
    peregrine, *words = sys.argv[1:]
    settings = dict(word[2:].split("=") for word in words if word.startswith("--"))
    rounds, megabytes = int(settings.get("rounds", 40)), int(settings.get("megabytes", 300))
    wanted = [word for word in words if not word.startswith("--")]
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    port = listener.getsockname()[1]
    server = os.fork()
    if server == 0:
        serve(listener, megabytes)
    try:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["XDG_CONFIG_HOME"] = folder
            for name, (source, clients) in commands(peregrine, f"http://127.0.0.1:{port}", folder).items():
                if not wanted or name in wanted:
                    compare(name, source, clients, rounds, megabytes)
    finally:
        os.kill(server, 9)
        os.waitpid(server, 0)


def compare(name, source, clients, rounds, megabytes):
    """Has the clients take turns, and prints a table."""
    clients = {client: command for client, command in clients.items() if shutil.which(command[0])}
    is_small = name in ("start", "offline")
    times = {client: [] for client in clients}
    memory = {client: [] for client in clients}
    for turn in range(-1, rounds if is_small else max(5, rounds // 4)):
        for client, command in clients.items():
            took, resident = run(command, source, megabytes)
            if turn >= 0:
                times[client].append(took)
                memory[client].append(resident)
    print(f"\n{name}\n{'':12}{'best ms':>10}{'median ms':>11}{'x ours':>8}{'MB resident':>13}")
    for client in clients:
        pairs = [other / ours for other, ours in zip(times[client], times["peregrine"])]
        print(f"{client:12}{min(times[client]) * 1000:10.2f}{statistics.median(times[client]) * 1000:11.2f}"
              f"{statistics.median(pairs):8.2f}{max(memory[client]):13.1f}")
    for other, limit in BARS[name]:
        if other in clients:
            ratio = statistics.median(ours / its for ours, its in zip(times["peregrine"], times[other]))
            tell(f"time beside {other}", ratio, limit)
    if not is_small:
        tell("MB resident", max(memory["peregrine"]), 1.5 * max(memory["curl"]) + 15)


def tell(what, value, limit):
    print(f"  {what}: {value:.2f}, at most {limit:.2f}: {'met' if value <= limit else 'NOT MET'}")


if __name__ == "__main__":
    main()
