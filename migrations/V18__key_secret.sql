-- Under which secret a key's HMAC was made, as the check value that 'installation' keeps of it; NULL until a secret is
-- replaced for the first time. So one can see which keys end when the secret before is taken away.
ALTER TABLE api_key ADD COLUMN secret_check TEXT;
