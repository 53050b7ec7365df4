create table if not exists ${p}send_taken (
  store_id integer not null,
  limit_key varchar(100) not null,
  send_id uuid not null,
  taken_at timestamp(6) with time zone not null,
  succeeded boolean not null,
  constraint ${p}pk_send_taken primary key (store_id, limit_key, send_id)
);
create index if not exists ${p}ix_send_taken_send on ${p}send_taken (store_id, send_id);
create index if not exists ${p}ix_send_taken_age on ${p}send_taken (taken_at);
