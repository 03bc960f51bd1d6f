"""What rules share: readings, comparisons, words. A rule uses these and never another rule."""
