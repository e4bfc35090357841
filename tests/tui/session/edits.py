"""Random steps from one design to the next: whatever the journal may ever have to write down."""

from collections.abc import Callable
from random import Random

from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import NOUN_LISTS, Design


def removed(design: Design, random: Random) -> Design:
    """Take a noun out."""
    kind = random.choice([kind for kind in NOUN_LISTS if getattr(design, kind)])
    nouns = list(getattr(design, kind))
    del nouns[random.randrange(len(nouns))]
    return design.model_copy(update={kind: tuple(nouns)})


def named(design: Design, random: Random) -> Design:
    """Change what is said of a noun, in hostile words."""
    kind = random.choice([kind for kind in NOUN_LISTS if getattr(design, kind)])
    nouns = list(getattr(design, kind))
    place = random.randrange(len(nouns))
    words = random.choice(["[/foo]", "a\x1b[31m", "\u202edeny", "x" * 300, "日本", None])
    nouns[place] = nouns[place].model_copy(update={"note": words, "tags": {"k": str(random.random())}})
    return design.model_copy(update={kind: tuple(nouns)})


def added(design: Design, random: Random) -> Design:
    """Put a copy under another id in, anywhere."""
    kind = random.choice([kind for kind in NOUN_LISTS if getattr(design, kind)])
    nouns = list(getattr(design, kind))
    copy = random.choice(nouns).model_copy(update={"id": f"new-{random.randrange(10**9)}"})
    nouns.insert(random.randrange(len(nouns) + 1), copy)
    return design.model_copy(update={kind: tuple(nouns)})


def shuffled(design: Design, random: Random) -> Design:
    """Put a list into another order."""
    kind = random.choice([kind for kind in NOUN_LISTS if getattr(design, kind)])
    nouns = list(getattr(design, kind))
    random.shuffle(nouns)
    return design.model_copy(update={kind: tuple(nouns)})


def asserted(design: Design, random: Random) -> Design:
    """Change the assertions, and the design's own words."""
    claim = Assertion(name=f"a{random.random()}", from_="internet", to="vpc:*", expect="blocked")
    kept = design.assertions[: random.randrange(len(design.assertions) + 1)]
    note = random.choice([None, "a note", design.note])
    return design.model_copy(update={"assertions": (*kept, claim), "note": note, "name": random.choice("abc")})


STEPS: tuple[Callable[[Design, Random], Design], ...] = (removed, named, added, shuffled, asserted)


def stepped(design: Design, random: Random) -> Design:
    """Take a random step, or several in one; of a design of which nothing is left, all but assertions is as it is."""
    for _ in range(random.choice((1, 1, 1, 3))):
        step = random.choice(STEPS)
        if step is asserted or any(getattr(design, kind) for kind in NOUN_LISTS):
            design = step(design, random)
    return design
