create table if not exists ${p}history (
  store_id integer not null,
  subject_id uuid not null,
  machine varchar(30) not null,
  seq integer not null,
  from_state varchar(30) not null,
  to_state varchar(30) not null,
  root_id uuid not null,
  event_id uuid not null,
  happened_at timestamp(6) with time zone not null,
  actor varchar(80) not null,
  note varchar(500) not null,
  type varchar(60) not null,
  payload varchar not null,
  subscribers integer not null,
  constraint ${p}pk_history primary key (store_id, subject_id, machine, seq),
  constraint ${p}uq_history_event unique (store_id, event_id)
);

create index if not exists ${p}ix_history_root on ${p}history (store_id, root_id, happened_at);
