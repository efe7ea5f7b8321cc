"""How topics relate: a wider one says what the narrower ones that it covers would say."""

from collections.abc import Collection, Iterable, Mapping


def named(topics: Iterable[str], wider: Mapping[str, Collection[str]]) -> list[str]:
    """Return the topics without those that a wider one among them says already, in their order.

    `wider` gives the topics that cover a topic.
    """
    every = list(topics)
    return [topic for topic in every if not set(wider.get(topic, ())) & set(every)]


def free(
    topics: Iterable[str], forbidden: Collection[str], wider: Mapping[str, Collection[str]]
) -> list[str]:
    """Return the topics that are free wholly: neither they nor what they cover is forbidden."""
    blocked = {above for topic in forbidden for above in (topic, *wider.get(topic, ()))}
    return [topic for topic in topics if topic not in blocked]
