"""What would be different: levers on the drivers of the ledger, what they save, cost and depend on."""
