-- What nobody decides expires by its age: a range, however many reviews are open.
CREATE INDEX review_expiry ON review (pipeline, created_at_ms, id) WHERE state = 'open';
