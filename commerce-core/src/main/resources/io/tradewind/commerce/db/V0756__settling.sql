create table if not exists ${p}settling (
  store_id integer not null,
  order_id uuid not null,
  tries integer not null,
  look_at timestamp(6) with time zone not null,
  constraint ${p}pk_settling primary key (store_id, order_id)
);
create index if not exists ${p}ix_settling_look on ${p}settling (store_id, look_at);
