"""The last that a parent of processes imports: what it has, no child's garbage collector walks.

A child that did would copy every page of it, half a second's work at each start.
"""

import gc

gc.collect()
gc.freeze()
