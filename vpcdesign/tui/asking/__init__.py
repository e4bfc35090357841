"""Questions that stand: who asks whom for what, the answer, and how the side pane tells it."""
