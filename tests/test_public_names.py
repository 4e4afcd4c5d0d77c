"""What others script against: the public names, pinned, and what each of them is."""

import rapallo

PUBLIC = ["Article", "Coder", "Entity", "Event", "Evidence", "OpenStore", "RapalloError", "Relation", "open"]


def test_the_public_names_are_these_and_all_load() -> None:
    assert rapallo.__all__ == PUBLIC
    assert all(getattr(rapallo, name) is not None for name in PUBLIC)
    assert set(PUBLIC) <= set(dir(rapallo))


def test_an_unknown_name_is_refused_as_python_does() -> None:
    assert not hasattr(rapallo, "Codr")
