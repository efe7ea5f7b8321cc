"""How topics relate: a wider one says what the narrower ones that it covers would say."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime


def named(topics: Iterable[str], wider: Mapping[str, Collection[str]]) -> list[str]:
    """Return the topics without those that a wider one among them says already, in their order.

    `wider` gives the topics that cover a topic.
    """
    every = list(topics)
    return [topic for topic in every if not set(wider.get(topic, ())) & set(every)]


def named_at_end(
    topics: Iterable[str], wider: Mapping[str, Collection[str]], ends: Mapping[str, datetime]
) -> list[str]:
    """Return topics whose time has ended as the lists named them before, in their order.

    `ends` says when each of them ended. A wider one whose own end was named earlier, while one that
    it covers went on, is not said again: the narrower ones are.
    """
    every = list(topics)
    earlier = {
        above
        for topic in every
        for above in wider.get(topic, ())
        if above in ends and ends[above] < ends[topic]
    }
    return named((topic for topic in every if topic not in earlier), wider)


def free(
    topics: Iterable[str], forbidden: Collection[str], wider: Mapping[str, Collection[str]]
) -> list[str]:
    """Return the topics that are free wholly: neither they nor what they cover is forbidden."""
    blocked = {above for topic in forbidden for above in (topic, *wider.get(topic, ()))}
    return [topic for topic in topics if topic not in blocked]
