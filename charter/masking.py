"""An address shown to be recognised, without giving it away."""


def masked(address: str) -> str:
    """Like m•••@exampleville.example, kept from left to right also inside Arabic."""
    name, _, domain = address.partition("@")
    return f"\u2066{name[:1]}•••@{domain}\u2069"
