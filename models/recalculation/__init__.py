"""What a workbook calculates again by formula: amounts of the ledger, with what each is worked out from."""
