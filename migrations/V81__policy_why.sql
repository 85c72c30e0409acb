-- Why somebody changed a policy, in their words; null where they did not say.
ALTER TABLE pipeline_policy ADD COLUMN why TEXT;
