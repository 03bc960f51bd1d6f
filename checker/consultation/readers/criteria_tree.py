"""Which weighed lines are criteria and which are sub-criteria, from their marks and their sums."""

from __future__ import annotations

from dataclasses import dataclass

Tree = list[tuple[int, tuple[int, ...]]]  # the rank of each criterion with the ranks of its sub-criteria


@dataclass(frozen=True)
class Node:
    """A weight, and the depth its writing shows: 0 criterion, 1 sub-criterion, None unknown."""

    weight: float
    depth: int | None = None


def _fit(nodes: list[Node], at: int, total: float) -> tuple[float, Tree]:
    """The best arrangement from `at` on: (cost, tree). `total` is what the criteria above already weigh."""
    if at == len(nodes):
        return (0.0 if abs(total - 100) < 0.6 else 3.0), []
    best: tuple[float, Tree] | None = None
    for count in range(len(nodes) - at):
        inside = nodes[at + 1 : at + 1 + count]
        cost = _cost(nodes[at], inside)
        if cost > 8 or (best and cost >= best[0]):
            continue
        rest, tree = _fit(nodes, at + 1 + count, total + nodes[at].weight)
        if best is None or cost + rest < best[0]:
            best = cost + rest, [(at, tuple(range(at + 1, at + 1 + count))), *tree]
    return best or (99.0, [(n, ()) for n in range(at, len(nodes))])


def _cost(top: Node, inside: list[Node]) -> float:
    cost = 2.5 if top.depth == 1 else 0.0
    cost += sum(2.5 for one in inside if one.depth == 0) + sum(0.6 for one in inside if one.depth is None)
    if inside:
        whole = sum(one.weight for one in inside)
        if abs(whole - top.weight) > 0.6:
            cost += 1.5 if abs(whole - 100) < 0.6 else 2.0
        if len(inside) == 1:
            cost += 1.0
    return cost


def arrange(nodes: list[Node]) -> Tree:
    """Criteria and sub-criteria: the reading in which marks are kept, parts add up to their whole and all to 100."""
    return _fit(nodes[:18], 0, 0.0)[1] if nodes else []
