"""Which servers an operator may have us call."""

import asyncio
import ipaddress
import socket
from urllib.parse import urlsplit


async def outward(url: str) -> bool:
    """Tell whether an address is https, all its hosts out on the internet: none of our own net.

    Operators belong to salons, not to this installation: what stands beside it is none of theirs.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or 443
        if parts.scheme != "https" or not host:
            return False
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError):
        return False
    places = [ipaddress.ip_address(str(place[4][0]).partition("%")[0]) for place in found]
    return bool(places) and all(one.is_global and not one.is_multicast for one in places)
