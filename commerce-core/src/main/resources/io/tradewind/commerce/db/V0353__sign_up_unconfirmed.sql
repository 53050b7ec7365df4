create index if not exists ${p}ix_sign_up_unconfirmed on ${p}sign_up (state, link_at);
