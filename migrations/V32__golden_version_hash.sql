-- Two versions are compared by the hashes of their members: without it, each member with half of the other version.
CREATE INDEX golden_version_hash ON golden_version_item (version_id, hash);
