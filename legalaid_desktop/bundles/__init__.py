"""Case bundles: many documents of any origin in one indexed, bookmarked, page-stamped PDF."""
