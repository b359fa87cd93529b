-- One row per provider, shared by all servers and workers: how often it may be asked, and whether it is worth asking
-- (server/domain/provider_gate.h).
CREATE TABLE provider_gates (
  provider    text CONSTRAINT provider_gates_pkey PRIMARY KEY,
  paid_until  timestamptz NOT NULL DEFAULT 'epoch',
  shut_until  timestamptz NOT NULL DEFAULT 'epoch',
  breaker     text NOT NULL DEFAULT 'closed',
  failures    int NOT NULL DEFAULT 0,
  rest_ms     bigint NOT NULL DEFAULT 0,
  rest_until  timestamptz NOT NULL DEFAULT 'epoch',
  CONSTRAINT provider_gates_breaker_check CHECK (breaker IN ('closed', 'open', 'half_open')),
  CONSTRAINT provider_gates_counts_check CHECK (failures >= 0 AND rest_ms >= 0)
);
