create index if not exists ${p}ix_orders_promise on ${p}orders (store_id, promise_latest);
