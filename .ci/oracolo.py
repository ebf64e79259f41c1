"""The figures of piano.json repeated by an independent calculation, in exact fractions, from the data beside them."""

import sys
from fractions import Fraction

LAST = "31/12"


def exact(number):
    return None if number is None else Fraction(str(number))


class Count:
    def __init__(self):
        self.done = 0

    def equal(self, what, ours, theirs):
        """`theirs` is the program's figure."""
        theirs = exact(theirs)
        self.done += 1
        if (ours is None) != (theirs is None) or (ours is not None and abs(ours - theirs) > Fraction(1, 10**15)):
            shown = None if ours is None else float(ours)
            print(f"oracolo: {what}: {shown} expected, {theirs and float(theirs)} found")
            sys.exit(1)


def weight(obiettivo, method):
    points = [exact(points) for points in obiettivo["punteggi"].values()]
    if not points or any(point is None for point in points):
        return None
    return {"media": sum(points) / len(points), "somma": sum(points)}[method]


def degree(obiettivo, deadline, year):
    """Low and high end of the degree from its indicatori, or None when it cannot be said."""
    own = [i for i in obiettivo["indicatori"] if not i.get("anno") or i["anno"] <= year]
    weights = [exact(i["peso"]) for i in own]
    if any(w is None for w in weights):
        if any(w is not None for w in weights):
            return None
        weights = [Fraction(1)] * len(own)
    total = sum(weights)
    if not total:
        return None
    values = [exact(i["realizzazione"].get(deadline)) for i in own]
    low = sum(w * (v or 0) for w, v in zip(weights, values)) / total
    high = sum(w * (100 if v is None else v) for w, v in zip(weights, values)) / total
    return low, high


def mean(parts):
    """Weighted mean of intervals."""
    total = sum(weight for weight, _, _ in parts)
    if not total:
        return None
    return sum(w * low for w, low, _ in parts) / total, sum(w * high for w, _, high in parts) / total


def check_figures(piano):
    """Checks weights, relative weights, degrees of obiettivi, Aree and Ente; how many figures."""
    count = Count()
    method = piano["regolamento"]["peso_ponderale"]["metodo"] if "peso_ponderale" in piano["regolamento"] else piano["regolamento"]["metodo"]
    groups = {}
    for obiettivo in piano["obiettivi"]:
        name = f"{obiettivo['ambito']}/{obiettivo['numero']}"
        count.equal(f"{name} peso ponderale", weight(obiettivo, method), obiettivo["peso_ponderale"])
        groups.setdefault(obiettivo["ambito"], []).append(obiettivo)
    for ambito, obiettivi in groups.items():
        weights = [exact(o["peso_ponderale"]) for o in obiettivi]
        for obiettivo, own in zip(obiettivi, weights):
            known = None not in weights
            relative = 100 * own / sum(weights) if known else None
            count.equal(f"{ambito}/{obiettivo['numero']} peso relativo", relative, obiettivo["peso_relativo"])
    for deadline in piano["realizzazione"]:
        check_degrees(count, piano, groups, deadline)
    return count.done


def check_degrees(count, piano, groups, deadline):
    for obiettivo in piano["obiettivi"]:
        found = obiettivo["realizzazione"].get(deadline)
        expected = degree(obiettivo, deadline, piano["anno"])
        if found and expected and found["copertura"] not in (None, 0) and obiettivo["stato"] == "attivo":
            name = f"{obiettivo['ambito']}/{obiettivo['numero']} al {deadline}"
            count.equal(f"{name} minimo", expected[0], found["minimo"])
            count.equal(f"{name} massimo", expected[1], found["massimo"])
    everyone = []
    for area in piano["aree"]:
        parts = parts_of(groups.get(area["area"], []), deadline)
        expected, found = mean(parts), area["realizzazione"].get(deadline)
        if expected and found:
            count.equal(f"{area['area']} al {deadline} minimo", expected[0], found["minimo"])
            count.equal(f"{area['area']} al {deadline} massimo", expected[1], found["massimo"])
    # an obiettivo shared by two Aree is listed under both, with one title, and counts once for the Ente
    seen = set()
    for obiettivi in groups.values():
        first = [o for o in obiettivi if o["titolo"] is None or o["titolo"] not in seen]
        seen |= {o["titolo"] for o in obiettivi}
        everyone += parts_of(first, deadline)
    expected, found = mean(everyone), piano["realizzazione"][deadline]
    count.equal(f"Ente al {deadline} minimo", expected[0], found["minimo"])
    count.equal(f"Ente al {deadline} massimo", expected[1], found["massimo"])


def parts_of(obiettivi, deadline):
    parts = []
    for obiettivo in obiettivi:
        found = obiettivo["realizzazione"].get(deadline)
        if obiettivo["stato"] == "attivo" and exact(obiettivo["peso_ponderale"]) is not None:
            low, high = (found["minimo"], found["massimo"]) if found else (0, 100)
            parts.append((exact(obiettivo["peso_ponderale"]), exact(low), exact(high)))
    return parts
