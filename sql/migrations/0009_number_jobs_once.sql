-- A job that is to exist once, whoever enqueues it: what is due at a time (kind@time) is due once for all workers.

ALTER TABLE jobs ADD COLUMN once_key text;
ALTER TABLE jobs ADD CONSTRAINT jobs_once_unique UNIQUE (once_key);
CREATE INDEX jobs_completed_index ON jobs (finished_at) WHERE state = 'completed';
