"""Where files are kept that no address serves directly."""

from django.core.files.storage import Storage, storages


def private_storage() -> Storage:
    """The private storage, looked up when it is used: settings may name another. Migrations know this function by the models that use it."""
    return storages["private"]
