create index if not exists ${p}ix_obligation_state on ${p}obligation (state, due_at);
