"""Danish search: one analysis in Python, two databases that only store and intersect its terms.

The doors are `reader`, `analyse_listing`, `analyse_query`, and in `index` put, remove and search.
"""
