"""The matching benchmark: labelled pairs of real workplaces (`pairs.csv`), and how they are told."""
