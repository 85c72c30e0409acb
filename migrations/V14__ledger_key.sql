-- Entries and the head carry a MAC under a key of the installation, by which who can only write the database cannot redo
-- them. Entries from before have none and stay as they are. vouches: content hashes of the rows an entry speaks of, as JSON.
ALTER TABLE ledger_entry ADD COLUMN vouches TEXT;
ALTER TABLE ledger_entry ADD COLUMN key_id TEXT;
ALTER TABLE ledger_entry ADD COLUMN mac TEXT;
ALTER TABLE ledger_head ADD COLUMN key_id TEXT;
ALTER TABLE ledger_head ADD COLUMN mac TEXT;
