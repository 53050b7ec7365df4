create index if not exists ${p}ix_orders_phone on ${p}orders (store_id, phone);
