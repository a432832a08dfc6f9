"""An address shown to be recognised, without giving it away."""


def masked(address: str) -> str:
    """Like m•••@exampleville.example."""
    name, _, domain = address.partition("@")
    return f"{name[:1]}•••@{domain}"
