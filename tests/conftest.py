"""Settings of the whole suite."""

from hypothesis import settings

# A busy machine must not fail a test: no example has a time limit of its own, only a test as a whole (pyproject.toml).
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
