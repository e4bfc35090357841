"""Answers as text for people: verdict first, place second, reason third."""
