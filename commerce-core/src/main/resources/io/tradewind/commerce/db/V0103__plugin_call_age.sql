create index if not exists ${p}ix_plugin_call_age on ${p}plugin_call (store_id, started_at);
