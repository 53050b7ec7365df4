create table if not exists ${p}inbox_body (
  store_id integer not null,
  account varchar(30) not null,
  body_hash varchar(64) not null,
  received_at timestamp(6) with time zone not null,
  method varchar(10) not null,
  path varchar(500) not null,
  query varchar(2000) not null,
  headers varchar not null,
  body bytea not null,
  constraint ${p}pk_inbox_body primary key (store_id, account, body_hash)
);
create index if not exists ${p}ix_inbox_body_age on ${p}inbox_body (store_id, received_at);
