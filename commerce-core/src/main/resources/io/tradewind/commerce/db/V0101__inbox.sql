create table if not exists ${p}inbox (
  store_id integer not null,
  account varchar(30) not null,
  event_key varchar(120) not null,
  kind varchar(16) not null,
  state varchar(12) not null,
  version integer not null,
  tries integer not null,
  repeats integer not null,
  fact varchar not null,
  body_hash varchar(64) not null,
  received_at timestamp(6) with time zone not null,
  due_at timestamp(6) with time zone not null,
  note varchar(500) not null,
  constraint ${p}pk_inbox primary key (store_id, account, event_key)
);
create index if not exists ${p}ix_inbox_due on ${p}inbox (store_id, state, due_at);
