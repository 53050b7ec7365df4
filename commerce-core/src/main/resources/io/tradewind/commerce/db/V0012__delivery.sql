create table if not exists ${p}delivery (
  store_id integer not null,
  event_id uuid not null,
  subscriber varchar(60) not null,
  subject_id uuid not null,
  machine varchar(30) not null,
  seq integer not null,
  ordered boolean not null,
  state varchar(12) not null,
  tries integer not null,
  next_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  problem varchar(500) not null,
  constraint ${p}pk_delivery primary key (store_id, event_id, subscriber)
);

create index if not exists ${p}ix_delivery_due on ${p}delivery (state, next_at);

create index if not exists ${p}ix_delivery_order on ${p}delivery (store_id, subject_id, subscriber, machine, seq);
