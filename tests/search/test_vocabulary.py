from graph.search.vocabulary import Group


def test_first_word_then_the_commonest_are_likely() -> None:
    group = Group({7: 3, 1: 10, 2: 500, 3: 40, 4: 40, 5: 2})
    assert (group.likely, group.entries) == ([7, 2, 3, 4], 595)
