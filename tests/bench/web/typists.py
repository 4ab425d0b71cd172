"""People at search boxes: letter by letter, with the pauses that people make, as the page's script asks.

Owns: what a browser sends while somebody types. Refuses to know what is measured around it. Every answer is
waited for to its end: a browser gives up one that a later letter overtakes, and would hide the slow ones.
"""

import asyncio
import random
import time
from urllib.parse import quote_plus

LETTER = (-1.7, 0.5)     # seconds between two letters, log-normal: 0.18 in the middle, one in ten above 0.35
READING = (2.0, 5.0)     # seconds with the answer before the next question
RESULTS = 0.140          # seconds without a letter after which the script asks for results
COMPLETIONS = 0.100      # and for completions, from two letters on
HEADERS = "Accept-Encoding: gzip\r\nAccept-Language: it, en\r\nCookie: lang=it\r\n"


class Browser:
    """Connections that are kept; more of them if answers overlap."""

    def __init__(self, host, port):
        self.host, self.port, self.idle = host, port, []

    async def get(self, path):
        """Status of an answer that was read to its end. A kept connection may have been closed: once more."""
        while self.idle:
            reader, writer = self.idle.pop()
            try:
                return await self.ask(reader, writer, path)
            except (OSError, asyncio.IncompleteReadError):
                writer.close()
        return await self.ask(*await asyncio.open_connection(self.host, self.port), path)

    async def ask(self, reader, writer, path):
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n{HEADERS}\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        await reader.readexactly(int(head.split("content-length:", 1)[1].split("\r\n", 1)[0]))
        self.idle.append((reader, writer))
        return int(head.split(" ", 2)[1])

    def close(self):
        for _, writer in self.idle:
            writer.close()


class Crowd:
    """So many people for so many seconds; what they waited."""

    def __init__(self, host, port, questions, users, seconds, reading=READING):
        self.address, self.questions, self.users = (host, port), questions, users
        self.seconds, self.reading = seconds, reading
        self.waited = {"results": [], "completions": []}
        self.failed = 0

    def run(self):
        since = time.monotonic()
        asyncio.run(self.all())
        self.took = time.monotonic() - since
        return self

    async def all(self):
        self.end = time.monotonic() + self.seconds
        await asyncio.gather(*(self.person(random.Random(number)) for number in range(self.users)))

    async def person(self, dice):
        browser, asked = Browser(*self.address), set()

        def ask(kind, path):
            one = asyncio.create_task(self.wait(browser, kind, path))
            asked.add(one)
            one.add_done_callback(asked.discard)

        # Nobody begins at the same moment.
        await asyncio.sleep(dice.uniform(0, min(3, self.reading[1])))
        while time.monotonic() < self.end:
            question = dice.choice(self.questions)
            for typed in range(1, len(question) + 1):
                pause = dice.lognormvariate(*LETTER) if typed < len(question) else 1
                text = quote_plus(question[:typed])
                if typed > 1 and pause > COMPLETIONS:
                    asyncio.get_running_loop().call_later(COMPLETIONS, ask, "completions", f"/suggest?q={text}")
                if pause > RESULTS:
                    asyncio.get_running_loop().call_later(RESULTS, ask, "results", f"/?q={text}&fragment=1")
                await asyncio.sleep(pause)
            await asyncio.sleep(dice.uniform(*self.reading))
        while asked:
            await asyncio.wait(asked)
        browser.close()

    async def wait(self, browser, kind, path):
        since = time.monotonic()
        try:
            fine = await browser.get(path) == 200
        except (OSError, asyncio.IncompleteReadError):
            fine = False
        self.failed += not fine
        self.waited[kind].append(time.monotonic() - since)
