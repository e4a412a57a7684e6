"""The sample plans: one module each, whose `build()` gives the plan and its truth."""
