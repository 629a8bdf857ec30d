"""Staff keep the knowledge true: drafts, approval, rehearsal, releases, undo."""
