"""The design document: vpcdesign's own JSON, read with each problem in its place, written for readers of diffs."""
