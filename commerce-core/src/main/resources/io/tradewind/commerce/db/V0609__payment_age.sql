create index if not exists ${p}ix_payment_age on ${p}payment (account, created_at);
