"""What pages show, assembled from the graph and the ledger as plain typed data."""
