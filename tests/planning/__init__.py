"""Tests of address planning."""
