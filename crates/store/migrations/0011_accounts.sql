-- When somebody last signed in to an account. Of earlier sign-ins only those are known whose sessions are still kept.
ALTER TABLE accounts ADD COLUMN last_sign_in {instant};
UPDATE accounts SET last_sign_in = (SELECT max(created_at) FROM sessions WHERE sessions.account = accounts.id);
