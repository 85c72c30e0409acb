-- The newest certificates of a pipeline, and those of a week, without reading the others.
CREATE INDEX batch_certificate_by_time ON batch_certificate (pipeline, issued_at_ms);
