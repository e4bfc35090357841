"""Every ready-made design is loaded, asked, mutated and broken on purpose."""
