create table if not exists ${p}customer_note (
  store_id integer not null,
  id uuid not null,
  customer_id uuid not null,
  words varchar(2000) not null,
  actor varchar(80) not null,
  written_at timestamp(6) with time zone not null,
  constraint ${p}pk_customer_note primary key (store_id, id)
);
create index if not exists ${p}ix_customer_note_of on ${p}customer_note (store_id, customer_id, written_at);
