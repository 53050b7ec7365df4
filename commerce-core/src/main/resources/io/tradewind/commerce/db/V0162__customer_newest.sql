create index if not exists ${p}ix_customer_newest on ${p}customer (store_id, created_at, id);
