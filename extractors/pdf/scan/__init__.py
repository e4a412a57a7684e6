"""Pages and tables that are pictures: rendered, set upright, recognised."""
