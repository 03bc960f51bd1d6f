"""Which weighed lines are criteria and which are sub-criteria, from their marks and their sums."""

from __future__ import annotations

from dataclasses import dataclass, replace

Tree = list[tuple[int, tuple[int, ...]]]  # the rank of each criterion with the ranks of its sub-criteria
MOST = 24
DROPPED = 0.7  # what leaving out one weight costs


@dataclass(frozen=True)
class Node:
    """A weight, and the depth its writing shows: 0 criterion, 1 sub-criterion, None unknown."""

    weight: float
    depth: int | None = None


def arrange(nodes: list[Node]) -> tuple[float, Tree]:
    """Criteria and sub-criteria: the reading in which marks are kept, parts add up to their whole and all to 100.

    Weights at the end that belong to no such reading are left out: they come from the text after the list. Comes with what
    speaks against the reading: 0 when everything fits.
    """
    nodes = nodes[:MOST]
    if len({node.depth for node in nodes}) == 1:  # the same mark everywhere tells nothing
        nodes = [replace(node, depth=None) for node in nodes]
    best: tuple[float, Tree] = (1e9, [])
    for length in range(len(nodes), 0, -1):
        cost, tree = _fit(tuple(nodes[:length]), 0, 0.0, {})
        cost += DROPPED * min(len(nodes) - length, 5)
        if cost < best[0]:
            best = cost, tree
    return best


def _fit(
    nodes: tuple[Node, ...], at: int, total: float, known: dict[tuple[int, float], tuple[float, Tree]]
) -> tuple[float, Tree]:
    """The best arrangement from `at` on: (cost, tree). `total` is what the criteria above already weigh."""
    if at == len(nodes):
        return (0.0 if abs(total - 100) < 0.6 else 3.0), []
    if (at, total) in known:
        return known[at, total]
    best: tuple[float, Tree] = (1e9, [])
    for count in range(len(nodes) - at):
        inside = nodes[at + 1 : at + 1 + count]
        cost = _cost(nodes[at], inside)
        if cost >= best[0]:
            continue
        rest, tree = _fit(nodes, at + 1 + count, round(total + nodes[at].weight, 2), known)
        if cost + rest < best[0]:
            best = cost + rest, [(at, tuple(range(at + 1, at + 1 + count))), *tree]
    known[at, total] = best
    return best


def _cost(top: Node, inside: tuple[Node, ...]) -> float:
    cost = 2.5 if top.depth == 1 else 0.0
    cost += sum(2.5 for one in inside if one.depth == 0) + sum(0.3 for one in inside if one.depth is None)
    if inside:
        whole = sum(one.weight for one in inside)
        if abs(whole - top.weight) > 0.6:
            cost += 1.5 if abs(whole - 100) < 0.6 else 2.0
        if len(inside) == 1:
            cost += 1.0
    return cost
