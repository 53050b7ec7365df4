create table if not exists ${p}stock_alert (
  store_id integer not null,
  id uuid not null,
  sku varchar(40) not null,
  email varchar(254) not null,
  email_key varchar(64),
  owner_key varchar(80) not null,
  state varchar(12) not null,
  version integer not null,
  asked_at timestamp(6) with time zone not null,
  told_at timestamp(6) with time zone,
  constraint ${p}pk_stock_alert primary key (store_id, id),
  constraint ${p}uq_stock_alert_email unique (store_id, sku, email_key)
);
create index if not exists ${p}ix_stock_alert_waiting on ${p}stock_alert (state, store_id, sku);
create index if not exists ${p}ix_stock_alert_owner on ${p}stock_alert (store_id, owner_key, state);
create index if not exists ${p}ix_stock_alert_email on ${p}stock_alert (store_id, email_key);
create index if not exists ${p}ix_stock_alert_age on ${p}stock_alert (state, asked_at);
