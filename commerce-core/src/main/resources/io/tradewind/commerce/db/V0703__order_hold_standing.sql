create index if not exists ${p}ix_order_hold_standing on ${p}order_hold (store_id, lifted_at, kind);
