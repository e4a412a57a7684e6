"""The common objectives of the plans in the store: kept in step, as a view, as counts."""
