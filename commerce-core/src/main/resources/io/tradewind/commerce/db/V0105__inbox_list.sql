create index if not exists ${p}ix_inbox_list on ${p}inbox (store_id, received_at);
