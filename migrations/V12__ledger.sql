-- The tamper-proof record is the ledger; an audit is the random sample of outputs.
ALTER TABLE audit_log RENAME TO ledger_entry;
ALTER TABLE audit_head RENAME TO ledger_head;
