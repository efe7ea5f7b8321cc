"""Which proxy leads to an address, as the environment says."""

import ipaddress
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from reminder.errors import ConfigurationError


class Proxies:
    """Reads HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY once and answers by address.

    Addresses of this machine never go through a proxy: a stand-in or a Bot API server of one's own
    must work behind any company's firewall.
    """

    def __init__(self) -> None:
        self._named = getproxies()
        self._known: dict[tuple[str, str], str | None] = {}

    def of(self, url: str) -> str | None:
        """Return the address of the proxy for a URL, or None.

        Raises:
            ConfigurationError: it is of a kind that cannot be used.
        """
        parts = urlsplit(url)
        place = (parts.scheme, parts.hostname or "")
        if place not in self._known:
            self._known[place] = self._look_up(*place)
        return self._known[place]

    def _look_up(self, scheme: str, host: str) -> str | None:
        proxy = self._named.get(scheme) or self._named.get("all")
        if not proxy or _of_this_machine(host) or proxy_bypass(host):
            return None
        if "://" not in proxy:
            proxy = f"http://{proxy}"
        if urlsplit(proxy).scheme not in {"http", "https"}:
            raise ConfigurationError(
                [f"{scheme.upper()}_PROXY: only proxies that begin with http:// can be used"]
            )
        return proxy


def _of_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
